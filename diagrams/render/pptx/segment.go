package pptx

import (
	"fmt"
	"math"

	"woshou/diagrams/scene"
)

// segment writes what belongs to one segment:
//
//	|-(1)------------------->*|
//	   disc   connector    dot
//
// The connector begins at the disc, so the piece between the lifeline and the
// disc is a line of its own. Several messages that are one step have a connector
// and a dot each; one that passes behind a lifeline has two pieces, of which the
// first begins at the disc and the last ends at the dot.
func (e *encoder) segment(g scene.Group) {
	discs, dots, number := e.ends(g.Items)
	numbered, arrived := 0, 0 // discs and dots that are drawn
	var last scene.Line
	for i := 0; i < len(g.Items); i++ {
		switch x := g.Items[i].(type) {
		case scene.Line:
			if first(x.Role) == scene.Ghost {
				e.line(x)
			} else {
				from := glue{}
				if !goesOn(x, last) {
					from = startOf(x, discs)
				}
				e.connector(x, from, endOf(x, dots))
				last = x
			}
		case scene.Circle:
			switch first(x.Role) {
			case scene.StepDisc:
				e.circle(x, discs[numbered].id, number)
				numbered++
			case scene.Arrival:
				e.circle(x, dots[arrived].id, nil)
				arrived++
			}
		case scene.Text:
			if first(x.Role) != scene.StepNumber || len(discs) == 0 {
				i += e.text(x, g.Items[i:]) - 1
			}
		default:
			e.items(g.Items[i : i+1])
		}
	}
}

// ends are what the connectors of a segment may be glued to, under the ids that
// they will be written with, and the number in its discs, nil if it has none.
func (e *encoder) ends(items []scene.Item) (discs, dots []glue, number *scene.Text) {
	for _, item := range items {
		switch x := item.(type) {
		case scene.Circle:
			switch first(x.Role) {
			case scene.StepDisc:
				discs = append(discs, glue{id: e.newID(), circle: x})
			case scene.Arrival:
				dots = append(dots, glue{id: e.newID(), circle: x})
			}
		case scene.Text:
			if first(x.Role) == scene.StepNumber {
				number = &x
			}
		}
	}
	return discs, dots, number
}

// glue is a circle that a connector may be glued to; id 0 is none.
type glue struct {
	id     int
	circle scene.Circle
}

// behind is the widest gap of a line that passes behind a lifeline, in points.
const behind = 40.0

// goesOn reports whether a line is the piece that goes on behind a lifeline where
// the one before it stopped.
func goesOn(l, before scene.Line) bool {
	gap := math.Hypot(l.From.X-before.To.X, l.From.Y-before.To.Y)
	turn := math.Atan2(l.To.Y-l.From.Y, l.To.X-l.From.X) - math.Atan2(before.To.Y-before.From.Y, before.To.X-before.From.X)
	return 0 < gap && gap < behind && math.Abs(turn) < 0.01
}

// startOf is the disc that is nearest to where a line begins: a step that is told in
// a key has a second one there.
func startOf(l scene.Line, discs []glue) (nearest glue) {
	least := math.Inf(1)
	for _, d := range discs {
		if far := math.Hypot(l.From.X-d.circle.Center.X, l.From.Y-d.circle.Center.Y); far < least {
			nearest, least = d, far
		}
	}
	return nearest
}

// endOf is the circle that a line ends at, or none.
func endOf(l scene.Line, dots []glue) glue {
	for _, d := range dots {
		if math.Hypot(l.To.X-d.circle.Center.X, l.To.Y-d.circle.Center.Y) <= d.circle.Radius+1 {
			return d
		}
	}
	return glue{}
}

// site returns the connection site of the circle that faces a point, by its
// number and its place. A circle has eight, the first at the top, the others
// counter-clockwise from there.
func (g glue) site(towards scene.Point) (int, scene.Point) {
	c := g.circle
	// Counter-clockwise from the top, y downward.
	turn := math.Atan2(-(towards.X - c.Center.X), -(towards.Y - c.Center.Y))
	n := (int(math.Round(turn/(math.Pi/4))) + 8) % 8
	sin, cos := math.Sincos(float64(n) * math.Pi / 4)
	return n, scene.Point{X: c.Center.X - c.Radius*sin, Y: c.Center.Y - c.Radius*cos}
}

// stub is the piece of a line before the circle, if there is one.
func (g glue) stub(l scene.Line) (scene.Line, bool) {
	c := g.circle
	dx, dy := c.Center.X-l.From.X, c.Center.Y-l.From.Y
	length := math.Hypot(dx, dy)
	if length <= c.Radius {
		return l, false
	}
	part := 1 - c.Radius/length
	return scene.Line{Role: l.Role, From: l.From, To: scene.Point{X: l.From.X + dx*part, Y: l.From.Y + dy*part}}, true
}

// connector writes an arrow between what it is glued to. A lost segment's has
// no dot to end at.
func (e *encoder) connector(l scene.Line, disc, dot glue) {
	id, glued := e.newID(), ""
	from, to := l.From, l.To
	if disc.id != 0 {
		n, at := disc.site(l.To)
		glued = fmt.Sprintf(`<a:stCxn id="%d" idx="%d"/>`, disc.id, n)
		if stub, ok := disc.stub(l); ok {
			e.line(stub)
		}
		from = at
	}
	if dot.id != 0 {
		n, at := dot.site(l.From)
		glued += fmt.Sprintf(`<a:endCxn id="%d" idx="%d"/>`, dot.id, n)
		to = at
	}
	p := e.place
	x := between(p.x(from.X), p.y(from.Y), p.x(to.X), p.y(to.Y))
	e.box = e.box.around(x.bounds())
	e.out.WriteString(`<p:cxnSp><p:nvCxnSpPr>`)
	e.nonVisual(id, e.names.of(l.Role), "")
	e.out.WriteString(`<p:cNvCxnSpPr>` + glued + `</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>` + x.String() +
		preset("straightConnector1", "") + e.stroke(e.paint(l.Role), l.Arrow) + `</p:spPr></p:cxnSp>`)
}
