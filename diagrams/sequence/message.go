package sequence

import (
	"strconv"

	"woshou/diagrams/scene"
)

// circleRadius is that of the circle around a segment's number.
func circleRadius(id int) float64 {
	return max(9, textWidth(strconv.Itoa(id), textSize, true)/2+2)
}

// drawStep returns everything of the messages that share a number.
func (d *drawing) drawStep(members []*flight) scene.Group {
	first := d.strokes[members[0].index]
	g := scene.Group{Role: first.role(), Segment: first.step}
	if first.step <= len(d.opt.Steps) {
		g.Alt = d.opt.Steps[first.step-1]
	}
	for _, fl := range members {
		g.Items = append(g.Items, d.drawStroke(d.strokes[fl.index])...)
	}
	g.Items = append(g.Items,
		scene.Circle{Role: scene.StepDisc, Center: first.circle, Radius: first.radius},
		scene.Text{
			Role: scene.StepNumber, At: scene.Point{X: first.circle.X, Y: first.circle.Y + textSize*0.36},
			Anchor: scene.Middle, Size: textSize, Bold: true, Text: strconv.Itoa(first.step),
		})
	for _, fl := range members {
		g.Items = append(g.Items, asItems(d.labels[fl.index])...)
		g.Items = append(g.Items, d.drawBeside(d.strokes[fl.index])...)
		g.Items = append(g.Items, d.key[fl]...)
	}
	return g
}

// drawStroke returns the way of one message.
func (d *drawing) drawStroke(s *stroke) (shapes []scene.Item) {
	role := s.role()
	if s.nobody {
		whole := scene.Line{Role: role, From: s.start, To: s.finish}
		_, shaft := whole.Head()
		whole.To = shaft
		return append(d.lines(s.step, whole), hollowHead(scene.HollowHead, scene.Line{From: s.start, To: s.finish}))
	}
	if s.message.Sight != nil {
		shapes = d.sighted(s)
	} else if s.arrives() {
		shapes = append(d.lines(s.step, scene.Line{Role: role, From: s.start, To: s.finish, Arrow: true}),
			scene.Circle{Role: scene.Arrival, Center: s.finish, Radius: arrivalDot})
	} else {
		shapes = append(d.lines(s.step, scene.Line{Role: scene.Ghost, From: s.end, To: s.finish}), d.lines(s.step, scene.Line{Role: role, From: s.start, To: s.end})...)
	}
	if s.lost() {
		shapes = append(shapes, crossAt(s.end, s.start))
	}
	return shapes
}

// crossAt is where a segment was lost, turned with its arrow.
func crossAt(p, from scene.Point) scene.Item {
	ux, uy := (p.X-from.X)/distance(p, from)*crossArm, (p.Y-from.Y)/distance(p, from)*crossArm
	a := polyline(scene.Point{X: p.X - ux + uy, Y: p.Y - uy - ux}, scene.Point{X: p.X + ux - uy, Y: p.Y + uy + ux})
	b := polyline(scene.Point{X: p.X - ux - uy, Y: p.Y - uy + ux}, scene.Point{X: p.X + ux + uy, Y: p.Y + uy - ux})
	return scene.Path{Role: scene.Cross, Commands: append(a, b...)}
}

// drawBeside returns the rows of a label that stand beside the departure, below
// what else stands there.
func (d *drawing) drawBeside(s *stroke) []scene.Item {
	var shapes []scene.Item
	y := s.leaves + float64(len(s.dep.lines))*lineHeight + baseline
	for _, r := range d.beside[s.index] {
		x := d.columns.beside(s.from, d.columns.gutter)
		if s.from == 0 {
			x -= r.width()
		}
		for i, p := range r {
			t := scene.Text{Role: p.role, At: scene.Point{X: x, Y: y}, Anchor: scene.Start, Size: textSize, Bold: p.bold, Text: p.text}
			x += p.room + runGap
			if s.from == 0 && i == len(r)-1 { // towards the ribbon
				t.At.X, t.Anchor = d.columns.beside(0, d.columns.gutter), scene.End
			}
			shapes = append(shapes, t)
		}
		y += lineHeight
	}
	return shapes
}
