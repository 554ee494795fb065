package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// plainText returns what a reader sees of n, escapes and entities resolved,
// images by their alternative text, footnote numbers and badges left out.
func plainText(n ast.Node, source []byte) string {
	var b strings.Builder
	appendText(&b, n, source, true)
	return b.String()
}

// oneLine is text with one blank wherever it has some, and none around it.
func oneLine(s string) string {
	blank := true
	for _, r := range s {
		isBlank := r <= '\u3000' && unicode.IsSpace(r)
		if isBlank && (blank || r != ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		blank = isBlank
	}
	if blank {
		return strings.TrimSuffix(s, " ")
	}
	return s
}

// slugText is plainText without images and emoji, from which VitePress takes no
// part of an id, but with the text of badges, and expressions as written.
func slugText(n ast.Node, source []byte) string {
	var b strings.Builder
	appendText(&b, n, source, false)
	return b.String()
}

// appendText writes the text below n to b. Items, cells and paragraphs are kept
// apart, or the last word of one and the first of the next were one word.
func appendText(b *strings.Builder, n ast.Node, source []byte, images bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Type() == ast.TypeBlock && b.Len() > 0 {
			b.WriteByte(' ')
		}
		if m, ok := c.(*rawInline); ok && m.badge && images {
			if c = badgeEnd(c); c == nil {
				return
			}
		}
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(source)
			if n.Kind() == ast.KindCodeSpan {
				b.WriteString(strings.ReplaceAll(string(value), "\n", " "))
				continue
			}
			if isPlain(value) {
				b.Write(value)
			} else {
				b.WriteString(unescape(value))
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *picture:
			if images {
				b.WriteString(c.value)
			}
		case *formula:
			b.WriteString(c.tex)
		case *mustache:
			if images {
				b.WriteString(c.text(source))
			} else {
				b.Write(c.segment.Value(source))
			}
		case *ast.AutoLink:
			b.Write(c.Label(source))
		case *ast.Image:
			if images {
				appendText(b, c, source, images)
			}
		default:
			appendText(b, c, source, images)
		}
	}
}

// unescape resolves backslash escapes and entities, in one pass so that an
// escaped ampersand starts no entity.
func unescape(s []byte) string {
	if isPlain(s) {
		return string(s)
	}
	var b strings.Builder
	for len(s) > 0 {
		i := bytes.IndexByte(s, '\\')
		if i < 0 || i+1 >= len(s) {
			b.Write(resolve(s))
			break
		}
		b.Write(resolve(s[:i]))
		s = s[i+1:]
		if util.IsPunct(s[0]) {
			b.WriteByte(s[0])
			s = s[1:]
		} else {
			b.WriteByte('\\')
		}
	}
	return b.String()
}

// isPlain reports whether nothing in a text is to be resolved.
func isPlain(s []byte) bool { return bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 }

// resolve resolves entities, which must end in a semicolon: an address may
// well hold "&copy=1".
func resolve(s []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(s))
}

// badgeEnd returns the sibling that closes the badge which n opens, or nil.
func badgeEnd(n ast.Node) ast.Node {
	for n = n.NextSibling(); n != nil; n = n.NextSibling() {
		if m, ok := n.(*rawInline); ok && m.closesBadge {
			return n
		}
	}
	return nil
}

// joinTexts makes one text of those that goldmark left in pieces.
func joinTexts(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; {
		t, ok := c.(*ast.Text)
		next, more := c.NextSibling().(*ast.Text)
		if !ok || !more || t.SoftLineBreak() || t.HardLineBreak() || t.IsRaw() != next.IsRaw() ||
			t.Segment.Stop != next.Segment.Start || next.Segment.Padding > 0 {
			c = c.NextSibling()
			continue
		}
		t.Segment = t.Segment.WithStop(next.Segment.Stop)
		t.SetSoftLineBreak(next.SoftLineBreak())
		t.SetHardLineBreak(next.HardLineBreak())
		parent.RemoveChild(parent, next)
	}
}
