// Package capture reads a packet capture as a run: who was in which state, what
// became of each segment, and why a connection was reset.
//
//	file ──packets──> segments ──streams──> connections ──> trace.Trace
//
// A capture is evidence, not truth. It was taken at one place and may lack
// packets; what nobody could know from it stays open, as a set of states, and
// never is a wrong one told.
//
// Reading is streaming: a file may be larger than memory, and connections are
// listed in any number. One of them at a time is followed state by state.
package capture
