package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"woshou/diagrams/words"

	"golang.org/x/term"
)

// terminal reports whether f is a terminal.
func terminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// progress returns a function that shows what is being done in one line, and
// wipes the line when there is nothing more: on a terminal only, and only when
// it takes longer than half a second.
func progress(f *os.File) func(string) {
	began, shown := time.Now(), terminal(f)
	return func(what string) {
		if shown && time.Since(began) > time.Second/2 {
			fmt.Fprintf(f, "\r\x1b[K%s", what)
		}
	}
}

// local is the language of the locale, as far as it is one of ours.
func local() *words.Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			code, _, _ := strings.Cut(v, ".") // zh_CN.UTF-8
			return words.Of(strings.ReplaceAll(code, "_", "-"))
		}
	}
	return words.Of(words.English)
}

// amongLanguages reports a flag whose value is no language of ours.
func amongLanguages(flag, code string) error { return among(flag, code, words.Built().Codes()...) }
