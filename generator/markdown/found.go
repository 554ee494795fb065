package markdown

import (
	"html"
	"strings"

	"woshou/generator/listing"
	"woshou/generator/markup"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Found is what a search finds in the page: its sections, and the entries of its
// glossaries, in order, with what a reader reads in each, code too. caption is
// what is said of a figure; the drawing is left out.
func (d *Document) Found(caption func(page.Figure) string) []page.Found {
	f := &finder{doc: d, caption: caption, all: []page.Found{{}}}
	_ = ast.Walk(d.tree, f.visit) // visit returns no error
	return f.all
}

// finder collects the sections of a document.
type finder struct {
	doc     *Document
	caption func(page.Figure) string
	all     []page.Found
	heading page.Found // the section that an entry of a glossary stands in, without its lines
	above   [7]string  // headings that are open, by level
}

func (f *finder) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		if n.Kind() == extast.KindDefinitionList && f.last().Term {
			f.begin(f.heading)
		}
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		f.heading = page.Found{ID: attribute(n, "id"), Heading: f.text(n), Under: f.under(n.Level)}
		clear(f.above[n.Level:])
		f.above[n.Level] = f.heading.Heading
		f.begin(f.heading)
	case *extast.DefinitionTerm:
		if id := attribute(n, "id"); id != "" {
			f.begin(page.Found{ID: id, Heading: f.text(n), Term: true})
		} else {
			f.add(f.text(n))
		}
	case *ast.Paragraph, *ast.TextBlock, *extast.TableCell:
		f.add(f.text(n))
	case *containerTitle:
		if n.alert != "" {
			f.add(string(n.Lines().Value(f.doc.source)))
		} else {
			f.add(f.text(n))
		}
	case *figure:
		f.figure(f.doc.Figures[n.index])
	default:
		return f.code(n), nil
	}
	return ast.WalkSkipChildren, nil
}

// under is the heading of the section, below the page's own, that one of a level
// is part of.
func (f *finder) under(level int) string {
	for l := level - 1; l > 1; l-- {
		if f.above[l] != "" {
			return f.above[l]
		}
	}
	return ""
}

func (f *finder) figure(of page.Figure) {
	caption := oneLine(f.caption(of))
	f.add(caption)
	shown := page.FoundFigure{Caption: caption, File: of.Path != ""}
	if of.Anchor {
		shown.ID = of.ID
	}
	f.last().Figures = append(f.last().Figures, shown)
}

// code adds what is no text of the author's language.
func (f *finder) code(n ast.Node) ast.WalkStatus {
	source := f.doc.source
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		info := f.doc.infoOf(n).Info
		f.add(info.Title)
		f.addCode(listing.Read(string(n.Lines().Value(source)), info).Text)
	case *ast.CodeBlock:
		f.addCode(string(n.Lines().Value(source)))
	case *snippet:
		f.add(n.info.Title)
		f.addCode(listing.Read(n.text, n.info).Text)
	case *formulaBlock:
		f.addCode(n.tex)
	case *rawBlock:
		f.add(f.html(n.pieces))
	default:
		return ast.WalkContinue
	}
	return ast.WalkSkipChildren
}

// html is the text in an author's HTML.
func (f *finder) html(pieces []piece) string {
	p := &printer{doc: f.doc, r: Renderer{}.withDefaults()}
	printPieces(p, pieces)
	var text strings.Builder
	for rest := p.out.Bytes(); len(rest) > 0; {
		token := markup.Next(rest)
		rest = rest[len(token.Raw):]
		if token.Kind == markup.Text {
			text.WriteString(html.UnescapeString(string(token.Raw)))
		} else {
			text.WriteByte(' ')
		}
	}
	return text.String()
}

func (f *finder) text(n ast.Node) string { return oneLine(plainText(n, f.doc.source)) }

func (f *finder) last() *page.Found { return &f.all[len(f.all)-1] }

func (f *finder) begin(section page.Found) { f.all = append(f.all, section) }

func (f *finder) add(text string) {
	if line := oneLine(text); line != "" {
		f.last().Lines = append(f.last().Lines, line)
	}
}

func (f *finder) addCode(text string) {
	if line := oneLine(text); line != "" {
		f.last().Lines = append(f.last().Lines, "\t"+line)
	}
}
