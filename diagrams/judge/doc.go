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
// Compared are the segments in order, with flags, relative SEQ and ACK, length,
// options, urgent pointer, what became of them and whether they repeat; of each
// its window, whose timestamp it echoes, and how long its sender waited for
// what makes it send: within 20 ms or a twentieth, and the slot of the kernel's
// timer; and the states that each host passes through. Windows are the same to
// the octet where a scenario sets one (fit.go says how), and in recordings; in
// others the first one is, and whether it is closed.
//
// The kernels are made as plain as the machine is (settings in world_linux.go):
// no ECN, no receive buffers that grow by themselves, no F-RTO, no
// ACKs held back beyond a gap, no joining of segments that are repeated, and none
// handed to the device together. What cannot be judged stands in
// testdata/live/left-out.txt, with the reason.
//
// Scripts in packetdrill's language are a third way to ask: testdata/pkt has
// some, read by package packetdrill, and both the machine and a live kernel have
// to do what they say (drill.go). A fourth are scenarios made at random
// (random.go), for as long as one likes.
//
// A divergence that is understood is listed in testdata, with its reason: one
// of the letters D1 to D16 that profile linux knows, or a sentence. Whatever
// is not listed fails the test. What is listed is what one kernel version
// does; the live judge prints differences on other versions, and does not
// fail.
package judge
