package pptx

import (
	"fmt"
	"math"
	"strings"

	"woshou/diagrams/scene"
)

// shape is a native shape.
type shape struct {
	id       int
	name     string
	xfrm     xfrm
	geometry string // an element
	paint    scene.Paint
	textBox  bool
	body     string // its text, an element
}

// write writes a shape. What its paint leaves out is none: else the theme would
// choose.
func (e *encoder) write(s shape) {
	e.box = e.box.around(s.xfrm.bounds())
	e.out.WriteString(`<p:sp><p:nvSpPr>`)
	e.nonVisual(s.id, s.name, "")
	if s.textBox {
		e.out.WriteString(`<p:cNvSpPr txBox="1"/>`)
	} else {
		e.out.WriteString(`<p:cNvSpPr/>`)
	}
	e.out.WriteString(`<p:nvPr/></p:nvSpPr><p:spPr>` + s.xfrm.String() + s.geometry + e.fill(s.paint.Fill) + e.stroke(s.paint, false) + `</p:spPr>` + s.body + `</p:sp>`)
}

// preset is one of the format's own geometries.
func preset(name, guides string) string {
	return `<a:prstGeom prst="` + name + `"><a:avLst>` + guides + `</a:avLst></a:prstGeom>`
}

// fill returns the element that fills with a colour, or with none.
func (e *encoder) fill(colour string) string {
	if colour == "" {
		return `<a:noFill/>`
	}
	return `<a:solidFill>` + e.deck.scheme.colour(colour) + `</a:solidFill>`
}

// stroke returns the element of a line's look, with a head at its end or not.
func (e *encoder) stroke(p scene.Paint, head bool) string {
	if p.Stroke == "" || p.Width <= 0 {
		return `<a:ln><a:noFill/></a:ln>`
	}
	ends := ` cap="rnd"`
	if p.Butt {
		ends = ` cap="flat"`
	}
	out := fmt.Sprintf(`<a:ln w="%d"%s>`, e.place.length(p.Width), ends) + e.fill(p.Stroke)
	if dash := dashOf(p); dash != "" {
		out += `<a:prstDash val="` + dash + `"/>`
	}
	out += `<a:round/>`
	if head {
		out += `<a:tailEnd type="triangle" w="lg" len="lg"/>`
	}
	return out + `</a:ln>`
}

// dashes are the format's own, in widths of the stroke.
var dashes = []struct {
	name      string
	dash, gap float64
}{{"sysDot", 1, 1}, {"dot", 1, 3}, {"sysDash", 3, 1}, {"dash", 4, 3}, {"lgDash", 8, 3}}

// dashOf is the one that is most like a paint's, "" for an unbroken stroke.
func dashOf(p scene.Paint) string {
	if len(p.Dash) == 0 {
		return ""
	}
	best, least := "", math.Inf(1)
	for _, d := range dashes {
		gap := p.Dash[len(p.Dash)-1]
		if away := math.Abs(p.Dash[0]/p.Width-d.dash) + math.Abs(gap/p.Width-d.gap); away < least {
			best, least = d.name, away
		}
	}
	return best
}

// line writes a line that joins nothing.
func (e *encoder) line(l scene.Line) {
	p, paint := e.place, e.paint(l.Role)
	paint.Fill = ""
	e.write(shape{
		id: e.newID(), name: e.names.of(l.Role), xfrm: between(p.x(l.From.X), p.y(l.From.Y), p.x(l.To.X), p.y(l.To.Y)),
		geometry: preset("line", ""), paint: paint,
	})
}

// rect writes a rectangle, its corners as parts of the shorter side.
func (e *encoder) rect(r scene.Rect) {
	geometry := preset("rect", "")
	if r.Radius > 0 {
		part := r.Radius / min(r.Width, r.Height) * 100000
		geometry = preset("roundRect", fmt.Sprintf(`<a:gd name="adj" fmla="val %.0f"/>`, part))
	}
	p := e.place
	e.write(shape{
		id: e.newID(), name: e.names.of(r.Role),
		xfrm:     xfrm{frame: frame{p.x(r.X), p.y(r.Y), p.length(r.Width), p.length(r.Height)}},
		geometry: geometry, paint: e.paint(r.Role),
	})
}

// circle writes a circle, with a text in its middle if there is one.
func (e *encoder) circle(c scene.Circle, id int, text *scene.Text) {
	s := shape{id: id, name: e.names.of(c.Role), xfrm: e.around(c), geometry: preset("ellipse", ""), paint: e.paint(c.Role)}
	if text != nil {
		s.name += " " + text.Text
		s.body = e.body(*text, []string{text.Text}, 0)
	}
	e.write(s)
}

// around is the frame of a circle.
func (e *encoder) around(c scene.Circle) xfrm {
	p := e.place
	return xfrm{frame: frame{p.x(c.Center.X - c.Radius), p.y(c.Center.Y - c.Radius), p.length(2 * c.Radius), p.length(2 * c.Radius)}}
}

// text writes a text with the lines that follow it, and returns how many items
// that took.
func (e *encoder) text(t scene.Text, items []scene.Item) int {
	lines, last, pitch := []string{t.Text}, t, 0.0
	for _, item := range items[1:] {
		next, ok := item.(scene.Text)
		below, follows := follows(last, next)
		if !ok || !follows || pitch > 0 && math.Abs(below-pitch) > 0.01 {
			break
		}
		lines, last, pitch = append(lines, next.Text), next, below
	}
	e.write(shape{
		id: e.newID(), name: strings.Join(lines, " "), xfrm: e.textBox(t, lines, pitch),
		geometry: preset("rect", ""), textBox: true, body: e.body(t, lines, pitch),
	})
	return len(lines)
}

// path writes an outline of any form.
func (e *encoder) path(p scene.Path) {
	low, high := scene.Point{X: math.Inf(1), Y: math.Inf(1)}, scene.Point{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, c := range p.Commands {
		for _, q := range c.Used() {
			low = scene.Point{X: min(low.X, q.X), Y: min(low.Y, q.Y)}
			high = scene.Point{X: max(high.X, q.X), Y: max(high.Y, q.Y)}
		}
	}
	f := frame{e.place.x(low.X), e.place.y(low.Y), e.place.length(high.X - low.X), e.place.length(high.Y - low.Y)}
	var out strings.Builder
	fmt.Fprintf(&out, `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="%d" h="%d">`, f.W, f.H)
	for _, c := range p.Commands {
		element := pathElements[c.Op]
		if c.Op == 'Z' {
			out.WriteString(`<a:close/>`)
			continue
		}
		out.WriteString(`<a:` + element + `>`)
		for _, q := range c.Used() {
			fmt.Fprintf(&out, `<a:pt x="%d" y="%d"/>`, e.place.x(q.X)-f.X, e.place.y(q.Y)-f.Y)
		}
		out.WriteString(`</a:` + element + `>`)
	}
	out.WriteString(`</a:path></a:pathLst></a:custGeom>`)
	e.write(shape{id: e.newID(), name: e.names.of(p.Role), xfrm: xfrm{frame: f}, geometry: out.String(), paint: e.paint(p.Role)})
}

// pathElements are the commands as the format spells them.
var pathElements = map[byte]string{'M': "moveTo", 'L': "lnTo", 'C': "cubicBezTo"}

// paint is how a role looks.
func (e *encoder) paint(r scene.Role) scene.Paint { return scene.Of(e.deck.paints, r) }
