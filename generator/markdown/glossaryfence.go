package markdown

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// entryPattern is a line of a code block that defines something: `NAME：…`.
var entryPattern = regexp.MustCompile(`^\s*([A-Z][A-Z0-9_-]*)\s*(：|:(?:\s|$))\s*`)

// fewestEntries is how many states a code block must define to be a glossary;
// less could be something else.
const fewestEntries = 3

// fence turns a code block into a glossary if it is one at heart: its
// lines define states, `LISTEN：等待…`, further lines go on with the entry above.
// Where the first colon is of ASCII the block must be marked as no language,
// since such lines may be data.
func (g *glossary) fence(n *ast.FencedCodeBlock, lang string) bool {
	if c, ok := n.Parent().(*container); ok && c.kind == "code-group" {
		return false
	}
	data := !slices.Contains([]string{"", "text", "txt", "md"}, lang)
	defined := extast.NewDefinitionList(0, nil)
	var meaning *ast.TextBlock
	var names []string
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		value := line.Value(g.doc.source)
		m := entryPattern.FindSubmatchIndex(value)
		switch {
		case len(bytes.TrimSpace(value)) == 0:
		case m != nil:
			name := string(value[m[2]:m[3]])
			if !g.isState(name) || meaning == nil && value[m[4]] == ':' && data {
				return false
			}
			names = append(names, name)
			from := line.Start - line.Padding
			meaning = defineLine(defined, text.NewSegment(from+m[2], from+m[3]))
			g.addLine(meaning, text.NewSegment(from+m[1], line.Stop))
		case meaning == nil:
			return false
		default:
			g.addLine(meaning, line)
		}
	}
	slices.Sort(names)
	if len(slices.Compact(names)) < fewestEntries {
		return false
	}
	glossary := &container{kind: "glossary", untitled: true, closed: true}
	glossary.SetPos(n.Pos())
	glossary.AppendChild(glossary, defined)
	n.Parent().ReplaceChild(n.Parent(), n, glossary)
	g.container(glossary)
	return true
}

// isState reports whether a name is that of a state, be it a wrong one.
func (g *glossary) isState(name string) bool {
	state, wrong := g.opt.States.find(name)
	return state != "" || wrong != nil
}

// defineLine adds an entry and returns the block that its meaning goes into.
func defineLine(list *extast.DefinitionList, name text.Segment) *ast.TextBlock {
	term, description, meaning := extast.NewDefinitionTerm(), extast.NewDefinitionDescription(), ast.NewTextBlock()
	term.AppendChild(term, rawText(name))
	description.IsTight = true
	description.AppendChild(description, meaning)
	list.AppendChild(list, term)
	list.AppendChild(list, description)
	return meaning
}

// addLine adds a line of code as text on a line of its own.
func (g *glossary) addLine(meaning *ast.TextBlock, line text.Segment) {
	line.Padding = 0
	line = line.TrimLeftSpace(g.doc.source)
	line = line.TrimRightSpace(g.doc.source)
	if last, ok := meaning.LastChild().(*ast.Text); ok {
		last.SetHardLineBreak(true)
	}
	meaning.AppendChild(meaning, rawText(line))
}

// rawText is text in which no character is special.
func rawText(s text.Segment) *ast.Text {
	t := ast.NewTextSegment(s)
	t.SetRaw(true)
	return t
}
