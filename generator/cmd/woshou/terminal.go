package main

import (
	"os"

	"golang.org/x/term"
)

// terminal reports whether f is a terminal.
func terminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
