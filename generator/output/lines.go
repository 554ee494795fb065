package output

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// The text of a manifest is a line of JSON and a line for each source and each
// file, sorted, with tabs between its fields:
//
//	{"began":1790000000000000000,"program":"9f86…",…}
//	source	"zh/tcp.md"	2048	1789999999000000000	5f01…	a3b1…	2026-11-22T09:30:00Z	…	36+812
//	file	"tcp.html"	9120	1790000000100000000	77c2…	0be1…	93c5…	[problems]	[problems]
//
// These lines are not JSON, as an unchanged build does little but read them, and
// that after an edit little more: a field is a piece of the text, and most lines
// are written as they were read. What parts lines and fields is escaped in the
// facts.
const version = 10

// encode writes the manifest as text.
func (m *Manifest) encode(w io.Writer) error {
	head, err := json.Marshal(m)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 1<<16)
	b.Write(append(head, '\n'))
	for i := range m.Sources {
		e := &m.Sources[i]
		if e.line != "" {
			b.WriteString(e.line)
			continue
		}
		writeLine(b, "source", e.Path, e.Size, e.Mtime, strconv.FormatUint(e.Node, 16), e.Hash, e.Date, e.facts, e.Outline.String())
	}
	for i := range m.Files {
		e := &m.Files[i]
		if e.line != "" {
			b.WriteString(e.line)
			continue
		}
		writeLine(b, "file", e.Address, e.Size, e.Mtime, e.Hash, e.Recipe, e.Stamp, e.Problems, e.Links)
	}
	return b.Flush()
}

// writeLine writes one line after the first.
func writeLine(b *bufio.Writer, kind, name string, size, mtime int64, fields ...string) {
	line := append(b.AvailableBuffer(), kind...)
	line = strconv.AppendQuote(append(line, '\t'), name)
	line = strconv.AppendInt(append(line, '\t'), size, 10)
	line = strconv.AppendInt(append(line, '\t'), mtime, 10)
	for _, field := range fields {
		line = append(append(line, '\t'), field...)
	}
	b.Write(append(line, '\n')) // Flush returns the error
}

// announce writes what is added to a manifest before files are put in place:
// they are ours, but nothing is known of them.
func announce(w io.Writer, addresses []string) error {
	b := bufio.NewWriter(w)
	for _, address := range addresses {
		writeLine(b, "file", address, 0, 0, "", "", "", "", "")
	}
	return b.Flush()
}

// decode reads what encode wrote, and announce after it: of two lines with one
// name the later counts, and one whose end is missing does not. The blobs end
// before an offset. From a text that is none it returns an error.
func decode(text string, blobs int64) (*Manifest, error) {
	text = text[:strings.LastIndexByte(text, '\n')+1]
	m := &Manifest{
		Sources: make([]FoundSource, 0, strings.Count(text, "\nsource\t")),
		Files:   make([]File, 0, strings.Count(text, "\nfile\t")),
	}
	first, rest, _ := strings.Cut(text, "\n")
	if err := json.Unmarshal([]byte(first), m); err != nil {
		return nil, fmt.Errorf("not a manifest: %w", err)
	}
	for n := 2; len(rest) > 0; n++ {
		end := strings.IndexByte(rest, '\n') + 1
		if err := m.line(rest[:end], blobs); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		rest = rest[end:]
	}
	m.Sources = latest(m.Sources, func(e FoundSource) string { return e.Path })
	m.Files = latest(m.Files, func(e File) string { return e.Address })
	return m, nil
}

// latest sorts records by their names, and of those with one name leaves the last.
func latest[T any](all []T, name func(T) string) []T {
	isAfter := func(i int) bool { return name(all[i-1]) < name(all[i]) }
	from := 1
	for from < len(all) && isAfter(from) {
		from++
	}
	if from >= len(all) {
		return all
	}
	slices.Reverse(all)
	slices.SortStableFunc(all, func(a, b T) int { return strings.Compare(name(a), name(b)) })
	return slices.CompactFunc(all, func(a, b T) bool { return name(a) == name(b) })
}

// fields are how many there are behind the word that begins a line.
const fields = 8

// line reads one line after the first, with its end.
func (m *Manifest) line(line string, blobs int64) error {
	kind, rest, _ := strings.Cut(line[:len(line)-1], "\t")
	if kind != "source" && kind != "file" || strings.Count(rest, "\t") != fields-1 {
		return fmt.Errorf("not a source or a file: %.100q", kind)
	}
	var f [fields]string
	for i := range f {
		f[i], rest, _ = strings.Cut(rest, "\t")
	}
	name, err := strconv.Unquote(f[0])
	size, err2 := strconv.ParseInt(f[1], 10, 64)
	mtime, err3 := strconv.ParseInt(f[2], 10, 64)
	if err := cmp.Or(err, err2, err3); err != nil {
		return err
	}
	if kind == "file" {
		if !isAddress(name) {
			return fmt.Errorf("not an address: %.100q", name)
		}
		m.Files = append(m.Files, File{name, size, mtime, f[3], Label{f[4], f[5], f[6], f[7]}, line})
		return nil
	}
	node, err := strconv.ParseUint(f[3], 16, 64)
	outline, err2 := parseBlob(f[7], blobs)
	m.Sources = append(m.Sources, FoundSource{Source{name, size, mtime, node}, f[4], f[5], outline, f[6], line})
	return cmp.Or(err, err2)
}

var escapes = strings.NewReplacer("\\", `\\`, "\n", `\n`, "\t", `\t`)

// escape is a field without what parts fields and lines.
func escape(field []byte) string { return escapes.Replace(string(field)) }

// unescape reads what escape wrote; nil for nothing.
func unescape(field string) []byte {
	if field == "" {
		return nil
	}
	out := make([]byte, 0, len(field))
	for {
		plain, rest, escaped := strings.Cut(field, `\`)
		out = append(out, plain...)
		if !escaped {
			return out
		}
		if rest == "" {
			return append(out, '\\')
		}
		c := rest[0]
		if i := strings.IndexByte("nt", c); i >= 0 {
			c = "\n\t"[i]
		}
		out, field = append(out, c), rest[1:]
	}
}
