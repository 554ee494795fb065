package markdown

import (
	"path"
	"strings"

	"woshou/generator/diagnostic"
)

// Bounds on what a page may include: enough for any book, too little to fill a
// machine by files that include each other.
const (
	mostIncludes     = 1000
	mostIncludedText = 8 << 20 // bytes, of all files together
	mostIncludeDepth = 32
)

// files reads what a page takes in from other files, each once, and notes
// what it asked for.
type files struct {
	opt   Options
	doc   *Document
	known map[string]*textFile // by path from the site's folder; nil for none
	asked int
	bytes int  // of text taken in
	full  bool // the bounds were met, and that was reported
}

// Codes of what can be wrong with taking in a file.
const (
	codeMissing = "include-missing"
	codePart    = "include-part"
	codeCycle   = "include-cycle"
	codeLimit   = "include-limit"
)

const tooMuch = "the page takes in too much from other files"

// pathOf is where a path in a directive leads, from the site's folder. `@/` is
// that folder; other paths count from the file that holds the directive.
func pathOf(from, written string) string {
	if rest, ok := strings.CutPrefix(written, "@"); ok {
		return path.Clean(strings.TrimLeft(rest, "/\\"))
	}
	return path.Join(path.Dir(from), written)
}

// outside reports whether a path leaves the site's folder.
func outside(name string) bool {
	return name == ".." || strings.HasPrefix(name, "../") || path.IsAbs(name)
}

// open returns a file, nil if it is not there. Having asked is noted, so that
// the page is made again when the file comes.
func (f *files) open(name string) *textFile {
	if t, ok := f.known[name]; ok {
		return t
	}
	if f.known == nil {
		f.known = map[string]*textFile{}
	}
	f.known[name] = nil
	if f.opt.Read == nil || outside(name) {
		return nil
	}
	f.doc.Includes = append(f.doc.Includes, name)
	src, err := f.opt.Read(name)
	if err != nil || len(src) > mostIncludedText {
		return nil
	}
	whole := len(src) == 0 || src[len(src)-1] == '\n'
	src = normalise(src)
	t := &textFile{lineIndex: newLineIndex(name, src), lines: strings.Split(string(src), "\n")}
	if !whole {
		t.lines = t.lines[:len(t.lines)-1]
	}
	f.known[name] = t
	return t
}

// take counts a directive and the text it brings; false if that is too much.
func (f *files) take(n int) bool {
	f.asked++
	f.bytes += n
	return f.asked <= mostIncludes && f.bytes <= mostIncludedText
}

// missing is the problem of a file that cannot be had.
func missing(x *lineIndex, start, stop int, written, name string) diagnostic.Problem {
	if outside(name) {
		return x.problem(diagnostic.Error, codeMissing, start, stop,
			"`"+written+"` lies outside the site", "only files in the site's folder can be taken in")
	}
	return x.problem(diagnostic.Error, codeMissing, start, stop,
		"there is no file `"+name+"`", "the path counts from the site's folder; hidden and huge files are not read")
}
