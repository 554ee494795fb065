package front

import (
	"bytes"
	"regexp"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/source"
	"woshou/generator/yaml"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Slips that authors make in YAML are told at their place, and read as they were
// meant where there is no doubt.

// nearMiss warns about what looks like front matter and is none, so that it stands in
// the page as text.
func (r *reader) nearMiss() {
	text := r.text.Content
	blank := len(text) - len(bytes.TrimLeft(text, " \t\n"))
	between, _ := source.Between(text[blank:])
	rest, opened := bytes.CutPrefix(text[blank:], []byte("---\n"))
	first := bytes.TrimSpace(source.FirstLine(rest))
	switch {
	case !opened:
	case blank > 0 && source.HasKey(first) && between != nil:
		r.slip(blank, "this is no front matter, as it does not stand in the first line", "take out what stands before it")
	case blank > 0:
	case between != nil && len(first) > 0:
		r.slip(blank+len("---\n"), "front matter must be keys with values, such as title: …", "")
	case between == nil && source.HasKey(first):
		if dots := bytes.Index(rest, []byte("\n...\n")); dots >= 0 {
			r.slip(len("---\n")+dots+1, "front matter ends in ---, not in ...", "")
			return
		}
		r.slip(0, "front matter is never closed, so it is printed as text", "end it with a line of ---")
	}
}

// slip warns about a place of the page's file, up to the end of its line.
func (r *reader) slip(at int, message, hint diagnostic.Message) {
	stop := at + len(source.FirstLine(r.text.Content[at:]))
	r.Problems = append(r.Problems, diagnostic.Problem{
		Place: r.text.File.Span(at, stop), Severity: diagnostic.Warning, Code: "front-matter", Message: message, Hint: hint,
	})
}

// slipsRead bounds how often front matter is parsed once more.
const slipsRead = 10

// parse reads front matter. A colon of full width behind a key, and a colon inside a
// value, are read as they were meant, with a warning.
func (r *reader) parse(matter []byte) (file *ast.File, fault *yaml.Fault) {
	lines := bytes.SplitAfter(matter, []byte("\n"))
	for i, line := range lines {
		if m := wideColon.FindSubmatch(line); m != nil {
			at := r.offsetOf(i+1, 1) + len(m[1])
			r.report(diagnostic.Warning, "front-matter", at, at, "the colon behind a key is `:` and a blank, not `：`", "")
			lines[i] = bytes.Replace(line, []byte("："), []byte(": "), 1)
		}
	}
	for range slipsRead {
		file, fault = yaml.Parse(bytes.Join(lines, nil), yaml.MostMatter)
		if fault == nil || fault.Line > len(lines) {
			break
		}
		line := lines[max(fault.Line, 1)-1]
		m := colonInside.FindSubmatchIndex(line)
		if m == nil {
			break
		}
		at := r.offsetOf(fault.Line, 1) + m[4]
		r.report(diagnostic.Warning, "front-matter", at, at+m[5]-m[4], "a colon and a blank inside a value: read as one text", "put the value in quotes")
		value := "'" + strings.ReplaceAll(string(line[m[4]:m[5]]), "'", "''") + "'"
		lines[fault.Line-1] = append(append(bytes.Clone(line[:m[4]]), value...), line[m[5]:]...)
	}
	return file, fault
}

var (
	// wideColon is a key with a colon of full width behind it.
	wideColon = regexp.MustCompile("^([A-Za-z][A-Za-z0-9_-]*)：")
	// colonInside is a key with a plain value that has a colon in it.
	colonInside = regexp.MustCompile("^([ \\t]*(?:- )?[A-Za-z][A-Za-z0-9_-]*:[ \\t]+)([^ \\t\\n\"'\\[{|>&*!%@`#][^\\n]*?: [^\\n]*?)[ \\t]*\\n")
)

// commented warns about a text that ends where a comment begins, if that does not
// look like one.
func (r *reader) commented(n ast.Node) {
	t := n.GetToken()
	if t == nil || t.Type != token.StringType {
		return
	}
	at := r.offset(t)
	line := source.FirstLine(r.text.All[at:])
	rest, ok := bytes.CutPrefix(line, []byte(strings.TrimSpace(t.Value)))
	comment := bytes.TrimLeft(rest, " \t")
	if !ok || len(comment) < 2 || comment[0] != '#' || comment[1] == ' ' || len(comment) == len(rest) {
		return
	}
	start := at + len(line) - len(comment)
	r.report(diagnostic.Warning, "front-matter", start, start+len(comment), "`#` begins a comment, so this is no part of the value", "put the value in quotes")
}
