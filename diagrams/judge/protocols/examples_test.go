package protocols_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams/protocol"
)

// TestExamplesOfTheDocuments runs the examples that the documents of our protocols
// give, one a file in testdata/examples. The first line says which protocol:
//
//	PROTOCOL [with CHOICE VALUE, …]
//	HOST does CALL · TIMER of HOST fires
//	FROM -> TO NAME      a message on that way, the first of its name, arrives
//	FROM -x TO NAME      the same, but lost
//	forged FROM -> TO NAME N       arrives, and nobody sent it
//	leaked FROM -> TO NAME to HOST a copy arrives there
//	HOST is STATE
//	nothing flies        all that was sent has been listed
func TestExamplesOfTheDocuments(t *testing.T) {
	files, err := filepath.Glob("testdata/examples/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			src, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer src.Close()
			e := &example{t: t}
			lines := bufio.NewScanner(src)
			for n := 1; lines.Scan(); n++ {
				line, _, _ := strings.Cut(lines.Text(), "#")
				if words := strings.Fields(line); len(words) > 0 {
					e.at = fmt.Sprintf("%s:%d: %s", file, n, line)
					e.do(words, line)
				}
			}
		})
	}
}

// example is one on its way.
type example struct {
	t  *testing.T
	w  *world
	at string // the line, for messages
}

// do carries out one line.
func (e *example) do(words []string, line string) {
	e.t.Helper()
	switch {
	case e.w == nil:
		e.begin(words[0], line)
	case words[1] == "does":
		e.w.call(words[0], words[2])
	case words[1] == "of":
		e.w.fire(words[2], words[0])
	case words[1] == "is":
		if is := e.w.state(e.w.host(words[0])); is != words[2] {
			e.t.Fatalf("%s: it is in %s", e.at, is)
		}
	case words[0] == "nothing":
		if len(e.w.flying) > 0 {
			e.t.Fatalf("%s: there is %s", e.at, e.w.say(e.w.flying[0]))
		}
	case words[1] == "->", words[1] == "-x":
		e.move(words)
	case words[0] == "forged":
		e.forge(words[1:])
	case words[0] == "leaked":
		e.leak(words[1:])
	default:
		e.t.Fatalf("%s: not understood", e.at)
	}
}

// begin reads the first line.
func (e *example) begin(name, line string) {
	var choices []string
	if _, with, ok := strings.Cut(line, " with "); ok {
		for choice := range strings.SplitSeq(with, ",") {
			choices = append(choices, strings.TrimSpace(choice))
		}
	}
	e.w = begin(e.t, load(e.t, name), choices...)
}

// move has a message arrive or get lost.
func (e *example) move(words []string) {
	e.t.Helper()
	m, ok := e.w.next(e.named(words))
	if !ok {
		e.t.Fatalf("%s: there is none", e.at)
	}
	if words[1] == "->" {
		e.w.arrive(m)
	}
}

// named tells messages of a way and a name: FROM -> TO NAME.
func (e *example) named(words []string) func(message) bool {
	from, to := e.w.host(words[0]), e.w.host(words[2])
	return func(m message) bool {
		return m.from == from && m.to == to && e.w.Kinds[m.kind].Name == words[3]
	}
}

// forge has a message arrive that carries a number.
func (e *example) forge(words []string) {
	e.t.Helper()
	kind := slices.IndexFunc(e.w.Kinds, func(k protocol.Kind) bool { return k.Name == words[3] })
	n, err := strconv.Atoi(words[4])
	if kind < 0 || err != nil {
		e.t.Fatalf("%s: not understood", e.at)
	}
	e.w.arrive(message{e.w.host(words[0]), e.w.host(words[2]), kind, []protocol.Value{protocol.Value(n)}})
}

// leak has a copy of a message arrive elsewhere; it goes on flying.
func (e *example) leak(words []string) {
	e.t.Helper()
	i := slices.IndexFunc(e.w.flying, e.named(words))
	if i < 0 {
		e.t.Fatalf("%s: there is none", e.at)
	}
	m := e.w.flying[i]
	m.to = e.w.host(words[5])
	e.w.arrive(m)
}
