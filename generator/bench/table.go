package main

import (
	"fmt"
	"io"
	"time"
)

// table prints rows as they are measured.
type table struct{ out io.Writer }

func (t table) heading(format string, args ...any) { fmt.Fprintf(t.out, "\n"+format+"\n", args...) }

// row prints what was measured, and what it is to be, "" if nothing is said of
// it.
func (t table) row(what, value, target string) {
	if target != "" {
		target = "to reach " + target
	}
	fmt.Fprintf(t.out, "  %-58s %24s   %s\n", what, value, target)
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}

func mebibytes(n int64) string { return fmt.Sprintf("%.0f MiB", float64(n)/(1<<20)) }

func ratio(a, b float64) string { return fmt.Sprintf("%.2f", a/b) }
