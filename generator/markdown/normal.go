package markdown

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"woshou/generator/markup"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// normalForm is nobody's words and nobody's colours.
var normalForm = Renderer{}.withDefaults()

// normalWriter writes blocks in normal form: as HTML, which says all that a
// reader gets and nothing of how it was written.
type normalWriter struct {
	printer
	inNote bool // what is written is a note
}

func (d *Document) normalWriter() *normalWriter {
	p := &normalWriter{printer: printer{doc: d, r: normalForm}}
	p.instead = p.alone
	return p
}

// write writes a block, and counts what normalText counts.
func (p *normalWriter) write(out *bytes.Buffer, n ast.Node) (han, letters int) {
	p.out.Reset()
	p.part = Part{}
	p.groups = 0 // each block stands for itself
	if h, ok := n.(*ast.Heading); ok {
		out.WriteString("h" + strconv.Itoa(h.Level))
		p.inlines(h) // its id follows from its text, or from the translation's
	} else {
		p.node(n)
	}
	return normalText(out, p.out.Bytes())
}

// alone writes a node whose HTML follows from other parts of the page, so
// that it tells only what its own part says. It reports whether n is such a
// node.
func (p *normalWriter) alone(n ast.Node) bool {
	switch n := n.(type) {
	case *stateChip: // there are none on a page without a figure or a glossary, and its figures tell what is one
		p.inlines(n)
	case *toc: // it follows from the headings
		p.str("<nav>")
	case *extast.FootnoteLink: // its number counts those before it
		p.str("<sup>")
		p.note(n.Index)
	case *extast.FootnoteList, *extast.FootnoteBacklink: // a note belongs to where it is asked for
	default:
		return false
	}
	return true
}

// note writes the text of a note. Notes in notes are left alone: they may run
// in circles.
func (p *normalWriter) note(index int) {
	if p.inNote {
		return
	}
	p.inNote = true
	defer func() { p.inNote = false }()
	list, ok := p.doc.tree.LastChild().(*extast.FootnoteList)
	if !ok {
		return
	}
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		if note, ok := c.(*extast.Footnote); ok && note.Index == index {
			p.blocks(note)
		}
	}
}

// normalText copies HTML and drops from its prose what does not matter. It counts
// the characters of the prose that a script without spaces has, and the others.
func normalText(out *bytes.Buffer, html []byte) (han, letters int) {
	code := 0
	for len(html) > 0 {
		t := markup.Next(html)
		html = html[len(t.Raw):]
		switch {
		case t.Kind == markup.Text && code == 0:
			h, l := normalProse(out, t.Raw)
			han, letters = han+h, letters+l
			continue
		case t.Name == "code" || t.Name == "pre":
			code += map[markup.Kind]int{markup.Start: 1, markup.End: -1}[t.Kind]
		}
		out.Write(t.Raw)
	}
	return han, letters
}

// normalProse copies prose in small letters and without blanks.
func normalProse(out *bytes.Buffer, text []byte) (han, letters int) {
	out.Grow(len(text))
	plain := out.AvailableBuffer()
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			if c == ' ' || '\t' <= c && c <= '\r' {
				continue
			}
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			plain = append(plain, c)
			letters++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		switch {
		case '\u4E00' <= r && r <= '\u9FFF': // most of Han
			plain = append(plain, text[i-size:i]...)
			han++
			continue
		case unicode.IsSpace(r):
			continue
		}
		r = unicode.ToLower(r)
		plain = utf8.AppendRune(plain, r)
		if r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			han++
		} else {
			letters++
		}
	}
	out.Write(plain)
	return han, letters
}
