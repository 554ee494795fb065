package markdown

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"woshou/generator/diagnostic"

	"github.com/yuin/goldmark/ast"
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

// textFile is a file of text. Its lines are as an editor counts them: behind
// the last line end there is one more, which is empty.
type textFile struct {
	*lineIndex
	lines    []string
	sections []section // of Markdown; read when asked for
	parsed   bool
}

// section is what stands under a heading: lines first to last, last excluded.
type section struct {
	id          string
	level       int
	at          int // line of the heading, from 0
	first, last int
}

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

// frontLines is how many lines of a Markdown file its front matter takes.
func (t *textFile) frontLines() int {
	if path.Ext(t.file) != ".md" {
		return 0
	}
	_, body := frontMatter(t.src)
	return bytes.Count(t.src[:body], []byte{'\n'})
}

// section finds what stands under the heading with an id, up to the next one
// of its level or above.
func (t *textFile) section(id string, opt Options) (section, bool) {
	if !t.parsed {
		t.parsed = true
		opt.Read = nil
		t.sections = sectionsOf(Parse(t.file, t.src, opt), len(t.lines))
	}
	i := slices.IndexFunc(t.sections, func(s section) bool { return s.id == id })
	if i < 0 {
		return section{}, false
	}
	return t.sections[i], true
}

// sectionsOf lists the sections of a document of that many lines.
func sectionsOf(d *Document, lines int) []section {
	var all []section
	_ = ast.Walk(d.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h, ok := n.(*ast.Heading)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		at, _ := d.places.at(h.Pos())
		all = append(all, section{attribute(h, "id"), h.Level, at - 1, d.below(h), lines})
		return ast.WalkContinue, nil
	})
	// The end of a section is known when the next one begins: a stack holds
	// those that are open.
	var open []int
	for i, s := range all {
		for len(open) > 0 && all[open[len(open)-1]].level >= s.level {
			all[open[len(open)-1]].last = s.at
			open = open[:len(open)-1]
		}
		open = append(open, i)
	}
	return all
}

// below is the first line, from 0, after a heading and the line under it.
func (d *Document) below(h *ast.Heading) int {
	first, _ := d.places.at(h.Pos())
	if h.Lines().Len() == 0 {
		return first
	}
	last, _ := d.places.at(h.Lines().At(h.Lines().Len() - 1).Start)
	text := bytes.TrimLeft(firstLine(d.source[d.places.starts[first-1]:]), " \t>-*+0123456789.)")
	if !bytes.HasPrefix(text, []byte("#")) {
		last++ // the line that makes it a heading
	}
	return last
}
