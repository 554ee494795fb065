package scene

import (
	"fmt"
	"strconv"
	"strings"
)

// String prints the scene for people and tests, one item a line, groups by
// indentation, numbers to a hundredth of a point:
//
//	scene 420x300 zh-Hans "三次握手"
//	  group segment=1 "第 1 步：…"
//	    line message 100,40 -> 320,60 arrow
//	    text flags 210,44 middle angle=5.19 13 bold "SYN"
func (s *Scene) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "scene %sx%s %s %q\n", number(s.Width), number(s.Height), s.Lang, s.Title)
	if s.Desc != "" {
		fmt.Fprintf(&out, "  desc %q\n", s.Desc)
	}
	dump(&out, "  ", s.Items)
	return out.String()
}

// dump prints items, each group followed by what lies in it.
func dump(out *strings.Builder, indent string, items []Item) {
	for _, item := range items {
		out.WriteString(indent)
		out.WriteString(strings.Join(fields(item), " "))
		out.WriteByte('\n')
		if g, ok := item.(Group); ok {
			dump(out, indent+"  ", g.Items)
		}
	}
}

// fields describes one item, without what lies in it.
func fields(item Item) []string {
	switch x := item.(type) {
	case Group:
		return groupFields(x)
	case Line:
		w := []string{"line", string(x.Role), point(x.From), "->", point(x.To)}
		if x.Arrow {
			w = append(w, "arrow")
		}
		if x.Larger > 0 {
			w = append(w, "larger="+number(x.Larger))
		}
		return w
	case Path:
		w := []string{"path", string(x.Role)}
		for _, c := range x.Commands {
			w = append(w, string(rune(c.Op)))
			for _, p := range c.Used() {
				w = append(w, point(p))
			}
		}
		return w
	case Rect:
		w := []string{"rect", string(x.Role), point(Point{x.X, x.Y}), number(x.Width) + "x" + number(x.Height)}
		if x.Radius > 0 {
			w = append(w, "radius="+number(x.Radius))
		}
		return w
	case Circle:
		return []string{"circle", string(x.Role), point(x.Center), "radius=" + number(x.Radius)}
	case Text:
		return textFields(x)
	default:
		return []string{fmt.Sprintf("%T", item)}
	}
}

// groupFields leaves out what is not set.
func groupFields(g Group) []string {
	w := []string{"group"}
	if g.Role != "" {
		w = append(w, string(g.Role))
	}
	if g.Segment != 0 {
		w = append(w, "segment="+strconv.Itoa(g.Segment))
	}
	if g.State != "" {
		w = append(w, "state="+g.State, "host="+g.Host)
	}
	if g.Alt != "" {
		w = append(w, strconv.Quote(g.Alt))
	}
	return w
}

// textFields leaves out what has its usual value.
func textFields(t Text) []string {
	w := []string{"text", string(t.Role), point(t.At)}
	if t.Anchor != "" {
		w = append(w, string(t.Anchor))
	}
	if t.Angle != 0 {
		w = append(w, "angle="+number(t.Angle))
	}
	w = append(w, number(t.Size))
	if t.Bold {
		w = append(w, "bold")
	}
	return append(w, strconv.Quote(t.Text))
}

// point prints a point.
func point(p Point) string { return number(p.X) + "," + number(p.Y) }

// number prints n with at most two decimals and never as "-0".
func number(n float64) string {
	s := strconv.FormatFloat(n, 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	// What rounds to nothing from below.
	if s == "-0" {
		return "0"
	}
	return s
}
