package scenario_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"

	"github.com/google/go-cmp/cmp"
)

// parse reads a scenario that has no mistakes.
func parse(t *testing.T, src string) *scenario.File {
	t.Helper()
	f, errs := scenario.Parse("test", src)
	if len(errs) > 0 {
		t.Fatalf("%s\n%v", src, errs)
	}
	return f
}

func TestDefaultsFillAnEmptyScenario(t *testing.T) {
	want := &scenario.File{
		Name:    "test",
		Profile: "rfc9293",
		Hosts: []scenario.Host{
			{Name: "client", Label: lines.Text{{Lang: "zh", Text: "客户端"}, {Lang: "en", Text: "Client"}}, ISN: []uint32{100}},
			{Name: "server", Label: lines.Text{{Lang: "zh", Text: "服务器"}, {Lang: "en", Text: "Server"}}, ISN: []uint32{300}, Order: 1},
		},
		Latency: [][]time.Duration{{50 * time.Millisecond, 50 * time.Millisecond}, {50 * time.Millisecond, 50 * time.Millisecond}},
		Show:    scenario.Show{Numbers: scenario.Relative, Calls: true, Timers: true, Fields: true},
	}
	if diff := cmp.Diff(want, parse(t, "")); diff != "" {
		t.Error(diff)
	}
}

func TestDeclaredHostsGetTheirNameAsLabelAndTheDefaultNumbers(t *testing.T) {
	f := parse(t, "host a\nhost b \"B\" isn 7 8")
	want := []scenario.Host{
		{Place: place.Place{Line: 1, Col: 1, Width: 4}, Name: "a", Label: lines.Text{{Text: "a"}}, ISN: []uint32{100}},
		{Place: place.Place{Line: 2, Col: 1, Width: 4}, Name: "b", Label: lines.Text{{Text: "B"}}, ISN: []uint32{7, 8}, Order: 1},
	}
	if diff := cmp.Diff(want, f.Hosts); diff != "" {
		t.Error(diff)
	}
	if f.Host("a") != 0 || f.Host("b") != 1 || f.Host("client") != -1 {
		t.Error("Host finds the wrong ones")
	}
}

func TestOneWayLatencyGoesBeforeTheGeneralOne(t *testing.T) {
	f := parse(t, "path server -> client latency 80ms\npath latency 1s\n")
	if want := [2]time.Duration{time.Second, 80 * time.Millisecond}; f.Latency[0][1] != want[0] || f.Latency[1][0] != want[1] {
		t.Errorf("got %v, want %v", f.Latency, want)
	}
}

func TestShowListsExactlyWhatIsShown(t *testing.T) {
	for src, want := range map[string]scenario.Show{
		"show numbers symbolic": {Numbers: "symbolic", Calls: true, Timers: true, Fields: true},
		"show time":             {Numbers: "relative", Time: true},
		"show options, window\nshow numbers absolute": {Numbers: "absolute", Options: true, Window: true},
		"show calls, numbers symbolic":                {Numbers: "symbolic", Calls: true},
	} {
		if got := parse(t, src).Show; got != want {
			t.Errorf("%q: got %+v, want %+v", src, got, want)
		}
	}
}

func TestFaultDefaults(t *testing.T) {
	f := parse(t, "duplicate SYN from client\nlose SYN from client")
	duplicate, lose := f.Body[0].(scenario.Fault), f.Body[1].(scenario.Fault)
	if duplicate.By.Fixed != 10*time.Millisecond || duplicate.Nth != 1 || duplicate.Times != 1 {
		t.Errorf("duplicate: %+v", duplicate)
	}
	if lose.By != (lines.Duration{}) {
		t.Errorf("lose: %+v", lose)
	}
}

func TestForgedSegmentsComeFromTheOtherHostUnlessSaid(t *testing.T) {
	f := parse(t, "forge RST to server\nforge RST to server as server")
	for i, want := range []string{"client", "server"} {
		if got := f.Body[i].(scenario.Forge).As; got != want {
			t.Errorf("line %d: as %s, want %s", i+1, got, want)
		}
	}
}

func TestDurations(t *testing.T) {
	msl := 30 * time.Second
	for text, want := range map[string]time.Duration{
		"1us": time.Microsecond, "1.5ms": 1500 * time.Microsecond, "0.1s": 100 * time.Millisecond,
		"2min": 2 * time.Minute, "2msl": time.Minute, "0.5msl": 15 * time.Second, "0s": 0,
		"0.4us": 0, "24.000min": 24 * time.Minute, "1440min": 24 * time.Hour,
	} {
		wait := parse(t, "wait "+text).Body[0].(scenario.Wait)
		if got := wait.For.Of(msl); got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

func TestNodesKnowTheirPlaces(t *testing.T) {
	f := parse(t, "\ufeffnote \"中文\"\r\n"+
		"\tforge SYN+ACK to server seq 5   ack client.iss+1 # x\r\n"+
		"when client receives FIN {\n"+
		"  expect client SYN_SENT,  server sends DATA, server error reset\n"+
		"}\n"+
		"after 5ms client close")
	forge, when, after := f.Body[1].(scenario.Forge), f.Body[2].(scenario.When), f.Body[3].(scenario.After)
	expect := when.Body[0].(scenario.Expect)
	for _, c := range []struct {
		what string
		got  place.Place
		want string
	}{
		{"note", f.Body[0].Position(), "1:1"},
		{"forge", forge.Position(), "2:2"},
		{"pattern", forge.Segment.Place, "2:8"},
		{"seq", forge.Seq.Place, "2:30"},
		{"ack", forge.Ack.Place, "2:38"},
		{"comment", f.Comments[0].Place, "2:51"},
		{"when", when.Place, "3:1"},
		{"receives", when.Receives.Place, "3:22"},
		{"expect", expect.Place, "4:3"},
		{"first claim", expect.Claims[0].Place, "4:10"},
		{"second claim", expect.Claims[1].Place, "4:28"},
		{"sends", expect.Claims[1].Sends.Place, "4:41"},
		{"third claim", expect.Claims[2].Place, "4:47"},
		{"closing brace", when.End, "5:1"},
		{"after", after.Place, "6:1"},
		{"do", after.Do.Position(), "6:11"},
	} {
		if got := fmt.Sprintf("%d:%d", c.got.Line, c.got.Col); got != c.want {
			t.Errorf("%s at %s, want %s", c.what, got, c.want)
		}
	}
}

func TestStatementsAreLimited(t *testing.T) {
	full := "together {\n" + strings.Repeat("cut\n", scenario.MaxStatements-2) + "}\n"
	parse(t, full+"after 5ms mend\n")
	_, errs := scenario.Parse("test", full+"after 5ms mend\nmend\nmend\nlsoe\n")
	if len(errs) != 1 || errs[0].Code != "scenario-bounds" || errs[0].Line != scenario.MaxStatements+2 {
		t.Errorf("got %v", errs)
	}
	_, errs = scenario.Parse("test", "together {\n"+strings.Repeat("cut\n", scenario.MaxStatements))
	if len(errs) != 1 || errs[0].Code != "scenario-bounds" {
		t.Errorf("in a block: %v", errs)
	}
}

func TestWhatIsRightIsKeptBesideMistakes(t *testing.T) {
	f, errs := scenario.Parse("test", "title \"kept\"\nserver lisen\nclient connect\n")
	if len(errs) != 1 || f.Title.In("en") != "kept" || len(f.Body) != 1 {
		t.Errorf("errors %v, title %q, %d statements", errs, f.Title.In("en"), len(f.Body))
	}
}

// The package comment shows an example; it is the first indented part.
func TestManualsExampleIsRight(t *testing.T) {
	manual, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	intro, _, _ := strings.Cut(string(manual), "# Grammar")
	var example strings.Builder
	for line := range strings.Lines(intro) {
		if rest, ok := strings.CutPrefix(line, "//\t"); ok {
			example.WriteString(rest)
		}
	}
	if f := parse(t, example.String()); len(f.Body) == 0 {
		t.Error("no example found")
	}
}

// Files on Windows end their lines with CRLF.
func TestLineEndsAreOfNoConsequence(t *testing.T) {
	src := "title \"a\"\n# x\n\nserver listen # y\ntogether {\nclient connect\n}\n"
	unix, windows := parse(t, src), parse(t, strings.ReplaceAll(src, "\n", "\r\n"))
	if diff := cmp.Diff(unix, windows); diff != "" {
		t.Error(diff)
	}
}
