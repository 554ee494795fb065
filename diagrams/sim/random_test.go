package sim_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scenario"
	"woshou/diagrams/trace"
)

// author writes scenarios at random. All that it writes parses.
type author struct{ *rand.Rand }

// one is one of the alternatives.
func (a author) one(of ...string) string { return of[a.IntN(len(of))] }

func (a author) host() string { return a.one("client", "server") }

func (a author) segment() string {
	return a.one("SYN", "SYN+ACK", "ACK", "FIN", "RST", "DATA", "any")
}

func (a author) duration() string {
	return a.one("0s", "1ms", "20ms", "50ms", "90ms", "1s", "3s", "100s", "1msl", "2msl")
}

func (a author) number(of string) string {
	return fmt.Sprintf("%s.%s%+d", of, a.one("snd.nxt", "snd.una", "rcv.nxt", "iss", "irs"), a.IntN(5)-2)
}

// option is one of the keys of set with a value.
func (a author) option() string {
	return a.one("mss 100", "mss 1460", "window 0", "window 1000", "window 100000", "retries 0", "retries 3",
		"user-timeout 5s", "keepalive 10s", "keepalive 10s 1s 2", a.one("auto-read", "delayed-ack", "nagle", "sack",
			"timestamps", "window-scale", "cork")+a.one(" on", " off"))
}

// fault is what may happen to a segment, or a segment that nobody sent.
func (a author) fault() string {
	if a.IntN(3) == 0 {
		to := a.host()
		forged := a.one("RST", "SYN", "FIN+ACK", "SYN+ACK", "ACK", "DATA")
		line := "forge " + forged + " to " + to + " seq " + a.number(to)
		if strings.Contains(forged, "ACK") || a.IntN(4) == 0 {
			line += " ack " + a.number(to)
		}
		if forged == "DATA" {
			line += " len 5"
		}
		return line
	}
	line := a.one("lose ", "delay ", "duplicate ") + a.segment() + " from " + a.host()
	if strings.HasPrefix(line, "delay") {
		line += " by " + a.duration()
	}
	return line + a.one("", "", " nth 2", " times 3")
}

// call is what a user does.
func (a author) call() string {
	return a.host() + " " + a.one("listen", "connect", "connect", "send 10", "send 3000", "send 100000", "send 1 urgent",
		"read", "read 5", "close", "close", "close both", "abort", "crash", "set "+a.option())
}

// statement is any statement that may stand in a block, too.
func (a author) statement() string {
	if a.IntN(3) == 0 {
		return a.fault()
	}
	return a.one(a.call(), a.call(), "cut", "mend")
}

// scenario is a whole one.
func (a author) scenario() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("profile %s", a.one("rfc9293", "rfc9293", "literal", "linux"))
	line("host client isn %s", a.one("100", "4294967290", "1 2 3"))
	line("host server isn %s", a.one("300", "4294967295"))
	if a.IntN(3) == 0 {
		line("path client -> server latency %s", a.one("0s", "10ms", "80ms"))
	}
	if a.IntN(3) == 0 {
		line("begin established")
	} else {
		line("%s listen", a.host())
	}
	for range 1 + a.IntN(14) {
		switch a.IntN(8) {
		case 0:
			line("together {\n%s\n%s\n}", a.statement(), a.statement())
		case 1:
			line("when %s enters %s { %s }", a.host(), a.one("SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "FIN-WAIT-2", "CLOSED"), a.statement())
		case 2:
			line("when %s receives %s { %s }", a.host(), a.segment(), a.statement())
		case 3:
			line("after %s %s", a.duration(), a.statement())
		case 4:
			line("wait %s", a.duration())
		default:
			line("%s", a.statement())
		}
	}
	return b.String()
}

// TestRandomScenariosObeyTheLaws writes scenarios at random and checks the
// laws on each.
func TestRandomScenariosObeyTheLaws(t *testing.T) {
	kinds := map[string]int{}
	seeds := uint64(3000)
	if testing.Short() {
		seeds = 300
	}
	for seed := range seeds {
		src := author{rand.New(rand.NewPCG(seed, 7))}.scenario()
		file, bad := scenario.Parse("random.scenario", src)
		if len(bad) > 0 {
			t.Fatalf("seed %d: %v\n%s", seed, bad, src)
		}
		if _, errs := diagrams.RunFile(file); len(errs) > 0 {
			kinds[errs[0].Code]++
		}
		checkLaws(t, src)
		if !strings.Contains(src, "forge") {
			checkDelivery(t, file)
		}
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, src)
		}
	}
	t.Logf("first errors, by code: %v", kinds)
}

// checkDelivery holds that nobody gets more octets than the other has sent.
func checkDelivery(t *testing.T, file *scenario.File) {
	tr, _ := diagrams.RunFile(file)
	sent, got := map[int]int{}, map[int]int{}
	for _, e := range tr.Events {
		switch {
		case e.Kind == trace.Call && e.Call == "send":
			sent[e.Host] += e.Len
		case e.Kind == trace.Deliver:
			got[e.Host] += e.Len
		}
	}
	for i, h := range tr.Hosts {
		if other := tr.Hosts[1-i]; got[i] > sent[1-i] {
			t.Errorf("%s sent %d octets, and %s got %d", other.Name, sent[1-i], h.Name, got[i])
		}
	}
}
