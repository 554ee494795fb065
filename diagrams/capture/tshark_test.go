package capture

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/capture/packets"
	"woshou/diagrams/capture/streams"
)

// analysis are tshark's flags, by what we call what they mean.
var analysis = []struct {
	field string
	kind  string
}{
	{"tcp.analysis.retransmission", "repeat"},
	{"tcp.analysis.keep_alive", "keep-alive"},
	{"tcp.analysis.zero_window_probe", "zero-window-probe"},
	{"tcp.analysis.duplicate_ack", "duplicate-ack"},
	{"tcp.analysis.window_update", "window-update"},
	{"tcp.analysis.out_of_order", "out-of-order"},
}

// TestTshark compares what each packet is for, and the stream that it belongs to,
// with what tshark says, packet by packet. Where the two differ, testdata/tshark.txt
// says why, a packet a line.
func TestTshark(t *testing.T) {
	if testing.Short() {
		t.Skip("starts tshark for each file")
	}
	tshark, err := exec.LookPath("tshark")
	if err != nil {
		t.Skip("needs tshark:", err)
	}
	files, _ := filepath.Glob(given + "/*.pcapng")
	more, _ := filepath.Glob("../../content/scenarios/captures/*.pcap*")
	known := explained(t)
	for _, file := range append(files, more...) {
		ours := kindsOf(t, file)
		for packet, theirs := range tsharkOf(t, tshark, file) {
			if ours[packet] == theirs {
				continue
			}
			difference := fmt.Sprintf("%s %d: tshark %q, here %q", filepath.Base(file), packet, theirs, ours[packet])
			if !known[difference] {
				t.Errorf("not explained: %s", difference)
			}
		}
	}
}

// explained are the differences that testdata/tshark.txt gives a reason for.
func explained(t *testing.T) map[string]bool {
	t.Helper()
	file, err := os.Open("testdata/tshark.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	known := map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		difference, _, _ := strings.Cut(lines.Text(), " # ")
		known[difference] = true
	}
	return known
}

// kindsOf are the stream and the kind of each packet.
func kindsOf(t *testing.T, file string) map[int]string {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var f streams.Follower
	kinds := map[int]string{}
	_ = each(in, false, func(p packets.Packet) error {
		s, _ := f.Add(p)
		kind := string(s.Kind)
		switch {
		case s.Late:
			kind = "out-of-order"
		case s.Kind == streams.ZeroWindowProbe, s.Kind == streams.KeepAlive:
		case s.Repeats:
			kind = "repeat"
		}
		kinds[p.Number] = fmt.Sprintf("%d %s", s.Stream.Number, kind)
		return nil
	})
	return kinds
}

// tsharkOf is the same by tshark.
func tsharkOf(t *testing.T, tshark, file string) map[int]string {
	t.Helper()
	args := []string{"-r", file, "-Y", "tcp", "-T", "fields", "-e", "frame.number", "-e", "tcp.stream"}
	for _, a := range analysis {
		args = append(args, "-e", a.field)
	}
	out, err := exec.Command(tshark, args...).Output()
	if err != nil && len(out) == 0 && !strings.Contains(file, "hard-block") {
		return nil // nothing is in it
	}
	kinds := map[int]string{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		var number, stream int
		if _, err := fmt.Sscan(fields[0]+" "+fields[1], &number, &stream); err != nil {
			t.Fatal(line, err)
		}
		kind := ""
		for i, a := range analysis {
			if i+2 < len(fields) && fields[i+2] != "" && kind == "" {
				kind = a.kind
			}
		}
		kinds[number] = fmt.Sprintf("%d %s", stream, kind)
	}
	return kinds
}
