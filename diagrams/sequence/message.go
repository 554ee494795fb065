package sequence

import (
	"strconv"

	"woshou/diagrams/scene"
)

// circleRadius is that of the circle around a segment's number.
func circleRadius(id int) float64 {
	return max(9, textWidth(strconv.Itoa(id), textSize, true)/2+2)
}

// drawMessage returns everything of one message.
func (d *drawing) drawMessage(s *stroke) scene.Group {
	role := s.role()
	g := scene.Group{Role: role, Segment: s.message.ID}
	if s.index < len(d.opt.Steps) {
		g.Alt = d.opt.Steps[s.index]
	}
	if s.arrives() {
		g.Items = append(g.Items,
			scene.Line{Role: role, From: s.start, To: s.finish, Arrow: true},
			scene.Circle{Role: scene.Arrival, Center: s.finish, Radius: arrivalDot})
	} else {
		g.Items = append(g.Items, scene.Line{Role: scene.Ghost, From: s.end, To: s.finish}, scene.Line{Role: role, From: s.start, To: s.end})
	}
	if s.lost() {
		g.Items = append(g.Items, crossAt(s.end, s.start))
	}
	g.Items = append(g.Items,
		scene.Circle{Role: scene.StepDisc, Center: s.circle, Radius: s.radius},
		scene.Text{
			Role: scene.StepNumber, At: scene.Point{X: s.circle.X, Y: s.circle.Y + textSize*0.36},
			Anchor: scene.Middle, Size: textSize, Bold: true, Text: strconv.Itoa(s.message.ID),
		})
	for _, t := range d.labels[s.index] {
		g.Items = append(g.Items, t)
	}
	g.Items = append(g.Items, d.drawBeside(s)...)
	return g
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
		x := d.columns.beside(s.from, gutter)
		if s.from == 0 {
			x -= r.width()
		}
		for i, p := range r {
			t := scene.Text{Role: p.role, At: scene.Point{X: x, Y: y}, Anchor: scene.Start, Size: textSize, Bold: p.bold, Text: p.text}
			x += p.room + runGap
			if s.from == 0 && i == len(r)-1 { // towards the ribbon
				t.At.X, t.Anchor = d.columns.beside(0, gutter), scene.End
			}
			shapes = append(shapes, t)
		}
		y += lineHeight
	}
	return shapes
}
