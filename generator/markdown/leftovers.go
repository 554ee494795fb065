package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
)

// leftovers looks for marks that mark nothing.
type leftovers struct{ *reading }

// walk reports marks that stayed in the text because they mark nothing:
// emphasis beside Chinese, and lines of colons. It walks the finished tree.
func (l *leftovers) walk(root ast.Node) {
	told := map[ast.Node]bool{} // blocks that were warned about
	unknown := 0                // containers that were not opened and wait for their end
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*ast.Text)
		if !ok || !entering || t.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
			return ast.WalkContinue, nil
		}
		value := t.Segment.Value(l.doc.source)
		if bytes.HasPrefix(l.doc.source[t.Segment.Start:], []byte(":::")) && l.startsLine(t.Segment.Start) {
			unknown = l.strayColons(t.Segment.Start, unknown)
		}
		if start, stop, found := l.strayStars(t.Segment.Start, value); found {
			if block := blockOf(n); !told[block] {
				told[block] = true
				l.strayRun(start, stop)
			}
		}
		return ast.WalkContinue, nil
	})
}

// blockOf is the block whose text n belongs to.
func blockOf(n ast.Node) ast.Node {
	for n.Type() == ast.TypeInline && n.Parent() != nil {
		n = n.Parent()
	}
	return n
}

// startsLine reports whether nothing but the marks of quotes and lists stands
// before an offset in its line.
func (l *leftovers) startsLine(at int) bool {
	return len(bytes.Trim(source.LineBefore(l.doc.source[:at]), " \t>-*+0123456789.)")) == 0
}

// strayStars finds the first run of two or more marks of emphasis that a text
// starting at an offset holds beside Chinese.
func (l *leftovers) strayStars(at int, text []byte) (start, stop int, found bool) {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '\\':
			i++
		case '*', '_', '~':
			n := 1
			for i+n < len(text) && text[i+n] == c {
				n++
			}
			if n >= 2 && n <= 3 && l.besideCJK(at+i, at+i+n) && !isIdentifier(text[i:]) {
				return at + i, at + i + n, true
			}
			i += n - 1
		}
	}
	return 0, 0, false
}

// isIdentifier reports whether a text begins with a name of a program that itself
// begins with underscores, such as __inet_lookup, and not with words between marks.
func isIdentifier(text []byte) bool {
	n := 0
	for n < len(text) && (isAlnum(text[n]) || text[n] == '_') {
		n++
	}
	name := bytes.TrimLeft(text[:n], "_")
	return len(name) > 0 && len(name) < n && !bytes.HasSuffix(name, []byte("__"))
}

// around are the characters before and after src[start:stop].
func (l *leftovers) around(start, stop int) (before, after rune) {
	before, _ = utf8.DecodeLastRune(l.doc.source[:start])
	after, _ = utf8.DecodeRune(l.doc.source[stop:])
	return before, after
}

func (l *leftovers) besideCJK(start, stop int) bool {
	before, after := l.around(start, stop)
	return isCJK(before) || isCJK(after)
}

func (l *leftovers) strayRun(start, stop int) {
	run := string(l.doc.source[start:stop])
	before, after := l.around(start, stop)
	hint := diagnostic.Say("nothing opens or closes it; write \\%s for the mark itself", run[:1])
	switch {
	case run[0] == '_':
		hint = "inside a word only asterisks mark emphasis"
	case isBlank(before) != isBlank(after):
		hint = "no blank may stand between the marks and the words they enclose"
	}
	l.warn("emphasis-literal", start, stop, diagnostic.Say("`%s` stays in the text as it is", run), hint)
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\u3000' }

// strayColons warns about a line that starts with three colons and is neither
// the start nor the end of a container. The end of one that was not opened is
// no mistake of its own: unknown counts those, before and after the line.
func (l *leftovers) strayColons(start, unknown int) int {
	line := source.FirstLine(l.doc.source[start:])
	fence := line[:colons(line)]
	at := skipBlanks(line, len(fence))
	name := string(markup.Word(line[at:]))
	kinds := containerKinds(l.opt.Containers)
	switch {
	case name == "" && unknown > 0:
		return unknown - 1
	case name == "":
		l.warn("container-stray", start, start+len(fence), diagnostic.Say("`%s` closes no container", fence),
			"a container around others needs more colons than those within")
		return 0
	case gluedTo(name, kinds) != "":
		l.warn("container-stray", start, start+len(line), "this opens no container", diagnostic.Say("write a blank after `%s`", gluedTo(name, kinds)))
	default:
		l.warn("container-stray", start, start+len(line), diagnostic.Say("there is no container `%s`", name), diagnostic.DidYouMean(name, kinds))
	}
	return unknown + 1
}

// gluedTo is the container whose name a word starts with, before Chinese.
func gluedTo(word string, kinds []string) string {
	i := slices.IndexFunc(kinds, func(kind string) bool {
		rest, ok := bytes.CutPrefix([]byte(word), []byte(kind))
		r, _ := utf8.DecodeRune(rest)
		return ok && isCJK(r)
	})
	if i < 0 {
		return ""
	}
	return kinds[i]
}
