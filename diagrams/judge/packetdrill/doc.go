// Package packetdrill reads scripts in the language of packetdrill, the tool
// with which kernel developers test a TCP: one event a line, with its time.
//
//	// A server answers a SYN, and repeats its answer after a second.
//	`sysctl -q net.ipv4.tcp_sack=0`
//	0   socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
//	+0  bind(3, ..., ...) = 0
//	+0  listen(3, 1) = 0
//	+0  < S 0:0(0) win 65535 <mss 1460>
//	+0  > S. 0:0(0) ack 1 <mss 1460>
//	+1  > S. 0:0(0) ack 1 <mss 1460>
//	+.1 < . 1:1(0) ack 1 win 65535
//	+0  accept(3, ..., ...) = 4
//
// "<" is a segment that the script sends to the host under test, ">" one that
// the host must send. Of the language this much is read:
//
//   - times: 1.5 from the start, +.1 from the event before, a range +.2~+.3,
//     and * for any time within a second;
//   - segments: the flags F S R P U and "." for ACK, in any order; SEQ:END(LEN),
//     "ack", "win", "urg", and the options mss, wscale, sackOK, nop, eol, TS val N
//     ecr N, sack A:B …; <...> for any options. Numbers count from the initial
//     ones of each side. A segment to be sent that names no window may have any;
//   - calls: socket, bind, listen, accept, connect, write, send (with MSG_OOB),
//     read, recv, shutdown, close, and setsockopt with one number, one string or
//     SO_LINGER's {onoff=1, linger=0}. A call does not wait: where it would, its
//     result is "= -1 EAGAIN", or for connect EINPROGRESS;
//   - sysctl in backquotes, of names below net.ipv4.tcp_, before the first event;
//   - comments, of either kind.
//
// A script has one connection, over IPv4; there is no ECN, no Fast Open, no MPTCP,
// no ICMP, no %{ code }%, and what is written in scripts of threads is refused. So
// is whatever else is not listed, with its line.
package packetdrill
