// Package mutant is a test room: it asks whether the tests of package tcp would
// notice if the machine were wrong in one line. No other package imports it.
//
// A mutant is the machine with one change: another constant, a comparison that
// is off by one, a branch that is missing. All of them are built at once: each
// place gets both ways, and an environment variable says which mutant runs.
//
//	e.snd.una < e.snd.nxt       if seg.Has(RST) {             5 * e.snd.mss
//	           │                        │                     │
//	mutated(7) ? <= : <         if !mutated(8) && (…) {       pick(9, 5, 8) * …
//
// The changed sources stand beside the true ones in a folder of their own, and
// are put in their place by `go build -overlay`; no file of the machine is
// touched. A mutant is caught when a test fails, panics or hangs. One that no
// test can catch, since nobody can tell it from the machine, is listed with the
// reason in testdata/equivalent.txt.
package mutant
