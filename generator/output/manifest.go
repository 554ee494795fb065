package output

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Manifest is what a build knows of the one before it. The files are their own
// cache; the manifest only tells which of them are still right.
type Manifest struct {
	// Began is when the build read its first source, by the clock of the
	// output's file system, in nanoseconds since 1970.
	Began int64 `json:"began"`
	// Program stands for the tool itself and its options, Config for the
	// site's configuration, History for all commits that the dates of sources
	// are from.
	Program string `json:"program"`
	Config  string `json:"config"`
	History string `json:"history"`
	// Said is what the build had to say in the end, as JSON.
	Said json.RawMessage `json:"said,omitempty"`
	// Part is set if these are not all files of a build: what is to be known
	// to put them together with the others, as JSON.
	Part    json.RawMessage `json:"part,omitempty"`
	Sources []FoundSource   `json:"-"` // sorted by path
	Files   []File          `json:"-"` // sorted by address

	once   sync.Once
	places map[string]int // of files, once once
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
	// Date is when it was committed last, by the history: as time.RFC3339, "" if
	// nobody asked, Undated if it never was.
	Date string
	// Outline is what was found in a page, but for its facts.
	Outline Blob

	facts string // escaped
	line  string // of the manifest that it was read from, "" if it was changed since
}

// Undated is the date of a source that was never committed.
const Undated = "-"

// With is the source with what was found in a page: the facts, as far as every
// build asks for them, and the rest.
func (e FoundSource) With(facts []byte, outline Blob) FoundSource {
	e.facts, e.Outline, e.line = escape(facts), outline, ""
	return e
}

// Facts is what With was given; nil for none.
func (e FoundSource) Facts() []byte { return unescape(e.facts) }

// File is a file as the build left it.
type File struct {
	Address     string
	Size, Mtime int64
	Hash        string
	Label

	line string // of the manifest that it was read from, "" if it was changed since
}

// under is the file under a label.
func (e File) under(label Label) File {
	if e.Label != label {
		e.Label, e.line = label, ""
	}
	return e
}

// Label says what a file was made from.
type Label struct {
	// Recipe stands for what it was made from, Stamp for that and more.
	Recipe, Stamp string
	// Problems are the warnings of its making, Links those of following its
	// links, as JSON; "" for none.
	Problems, Links string
}

// racy is how long before a build a source must have been changed last for
// its time to be trusted. A change in the same tick of the clock would not
// show; the coarsest clock in use, that of FAT, ticks every two seconds.
const racy = 2 * time.Second

// trusts reports whether a source is certainly as the build found it.
func (m *Manifest) trusts(e *FoundSource, source Source) bool {
	return e.Source == source && source.Mtime < m.Began-int64(racy)
}

// Trusted are the sources, of some that are sorted by path, that are certainly as
// the build found them.
func (m *Manifest) Trusted(sources []Source) iter.Seq[*FoundSource] {
	return func(yield func(*FoundSource) bool) {
		at := 0
		for _, source := range sources {
			for at < len(m.Sources) && m.Sources[at].Path < source.Path {
				at++
			}
			if at < len(m.Sources) && m.trusts(&m.Sources[at], source) && !yield(&m.Sources[at]) {
				return
			}
		}
	}
}

// Source is the source of a path, the zero one if the build found none.
func (m *Manifest) Source(path string) FoundSource {
	i, known := slices.BinarySearchFunc(m.Sources, path, func(e FoundSource, path string) int { return strings.Compare(e.Path, path) })
	if !known {
		return FoundSource{}
	}
	return m.Sources[i]
}

// File is the file at an address, the zero one if the build made none.
func (m *Manifest) File(address string) File {
	if i := m.place(address); i >= 0 {
		return m.Files[i]
	}
	return File{}
}

// place is where a file is in the list, -1 if it is not. The files must not be
// changed after it was asked for.
func (m *Manifest) place(address string) int {
	m.once.Do(func() {
		m.places = make(map[string]int, len(m.Files))
		for i := range m.Files {
			m.places[m.Files[i].Address] = i
		}
	})
	if i, known := m.places[address]; known {
		return i
	}
	return -1
}

// Below are the addresses of the files in a folder, sorted.
func (m *Manifest) Below(folder string) (addresses []string) {
	from, _ := slices.BinarySearchFunc(m.Files, folder, func(e File, folder string) int { return strings.Compare(e.Address, folder) })
	for _, e := range m.Files[from:] {
		if !strings.HasPrefix(e.Address, folder) {
			break
		}
		addresses = append(addresses, e.Address)
	}
	return addresses
}

// forget lets go of what is most of a manifest: what was found in each source, and
// the labels of each file.
func (m *Manifest) forget() {
	for i, e := range m.Sources {
		e.Path = strings.Clone(e.Path)
		m.Sources[i] = FoundSource{Source: e.Source, Hash: strings.Clone(e.Hash), Date: strings.Clone(e.Date)}
	}
	for i, e := range m.Files {
		m.Files[i] = File{Address: strings.Clone(e.Address), Size: e.Size, Mtime: e.Mtime, Hash: strings.Clone(e.Hash)}
	}
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
	text, got, err := readText(file, begins, ends, info.Size())
	if err != nil {
		return nil, 0, 0, err
	}
	if got != sum {
		return nil, 0, 0, errors.New("it is spoilt")
	}
	if m, err = decode(text, begins); err == nil && m.used() > begins-headSize {
		err = errors.New("its blobs overlap")
	}
	return m, begins, begins + int64(strings.LastIndexByte(text, '\n')) + 1, err
}

// readText reads from an offset to the size of a file, and the checksum of what ends
// before another offset.
func readText(file *os.File, begins, ends, size int64) (text string, sum uint32, err error) {
	var b strings.Builder
	b.Grow(int(size - begins))
	head := summed{to: &b}
	_, err = io.Copy(&head, io.NewSectionReader(file, begins, ends-begins))
	_, err2 := io.Copy(&b, io.NewSectionReader(file, ends, size-ends))
	return b.String(), head.sum, cmp.Or(err, err2)
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
	text, got, err := readText(file, begins, ends, ends)
	if err != nil || got != sum {
		return nil, false
	}
	m = &Manifest{}
	for line := range strings.Lines(text) {
		rest, isFile := strings.CutPrefix(line, "file\t")
		quoted, _, _ := strings.Cut(rest, "\t")
		name, err := strconv.Unquote(quoted)
		switch {
		case !isFile:
		case err != nil || !isAddress(name):
			return nil, false
		default:
			m.Files = append(m.Files, File{Address: name}) // as what is announced
		}
	}
	m.Files = latest(m.Files, func(e File) string { return e.Address })
	return m, len(m.Files) > 0
}
