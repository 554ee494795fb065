package main

import (
	"os"
	"strings"

	"woshou/diagrams/words"
)

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
