package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Footnotes are read here and not by goldmark's extension, which knows no
// `^[notes]` inside a line and keeps its numbers to itself. The blocks that
// define notes wait in notes; a note is hung below the document when the first
// reference asks for it, early enough for goldmark to parse its text too.

// notes are the footnotes of the page being parsed.
type notes struct {
	defined map[string]*extast.Footnote
	links   map[*extast.Footnote][]*extast.FootnoteLink
	list    *extast.FootnoteList // of those referred to, by number

	// ends are the closing brackets, by opening one, of the block whose lines
	// are lines: brackets are matched once per block, not once per note.
	ends  map[int]int
	lines *text.Segments
}

var notesKey = parser.NewContextKey()

func notesOf(pc parser.Context) *notes {
	if n, ok := pc.Get(notesKey).(*notes); ok {
		return n
	}
	n := &notes{
		defined: map[string]*extast.Footnote{},
		links:   map[*extast.Footnote][]*extast.FootnoteLink{},
		list:    extast.NewFootnoteList(),
	}
	pc.Set(notesKey, n)
	return n
}

// noteBlockParser reads `[^label]: text` with goldmark's parser.
type noteBlockParser struct{ parser.BlockParser }

func newNoteBlockParser() noteBlockParser {
	return noteBlockParser{extension.NewFootnoteBlockParser()}
}

// Close takes the note out of the text. Of two with one label the first counts.
func (noteBlockParser) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	note, all := node.(*extast.Footnote), notesOf(pc)
	node.Parent().RemoveChild(node.Parent(), node)
	if label := string(note.Ref); all.defined[label] == nil {
		all.defined[label] = note
	}
}

// noteParser reads references, `[^label]`, and notes inside a line, `^[text]`.
type noteParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser. The exclamation
// mark is there because a reference may follow it, where an image could start.
func (noteParser) Trigger() []byte { return []byte{'[', '!', '^'} }

// Parse reads what stands at the reader's place.
func (noteParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if bytes.HasPrefix(line, []byte("^[")) {
		return inlineNote(parent, block, pc)
	}
	at := 0
	if line[0] == '!' {
		at = 1
	}
	label, ok := bytes.CutPrefix(line[at:], []byte("[^"))
	if !ok {
		return nil
	}
	end := ahead(pc, label, segment.WithStart(segment.Stop-len(label)), "]")
	if end <= 0 {
		return nil
	}
	note := notesOf(pc).defined[string(label[:end])]
	if note == nil {
		return nil
	}
	if at == 1 {
		parent.AppendChild(parent, ast.NewTextSegment(segment.WithStop(segment.Start+1)))
	}
	block.Advance(at + len("[^]") + end)
	return notesOf(pc).refer(note, parent)
}

// refer adds a reference to a note, and the note itself if this is the first.
func (x *notes) refer(note *extast.Footnote, from ast.Node) ast.Node {
	if note.Parent() == nil {
		root := from
		for root.Parent() != nil {
			root = root.Parent()
		}
		if x.list.Parent() == nil {
			root.AppendChild(root, x.list)
		}
		x.list.Count++
		note.Index = x.list.Count
		x.list.AppendChild(x.list, note)
	}
	link := extast.NewFootnoteLink(note.Index)
	link.RefIndex = len(x.links[note])
	x.links[note] = append(x.links[note], link)
	return link
}

// inlineNote makes a note of the text between the brackets at the reader's
// place. goldmark parses that text later, with the blocks of the list.
func inlineNote(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, segment := block.PeekLine()
	all := notesOf(pc)
	all.match(blockOf(parent).Lines(), block.Source())
	end, ok := all.ends[segment.Start+1]
	if !ok || end == segment.Start+len("^[") {
		return nil
	}
	body := ast.NewParagraph()
	for at := segment.Start + len("^["); ; {
		_, s := block.PeekLine()
		if s.Stop > end {
			body.Lines().Append(text.NewSegment(max(at, s.Start), end))
			block.Advance(end + 1 - s.Start)
			break
		}
		body.Lines().Append(text.NewSegment(max(at, s.Start), s.Stop))
		block.AdvanceLine()
	}
	body.SetPos(segment.Start)
	note := extast.NewFootnote(nil)
	note.SetPos(segment.Start)
	note.AppendChild(note, body)
	return all.refer(note, parent)
}

// match pairs the brackets in the lines of a block, those behind a backslash
// or in code left out.
func (x *notes) match(lines *text.Segments, source []byte) {
	if x.lines == lines {
		return
	}
	x.lines, x.ends = lines, map[int]int{}
	var open []int
	code := 0 // backticks that opened the code we are in
	for i := range lines.Len() {
		s := lines.At(i)
		for at := s.Start; at < s.Stop; at++ {
			switch c := source[at]; {
			case c == '`':
				n := backticks(source[at:s.Stop])
				if code == 0 && bytes.Contains(source[at+n:s.Stop], source[at:at+n]) {
					code = n
				} else if code == n {
					code = 0
				}
				at += n - 1
			case code > 0:
			case c == '\\':
				at++
			case c == '[':
				open = append(open, at)
			case c == ']' && len(open) > 0:
				x.ends[open[len(open)-1]] = at
				open = open[:len(open)-1]
			}
		}
		code = 0
	}
}

func backticks(s []byte) int {
	return len(s) - len(bytes.TrimLeft(s, "`"))
}

// noteTransformer closes each note with links back to its references, once all
// are known.
type noteTransformer struct{}

// Transform implements parser.ASTTransformer.
func (noteTransformer) Transform(_ *ast.Document, _ text.Reader, pc parser.Context) {
	all := notesOf(pc)
	for n := all.list.FirstChild(); n != nil; n = n.NextSibling() {
		end := n
		if last := n.LastChild(); last != nil && ast.IsParagraph(last) {
			end = last
		}
		for _, link := range all.links[n.(*extast.Footnote)] {
			back := extast.NewFootnoteBacklink(link.Index)
			back.RefIndex = link.RefIndex
			end.AppendChild(end, back)
		}
	}
}

// The ids of footnotes, "fn:1" and "fnref:1", hold a colon, which no id made
// from text does.

// printFootnoteRef writes the raised number in the text.
func printFootnoteRef(p *printer, n *extast.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	p.str("<sup")
	p.attr("data-footnote-ref", number)
	p.attr("id", refID(n.Index, n.RefIndex))
	p.str("><a")
	p.attr("href", "#"+noteID(n.Index))
	p.str(">" + number + "</a></sup>")
}

// printFootnoteBack writes the link from a note to one of its references. The
// selector after the arrow keeps phones from drawing an emoji.
func printFootnoteBack(p *printer, n *extast.FootnoteBacklink) {
	p.str(" <a data-footnote-backref")
	p.attr("href", "#"+refID(n.Index, n.RefIndex))
	p.attr("aria-label", p.r.Word("backlink"))
	p.str(">↩\uFE0E</a>")
}

// printFootnotes writes the notes, at the end of the page.
func printFootnotes(p *printer, n *extast.FootnoteList) {
	p.open("section", n, "data-footnotes", "", "aria-label", p.r.Word("footnotes"))
	p.str("\n<ol>\n")
	p.blocks(n)
	p.str("</ol>\n</section>\n")
}

func printFootnote(p *printer, n *extast.Footnote) {
	p.open("li", n, "id", noteID(n.Index))
	p.blocks(n)
	p.close("li")
	p.str("\n")
}

// noteID is the id of a note, by its number.
func noteID(note int) string { return "fn:" + strconv.Itoa(note) }

// refID is the id of a reference; ref counts those to one note from 0.
func refID(note, ref int) string {
	id := "fnref:" + strconv.Itoa(note)
	if ref > 0 {
		id += ":" + strconv.Itoa(ref+1)
	}
	return id
}
