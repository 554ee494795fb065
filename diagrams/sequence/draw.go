package sequence

import "woshou/diagrams/scene"

// drawing is the stage at work.
type drawing struct {
	*figure
	heights
	placements
	bottom float64 // where the ribbons end
	fronts []front // what lines pass behind beside the ribbons
	key    map[*flight][]scene.Item
	things []*thing
}

// draw returns the scene. Ribbons come first and arrows last, so that nothing
// covers a message.
func (f *figure) draw(h heights, p placements) *scene.Scene {
	h.slide = p.slide
	d := &drawing{figure: f, heights: h, placements: p, bottom: max(h.bottom, p.lowest(), f.lowestSlid(h))}
	var height float64
	d.key, height = d.keyed(d.bottom)
	legend, height := d.legend(height)
	d.fronts = d.frontsOf()
	d.show(lasting, across, f.header()...)
	for _, it := range f.items {
		d.drawAcross(it)
	}
	d.drawStretches()
	for i, fd := range h.folds {
		d.drawFold(fd, p.waits[i])
	}
	for _, it := range f.items {
		d.drawOuter(it)
	}
	for i, b := range f.brackets {
		d.drawBracket(b, p.timers[i])
	}
	for i, members := range f.steps {
		d.things = append(d.things, &thing{rank: lasting, step: i + 1, shapes: []scene.Item{d.drawStep(members)}})
	}
	d.drawStrip()
	d.show(lasting, across, legend...)
	s := &scene.Scene{
		Width: f.opt.Width + f.strip.width(), Height: height + 8,
		Lang: f.opt.Tag, Title: f.title(), Desc: f.opt.Desc,
	}
	s.Items, s.Growth = d.grown()
	if f.strip != nil && f.strip.host == 0 {
		s.Items = shifted(s.Items, stripWidth)
	}
	return s
}

// lowestSlid is how far down texts reach that have slid, with a lifeline's end
// below them.
func (f *figure) lowestSlid(h heights) (y float64) {
	if h.slide == nil {
		return 0
	}
	for _, it := range f.items {
		if h.slide[it.index] > 0 {
			_, down := h.extent(it)
			y = max(y, h.textOf(it)+down+tailHeight)
		}
	}
	return y
}

// lowest is how far down the labels on the wire reach.
func (p placements) lowest() (y float64) {
	for _, label := range p.labels {
		for _, t := range label {
			b := boxOf(t)
			y = max(y, b.mid.Y+b.reach(0, 1))
		}
	}
	return y
}

// baseline is how far a text's baseline stands below the middle of its line.
const baseline = (ascent - descent) / 2 * textSize

// column returns lines of text in the column outside a ribbon, their middle at
// height y.
func (f *figure) column(host int, y float64, lines []string, role scene.Role, bold bool) []scene.Text {
	var texts []scene.Text
	y -= float64(len(lines)-1) * lineHeight / 2
	for i, line := range lines {
		texts = append(texts, scene.Text{
			Role: role, At: scene.Point{X: f.columns.beside(host, f.columns.gutter), Y: y + baseline + float64(i)*lineHeight},
			Anchor: anchor(host), Size: textSize, Bold: bold, Text: line,
		})
	}
	return texts
}

// drawOuter draws what an item shows outside its ribbon, states excepted.
func (d *drawing) drawOuter(it *item) {
	if it.host == across {
		return
	}
	texts := asItems(d.outerTexts(it, d.heights))
	switch it.kind {
	case call:
		d.showAt(cause, it.host, d.of(it), append(texts, d.callMark(it))...)
	case signal, phase:
		d.show(told, it.host, texts...)
	case remark:
		d.show(saying, it.host, append([]scene.Item{d.noteRule(d.columns.beside(it.host, d.columns.gutter-5), it)}, texts...)...)
	case arrive, depart, moment:
		d.show(saying, it.host, texts...)
	}
}

// outerTexts are the texts of an item in the column of its host.
func (f *figure) outerTexts(it *item, h heights) []scene.Text {
	middle := h.textOf(it) + float64(len(it.lines)-1)*lineHeight/2
	switch it.kind {
	case call:
		return f.column(it.host, middle, it.lines, scene.CallText, false)
	case signal:
		return f.column(it.host, middle, it.lines, scene.ErrorText, false)
	case phase:
		return f.column(it.host, middle, it.lines, scene.StripText, true)
	case remark:
		return f.note(it, h)
	case state:
		return f.stateTexts(it, middle+nameDrop)
	case crash:
		return f.column(it.host, middle, it.lines, scene.NoteText, true)
	case arrive, depart, moment:
		return f.column(it.host, middle, it.lines, scene.TimeText, false)
	}
	return nil
}

// asItems are texts as shapes.
func asItems(texts []scene.Text) (shapes []scene.Item) {
	for _, t := range texts {
		shapes = append(shapes, t)
	}
	return shapes
}

// callMark is the small triangle that points from a call at the ribbon.
func (d *drawing) callMark(it *item) scene.Item {
	tip, back, y := d.columns.beside(it.host, 2), d.columns.beside(it.host, min(10, d.columns.gutter-2)), d.textOf(it)
	p := polyline(scene.Point{X: tip, Y: y}, scene.Point{X: back, Y: y - 4.5}, scene.Point{X: back, Y: y + 4.5})
	return scene.Path{Role: scene.CallMark, Commands: append(p, scene.Command{Op: 'Z'})}
}
