package tcp

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// subjects says for each section of the RFC beside what it may be cited: the
// function, type, constant or field must have one of the words in its name.
// Case does not matter.
var subjects = map[string]string{
	"3.1":     "flags",
	"3.2":     "mss",
	"3.3.1":   "space",
	"3.3.2":   "state event settle",
	"3.4":     "seq space",
	"3.4.2":   "msl",
	"3.5":     "crossedSyn",
	"3.5.1":   "crash table",
	"3.5.2":   "reset synchronized abort",
	"3.6.1":   "close reopen former stayClosed unread data open iss",
	"3.7":     "transmit",
	"3.7.1":   "mss agree fit",
	"3.7.4":   "nagle worthSending",
	"3.8.1":   "estimator rto",
	"3.8.2":   "congestion",
	"3.8.3":   "giveUp retries exhausted unheard advise",
	"3.8.4":   "keepalive idle",
	"3.8.5":   "urgent",
	"3.8.6":   "window exhausted",
	"3.8.6.1": "window probe",

	"3.8.6.2.1": "transmit worthSending window override", // to the sender
	"3.8.6.2.2": "offer announce",                        // to the receiver
	"3.8.6.3":   "ack pace",
	"3.9.1.1":   "listener",
	"3.9.1.2":   "segment",

	"3.10":     "refused",
	"3.10.1":   "open rule",
	"3.10.2":   "send",
	"3.10.3":   "receive",
	"3.10.4":   "close returnCalls",
	"3.10.5":   "abort returnCalls",
	"3.10.7":   "arrive",
	"3.10.7.1": "closed",
	"3.10.7.2": "listen",
	"3.10.7.3": "synSent refused",
	"3.10.7.4": "arriveOther arriveSynSent refuse acceptable check acknowledge advance progress text hold challenge updateWindow newerWindow",
	"3.10.8":   "timeout watchUser",
}

// citation is a section cited in a comment, and the name of what the comment
// belongs to; "" for the package.
type citation struct{ file, section, name string }

// citations finds what the files of this package cite.
func citations(t *testing.T) (all []citation) {
	t.Helper()
	cited := regexp.MustCompile(`§([0-9]+(?:\.[0-9]+)*)`)
	files, _ := filepath.Glob("*.go")
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, comment := range file.Comments {
			for _, m := range cited.FindAllStringSubmatch(comment.Text(), -1) {
				all = append(all, citation{name, m[1], owner(file, comment)})
			}
		}
	}
	return all
}

// owner is the name of the innermost declaration that a comment belongs to: as
// its doc, in its body, or at the end of its line.
func owner(file *ast.File, comment *ast.CommentGroup) (name string) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Doc == comment || n.Pos() <= comment.Pos() && comment.End() <= n.End() {
				name = n.Name.Name
			}
		case *ast.GenDecl:
			if spec, ok := n.Specs[0].(*ast.TypeSpec); ok && n.Doc == comment {
				name = spec.Name.Name
			} else if spec, ok := n.Specs[0].(*ast.ValueSpec); ok && n.Doc == comment {
				name = spec.Names[0].Name
			}
		case *ast.ValueSpec:
			if n.Doc == comment || n.Comment == comment {
				name = n.Names[0].Name
			}
		case *ast.Field:
			if len(n.Names) > 0 && (n.Doc == comment || n.Comment == comment) {
				name = n.Names[0].Name
			}
		case *ast.StructType:
			// A loose comment in a struct heads the fields below it.
			for _, f := range n.Fields.List {
				if name == "" && n.Pos() < comment.Pos() && comment.End() < f.Pos() {
					name = f.Names[0].Name
				}
			}
		}
		return true
	})
	return name
}

// TestClausesExist holds that every section of the RFC that this package cites
// is one of its headings, which testdata/rfc9293-headings.txt lists, and is
// cited beside what it is about.
func TestClausesExist(t *testing.T) {
	list, err := os.ReadFile("testdata/rfc9293-headings.txt")
	if err != nil {
		t.Fatal(err)
	}
	var headings []string
	for line := range strings.Lines(string(list)) {
		number, _, _ := strings.Cut(line, " ")
		headings = append(headings, strings.TrimSuffix(number, "."))
	}
	all := citations(t)
	for _, c := range all {
		if !slices.Contains(headings, c.section) {
			t.Errorf("%s cites §%s, which is no heading", c.file, c.section)
		}
		about := func(word string) bool { return strings.Contains(strings.ToLower(c.name), strings.ToLower(word)) }
		if c.name != "" && !slices.ContainsFunc(strings.Fields(subjects[c.section]), about) {
			t.Errorf("%s cites §%s beside %s: is it about %q?", c.file, c.section, c.name, subjects[c.section])
		}
	}
	if len(all) < 50 {
		t.Errorf("only %d citations found: is the pattern right?", len(all))
	}
}

// TestRowsCiteTheirClause holds that a row of the table names the section that
// serves its event in its state.
func TestRowsCiteTheirClause(t *testing.T) {
	for _, r := range Table {
		want := ""
		switch r.Event {
		case PassiveOpen, ActiveOpen:
			want = ruleOpen
		case SendCall:
			want = ruleSend
		case CloseCall:
			want = ruleClose
		case AbortCall:
			want = ruleAbort
		case CrashEvent:
			want = ruleHalfOpen
		case GiveUp, GiveUpPassive:
			want = ruleGivingUp
		case PeerSilent:
			want = ruleKeepalive
		case TimeWaitTimeout, UserTimedOut:
			want = ruleTimeout
		case RcvCookieAck:
			want = ruleCookie
		case OrphanTimeout:
			want = ruleOrphan
		case RcvDataUnread, CloseUnread, RcvRstReopened:
			want = ruleHalfClosed
		default:
			want = arrivalIn(r.From)
			if r.From == TimeWait && r.Event == RcvSyn {
				want = ruleHalfClosed // MAY-2
			}
		}
		if r.Rule != want {
			t.Errorf("%v on %q cites %s, want %s", r.From, r.Event, r.Rule, want)
		}
	}
}

// arrivalIn is the section on segments that arrive in a state.
func arrivalIn(s State) string {
	switch s {
	case Closed:
		return ruleArrivalClosed
	case Listen:
		return ruleArrivalListen
	case SynSent:
		return ruleArrivalSynSent
	}
	return ruleArrival
}

// concerns reports whether a rule is about what an endpoint has just done: o,
// upon the input in, in the state before.
func concerns(rule string, before State, in Input, o Output) bool {
	emit, isEmit := o.(Emit)
	_, isEnter := o.(Enter)
	timer := timerOf(in, o)
	switch rule {
	case ruleOpen:
		return isInput[OpenCall](in) || before == TimeWait && isEnter
	case ruleSend: // called, or what was queued leaves
		return isInput[SendData](in) || isEmit && emit.Segment.Len > 0
	case ruleReceive:
		_, isDeliver := o.(Deliver)
		return isInput[ReceiveData](in) || isDeliver
	case ruleClose: // called, or what was queued leaves, or the queued call is served
		return isInput[CloseConn](in) || isEmit && emit.Segment.Has(FIN) || before == SynReceived && isEnter
	case ruleAbort:
		return isInput[AbortConn](in)
	case ruleArrivalClosed, ruleArrivalListen, ruleArrivalSynSent, ruleArrival:
		if isInput[CookieAck](in) {
			return true // it arrives in LISTEN, and may bring data
		}
		return isInput[Arrival](in) && arrivalIn(before) == rule
	case ruleTimeout:
		return timer != ""
	case ruleHalfOpen:
		return isInput[Crash](in)
	case ruleHalfClosed: // 2 MSL, FIN-WAIT-2 and a close of both directions
		return timer != "" || before == TimeWait || before == FinWait1 || before == FinWait2 ||
			before == SynReceived || isInput[CloseConn](in)
	case ruleRetransmission:
		return timer == RetransmissionTimer || timer == RackTimer || timer == TailTimer || isEmit && emit.Repeats
	case ruleGivingUp:
		return isInput[Timeout](in)
	case ruleFastRetransmit: // and all that congestion control reports
		if _, ok := o.(Congestion); ok {
			return true
		}
		return isInput[Arrival](in) && isEmit && emit.Repeats
	case ruleCookie:
		return isInput[CookieAck](in)
	case ruleOrphan:
		return timer == FinWait2Timer || in == Timeout{FinWait2Timer}
	case ruleEagerSyn:
		return before == SynSent && timer == RetransmissionTimer
	case ruleRepeatedSyn:
		return before == SynReceived && isEmit && emit.Segment.Has(SYN|ACK) && emit.Repeats
	case ruleOverflow:
		return isInput[Denied](in) && isEmit && emit.Segment.Has(RST)
	case ruleStamps:
		return isInput[Arrival](in)
	case ruleOverride:
		return timer == PersistTimer
	case ruleSackRecovery:
		return isInput[Arrival](in) && isEmit && emit.Repeats
	case ruleRack, ruleTail: // one of three timers runs, or a probe leaves
		return timer == RackTimer || timer == TailTimer || timer == RetransmissionTimer || isInput[Timeout](in) && isEmit || isEmit && emit.Repeats
	case ruleKeepaliveReset:
		return isInput[Timeout](in) && isEmit && emit.Segment.Has(RST)
	case ruleKeepalive:
		return timer == KeepaliveTimer || isInput[Timeout](in)
	case ruleUrgent:
		return isInput[Arrival](in) || isEmit && emit.Segment.Has(URG)
	case ruleProbe:
		return timer == PersistTimer || isInput[Timeout](in)
	case ruleWindowUpdate, ruleDelayedAck:
		return timer == DelayedAckTimer || isEmit && emit.Segment.Flags == ACK
	}
	return false
}

func isInput[T Input](in Input) bool {
	_, ok := in.(T)
	return ok
}

// timerOf is the timer that an output is about, or else the input.
func timerOf(in Input, o Output) Timer {
	switch o := o.(type) {
	case StartTimer:
		return o.Timer
	case StopTimer:
		return o.Timer
	}
	if t, ok := in.(Timeout); ok {
		return t.Timer
	}
	return ""
}

// ruleOf is the clause that an output names; "" when it names none.
func ruleOf(o Output) string {
	switch o := o.(type) {
	case Emit:
		return o.Rule
	case Enter:
		return o.Rule
	case StartTimer:
		return o.Rule
	case StopTimer:
		return o.Rule
	case Deliver:
		return o.Rule
	case Congestion:
		return o.Rule
	case Urgent:
		return o.Rule
	case Advise:
		return o.Rule
	case Report:
		return o.Rule
	}
	return ""
}
