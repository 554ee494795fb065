// Package scenario is the language of scenarios: text to syntax tree with
// positions, and back.
//
// A scenario says who calls what and what the network does to which segment.
// It never says what follows from that: package sim works it out. What an
// author believes to follow is written as an expectation, and checked.
//
//	title zh "三次握手" en "Three-way handshake"
//	host client zh "客户端" en "Client" isn 100
//	host server zh "服务器" en "Server" isn 300
//	path latency 50ms
//
//	server listen
//	lose SYN from client              # the first try never arrives
//	client connect
//	when server enters CLOSE-WAIT { server close }
//	expect client ESTABLISHED, server ESTABLISHED
//	client close
//	wait 2msl
//
// # Grammar
//
// The language is line-oriented and `#` starts a comment. Headers stand before
// the first statement. Words in capitals that are not flags or states stand
// for what is defined further down.
//
//	header    = "title" TEXT
//	          | "profile" ("rfc9293" | "literal" | "linux")
//	          | "host" NAME [TEXT] ["isn" N {N}]           both hosts or none
//	          | "path" [HOST "->" HOST] "latency" DUR      not in msl
//	          | "show" ITEM {"," ITEM}
//	          | "begin" "established"
//	ITEM      = "numbers" ("relative" | "absolute" | "symbolic")
//	          | "time" | "window" | "options" | "calls" | "timers" | "congestion"
//
//	statement = HOST ("connect" | "abort" | "crash" | "accept") | HOST "listen" ["backlog" N]
//	          | HOST "send" N ["urgent"] | HOST "read" [N] | HOST "close" ["both"]
//	          | HOST "set" KEY [VALUE]                     the keys stand in set.go
//	          | "lose" SEG "from" HOST {COUNT}
//	          | "delay" SEG "from" HOST "by" DUR {COUNT}
//	          | "duplicate" SEG "from" HOST ["by" DUR] {COUNT}
//	          | "forge" SEG "to" HOST ["as" HOST] ["port" N] ["seq" EXPR] ["ack" EXPR] ["len" N]
//	            ["window" N] ["push"] ["urgent" N] ["mss" N] ["scale" N] ["sack-permitted"]
//	            ["sack" EXPR-EXPR {"," EXPR-EXPR}] ["ts" N N]
//	          | "cut" | "mend"
//	          | "together" BLOCK
//	          | "when" HOST ("enters" STATE | "receives" SEG) BLOCK
//	          | "after" DUR statement
//	          | "wait" DUR | "wait" "until" HOST STATE
//	          | "end"                                      only "expect" may follow
//	          | "note" [HOST] TEXT | "section" TEXT
//	          | "expect" CLAIM {"," CLAIM}
//	COUNT     = "nth" N | "times" N
//	CLAIM     = HOST STATE
//	          | HOST "sends" (SEG | "nothing")
//	          | HOST "error" ("refused" | "reset" | "timeout" | "closing" | "no-connection")
//	BLOCK     = "{" statement "}"                          on one line
//	          | "{" newline {statement newline} "}"
//
//	TEXT      = STRING | LANG STRING {LANG STRING}         a LANG is zh, en, zh-Hant …
//	STRING    = `"` characters, `\"` and `\\` `"`
//	SEG       = FLAG {("+" | ",") FLAG}
//	FLAG      = SYN | ACK | FIN | RST | DATA | any         any stands alone
//	STATE     = as in RFC 9293, with hyphens or underscores
//	EXPR      = N | HOST "." VAR [("+" | "-") N]
//	VAR       = "snd.nxt" | "snd.una" | "rcv.nxt" | "iss" | "irs"
//	DUR       = decimal number with "us", "ms", "s", "min" or "msl"
//
// # Other protocols
//
// With `use`, hosts, calls, messages and states are those of a protocol that an
// author has defined, and so are the words of a scenario. The caller hands them
// over as a [Vocabulary], so that this language knows no protocol. What differs:
//
//	header    = "use" FILE                                 FILE ends in .protocol
//	          | "host" NAME [TEXT]                         a host of the protocol
//	          | "title" … | "path" … | "show" ITEM {"," ITEM}
//	ITEM      = "fields" | "time" | "calls" | "timers"
//
//	statement = [HOST] "set" NAME VALUE                    before the first step
//	          | HOST (CALL | "crash" | "restart")
//	          | "lose" MESSAGE "from" HOST ["to" HOST] {COUNT}
//	          | "delay" MESSAGE "from" HOST ["to" HOST] "by" DUR ["reorder"] {COUNT}
//	          | "duplicate" MESSAGE "from" HOST ["to" HOST] ["by" DUR] {COUNT}
//	          | "leak" MESSAGE "from" HOST "to" HOST ["by" DUR] {COUNT}
//	          | "forge" MESSAGE {VALUE} "to" HOST ["as" HOST]
//	          | "fire" TIMER "of" HOST
//	          | ("cut" | "mend") [HOST]
//	          | "when" HOST ("enters" STATE | "receives" MESSAGE) BLOCK
//	          | "expect" CLAIM {"," CLAIM}                 HOST STATE, HOST "sends" …
//	          | together, after, wait, end, note, section as above
//	MESSAGE   = the name of a kind of message | "any"
//
// SEG, EXPR and DUR are written without spaces. Blocks do not nest, the clock
// does not run in them (no `wait`), and together, being one instant, holds
// neither `after` nor `end`.
//
// # Model
//
// [Parse] reads a text in one go and reports every mistake, at most one a
// line, each with its place and the nearest valid word. The [File] it returns
// holds the scenario twice: Head and Body are the lines as written, and the
// fields Title to Established are what the head comes to, defaults filled in.
// Positions count from the start of the given text; who cuts a scenario out of
// a larger file shifts them.
//
// [Format] writes Head, Body and Comments in canonical spelling. It keeps the
// order of lines and single blank lines, and is a fixed point of itself.
//
// Each statement has a file with its type, its parsing and its printing, named
// after what it is about: use.go, host.go, show.go, call.go, set.go, choose.go,
// fault.go (cut and mend too), forge.go, fire.go, block.go (together, when),
// clock.go (after, wait, end), words.go (note, section), expect.go. They are
// listed in parse.go.
package scenario
