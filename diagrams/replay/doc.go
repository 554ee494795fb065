// Package replay writes the scenario that has the machine do what a capture
// shows, so that others can run what one has seen.
//
//	trace of a capture ──draft──> script ──run──> trace ──align──> what matches
//	                                ^                                  │
//	                                └──────────── mend ────────────────┘
//
// A capture does not show what the users called, but what they called has left
// its mark in the segments: a SYN tells of a connect, new octets of a send, a FIN
// of a close (draft.go). The script is run, and its messages are held against
// those of the capture as the same capture would have seen them (sight.go,
// align.go). Where the two part, what explains it is tried, in the order of what
// it takes: a segment that was lost, one that was delayed, another call, and at
// last a segment that is forged because the machine would not send it (mend.go).
// What is left is said in comments, each at its place (script.go).
package replay
