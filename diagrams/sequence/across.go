package sequence

import (
	"slices"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// A heading or a note across belongs to no host. A heading has a rule from
// border to border; the ribbons run through it, as the states do.

// headingsLeft reports whether every heading fits the left column of texts.
// Else all of them stand between the ribbons: what is set across a ribbon
// cannot be read.
func (f *figure) headingsLeft() bool {
	for _, it := range f.items {
		if it.kind == section && len(it.lines) > 1 {
			return false
		}
		for _, line := range it.lines {
			if it.kind == section && textWidth(line, textSize, false) > f.columns.outer[0]+gutter-tickTo {
				return false
			}
		}
	}
	return true
}

// acrossTexts returns the texts of a heading, of a note that stands between the
// ribbons, or of a link, whose middle stands at x.
func (f *figure) acrossTexts(it *item, h heights, x float64) []scene.Text {
	top := h.of(it) - ruleRise - lineHeight*float64(len(it.lines))
	t := scene.Text{
		Role: scene.SectionText, At: scene.Point{X: f.columns.middle(), Y: top + lineHeight/2 + baseline},
		Anchor: scene.Middle, Size: textSize,
	}
	switch {
	case it.host != across:
		return nil
	case it.kind == link:
		t.Role, t.At = scene.TimeText, scene.Point{X: x, Y: h.of(it) + lineHeight/2 + baseline}
	case it.kind == remark:
		t.Role, t.At.Y = scene.NoteText, h.of(it)+lineHeight/2+baseline
		t.Anchor, t.At.X = scene.Start, f.noteEdge(it)
	case f.headingsLeft():
		t.At.X, t.Anchor = margin, scene.Start
	}
	var texts []scene.Text
	for _, line := range it.lines {
		t.Text = line
		texts = append(texts, t)
		t.At.Y += lineHeight
	}
	return texts
}

// drawAcross draws a heading with its rule, or a note across.
func (d *drawing) drawAcross(it *item) {
	var shapes []scene.Item
	for _, t := range d.acrossTexts(it, d.heights, d.links[it.index]) {
		shapes = append(shapes, t)
	}
	switch {
	case it.kind == section:
		d.show(heading, across, append(shapes, d.sectionRule(it, d.heights))...)
	case it.kind == remark && it.host == across:
		d.show(saying, across, append(shapes, d.noteRule(d.noteEdge(it)-5, it))...)
	default:
		d.show(saying, across, shapes...)
	}
}

// interrupted reports whether the end of the run leaves a segment on its way or
// a timer running.
func (c collector) interrupted() bool {
	running := make(map[clock]bool)
	for _, e := range c.trace.Events {
		if e.Kind == trace.Timer && e.Connection == 0 {
			running[clock{host: e.Host, name: e.Timer}] = e.Action == trace.Start
		}
	}
	for _, on := range running {
		if on {
			return true
		}
	}
	return slices.ContainsFunc(c.trace.Messages, func(s trace.Message) bool { return s.Fate == trace.Flying })
}

// sectionRule is the rule under a heading.
func (f *figure) sectionRule(it *item, h heights) scene.Line {
	y := h.of(it)
	return scene.Line{Role: scene.SectionRule, From: scene.Point{X: margin, Y: y}, To: scene.Point{X: f.opt.Width - margin, Y: y}}
}

// noteEdge is where the lines of a note begin: its longest line ends at the
// ribbon, or begins there, or stands in the middle of the wire.
func (f *figure) noteEdge(it *item) float64 {
	width := 0.0
	for _, line := range it.lines {
		width = max(width, textWidth(line, textSize, false))
	}
	switch it.host {
	case across:
		return f.columns.middle() - width/2 + 3
	case 0:
		return f.columns.beside(0, f.columns.gutter) - width
	}
	return f.columns.beside(it.host, f.columns.gutter)
}

// noteRule is the stroke beside a note.
func (d *drawing) noteRule(x float64, it *item) scene.Line {
	y := d.textOf(it)
	height := float64(len(it.lines)) * lineHeight
	return scene.Line{Role: scene.NoteRule, From: scene.Point{X: x, Y: y}, To: scene.Point{X: x, Y: y + height}}
}

// note returns the lines of a note in the column of a host.
func (f *figure) note(it *item, h heights) (texts []scene.Text) {
	for i, line := range it.lines {
		texts = append(texts, scene.Text{
			Role: scene.NoteText, At: scene.Point{X: f.noteEdge(it), Y: h.textOf(it) + lineHeight*(float64(i)+0.5) + baseline},
			Anchor: scene.Start, Size: textSize, Text: line,
		})
	}
	return texts
}
