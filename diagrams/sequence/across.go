package sequence

import "woshou/diagrams/scene"

// acrossTexts returns the texts of a heading or of a note that stands between
// the ribbons.
func (f *figure) acrossTexts(it *item) []scene.Text {
	if it.side != both {
		return nil
	}
	role, x, anchor := scene.SectionText, f.col.middle(), scene.Middle
	up, _ := it.extent()
	y := it.y - up + lineHeight/2
	if it.kind == remark {
		role, y = scene.NoteText, it.y+lineHeight/2
	}
	var texts []scene.Text
	for i, line := range it.lines {
		texts = append(texts, scene.Text{
			Role: role, At: scene.Point{X: x, Y: y + baseline + float64(i)*lineHeight},
			Anchor: anchor, Size: textSize, Text: line,
		})
	}
	return texts
}

// drawAcross returns a heading with its rule, or a note across.
func (f *figure) drawAcross(it *item) []scene.Item {
	var shapes []scene.Item
	for _, t := range f.acrossTexts(it) {
		shapes = append(shapes, t)
	}
	if it.kind == section {
		shapes = append(shapes, scene.Line{
			Role: scene.SectionRule, From: scene.Point{X: margin, Y: it.y}, To: scene.Point{X: f.opt.Width - margin, Y: it.y},
		})
	}
	return shapes
}
