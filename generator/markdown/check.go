package markdown

import (
	"path"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// stemOf is the name of a protocol's file without its ending.
func stemOf(protocol string) string {
	return strings.TrimSuffix(path.Base(protocol), page.ProtocolEnding)
}

// check turns a fence ```check FILE.protocol into a figure: what a check of that
// protocol finds. options is what stands after the word "check". Without a
// protocol the fence is code.
func (fs *figureList) check(n *ast.FencedCodeBlock, options string) {
	words := strings.Fields(options)
	if len(words) == 0 || path.Ext(words[0]) != page.ProtocolEnding || !fs.room(n.Pos()) {
		return
	}
	f := page.Figure{Check: words[0]}
	f.Place = fs.text.Place(n.Pos())
	_, options, _ = strings.Cut(strings.TrimLeft(options, " \t"), words[0])
	id := fs.onlyID(n, options)
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		value := string(line.Value(fs.doc.source))
		if text := strings.TrimSpace(value); text != "" {
			from := line.Start + strings.Index(value, text)
			fs.report(diagnostic.Error, "check-line", from, from+len(text), "a check has no lines", "what is checked stands in the protocol's own file")
			break
		}
	}
	parent := n.Parent()
	parent.ReplaceChild(parent, n, fs.add(f, id, n.Pos()))
}
