package svg

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// encoder writes one picture.
type encoder struct {
	opt      Options
	paints   map[scene.Role]scene.Paint // those of the attributes
	fontSize float64                    // the root's
	styles   map[scene.Role]*style      // of the roles met so far
	outlines *outlines                  // if texts are outlined
	origin   scene.Point                // where the group that is written has its zero
	placed   bool                       // it has one of its own
	xmlWriter
}

// items writes each shape on a line of its own.
func (e *encoder) items(items []scene.Item) {
	for _, item := range items {
		switch x := item.(type) {
		case scene.Group:
			e.group(x)
		case scene.Line:
			e.line(x)
		case scene.Path:
			e.path(x)
		case scene.Rect:
			e.rect(x)
		case scene.Circle:
			e.circle(x)
		case scene.Text:
			if e.outlines != nil {
				e.outlined(x)
			} else {
				e.text(x)
			}
		}
	}
}

// group writes the hooks that pages find a segment or a state by, and inside a
// page the id that an address of the segment ends in. It has no class: what a rule
// paints it with would pass on to every shape in it.
// Inside a page a segment is placed by its departure and a state by its band, so
// that what is alike is written alike, and the page is compressed to less.
func (e *encoder) group(g scene.Group) {
	e.out.WriteString("<g")
	if g.Segment != 0 {
		e.attr("data-segment", strconv.Itoa(g.Segment))
		if e.opt.Inline {
			e.attr("id", e.opt.ID+":"+strconv.Itoa(g.Segment)+e.opt.Suffix)
		}
	}
	if g.State != "" {
		e.attr("data-state", g.State)
	}
	if g.Host != "" {
		e.attr("data-host", g.Host)
	}
	if from, ok := place(g); ok && e.opt.Inline {
		e.begin("transform")
		e.out.WriteString("translate(")
		e.point(from)
		e.out.WriteString(`)"`)
		e.origin, e.placed = from, true
		defer func() { e.origin, e.placed = scene.Point{}, false }()
	}
	e.out.WriteString(">\n")
	e.said("title", "", g.Alt)
	e.items(g.Items)
	e.out.WriteString("</g>\n")
}

// place is where the first of a segment's lines begins, or a state's band.
func place(g scene.Group) (first scene.Point, ok bool) {
	for _, item := range g.Items {
		switch x := item.(type) {
		case scene.Line:
			if g.Segment != 0 && (!ok || x.From.Y < first.Y) {
				first, ok = x.From, true
			}
		case scene.Rect:
			if g.State != "" && !ok {
				first, ok = scene.Point{X: x.X, Y: x.Y}, true
			}
		}
	}
	return first, ok
}

// local is a point as the group that is written counts.
func (e *encoder) local(p scene.Point) scene.Point {
	return scene.Point{X: p.X - e.origin.X, Y: p.Y - e.origin.Y}
}

// at writes two attributes of a place.
func (e *encoder) at(x, y string, p scene.Point) {
	p = e.local(p)
	e.length(x, p.X)
	e.length(y, p.Y)
}

// line writes a line; an arrow is a shaft and a head, each its own shape, since
// one is stroked, perhaps in dashes, and the other filled.
func (e *encoder) line(l scene.Line) {
	style := e.style(l.Role)
	if !l.Arrow {
		e.polyline(style.attrs, l.From, l.To)
		e.out.WriteString("\"/>\n")
		return
	}
	// A file's own rules hold those of heads only for roles that have some.
	style.arrow = true
	head, shaft := l.Head()
	e.polyline(style.attrs, l.From, shaft)
	e.out.WriteString("\"/>\n")
	e.head(style.head, head)
}

// head writes the head of an arrow: inside a page, from its tip on, so that all
// heads of one slope differ in where they are alone.
func (e *encoder) head(attrs string, corners [3]scene.Point) {
	if !e.opt.Inline {
		e.polyline(attrs, corners[:]...)
		e.out.WriteString("Z\"/>\n")
		return
	}
	e.polyline(attrs, corners[0])
	for i, p := range corners[1:] {
		e.out.WriteByte('l')
		e.point(scene.Point{X: p.X - corners[i].X, Y: p.Y - corners[i].Y})
	}
	e.out.WriteString("z\"/>\n")
}

// polyline opens a path through the points.
func (e *encoder) polyline(attrs string, points ...scene.Point) {
	e.out.WriteString("<path")
	e.out.WriteString(attrs)
	e.out.WriteString(` d="M`)
	for i, p := range points {
		if i > 0 {
			e.out.WriteByte('L')
		}
		e.point(e.local(p))
	}
}

// path writes the commands as they are: SVG has the same ones.
func (e *encoder) path(p scene.Path) {
	e.open("path", p.Role)
	e.out.WriteString(` d="`)
	for _, c := range p.Commands {
		e.out.WriteByte(c.Op)
		for i, point := range c.Used() {
			if i > 0 {
				e.out.WriteByte(' ')
			}
			e.point(e.local(point))
		}
	}
	e.out.WriteString("\"/>\n")
}

// rect leaves out ry, which SVG takes to be rx.
func (e *encoder) rect(r scene.Rect) {
	e.open("rect", r.Role)
	e.at("x", "y", scene.Point{X: r.X, Y: r.Y})
	e.length("width", r.Width)
	e.length("height", r.Height)
	if r.Radius > 0 {
		e.length("rx", r.Radius)
	}
	e.out.WriteString("/>\n")
}

// circle writes a circle by its centre.
func (e *encoder) circle(c scene.Circle) {
	e.open("circle", c.Role)
	e.at("cx", "cy", c.Center)
	e.length("r", c.Radius)
	e.out.WriteString("/>\n")
}

// text writes a run; what it shares with the root is left out.
func (e *encoder) text(t scene.Text) {
	style := e.open("text", t.Role)
	at, turn := e.turned(t)
	e.length("x", at.X)
	e.length("y", at.Y)
	if t.Size != e.fontSize {
		e.length("font-size", t.Size)
	}
	if t.Bold {
		e.attr("font-weight", "700")
	}
	if style.italic && scene.Slants(t.Text) {
		e.attr("font-style", "italic")
	}
	if t.Anchor == scene.Middle || t.Anchor == scene.End {
		e.attr("text-anchor", string(t.Anchor))
	}
	if turn != "" {
		e.attr("transform", turn)
	}
	e.measured(t)
	e.out.WriteByte('>')
	e.escape(keepSpaces(t.Text))
	e.out.WriteString("</text>\n")
}

// turned is where a run stands and what turns it, "" for one that lies level. In
// a group that is placed it is turned around the group's zero, and its place is
// counted along it, so that labels along arrows of one slope are written alike.
func (e *encoder) turned(t scene.Text) (at scene.Point, transform string) {
	at = e.local(t.At)
	angle := number(t.Angle)
	switch {
	case angle == "0":
		return at, ""
	case !e.placed:
		return at, "rotate(" + angle + " " + e.spell(at.X) + " " + e.spell(at.Y) + ")"
	}
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	return scene.Point{X: at.X*cos + at.Y*sin, Y: at.Y*cos - at.X*sin}, "rotate(" + angle + ")"
}

// measured has a run be as wide as it was laid out: readers' fonts differ by a
// fifth and more, DejaVu Sans from Roboto. What is wide in every font alike,
// ideographs, needs no measure.
func (e *encoder) measured(t scene.Text) {
	if width := font.Width(t.Text, t.Size, t.Bold); width < t.Size*float64(utf8.RuneCountInString(t.Text)) {
		e.length("textLength", width)
		e.attr("lengthAdjust", "spacingAndGlyphs")
	}
}

// open begins an element with the paint of its role.
func (e *encoder) open(name string, role scene.Role) *style {
	s := e.style(role)
	e.out.WriteByte('<')
	e.out.WriteString(name)
	e.out.WriteString(s.attrs)
	return s
}

// said writes an element of plain text, or nothing when there is none.
func (e *encoder) said(name, id, text string) {
	if text == "" {
		return
	}
	e.out.WriteString("<" + name)
	if id != "" {
		e.attr("id", id)
	}
	e.out.WriteByte('>')
	e.escape(text)
	e.out.WriteString("</" + name + ">\n")
}

// id is an id in the page. White space would end it where it is referred to.
func (e *encoder) id(what string) string {
	if e.opt.ID == "" {
		return what
	}
	return strings.Join(strings.Fields(e.opt.ID), "-") + "-" + what + e.opt.Suffix
}

// keepSpaces makes the spaces of a text that SVG would drop or run together
// into ones that stay, as wide as the others.
func keepSpaces(text string) string {
	if strings.Contains(text, "  ") || strings.TrimSpace(text) != text {
		return strings.ReplaceAll(text, " ", "\u00a0")
	}
	return text
}
