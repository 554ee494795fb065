package markdown

import (
	"bytes"
	"strings"

	"woshou/generator/diagnostic"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Bounds on what little text can ask for much with. A page beyond one is wrong,
// and what is beyond stays as it is written. The bounds on nesting stand in
// nesting.go.
const (
	mostFigures    = 200       // of a page
	mostTocs       = 8         // lists of its headings on a page
	mostCells      = 50_000    // of the tables of a page, those that rows leave out counted
	mostPiped      = 500       // rows of a table with an escaped "|" and code: goldmark compares each with each
	mostFilledIn   = 256 << 10 // octets of front matter that expressions put into a page
	longestID      = 1000      // octets; each block of a section has it
	longestHeading = 2000      // octets; outlines have it, and where the page is named after it each page
	longestTip     = 600       // characters of a meaning that a chip shows
)

// codeLimit is the code of what goes beyond a bound.
const codeLimit = "limit"

// spent is what a page has of what is bounded.
type spent struct{ tocs, cells, filled, inside int }

// beyond reports that a page is beyond a bound, once for each.
func (r *reading) beyond(at int, message diagnostic.Message) {
	key := "limit " + string(message)
	if r.warned[key] {
		return
	}
	r.warning(key)
	r.report(diagnostic.Error, codeLimit, at, at, message, "")
}

// room reports whether a page has room for another figure, which would stand at
// an offset.
func (fs *figureList) room(at int) bool {
	if len(fs.doc.Figures) < mostFigures {
		return true
	}
	fs.beyond(at, diagnostic.Say("more than %d figures on a page", mostFigures))
	return false
}

// tableTransformer is goldmark's, which is not asked for tables that are too
// large: each row has as many cells as the first.
type tableTransformer struct{ parser.ParagraphTransformer }

func newTableTransformer() tableTransformer {
	return tableTransformer{extension.NewTableParagraphTransformer()}
}

// Transform implements parser.ParagraphTransformer.
func (t tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	cells, piped := size(node.Lines(), reader.Source())
	if r := readingOf(pc); r != nil && cells > 0 {
		at := node.Lines().At(0).Start
		if r.cells+cells > mostCells {
			r.beyond(at, diagnostic.Say("more than %d cells in the tables of a page", mostCells))
			return
		}
		if piped > mostPiped {
			r.beyond(at, diagnostic.Say("more than %d rows of a table with an escaped | and code", mostPiped))
			return
		}
		r.cells += cells
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// size is how many cells the lines of a paragraph have as a table, 0 if it is
// surely none, and how many rows have an escaped "|" and code.
func size(lines *text.Segments, source []byte) (cells, piped int) {
	for i := range lines.Len() {
		at := lines.At(i)
		line := at.Value(source)
		if i > 0 && cells == 0 && len(bytes.Trim(line, "|:- \t\n")) == 0 && bytes.IndexByte(line, '-') >= 0 {
			columns := 1 + bytes.Count(bytes.Trim(bytes.TrimSpace(line), "|"), []byte("|"))
			cells = columns * (lines.Len() - i) // the header stands in for this line
		}
		if bytes.Contains(line, []byte(`\|`)) && bytes.IndexByte(line, '`') >= 0 {
			piped++
		}
	}
	return cells, piped
}

// fill counts a value that is put into the page, and reports whether there is
// room for it.
func (r *reading) fill(value string) bool {
	if r.filled += len(value); r.filled <= mostFilledIn {
		return true
	}
	r.beyond(r.text.Body, diagnostic.Say("expressions put more than %d KiB of front matter into the page", mostFilledIn>>10))
	return false
}

// short is a meaning as long as a chip shows it.
func short(meaning string) string {
	if len(meaning) <= longestTip {
		return meaning
	}
	n := 0
	for i := range meaning {
		if n++; n > longestTip {
			return strings.TrimSpace(meaning[:i]) + "…"
		}
	}
	return meaning
}
