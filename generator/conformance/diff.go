package conformance

import (
	"fmt"
	"sort"
	"strings"
)

// A difference is one place where two pages part.
type difference struct {
	under string // text of the heading above, in the expected page
	class string // what kind of thing differs, for the summary
	want  string
	got   string
}

var strictNames = set(`href src alt title start colspan rowspan align data-container data-title data-open data-lang
	data-hl data-focus data-add data-del data-error data-warn data-code-group data-label data-task data-toc data-math
	data-badge data-footnote-ref data-footnotes`)

// strictAttr reports whether the attribute must agree both ways. Any other
// attribute of the expected page must be there too, but ours may have more.
func strictAttr(kind, name string) bool {
	return strictNames[name] || name == "id" && len(kind) == 2 && kind[0] == 'h'
}

// diffPages aligns the blocks of two pages and returns how many expected
// blocks are equal and where the others differ.
func diffPages(want, got []*Node) (same int, diffs []difference) {
	pairs := align(want, got)
	under, w, g := "", 0, 0
	gap := func(w2, g2 int) {
		for w < w2 || g < g2 {
			var a, b *Node
			if w < w2 {
				a = want[w]
				w++
			}
			if g < g2 {
				b = got[g]
				g++
			}
			d := diffNode(a, b)
			if d == nil {
				d = &difference{class: "order of blocks", want: show(a), got: show(b)}
			}
			d.under = under
			diffs = append(diffs, *d)
			under = headingText(a, under)
		}
	}
	for _, p := range pairs {
		gap(p[0], p[1])
		w, g = p[0]+1, p[1]+1
		if d := diffNode(want[p[0]], got[p[1]]); d != nil {
			d.under = under
			diffs = append(diffs, *d)
		} else {
			same++
		}
		under = headingText(want[p[0]], under)
	}
	gap(len(want), len(got))
	return same, diffs
}

func headingText(n *Node, otherwise string) string {
	if n != nil && len(n.Kind) == 2 && n.Kind[0] == 'h' && n.Kind != "hr" {
		return n.content()
	}
	return otherwise
}

// align finds the longest common sequence of blocks.
func align(want, got []*Node) [][2]int {
	keys := func(ns []*Node) []string {
		out := make([]string, len(ns))
		for i, n := range ns {
			out[i] = n.key()
		}
		return out
	}
	a, b := keys(want), keys(got)
	best := make([][]int32, len(a)+1)
	for i := range best {
		best[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if a[i] == b[j] {
				best[i][j] = best[i+1][j+1] + 1
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// diffNode returns the first difference between two nodes, or nil.
func diffNode(want, got *Node) *difference {
	switch {
	case want == nil:
		return &difference{class: "extra " + name(got), want: "(nothing)", got: show(got)}
	case got == nil:
		return &difference{class: "missing " + name(want), want: show(want), got: "(nothing)"}
	case name(want) != name(got):
		return &difference{class: "want " + name(want) + ", got " + name(got), want: show(want), got: show(got)}
	case want.Text != got.Text:
		class := "text"
		if want.Kind == "pre" {
			class = "code text"
		}
		w, g := around(want.Text, got.Text)
		return &difference{class: class, want: w, got: g}
	}
	if d := diffAttrs(want, got); d != nil {
		return d
	}
	for i := 0; i < len(want.Kids) || i < len(got.Kids); i++ {
		var a, b *Node
		if i < len(want.Kids) {
			a = want.Kids[i]
		}
		if i < len(got.Kids) {
			b = got.Kids[i]
		}
		if d := diffNode(a, b); d != nil {
			return d
		}
	}
	return nil
}

func diffAttrs(want, got *Node) *difference {
	names := map[string]bool{}
	for k := range want.Attr {
		names[k] = true
	}
	for k := range got.Attr {
		if strictAttr(got.Kind, k) {
			names[k] = true
		}
	}
	sorted := make([]string, 0, len(names))
	for k := range names {
		sorted = append(sorted, k)
	}
	sort.Strings(sorted)
	for _, k := range sorted {
		w, g := want.Attr[k], got.Attr[k]
		if want.has(k) == got.has(k) && w == g || k == "class" && subset(w, g) {
			continue
		}
		return &difference{class: name(want) + " " + k, want: quoteAttr(want, k), got: quoteAttr(got, k)}
	}
	return nil
}

func subset(want, got string) bool {
	have := set(got)
	for _, c := range strings.Fields(want) {
		if !have[c] {
			return false
		}
	}
	return true
}

func quoteAttr(n *Node, k string) string {
	if !n.has(k) {
		return "(none) on " + show(n)
	}
	return fmt.Sprintf("%q on %s", n.Attr[k], show(n))
}

// name is what the summary calls a node.
func name(n *Node) string {
	switch {
	case n.Kind == "#text":
		return "text"
	case n.Kind == "pre":
		return "code block"
	case n.has("data-container"):
		return "container"
	case n.has("data-code-group"):
		return "code group"
	case n.has("data-badge"):
		return "badge"
	case n.has("data-toc"):
		return "toc"
	case n.has("data-math"):
		return "math"
	case n.has("data-title"):
		return "container title"
	case n.has("data-label"):
		return "code group label"
	case n.has("data-footnotes"):
		return "footnotes"
	case n.has("data-footnote-ref"):
		return "footnote reference"
	}
	return "<" + n.Kind + ">"
}

func show(n *Node) string {
	if n == nil {
		return "(nothing)"
	}
	return clip(strings.Join(strings.Fields(n.String()), " "), 160)
}

// around quotes two texts from shortly before the place where they part.
func around(a, b string) (string, string) {
	ra, rb := []rune(a), []rune(b)
	i := 0
	for i < len(ra) && i < len(rb) && ra[i] == rb[i] {
		i++
	}
	from := max(0, i-30)
	quote := func(r []rune) string {
		s := string(r[min(from, len(r)):min(i+50, len(r))])
		if from > 0 {
			s = "…" + s
		}
		return fmt.Sprintf("%q", s)
	}
	return quote(ra), quote(rb)
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}
