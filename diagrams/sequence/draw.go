package sequence

import (
	"strconv"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// draw returns the scene. Ribbons come first and arrows last, so that nothing
// covers a segment.
func (f *figure) draw() *scene.Scene {
	s := &scene.Scene{
		Width: f.opt.Width, Height: f.bottom + 8,
		Lang: f.opt.Tag, Title: f.title(), Desc: f.describe(),
	}
	s.Items = append(s.Items, f.header()...)
	for _, it := range f.items {
		s.Items = append(s.Items, f.drawAcross(it)...)
	}
	s.Items = append(s.Items, f.drawStretches()...)
	for _, fd := range f.folds {
		s.Items = append(s.Items, f.drawFold(fd)...)
	}
	for _, it := range f.items {
		s.Items = append(s.Items, f.drawOuter(it)...)
	}
	for _, b := range f.timers {
		s.Items = append(s.Items, b.draw(f)...)
	}
	for _, fl := range f.flights {
		s.Items = append(s.Items, fl.draw(f))
	}
	return s
}

// hostLines are the lines of a host's name, which may reach from the border to
// the middle of the wire.
func (f *figure) hostLines(s side) []string {
	half := min(f.col.axis[left]-margin, f.col.middle()-f.col.axis[left]-4)
	return font.Wrap(f.run.Hosts[s].In(f.lang()), hostSize, 2*half/slack, true)
}

// hostLine is the height of a line of a host's name.
const hostLine = 20.0

// headerHeight is the height down to where the ribbons may begin.
func (f *figure) headerHeight() float64 {
	height := f.namesHeight() + 22
	if f.profile() != "" {
		height += lineHeight
	}
	if f.items[0].kind == section { // it brings air of its own
		height -= headingRise
	}
	return height
}

// namesHeight is the height of the rules under the hosts' names.
func (f *figure) namesHeight() float64 {
	lines := max(len(f.hostLines(left)), len(f.hostLines(right)))
	return 10 + hostLine*float64(lines)
}

// profile says by whose reading of the RFC the hosts act, when it is not the
// usual one.
func (f *figure) profile() string {
	if f.run.TCP == nil {
		return ""
	}
	return f.says.Profiles[f.run.TCP.Profile]
}

// header returns the names of the hosts with their rules, and the profile.
func (f *figure) header() []scene.Item {
	var shapes []scene.Item
	rule := f.namesHeight()
	if text := f.profile(); text != "" {
		shapes = append(shapes, scene.Text{
			Role: scene.TimeText, At: scene.Point{X: f.col.middle(), Y: rule + lineHeight + baseline},
			Anchor: scene.Middle, Size: textSize, Text: text,
		})
	}
	for _, s := range []side{left, right} {
		lines := f.hostLines(s)
		width := 44.0
		for i, line := range lines {
			y := rule - 10 - hostLine*float64(len(lines)-1-i)
			width = max(width, min(textWidth(line, hostSize, true)+8, 2*f.col.axis[left]))
			shapes = append(shapes, scene.Text{
				Role: scene.HostName.Of(s.letter()), At: scene.Point{X: f.col.axis[s], Y: y},
				Anchor: scene.Middle, Size: hostSize, Bold: true, Text: line,
			})
		}
		shapes = append(shapes, scene.Line{
			Role: scene.HostRule.Of(s.letter()),
			From: scene.Point{X: f.col.axis[s] - width/2, Y: rule}, To: scene.Point{X: f.col.axis[s] + width/2, Y: rule},
		})
	}
	return shapes
}

// baseline is how far a text's baseline stands below the middle of its line.
const baseline = (ascent - descent) / 2 * textSize

// column returns lines of text in the column outside a ribbon, their middle at
// height y.
func (f *figure) column(s side, y float64, lines []string, role scene.Role, bold bool) []scene.Item {
	var shapes []scene.Item
	y -= float64(len(lines)-1) * lineHeight / 2
	for i, line := range lines {
		shapes = append(shapes, scene.Text{
			Role: role, At: scene.Point{X: f.col.beside(s, gutter), Y: y + baseline + float64(i)*lineHeight},
			Anchor: s.anchor(), Size: textSize, Bold: bold, Text: line,
		})
	}
	return shapes
}

// drawOuter returns what an item shows outside its ribbon, states excepted.
func (f *figure) drawOuter(it *item) []scene.Item {
	if it.side == both {
		return nil
	}
	middle := it.y + float64(len(it.lines)-1)*lineHeight/2
	switch it.kind {
	case call:
		return append(f.column(it.side, middle, it.lines, scene.CallText, false), f.callMark(it))
	case signal:
		return f.column(it.side, middle, it.lines, scene.ErrorText, false)
	case remark:
		return f.drawNote(it)
	case arrive, depart:
		return f.column(it.side, middle, it.lines, scene.TimeText, false)
	}
	return nil
}

// callMark is the small triangle that points from a call at the ribbon.
func (f *figure) callMark(it *item) scene.Item {
	tip, back := f.col.beside(it.side, 2), f.col.beside(it.side, 10)
	p := polyline(scene.Point{X: tip, Y: it.y}, scene.Point{X: back, Y: it.y - 4.5}, scene.Point{X: back, Y: it.y + 4.5})
	return scene.Path{Role: scene.CallMark, Commands: append(p, scene.Command{Op: 'Z'})}
}

// The shapes of an arrow, in points.
const (
	crossArm   = 4.2 // half of a cross's width
	arrivalDot = 1.6 // radius of the dot where a segment arrives
)

// circleRadius is that of the circle around a segment's number.
func circleRadius(id int) float64 {
	return max(9, textWidth(strconv.Itoa(id), textSize, true)/2+2)
}

// circle is the middle of the numbered circle, near the start of the arrow. With
// the whole label aside it stands on the ribbon, beside its label and out of
// the way of other arrows.
func (fl *flight) circle(c columns) scene.Point {
	if fl.aside == labelAside {
		return scene.Point{X: c.axis[fl.from], Y: fl.dep.y}
	}
	from, to := fl.stroke(c)
	place := numberPlace
	if fl.detached() {
		place = 0
	}
	return between(from, to, place/distance(from, to))
}

// draw returns everything of one segment.
func (fl *flight) draw(f *figure) scene.Group {
	role := fl.role()
	from, seen := fl.stroke(f.col)
	_, to := fl.way(f.col)
	g := scene.Group{Role: role, Segment: fl.seg.ID, Alt: f.sentence(fl.seg.ID)}
	if fl.arrives() {
		g.Items = append(g.Items,
			scene.Line{Role: role, From: from, To: to, Arrow: true},
			scene.Circle{Role: scene.Arrival, Center: to, Radius: arrivalDot})
	} else {
		g.Items = append(g.Items, scene.Line{Role: scene.Ghost, From: seen, To: to}, scene.Line{Role: role, From: from, To: seen})
	}
	if fl.lost() {
		g.Items = append(g.Items, crossAt(seen, from))
	}
	middle := fl.circle(f.col)
	g.Items = append(g.Items,
		scene.Circle{Role: scene.StepDisc, Center: middle, Radius: circleRadius(fl.seg.ID)},
		scene.Text{Role: scene.StepNumber, At: scene.Point{X: middle.X, Y: middle.Y + textSize*0.36}, Anchor: scene.Middle, Size: textSize, Bold: true, Text: strconv.Itoa(fl.seg.ID)})
	for _, t := range fl.label {
		g.Items = append(g.Items, t)
	}
	g.Items = append(g.Items, f.drawBeside(fl.dep)...)
	return g
}

// crossAt is where a segment was lost, turned with its arrow.
func crossAt(p, from scene.Point) scene.Item {
	ux, uy := (p.X-from.X)/distance(p, from)*crossArm, (p.Y-from.Y)/distance(p, from)*crossArm
	a := polyline(scene.Point{X: p.X - ux + uy, Y: p.Y - uy - ux}, scene.Point{X: p.X + ux - uy, Y: p.Y + uy + ux})
	b := polyline(scene.Point{X: p.X - ux - uy, Y: p.Y - uy + ux}, scene.Point{X: p.X + ux + uy, Y: p.Y + uy - ux})
	return scene.Path{Role: scene.Cross, Commands: append(a, b...)}
}
