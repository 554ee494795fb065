package markdown

import (
	"bytes"
	"html"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// htmlWriter writes tags and text, and notes what it writes of which a Body
// tells.
type htmlWriter struct {
	out    output
	suffix func(id string) string // Renderer.Suffix
	mark   string                 // data-block of the top-level block about to open, or ""
	part   Part                   // of the top-level block in hand, but for its HTML
}

// open writes a start tag with the mark of a top-level block, the pairs of
// names and values, and the author's attributes of n, which may be nil.
func (w *htmlWriter) open(tag string, n ast.Node, pairs ...string) {
	w.out.WriteByte('<')
	w.out.WriteString(tag)
	w.writeMark()
	for i := 0; i+1 < len(pairs); i += 2 {
		w.attr(pairs[i], pairs[i+1])
	}
	if n != nil {
		w.attributes(n)
	}
	w.out.WriteByte('>')
}

func (w *htmlWriter) close(tag string) {
	w.out.WriteString("</")
	w.out.WriteString(tag)
	w.out.WriteByte('>')
}

// writeMark writes the mark of a top-level block, once.
func (w *htmlWriter) writeMark() {
	if w.mark != "" {
		mark := w.mark
		w.mark = ""
		w.attr("data-block", mark)
	}
}

// attributes writes what an author set on n, checked by Parse.
func (w *htmlWriter) attributes(n ast.Node) {
	for _, a := range n.Attributes() {
		if value, ok := a.Value.(string); ok && (value != "" || string(a.Name) != "id") {
			w.attr(string(a.Name), value)
		}
	}
}

// attr writes one attribute; an empty value leaves the name alone but for
// those where emptiness says something.
func (w *htmlWriter) attr(name, value string) {
	value = w.named(name, value)
	w.learn(name, value)
	w.out.WriteByte(' ')
	w.out.WriteString(name)
	if value == "" && name != "alt" && name != "data-lang" && name != "href" && name != "src" {
		return
	}
	w.out.WriteString(`="`)
	w.text(value)
	w.out.WriteByte('"')
}

// named is the value of an attribute, with the ids that it gives or names as
// Renderer.Suffix has them.
func (w *htmlWriter) named(name, value string) string {
	if w.suffix == nil || !namesIDs(name) {
		return value
	}
	switch name {
	case "id", "for", "name":
		return value + w.suffix(value)
	case "href":
		if id, err := url.PathUnescape(strings.TrimPrefix(value, "#")); err == nil && strings.HasPrefix(value, "#") {
			return value + w.suffix(id)
		}
	default: // several
		ids := strings.Fields(value)
		for i, id := range ids {
			ids[i] += w.suffix(id)
		}
		return strings.Join(ids, " ")
	}
	return value
}

// namesIDs reports whether an attribute gives or refers to an id, or several.
func namesIDs(attribute string) bool {
	switch attribute {
	case "id", "for", "name", "href", "aria-labelledby", "aria-describedby", "aria-controls":
		return true
	}
	return false
}

// learn notes what an attribute tells of the HTML.
func (w *htmlWriter) learn(name, value string) {
	if value == "" {
		return
	}
	switch name {
	case "id":
		w.part.IDs = append(w.part.IDs, value)
	case "data-hl", "data-focus", "data-add", "data-del", "data-error", "data-warn", "data-n":
		w.part.Sheets.Code = true
	case "data-badge", "data-math":
		w.part.Sheets.Marks = true
	}
}

func (w *htmlWriter) str(s string) { w.out.WriteString(s) }

// text writes s, escaped for text and for attributes.
func (w *htmlWriter) text(s string) { w.out.WriteString(html.EscapeString(s)) }

// address writes an attribute that holds an address, with what may not stand
// in one escaped. Han stays readable.
func (w *htmlWriter) address(name, dest string) {
	w.attr(name, addressEscaper.Replace(dest))
}

var addressEscaper = strings.NewReplacer(" ", "%20", "\t", "%09", "\n", "%0A", "<", "%3C", ">", "%3E", `"`, "%22", "`", "%60", `\`, "%5C")

// output is the buffer that HTML is written to, with the methods that goldmark
// wants of one.
type output struct{ bytes.Buffer }

// Buffered implements util.BufWriter.
func (o *output) Buffered() int { return o.Len() }

// Flush implements util.BufWriter.
func (o *output) Flush() error { return nil }
