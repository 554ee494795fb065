package markdown

import (
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// mostWays is how many ways a state diagram can tell apart.
const mostWays = 2

// states turns a fence ```states MACHINE into a figure, the state diagram
// of that machine: tcp, or FILE.protocol and a role of it. Each line of it shows the
// way of a host in a run:
//
//	path client three-way-handshake.scenario
//
// options is what stands after the word "states". Without a machine the fence
// is code.
func (fs *figureList) states(n *ast.FencedCodeBlock, options string) {
	words := strings.Fields(options)
	if len(words) == 0 || !fs.room(n.Pos()) {
		return
	}
	f := page.Figure{Chart: words[0]}
	f.Place = fs.text.Place(n.Pos())
	_, options, _ = strings.Cut(strings.TrimLeft(options, " \t"), words[0])
	if f.ProtocolPath() != "" && len(words) > 1 && !strings.Contains(words[1], "=") {
		f.Role = words[1]
		_, options, _ = strings.Cut(options, words[1])
	}
	id := fs.onlyID(n, options)
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		fs.way(&f, line.Start, string(line.Value(fs.doc.source)))
	}
	parent := n.Parent()
	parent.ReplaceChild(parent, n, fs.add(f, id, n.Pos()))
}

// way reads a line of the fence, which stands at an offset.
func (fs *figureList) way(f *page.Figure, start int, line string) {
	words := strings.Fields(line)
	if len(words) == 0 {
		return
	}
	from := start + strings.Index(line, words[0])
	to := start + len(strings.TrimRight(line, " \t\r\n"))
	switch {
	case words[0] != "path" || len(words) != 3 || !isScenario(words[2]):
		fs.report(diagnostic.Error, "states-line", from, to, "not a line of a state diagram", "write `path HOST FILE.scenario`")
		return
	case len(f.Ways) == mostWays:
		fs.report(diagnostic.Error, "states-line", from, to, "a state diagram shows two paths at most", "show the others in a diagram of their own")
		return
	}
	w := page.Way{Host: words[1], Path: words[2]}
	host := strings.Index(line, "path") + len("path")
	host += strings.Index(line[host:], w.Host)
	w.Place = fs.text.Place(start + host)
	w.PathAt = fs.text.Place(start + strings.LastIndex(line, w.Path))
	f.Ways = append(f.Ways, w)
}
