package main

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/term"
)

// terminal reports whether f is a terminal.
func terminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// progress returns a function that shows what is being done in one line, and
// wipes the line when there is nothing more: on a terminal only, and only when
// it takes longer than half a second.
func progress(f *os.File) func(string) {
	began := time.Now()
	return func(what string) {
		if terminal(f) && time.Since(began) > time.Second/2 {
			fmt.Fprintf(f, "\r\x1b[K%s", what)
		}
	}
}
