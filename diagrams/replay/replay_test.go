package replay_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/capture"
	"woshou/diagrams/golden"
	"woshou/diagrams/render/pcapng"
	"woshou/diagrams/replay"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// TestOwnExports holds that of the capture of a scenario that we ship a scenario is
// made that sends the same segments in the same order, none of them forged but those
// that were. testdata/parts.txt names those that part, with the reason.
func TestOwnExports(t *testing.T) {
	if testing.Short() {
		t.Skip("runs each scenario some hundred times")
	}
	parts := known(t)
	whole, same, shown := 0, 0, 0
	for _, s := range golden.OfTCP(t, golden.Shipped) {
		run, errs := diagrams.Run(s.Name, s.Text)
		if len(errs) > 0 || len(run.Messages) == 0 || slices.ContainsFunc(run.Messages, ofAnother) {
			continue // of many connections
		}
		var file bytes.Buffer
		if err := pcapng.Encode(&file, run, pcapng.Options{Lang: "en", Comment: func(int) string { return "" }}); err != nil {
			t.Fatal(s.Name, err)
		}
		made := replayed(t, file.Bytes())
		shown, same = shown+made.Shown, same+made.Same-made.Forged
		holdParts(t, strings.TrimPrefix(s.Name, golden.Shipped+"/"), made, parts)
		if isWhole(made) {
			whole++
		}
	}
	t.Logf("%d scenarios whole; %d of %d segments the same", whole, same, shown)
}

// TestGivenCaptures does the same with captures of real connections.
func TestGivenCaptures(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/captures/*.pcapng")
	if len(files) == 0 {
		t.Skip("needs the shared captures")
	}
	parts := known(t)
	for _, name := range files {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		holdParts(t, filepath.Base(name), replayed(t, file), parts)
	}
}

// ofAnother reports whether a segment belongs to another connection than the hosts'.
func ofAnother(m trace.Message) bool { return m.TCP.Connection > 0 }

func isWhole(r replay.Replay) bool { return r.Same == r.Shown && r.Extra == 0 && r.Forged == 0 }

// holdParts holds that a replay is whole, or known to part.
func holdParts(t *testing.T, name string, made replay.Replay, parts map[string]bool) {
	t.Helper()
	found := fmt.Sprintf("%s: %d of %d, forged %d, alone %d", name, made.Same, made.Shown, made.Forged, made.Extra)
	switch {
	case !isWhole(made) && !parts[name]:
		t.Errorf("%s\n%s", found, made.Text)
	case isWhole(made) && parts[name]:
		t.Errorf("%s is whole: take it out of parts.txt", name)
	}
	if made.Shown == 0 {
		return
	}
	if _, errs := diagrams.Run(name, made.Text); len(errs) > 0 {
		t.Errorf("%s: %v\n%s", name, errs, made.Text)
	}
	if text, errs := (diagrams.Source{Text: made.Text}).Format(name); len(errs) > 0 || text != made.Text {
		t.Errorf("%s: is not in canonical form:\n%s", name, made.Text)
	}
}

// known are the names in parts.txt.
func known(t *testing.T) map[string]bool {
	file, err := os.Open("testdata/parts.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	names := map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		name, _, _ := strings.Cut(lines.Text(), " # ")
		names[name] = true
	}
	return names
}

// replayed is the replay of the last connection of a capture, with those before it
// between the same ports.
func replayed(t *testing.T, file []byte) replay.Replay {
	t.Helper()
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(file)), nil }
	last := -1
	_ = capture.List(bytes.NewReader(file), &capture.Names{}, func(c capture.Connection) error {
		last = c.Stream
		return nil
	})
	if last < 0 {
		return replay.Replay{}
	}
	read, _ := capture.Read(open, capture.Options{Stream: last, Before: true})
	return replay.Of(read, words.Of("en"))
}
