// Package protocol is the language in which authors write protocols of their
// own, and the machine that carries them out.
//
// A file says what each role does when something happens. One rule is one line,
// to be read aloud:
//
//	title zh "两阶段提交" en "Two-phase commit"
//	role coordinator
//	  hosts yes
//	  timer patience 3s
//	  in INIT on commit: send PREPARE to all participant, start patience, become WAITING
//	  in WAITING on YES: add sender to yes
//	  in WAITING once yes has all participant: send COMMIT to all participant, become COMMITTED
//	  rest in INIT, COMMITTED
//	network may lose 1
//	never some participant COMMITTED, some participant ABORTED
//
// # Grammar
//
// A line that ends in a comma goes on in the next; `#` starts a comment. Lists
// are joined by commas.
//
//	file      = {"title" TEXT | choice | message | role | "network may" FAULT, … |
//	             "check" CALL [N], … | property}
//	choice    = "choice" NAME VALUE, … ["begins" VALUE, …]
//	message   = "message" NAME {FIELD} [TEXT]
//	role      = "role" NAME [COUNT] [TEXT] {of a role}
//	of a role = "state" NAME [TEXT]
//	          | "timer" NAME DUR, …
//	          | "number" NAME LOW..HIGH ["begins" N] ["for each" ROLE] ["and on"], …
//	          | choice
//	          | "host" NAME ["begins" HOST], … | "hosts" NAME, …
//	          | "in" STATE, … "on" EVENT, … ["if" CONDITION] ":" ACTION, … ["per" STRING]
//	          | "in" STATE, … "once" CONDITION ":" ACTION, … ["per" STRING]
//	          | "rest in" STATE, …                          "any" is every state
//	ACTION    = "send" FLIGHT {"and" FLIGHT} ["to" TO] | "become" STATE
//	          | "set" NAME ["of" HOST] EXPR
//	          | "add" HOST "to" NAME | "remove" HOST "from" NAME | "clear" NAME
//	          | "start" TIMER | "stop" TIMER | "note" TEXT | "ignore" | "defer"
//	FLIGHT    = MESSAGE {EXPR}
//	TO        = HOST | NAME of hosts | "others" | "all" ROLE
//	EXPR      = (N | NAME ["of" HOST] | "its" FIELD | VALUE | HOST)["+"N | "-"N] ["mod" EXPR]
//	HOST      = the name of one | "sender" | "me" | "nobody" | NAME of a host
//	CONDITION = TEST {"and" TEST}
//	TEST      = EXPR ("=" | "!=" | "<" | ">" | "<=" | ">=" | "is") EXPR
//	          | NAME "has" (HOST | "all" ROLE | "most" ROLE)
//	property  = ["with" NAME VALUE, … ":"] ["can fail:"]
//	            ("never" PREDICATE | "never if" CONDITION | "always possible" PREDICATE) [TEXT]
//	PREDICATE = WHO STATE {"or" STATE}, … ["if" CONDITION]
//	WHO       = ["some" | "every"] ROLE [LETTER]
//	FAULT     = "lose" N | "duplicate" N | "delay" N | "reorder"
//	          | ("crash" | "restart" | "cut") ROLE [N] | "leak" MESSAGE "to" HOST [N]
//	          | "forge" MESSAGE {EXPR} "to" HOST "as" HOST [N]
//
// # Model
//
// [Parse] reads a text, [Format] writes it in canonical spelling, and [Compile]
// makes a [Program] of it, in which names are numbers. What one host does on
// one event is [Program.Take], a pure function of the host's [Memory]; package
// sim calls it along one run, and package explore for every run that there is.
package protocol
