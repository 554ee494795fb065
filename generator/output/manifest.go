package output

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Manifest is what a build knows of the one before it. The files are their own
// cache; the manifest only tells which of them are still right.
type Manifest struct {
	// Began is when the build read its first source, by the clock of the
	// output's file system, in nanoseconds since 1970.
	Began int64 `json:"began"`
	// Program stands for the tool itself and its options, Config for the
	// site's configuration.
	Program string  `json:"program"`
	Config  string  `json:"config"`
	History History `json:"history"`
	// Said is what the build had to say in the end, as JSON.
	Said json.RawMessage `json:"said,omitempty"`
	// Part is set if these are not all files of a build: what is to be known
	// to put them together with the others, as JSON.
	Part    json.RawMessage        `json:"part,omitempty"`
	Sources map[string]FoundSource `json:"-"`
	Files   map[string]File        `json:"-"`
}

// History is what is kept of the commits: the dates of sources, as long as no
// commit was added. Reading them again takes Git longer than the rest of a
// small build.
type History struct {
	Stamp string               `json:"stamp"` // stands for all commits
	Dates map[string]time.Time `json:"dates"` // the zero time for a source that has none
}

// Source is a file of the site by name, size and time, and by what else the system
// tells files and their changes apart by.
type Source struct {
	Path  string
	Size  int64
	Mtime int64 // in nanoseconds since 1970
	Node  uint64
}

// FoundSource is a source as the build found it.
type FoundSource struct {
	Source
	Hash string
	// Facts is what was found in a page, as far as every build asks for it; nil
	// for none. Outline is the rest.
	Facts   []byte
	Outline Blob
}

// File is a file as the build left it.
type File struct {
	Size, Mtime int64
	Hash        string
	Label
}

// Label says what a file was made from.
type Label struct {
	// Recipe stands for what it was made from, Stamp for that and more.
	Recipe, Stamp string
	// Problems are the warnings of its making, Links those of following its
	// links; nil for none.
	Problems, Links json.RawMessage
}

// racy is how long before a build a source must have been changed last for
// its time to be trusted. A change in the same tick of the clock would not
// show; the coarsest clock in use, that of FAT, ticks every two seconds.
const racy = 2 * time.Second

// Trusts reports whether a source is certainly as the build found it.
func (m *Manifest) Trusts(source Source) bool {
	e, ok := m.Sources[source.Path]
	return ok && e.Source == source && source.Mtime < m.Began-int64(racy)
}

// Below are the addresses of the files in a folder, sorted.
func (m *Manifest) Below(folder string) (addresses []string) {
	for address := range m.Files {
		if strings.HasPrefix(address, folder) {
			addresses = append(addresses, address)
		}
	}
	slices.Sort(addresses)
	return addresses
}

// forget lets go of what is most of a manifest: what was found in each source, and
// the warnings of each file.
func (m *Manifest) forget() {
	for path, e := range m.Sources {
		e.Facts = nil
		m.Sources[path] = e
	}
	for address, e := range m.Files {
		e.Problems, e.Links = nil, nil
		m.Files[address] = e
	}
}

// The text of a manifest is a line of JSON and a line for each source and each
// file, sorted, with tabs between its fields:
//
//	{"began":1790000000000000000,"program":"9f86…",…}
//	source	"zh/tcp.md"	2048	1789999999000000000	5f01…	a3b1…	…	36+812
//	file	"tcp.html"	9120	1790000000100000000	77c2…	0be1…	93c5…	[problems]	[problems]
//
// These lines are not JSON, as an unchanged build does little but read them: of
// 1,000 pages in two languages it takes 25 ms, 7 of them for these lines. With
// encoding/json they took 21. What parts lines and fields is escaped in the facts.
const version = 9

// encode writes the manifest as text.
func (m *Manifest) encode(w io.Writer) error {
	head, err := json.Marshal(m)
	if err != nil {
		return err
	}
	b := bufio.NewWriterSize(w, 1<<16)
	b.Write(append(head, '\n'))
	for _, path := range slices.Sorted(maps.Keys(m.Sources)) {
		e := m.Sources[path]
		writeLine(b, "source", path, e.Size, e.Mtime, strconv.AppendUint(nil, e.Node, 16), []byte(e.Hash), escape(e.Facts), []byte(e.Outline.String()))
	}
	for _, address := range slices.Sorted(maps.Keys(m.Files)) {
		e := m.Files[address]
		writeLine(b, "file", address, e.Size, e.Mtime, []byte(e.Hash), []byte(e.Recipe), []byte(e.Stamp), e.Problems, e.Links)
	}
	return b.Flush()
}

// writeLine writes one line after the first.
func writeLine(b *bufio.Writer, kind, name string, size, mtime int64, fields ...[]byte) {
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
		writeLine(b, "file", address, 0, 0, nil, nil, nil, nil, nil)
	}
	return b.Flush()
}

// decode reads what encode wrote, and announce after it: of two lines with one
// name the later counts, and one whose end is missing does not. The blobs end
// before an offset. From a text that is none it returns an error.
func decode(text []byte, blobs int64) (*Manifest, error) {
	text = text[:bytes.LastIndexByte(text, '\n')+1]
	m := &Manifest{
		Sources: make(map[string]FoundSource, bytes.Count(text, []byte("\nsource\t"))),
		Files:   make(map[string]File, bytes.Count(text, []byte("\nfile\t"))),
	}
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	if err := json.Unmarshal(first, m); err != nil {
		return nil, fmt.Errorf("not a manifest: %w", err)
	}
	for n := 2; len(rest) > 0; n++ {
		var line []byte
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		if err := m.line(line, blobs); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return m, nil
}

// fields are how many there are behind the word that begins a line.
var fields = map[string]int{"source": 7, "file": 8}

// line reads one line after the first.
func (m *Manifest) line(line []byte, blobs int64) error {
	kind, rest, _ := bytes.Cut(line, []byte("\t"))
	f := bytes.Split(rest, []byte("\t"))
	if want := fields[string(kind)]; want == 0 || len(f) != want {
		return fmt.Errorf("not a source or a file: %q", kind)
	}
	for i := range f {
		if len(f[i]) == 0 {
			f[i] = nil
		}
	}
	name, err := strconv.Unquote(string(f[0]))
	size, err2 := strconv.ParseInt(string(f[1]), 10, 64)
	mtime, err3 := strconv.ParseInt(string(f[2]), 10, 64)
	if err := cmp.Or(err, err2, err3); err != nil {
		return err
	}
	if string(kind) == "file" {
		if !isAddress(name) {
			return fmt.Errorf("not an address: %.100q", name)
		}
		m.Files[name] = File{size, mtime, string(f[3]), Label{string(f[4]), string(f[5]), f[6], f[7]}}
		return nil
	}
	node, err := strconv.ParseUint(string(f[3]), 16, 64)
	outline, err2 := parseBlob(string(f[6]), blobs)
	m.Sources[name] = FoundSource{Source{name, size, mtime, node}, string(f[4]), unescape(f[5]), outline}
	return cmp.Or(err, err2)
}

var escapes = strings.NewReplacer("\\", `\\`, "\n", `\n`, "\t", `\t`)

// escape is a field without what parts fields and lines.
func escape(field []byte) []byte { return []byte(escapes.Replace(string(field))) }

// unescape reads what escape wrote.
func unescape(field []byte) []byte {
	if bytes.IndexByte(field, '\\') < 0 {
		return field
	}
	out := make([]byte, 0, len(field))
	for i := 0; i < len(field); i++ {
		c := field[i]
		if c == '\\' && i+1 < len(field) {
			i++
			switch c = field[i]; c {
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			}
		}
		out = append(out, c)
	}
	return out
}

// longestAddress is far more than a build gives a file.
const longestAddress = 4096

// isAddress reports whether a build may have written a file of that name.
func isAddress(name string) bool {
	return len(name) <= longestAddress && name != "." && fs.ValidPath(name) && filepath.IsLocal(filepath.FromSlash(name))
}

// used is how many octets of blobs the manifest speaks of.
func (m *Manifest) used() (n int64) {
	for _, e := range m.Sources {
		n += e.Outline.Size
	}
	return n
}

// readManifest reads the text of a manifest's file, and what was announced after it.
// It tells where the text begins, and where the last whole line ends. Nothing in
// the file has it take more memory than some times the file's size.
func readManifest(file *os.File) (m *Manifest, begins, ends int64, err error) {
	info, err := file.Stat()
	if err != nil {
		return nil, 0, 0, err
	}
	v, begins, ends, sum, err := readHead(file)
	switch {
	case err != nil || v != version:
		return nil, 0, 0, errors.New("it is of another version of woshou")
	case begins < headSize || ends <= begins || ends > info.Size():
		return nil, 0, 0, errors.New("it is cut off")
	}
	text := make([]byte, info.Size()-begins)
	if _, err := file.ReadAt(text, begins); err != nil {
		return nil, 0, 0, err
	}
	if checksum(text[:ends-begins]) != sum {
		return nil, 0, 0, errors.New("it is spoilt")
	}
	if m, err = decode(text, begins); err == nil && m.used() > begins-headSize {
		err = errors.New("its blobs overlap")
	}
	return m, begins, begins + int64(bytes.LastIndexByte(text, '\n')) + 1, err
}

// readOlder reads of a manifest that an older version has written which files are
// ours; what else it says may mean something else by now, so that all of them are
// made anew. It reports false for what is not certainly such a manifest, to its
// last line.
func readOlder(file *os.File) (m *Manifest, isOlder bool) {
	info, statErr := file.Stat()
	v, begins, ends, sum, err := readHead(file)
	if cmp.Or(statErr, err) != nil || v < 1 || v >= version || begins <= 0 || ends <= begins || ends > info.Size() {
		return nil, false
	}
	text := make([]byte, ends-begins)
	if _, err := file.ReadAt(text, begins); err != nil || checksum(text) != sum {
		return nil, false
	}
	m = &Manifest{Sources: map[string]FoundSource{}, Files: map[string]File{}}
	for line := range bytes.Lines(text) {
		rest, isFile := bytes.CutPrefix(line, []byte("file\t"))
		quoted, _, _ := bytes.Cut(rest, []byte("\t"))
		name, err := strconv.Unquote(string(quoted))
		switch {
		case !isFile:
		case err != nil || !isAddress(name):
			return nil, false
		default:
			m.Files[name] = File{} // as what is announced
		}
	}
	return m, len(m.Files) > 0
}
