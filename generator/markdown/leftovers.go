package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
)

// leftovers reports marks that stayed in the text because they mark nothing:
// emphasis beside Chinese, and lines of colons. It walks the finished tree.
func (v *visit) leftovers(root ast.Node) {
	told := map[ast.Node]bool{} // blocks that were warned about
	unknown := 0                // containers that were not opened and wait for their end
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*ast.Text)
		if !ok || !entering || t.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
			return ast.WalkContinue, nil
		}
		value := t.Segment.Value(v.doc.source)
		if bytes.HasPrefix(v.doc.source[t.Segment.Start:], []byte(":::")) && v.startsLine(t.Segment.Start) {
			unknown = v.strayColons(t.Segment.Start, unknown)
		}
		if block := blockOf(n); !told[block] {
			told[block] = v.strayStars(t.Segment.Start, value)
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
func (v *visit) startsLine(at int) bool {
	return len(bytes.Trim(source.LineBefore(v.doc.source[:at]), " \t>-*+0123456789.)")) == 0
}

// strayStars warns about the first run of two or more marks of emphasis that a
// text starting at an offset holds beside Chinese.
func (v *visit) strayStars(start int, text []byte) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '\\':
			i++
		case '*', '_', '~':
			n := 1
			for i+n < len(text) && text[i+n] == c {
				n++
			}
			if n >= 2 && n <= 3 && v.besideCJK(start+i, start+i+n) {
				v.strayRun(start+i, start+i+n)
				return true
			}
			i += n - 1
		}
	}
	return false
}

// around are the characters before and after src[start:stop].
func (v *visit) around(start, stop int) (before, after rune) {
	before, _ = utf8.DecodeLastRune(v.doc.source[:start])
	after, _ = utf8.DecodeRune(v.doc.source[stop:])
	return before, after
}

func (v *visit) besideCJK(start, stop int) bool {
	before, after := v.around(start, stop)
	return isCJK(before) || isCJK(after)
}

func (v *visit) strayRun(start, stop int) {
	run := string(v.doc.source[start:stop])
	before, after := v.around(start, stop)
	hint := "nothing opens or closes it; write \\" + run[:1] + " for the mark itself"
	switch {
	case run[0] == '_':
		hint = "inside a word only asterisks mark emphasis"
	case isBlank(before) != isBlank(after):
		hint = "no blank may stand between the marks and the words they enclose"
	}
	v.warn("emphasis-literal", start, stop, fmt.Sprintf("`%s` stays in the text as it is", run), hint)
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\u3000' }

// strayColons warns about a line that starts with three colons and is neither
// the start nor the end of a container. The end of one that was not opened is
// no mistake of its own: unknown counts those, before and after the line.
func (v *visit) strayColons(start, unknown int) int {
	line := source.FirstLine(v.doc.source[start:])
	fence := line[:colons(line)]
	at := skipBlanks(line, len(fence))
	name := string(markup.Word(line[at:]))
	kinds := containerKinds(v.opt.Containers)
	switch {
	case name == "" && unknown > 0:
		return unknown - 1
	case name == "":
		v.warn("container-stray", start, start+len(fence), fmt.Sprintf("`%s` closes no container", fence),
			"a container around others needs more colons than those within")
		return 0
	case gluedTo(name, kinds) != "":
		v.warn("container-stray", start, start+len(line), "this opens no container", "write a blank after `"+gluedTo(name, kinds)+"`")
	default:
		v.warn("container-stray", start, start+len(line), fmt.Sprintf("there is no container `%s`", name), diagnostic.DidYouMean(name, kinds))
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
