package streams_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"woshou/diagrams/capture/packets"
	"woshou/diagrams/capture/sketch"
	"woshou/diagrams/capture/streams"
	"woshou/diagrams/golden"
)

// TestFollower holds what is told of each packet of the captures in testdata, which are
// texts as package sketch reads them, and of each connection at the end.
func TestFollower(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		file, err := sketch.File(c.Part("packets"))
		if err != nil {
			t.Fatal(err)
		}
		in, err := packets.NewReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		var f streams.Follower
		var told strings.Builder
		for {
			p, err := in.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			tell(&told, &f, p)
		}
		for _, s := range f.Streams() {
			fmt.Fprintf(&told, "stream %d after %d: %d segments, %d octets, %s, %v\n", s.Number, s.Before, s.Segments, s.Octets(), s.End(), s.Kinds.List())
		}
		return c.With("told", told.String())
	})
}

// tell follows a packet and writes what it is.
func tell(w io.Writer, f *streams.Follower, p packets.Packet) {
	s, ok := f.Add(p)
	if !ok {
		fmt.Fprintf(w, "#%d is #%d again\n", p.Number, s.First)
		return
	}
	fmt.Fprintf(w, "#%d %d us, stream %d", p.Number, s.AtUS, s.Stream.Number)
	for _, mark := range []struct {
		set  bool
		word string
	}{{s.Repeats, "repeats"}, {s.Unseen, "unseen"}, {s.Late, "late"}, {s.Kind != "", string(s.Kind)}} {
		if mark.set {
			fmt.Fprintf(w, ", %s", mark.word)
		}
	}
	fmt.Fprintln(w)
}
