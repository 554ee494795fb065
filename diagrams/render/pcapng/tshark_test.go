package pcapng_test

import (
	"encoding/binary"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"

	"github.com/google/go-cmp/cmp"
)

// fields are what tshark is asked about each frame.
var fields = []string{
	"frame.time_epoch", "tcp.flags", "tcp.seq", "tcp.ack", "tcp.len", "tcp.window_size_value", "tcp.urgent_pointer", "options", "frame.comment",
	"tcp.checksum.status", "ip.checksum.status", "_ws.malformed", "_ws.expert.severity",
	"tcp.connection.fin_active", "tcp.connection.fin_passive",
	"tcp.analysis.retransmission", "tcp.analysis.out_of_order", "tcp.analysis.keep_alive", "tcp.analysis.zero_window_probe",
	"tcp.analysis.reused_ports", // a SYN again, behind a forged one
}

// options are the fields that stand in the place of "options", and how a trace
// writes them.
var options = [][2]string{
	{"tcp.options.mss_val", "MSS="}, {"tcp.options.sack_perm", "SACK-permitted"}, {"tcp.options.timestamp.tsval", "TSval="},
	{"tcp.options.timestamp.tsecr", "TSecr="}, {"tcp.options.wscale.shift", "WS="}, {"tcp.options.sack_le", "SACK="}, {"tcp.options.sack_re", "-"},
}

// TestWireshark holds, for every scenario, that Wireshark reads in a capture
// what the trace says, with good checksums, that its experts find every
// retransmission, and that they find nothing to note in a run in which all went
// as usual.
func TestWireshark(t *testing.T) {
	if testing.Short() {
		t.Skip("starts Wireshark")
	}
	tshark, err := exec.LookPath("tshark")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip("needs tshark, which `make tools` installs:", err)
	}
	runs := shipped(t)
	names := slices.Sorted(maps.Keys(runs))
	var file []byte // a section for each run: a start of tshark takes longer than a capture
	for i, name := range names {
		file = append(file, apart(encode(t, runs[name]), byte(i+1))...)
	}
	frames := dissect(t, tshark, file)
	for _, name := range names {
		run := runs[name]
		t.Run(name, func(t *testing.T) {
			if len(frames) < len(run.Messages) {
				t.Fatalf("%d frames are left for %d segments", len(frames), len(run.Messages))
			}
			for i, s := range run.Messages {
				if diff := cmp.Diff(expected(run, s), frames[i].seen); diff != "" {
					t.Errorf("segment %d (-trace +tshark):\n%s", s.ID, diff)
				}
				if s.RepeatOf > 0 && !frames[i].repeats {
					t.Errorf("segment %d: the experts do not see that it repeats segment %d", s.ID, s.RepeatOf)
				}
				if usual(run) && frames[i].noted {
					t.Errorf("segment %d: the experts have something to note in an ordinary run", s.ID)
				}
			}
		})
		frames = frames[min(len(frames), len(run.Messages)):]
	}
	if len(frames) > 0 {
		t.Error(len(frames), "frames too many")
	}
}

// apart moves the hosts of a capture into the network 192.n.2.0, so that they
// are not those of another capture. A wrong checksum stays wrong: RFC 1624.
func apart(capture []byte, n byte) []byte {
	const packet, header, source, target, ipSum, tcpSum = 6, 28, 26, 30, 24, 50
	for block := capture; len(block) > 0; block = block[binary.LittleEndian.Uint32(block[4:]):] {
		if binary.LittleEndian.Uint32(block) != packet {
			continue
		}
		frame := block[header:]
		frame[source+1], frame[target+1] = n, n
		for _, at := range []int{ipSum, tcpSum} {
			sum := uint32(^binary.BigEndian.Uint16(frame[at:])) + 2*uint32(n)
			binary.BigEndian.PutUint16(frame[at:], ^uint16(sum+sum>>16))
		}
	}
	return capture
}

// frame is what tshark says about a frame.
type frame struct {
	seen  map[string]string
	noted bool // something to note or to warn of, beyond that a connection ends
	// repeats is that it is one of the ways in which octets come again.
	repeats bool
}

func dissect(t *testing.T, tshark string, file []byte) (frames []frame) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "runs.pcapng")
	if err := os.WriteFile(name, file, 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{
		"-n", "-r", name, "-T", "fields", "-E", "occurrence=a", "-E", "aggregator=;",
		"-o", "tcp.relative_sequence_numbers:FALSE", "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
	}
	for _, f := range fields {
		if f != "options" {
			args = append(args, "-e", f)
			continue
		}
		for _, o := range options {
			args = append(args, "-e", o[0])
		}
	}
	command := exec.Command(tshark, args...)
	command.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		frames = append(frames, parse(t, strings.TrimSuffix(line, "\n")))
	}
	return frames
}

// parse reads a line of fields.
func parse(t *testing.T, line string) frame {
	t.Helper()
	cells := strings.Split(line, "\t")
	if len(cells) != len(fields)-1+len(options) {
		t.Fatalf("%d cells: %q", len(cells), line)
	}
	seen := map[string]string{}
	for _, f := range fields {
		if f != "options" {
			seen[f], cells = cells[0], cells[1:]
			continue
		}
		seen[f], cells = optionsOf(cells[:len(options)]), cells[len(options):]
	}
	notes := 0
	for severity := range strings.SplitSeq(seen["_ws.expert.severity"], ";") {
		if n, _ := strconv.Atoi(severity); n >= 4<<20 { // note, warning, error
			notes++
		}
	}
	for _, f := range []string{"tcp.connection.fin_active", "tcp.connection.fin_passive"} {
		if seen[f] != "" { // Wireshark notes the end of every connection
			notes--
		}
		delete(seen, f)
	}
	repeats := false
	for f, value := range seen {
		if strings.HasPrefix(f, "tcp.analysis.") {
			repeats = repeats || value != ""
			delete(seen, f)
		}
	}
	delete(seen, "_ws.expert.severity")
	return frame{seen, notes > 0, repeats}
}

// optionsOf writes the cells of options as a trace does, sorted: they have
// lost their order.
func optionsOf(cells []string) string {
	var names []string
	right := strings.Split(cells[len(cells)-1], ";")
	for i, o := range options[:len(options)-1] {
		for n, value := range strings.Split(cells[i], ";") {
			switch {
			case value == "":
			case o[1] == "SACK=":
				names = append(names, o[1]+value+"-"+right[n])
			case strings.HasSuffix(o[1], "="):
				names = append(names, o[1]+value)
			default:
				names = append(names, o[1])
			}
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// bits are the flags as they stand in a header. RFC 9293 §3.1.
var bits = map[string]int{"FIN": 1, "SYN": 2, "RST": 4, "PSH": 8, "ACK": 16, "URG": 32}

// expected is what tshark must say about a segment.
func expected(run *trace.Trace, s trace.Message) map[string]string {
	flags, ack := 0, uint32(0)
	for name := range strings.SplitSeq(s.Name, ",") {
		flags |= bits[name]
	}
	if s.TCP.Ack != nil {
		ack = *s.TCP.Ack
	}
	at := start.Add(time.Duration(s.SentUS) * time.Microsecond)
	return map[string]string{
		"frame.time_epoch": fmt.Sprintf("%d.%09d", at.Unix(), at.Nanosecond()),
		"tcp.flags":        fmt.Sprintf("0x%04x", flags), "tcp.seq": fmt.Sprint(s.TCP.Seq), "tcp.ack": fmt.Sprint(ack), "tcp.len": fmt.Sprint(s.TCP.Len),
		"tcp.window_size_value": fmt.Sprint(s.TCP.Window), "tcp.urgent_pointer": fmt.Sprint(s.TCP.Urgent),
		"options":             strings.Join(slices.Sorted(slices.Values(s.TCP.Options)), " "),
		"frame.comment":       sentence.Voice{Words: words.Of("zh"), Spell: trace.Hyphens}.Step(run, s.ID),
		"tcp.checksum.status": "1", "ip.checksum.status": "1", "_ws.malformed": "",
	}
}

// usual reports whether nothing happened in a run that an expert would note:
// everything sent arrived, once, first time and in order, nothing was reset, no
// SYNs crossed, no window closed, no peer was asked whether it is still there,
// and no address was used for a second connection.
func usual(run *trace.Trace) bool {
	syns := map[int]bool{}
	for _, s := range run.Messages {
		probe := s.TCP.Len == 0 && s.Name == "ACK" && fired(run, s, "keepalive")
		repeated := s.CopyOf > 0 || s.RepeatOf > 0
		if s.Fate == trace.Lost || s.Fate == trace.Forged || repeated || strings.Contains(s.Name, "RST") || s.TCP.Window == 0 || probe {
			return false
		}
		if s.Name == "SYN" {
			syns[s.From] = true
		}
	}
	return len(syns) < 2 && len(run.TCP.ISS[0]) < 2 && len(run.TCP.ISS[1]) < 2 && !slices.ContainsFunc(run.Messages, overtakes(run))
}

// fired reports whether a segment was sent because a timer fired.
func fired(run *trace.Trace, s trace.Message, timer string) bool {
	for _, e := range run.Events {
		if e.Kind == trace.Send && e.Message == s.ID && e.Cause > 0 {
			return run.Events[e.Cause-1].Timer == timer
		}
	}
	return false
}

// overtakes tells segments that arrived before one sent earlier.
func overtakes(run *trace.Trace) func(trace.Message) bool {
	return func(s trace.Message) bool {
		return slices.ContainsFunc(run.Messages[:s.ID-1], func(earlier trace.Message) bool {
			return earlier.From == s.From && earlier.ArrivedUS != nil && s.ArrivedUS != nil && *earlier.ArrivedUS > *s.ArrivedUS
		})
	}
}

// TestSomeRunsAreUsual keeps TestWireshark from asking nothing of the experts.
func TestSomeRunsAreUsual(t *testing.T) {
	runs := shipped(t)
	maps.DeleteFunc(runs, func(_ string, run *trace.Trace) bool { return !usual(run) })
	for _, name := range []string{"scenarios/three-way-handshake", "scenarios/four-segment-close", "data/request-and-reply", "data/nagle", "data/window-scale-and-timestamps"} {
		if runs[name] == nil {
			t.Error(name, "is taken for an unusual run")
		}
	}
	t.Log(len(runs), "ordinary runs")
}
