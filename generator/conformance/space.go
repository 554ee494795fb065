package conformance

import (
	"strings"
	"unicode"
)

// tidy normalises white space below n as a browser would show it: runs become
// one space, none at the edge of a block or beside a line break, and none
// between two CJK characters, where joining lines is a matter of house style.
func tidy(n *Node) {
	if n.Kind == "pre" || n.has("data-math") {
		return
	}
	var run []*Node
	flush := func() {
		tidyRun(run)
		run = nil
	}
	for _, k := range n.Kids {
		if k.block() {
			flush()
			tidy(k)
			continue
		}
		run = append(run, k)
	}
	flush()
	n.Kids = prune(n.Kids)
}

func tidyRun(run []*Node) {
	var gap *Node // the text node in which a pending run of white space began
	prev := rune(0)
	var walk func(*Node)
	walk = func(n *Node) {
		switch {
		case n.Kind == "br":
			gap, prev = nil, 0
		case n.Kind == "img" || n.has("data-math") || n.has("data-footnote-ref"):
			if gap != nil && prev != 0 {
				gap.Text += " "
			}
			gap, prev = nil, 'x'
		case n.Kind == "#text":
			s := n.Text
			n.Text = ""
			var b strings.Builder
			put := func() { n.Text += b.String(); b.Reset() }
			for _, r := range s {
				if unicode.IsSpace(r) && r != '\u00a0' && r != '\u3000' {
					if gap == nil {
						gap = n
					}
					continue
				}
				if gap != nil && prev != 0 && !(cjk(prev) && cjk(r)) {
					put()
					gap.Text += " "
				}
				gap, prev = nil, r
				b.WriteRune(r)
			}
			put()
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	for _, n := range run {
		walk(n)
	}
}

func cjk(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
}

// prune drops empty text, empty paragraphs and empty phrasing without
// attributes, and joins neighbouring text.
func prune(kids []*Node) []*Node {
	var out []*Node
	for _, k := range kids {
		if k.Kind != "#text" && k.Kind != "pre" {
			k.Kids = prune(k.Kids)
		}
		empty := len(k.Kids) == 0 && len(k.Attr) == 0
		switch {
		case k.Kind == "#text" && k.Text == "":
			continue
		case k.Kind == "#text" && len(out) > 0 && out[len(out)-1].Kind == "#text":
			out[len(out)-1].Text += k.Text
			continue
		case k.Kind == "p" && len(k.Kids) == 0 && !k.has("id") && !k.has("data-title"):
			continue
		case empty && (k.Kind == "span" || k.Kind == "label" || k.Kind == "div" || k.Kind == "a" || k.Kind == "em" || k.Kind == "strong"):
			continue
		}
		out = append(out, k)
	}
	return out
}
