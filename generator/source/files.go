package source

import (
	"path"
	"strings"

	"woshou/diagrams/words"
)

// Bounds on what a page may include: enough for any book, too little to fill a
// machine by files that include each other.
const (
	mostIncludes     = 1000
	mostIncludedText = 8 << 20 // bytes, of all files together
	mostIncludeDepth = 32
)

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

// file returns a file, nil if it is not there. Having asked is noted, so that
// the page is made again when the file comes.
func (t *Text) file(name string) *included {
	if f, ok := t.known[name]; ok {
		return f
	}
	if t.known == nil {
		t.known = map[string]*included{}
	}
	t.known[name] = nil
	if t.files.Read == nil || outside(name) {
		return nil
	}
	t.Asked = append(t.Asked, name)
	content, err := t.files.Read(name)
	if err != nil || len(content) > mostIncludedText {
		return nil
	}
	taken := NewFile(name, content)
	if path.Ext(name) == ".md" {
		taken = newPage(name, content, t.files)
	}
	f := &included{File: taken, list: t.files.Sections}
	f.lines = strings.Split(string(f.Content), "\n")
	if len(content) > 0 && content[len(content)-1] != '\n' {
		f.lines = f.lines[:len(f.lines)-1]
	}
	t.known[name] = f
	return f
}

// take counts a directive and the text it brings; false if that is too much.
func (t *Text) take(n int) bool {
	t.taken++
	t.octets += n
	return t.taken <= mostIncludes && t.octets <= mostIncludedText
}

// missing notes that a file cannot be had.
func (t *Text) missing(in *File, start, stop int, written, name string) {
	if outside(name) {
		t.fault(in, start, stop, codeMissing, words.Say("`%s` lies outside the site", written), "only files in the site's folder can be taken in")
		return
	}
	t.fault(in, start, stop, codeMissing, words.Say("there is no file `%s`", name), "the path counts from the site's folder; hidden and huge files are not read")
}

// Snippet returns the text of a file, or of the regions of a name in it, for a
// directive that stands at All[start:stop]. What is wrong is a fault.
func (t *Text) Snippet(start, stop int, written, region string) (text string, ok bool) {
	in, at := t.Find(start)
	stop += at - start
	if t.full {
		return "", false
	}
	defer func() {
		if !t.take(len(text)) { // also one that brings nothing was looked for
			t.full = true
			t.fault(in, at, stop, codeLimit, tooMuch, "")
			text, ok = "", false
		}
	}()
	f, name := t.beside(in.Name, written)
	if f == nil {
		t.missing(in, at, stop, written, name)
		return "", false
	}
	lines := f.lines
	if region != "" {
		if lines = f.region(region); lines == nil {
			t.fault(in, at, stop, codePart, words.Say("`%s` has no region `%s`", name, region),
				words.Say("a region begins with a comment such as `#region %s` and ends with `#endregion`", region))
			return "", false
		}
	}
	return strings.Join(lines, "\n"), true
}

// beside looks for a file beside the file that names it, then beside the page
// that includes that.
func (t *Text) beside(from, written string) (*included, string) {
	if path.IsAbs(written) {
		return nil, written
	}
	name := pathOf(from, written)
	f := t.file(name)
	if other := pathOf(t.Name, written); f == nil && other != name {
		if f := t.file(other); f != nil {
			return f, other
		}
	}
	return f, name
}
