package build

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

// manifest is what a build knows of the one before it. The outputs are their
// own cache; the manifest only tells which of them are still right.
//
// As text it is a line for each thing, sorted:
//
//	woshou-manifest 1
//	began 1790000000000000000
//	program 9f86d081…
//	config 60303ae2…
//	history 4355a46b…
//	date 2026-11-22T09:30:00+08:00 "zh/tcp.md"
//	result {"Pages":4,…}
//	problem {"severity":"warning",…}
//	source 2048 1789999999000000000 a3b1… "zh/tcp.md" {"Hash":…}
//	output 9120 1790000000100000000 77c2… 0be1… "tcp.html" [problems]
type manifest struct {
	// began is when the build read its first source, by the clock of the
	// output's file system, in nanoseconds since 1970.
	began int64
	// program is a hash of the tool itself and of its options; config one of
	// the site's configuration.
	program, config site.Hash
	history         history
	result          Result
	problems        []diagnostic.Problem
	sources         map[string]sourceEntry
	outputs         map[string]outputEntry
}

// sourceEntry is a source as the build found it.
type sourceEntry struct {
	site.Source
	hash  site.Hash
	facts []byte // of a page, as JSON; decoded only when needed
}

// outputEntry is a file as the build left it.
type outputEntry struct {
	size, mtime  int64
	hash, recipe site.Hash
	problems     []byte // the warnings of its making, as JSON; nil for none
}

// racy is how long before a build a source must have been changed last for
// its time to be trusted. A change in the same tick of the clock would not
// show; the coarsest clock in use, that of FAT, ticks every two seconds.
const racy = 2 * time.Second

// trusts reports whether a source is certainly as the build found it.
func (m *manifest) trusts(source site.Source) bool {
	e, ok := m.sources[source.Path]
	return ok && e.Source == source && source.Mtime < m.began-int64(racy)
}

const header = "woshou-manifest 1"

// encode writes the manifest as text.
func (m *manifest) encode(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s\nbegan %d\nprogram %s\nconfig %s\n", header, m.began, m.program, m.config)
	m.history.encode(b)
	fmt.Fprintf(b, "result %s\n", mustJSON(m.result))
	for _, p := range m.problems {
		fmt.Fprintf(b, "problem %s\n", mustJSON(p))
	}
	for _, path := range slices.Sorted(maps.Keys(m.sources)) {
		e := m.sources[path]
		fmt.Fprintf(b, "source %d %d %s %s %s\n", e.Size, e.Mtime, e.hash, strconv.Quote(path), e.facts)
	}
	for _, path := range slices.Sorted(maps.Keys(m.outputs)) {
		e := m.outputs[path]
		fmt.Fprintf(b, "output %d %d %s %s %s %s\n", e.size, e.mtime, e.hash, e.recipe, strconv.Quote(path), e.problems)
	}
	return b.Flush()
}

// mustJSON is for values that JSON always holds.
func mustJSON(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}

// decodeManifest reads what encode wrote. From a text that is no manifest, or
// one of another version, it returns an error.
func decodeManifest(text []byte) (*manifest, error) {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if string(first) != header {
		return nil, fmt.Errorf("not a manifest of this version")
	}
	m := &manifest{sources: map[string]sourceEntry{}, outputs: map[string]outputEntry{}}
	for n := 2; len(rest) > 0; n++ {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		if err := m.line(line); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return m, nil
}

func (m *manifest) line(line []byte) error {
	f := fields{rest: string(line)}
	switch kind := f.word(); kind {
	case "began":
		m.began = f.int()
	case "program":
		m.program = f.hash()
	case "config":
		m.config = f.hash()
	case "history":
		m.history.stamp = f.hash()
	case "date":
		m.history.line(&f)
	case "result":
		f.json(&m.result)
	case "problem":
		var p diagnostic.Problem
		f.json(&p)
		m.problems = append(m.problems, p)
	case "source":
		e := sourceEntry{}
		e.Size, e.Mtime, e.hash, e.Path = f.int(), f.int(), f.hash(), f.path()
		e.facts = f.tail()
		m.sources[e.Path] = e
	case "output":
		e := outputEntry{size: f.int(), mtime: f.int(), hash: f.hash(), recipe: f.hash()}
		path := f.path()
		e.problems = f.tail()
		m.outputs[path] = e
	default:
		return fmt.Errorf("unknown entry %q", kind)
	}
	return f.err
}

// fields takes a line apart. The first error stays.
type fields struct {
	rest string
	err  error
}

func (f *fields) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

func (f *fields) word() string {
	var word string
	word, f.rest, _ = strings.Cut(f.rest, " ")
	return word
}

func (f *fields) int() int64 {
	n, err := strconv.ParseInt(f.word(), 10, 64)
	f.fail(err)
	return n
}

func (f *fields) hash() site.Hash {
	var h site.Hash
	f.fail(h.UnmarshalText([]byte(f.word())))
	return h
}

func (f *fields) path() string {
	quoted, err := strconv.QuotedPrefix(f.rest)
	f.fail(err)
	f.rest = strings.TrimPrefix(f.rest[len(quoted):], " ")
	path, err := strconv.Unquote(quoted)
	f.fail(err)
	return path
}

func (f *fields) json(to any) { f.fail(json.Unmarshal([]byte(f.rest), to)) }

func (f *fields) tail() []byte {
	if f.rest == "" {
		return nil
	}
	return []byte(f.rest)
}
