// Package judge is a test room: it asks an independent judge whether the
// machine of package tcp is right, the TCP of a real Linux kernel. No other
// package imports it.
//
// There are two ways to ask. Recordings of a kernel are read from testdata;
// and, on Linux with enough rights, two kernels' worth of TCP are run live:
//
//	namespace A                 this package                 namespace B
//	socket ── kernel TCP ── TUN ──── link ──── TUN ── kernel TCP ── socket
//	   └────────── the calls of a scenario, made at rest ──────────┘
//
// The link carries the raw packets, with the latency and the faults of the
// scenario, and records each segment. Either way the result is a Record, and
// so is the trace of the same scenario run by the machine under profile linux:
//
//	recording ─┐
//	           ├─> Record ──┐
//	live run ──┘            ├─ Compare ─> divergences, each named or a failure
//	machine's trace ─> Record ┘
//
// Compared are the segments in order (flags, relative SEQ and ACK, length, what
// became of them, whether they repeat), how long repetitions wait, and the
// states that each host passes through; not windows and options.
//
// A divergence that is understood is listed in testdata, with its reason: one
// of the letters D1 to D16 that profile linux knows, or a sentence. Whatever
// is not listed fails the test. What is listed is what one kernel version
// does; the live judge prints differences on other versions, and does not
// fail.
package judge
