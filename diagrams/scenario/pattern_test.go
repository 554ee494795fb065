package scenario_test

import (
	"strings"
	"testing"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
)

// The segments that TCP sends, and a few that it never would.
var segments = []struct {
	name, flags string
	octets      int
}{
	{"syn", "SYN", 0},
	{"syn+ack", "SYN,ACK", 0},
	{"ack", "ACK", 0},
	{"data", "PSH,ACK", 5},
	{"fin", "FIN", 0},
	{"fin+ack", "FIN,ACK", 0},
	{"data+fin", "FIN,ACK", 5},
	{"rst", "RST", 0},
	{"rst+ack", "RST,ACK", 0},
	{"syn+data", "SYN", 5},
}

func TestPatternMatches(t *testing.T) {
	for words, want := range map[string]string{
		"SYN":          "syn syn+data",
		"SYN+ACK":      "syn+ack",
		"ACK":          "ack",
		"FIN":          "fin fin+ack data+fin",
		"FIN+ACK":      "fin+ack data+fin",
		"RST":          "rst rst+ack",
		"RST+ACK":      "rst+ack",
		"DATA":         "data data+fin syn+data",
		"DATA+FIN":     "data+fin",
		"FIN+DATA+ACK": "data+fin",
		"SYN+DATA":     "syn+data",
		"SYN+FIN":      "",
		"any":          "syn syn+ack ack data fin fin+ack data+fin rst rst+ack syn+data",
	} {
		pattern := parse(t, "lose "+words+" from client").Body[0].(scenario.Fault).Segment
		var got []string
		for _, s := range segments {
			if pattern.Matches(s.flags, s.octets) {
				got = append(got, s.name)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s matches %v, want %s", words, got, want)
		}
	}
}

func TestTextFallsBack(t *testing.T) {
	all := lines.Text{{Text: "all"}}
	both := lines.Text{{Lang: "zh", Text: "中"}, {Lang: "en", Text: "E"}}
	for _, c := range []struct {
		text       lines.Text
		lang, want string
	}{
		{all, "zh", "all"}, {both, "zh", "中"}, {both, "en", "E"}, {both, "fr", "中"}, {nil, "en", ""},
	} {
		if got := c.text.In(c.lang); got != c.want {
			t.Errorf("%v in %s: got %q, want %q", c.text, c.lang, got, c.want)
		}
	}
}
