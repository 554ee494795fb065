package sequence

import (
	"slices"

	"woshou/diagrams/font"
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
			if it.kind == section && textWidth(line, textSize, false) > f.col.outer+gutter-tickTo {
				return false
			}
		}
	}
	return true
}

// wrapWire breaks a text into lines that stand between the ribbons.
func (f *figure) wrapWire(text string) []string {
	return font.Wrap(text, textSize, (f.col.wire()-8)/slack, false)
}

// acrossTexts returns the texts of a heading, or of a note that stands between
// the ribbons.
func (f *figure) acrossTexts(it *item) []scene.Text {
	top := it.y - ruleRise - lineHeight*float64(len(it.lines))
	t := scene.Text{
		Role: scene.SectionText, At: scene.Point{X: f.col.middle(), Y: top + lineHeight/2 + baseline},
		Anchor: scene.Middle, Size: textSize,
	}
	switch {
	case it.side != both:
		return nil
	case it.kind == link:
		t.Role, t.At = scene.TimeText, scene.Point{X: it.x, Y: it.y + lineHeight/2 + baseline}
	case it.kind == remark:
		t.Role, t.At.Y = scene.NoteText, it.y+lineHeight/2+baseline
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

// drawAcross returns a heading with its rule, or a note across.
func (f *figure) drawAcross(it *item) []scene.Item {
	var shapes []scene.Item
	for _, t := range f.acrossTexts(it) {
		shapes = append(shapes, t)
	}
	switch {
	case it.kind == remark && it.side == both:
		shapes = append(shapes, noteRule(f.noteEdge(it)-5, it))
	case it.kind == section:
		shapes = append(shapes, f.sectionRule(it))
	}
	return shapes
}

// interrupted reports whether the end of the run leaves a segment on its way or
// a timer running.
func (f *figure) interrupted() bool {
	running := make(map[clock]bool)
	for _, e := range f.run.Events {
		if e.Kind == trace.Timer {
			running[clock{e.Host, e.Timer}] = e.Action == trace.Start
		}
	}
	for _, on := range running {
		if on {
			return true
		}
	}
	return slices.ContainsFunc(f.run.Messages, func(s trace.Message) bool { return s.Fate == trace.Flying })
}

// sectionRule is the rule under a heading.
func (f *figure) sectionRule(it *item) scene.Line {
	return scene.Line{
		Role: scene.SectionRule, From: scene.Point{X: margin, Y: it.y}, To: scene.Point{X: f.opt.Width - margin, Y: it.y},
	}
}

// noteEdge is where the lines of a note begin: its longest line ends at the
// ribbon, or begins there, or stands in the middle of the wire.
func (f *figure) noteEdge(it *item) float64 {
	width := 0.0
	for _, line := range it.lines {
		width = max(width, textWidth(line, textSize, false))
	}
	switch it.side {
	case left:
		return f.col.beside(left, gutter) - width
	case right:
		return f.col.beside(right, gutter)
	}
	return f.col.middle() - width/2 + 3
}

// noteRule is the stroke beside a note.
func noteRule(x float64, it *item) scene.Line {
	height := float64(len(it.lines)) * lineHeight
	return scene.Line{Role: scene.NoteRule, From: scene.Point{X: x, Y: it.y}, To: scene.Point{X: x, Y: it.y + height}}
}

// drawNote returns a note in the column of a host.
func (f *figure) drawNote(it *item) []scene.Item {
	shapes := []scene.Item{noteRule(f.col.beside(it.side, tickTo-2), it)}
	for i, line := range it.lines {
		shapes = append(shapes, scene.Text{
			Role: scene.NoteText, At: scene.Point{X: f.noteEdge(it), Y: it.y + lineHeight*(float64(i)+0.5) + baseline},
			Anchor: scene.Start, Size: textSize, Text: line,
		})
	}
	return shapes
}
