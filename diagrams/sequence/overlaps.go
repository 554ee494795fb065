package sequence

import (
	"fmt"

	"woshou/diagrams/scene"
)

// Overlaps reports what a reader could not make out in a picture: texts that
// meet each other, a stroke or a disc, and texts beyond the border. Texts are
// taken a tenth wider than measured. It holds for any scene; one line for each
// problem, none for a good picture.
func Overlaps(s *scene.Scene) []string {
	var p picture
	p.take(s.Items, 0)
	var found []string
	for i, t := range p.texts {
		w, h := t.box.reach(1, 0), t.box.reach(0, 1)
		if m := t.box.mid; m.X-w < 0 || m.X+w > s.Width || m.Y-h < 0 || m.Y+h > s.Height {
			found = append(found, fmt.Sprintf("%q leaves the picture", t.text))
		}
		for _, o := range p.texts[i+1:] {
			if t.box.overlaps(o.box) {
				found = append(found, fmt.Sprintf("%q meets %q", t.text, o.text))
			}
		}
		for _, m := range p.marks {
			if !t.hides(m) && m.hits(t.box) {
				found = append(found, fmt.Sprintf("%q meets the %s of segment %d", t.text, m.role, m.segment))
			}
		}
	}
	return found
}

// What is painted later covers what is painted earlier, so the order of painting
// counts: a number stands on its disc, and the disc hides the stroke under it.

// printed is a text with the place it takes.
type printed struct {
	text   string
	ground int // how many marks were painted when its disc was, 0 without a disc
	box    box
}

// hides reports whether the text is a number on a disc that covers the mark.
func (t printed) hides(m mark) bool { return m.order < t.ground }

// mark is a shape that no text may meet: a stroke, a disc or a band.
type mark struct {
	role    scene.Role
	segment int
	p, q    scene.Point
	radius  float64 // of a disc about p
	order   int     // of painting, from 0
	band    *box
}

func (m mark) hits(b box) bool {
	switch {
	case m.band != nil:
		return b.overlaps(*m.band)
	case m.radius > 0:
		return b.distanceTo(m.p) < m.radius-0.01
	}
	return b.crosses(m.p, m.q)
}

// picture collects the texts and marks of a scene in order of painting.
type picture struct {
	texts []printed
	marks []mark
}

func (p *picture) take(items []scene.Item, segment int) {
	for _, it := range items {
		switch it := it.(type) {
		case scene.Group:
			p.take(it.Items, it.Segment)
		case scene.Text:
			t := printed{text: it.Text, box: boxOf(it)}
			if it.Role == scene.StepNumber {
				t.ground = len(p.marks)
			}
			p.texts = append(p.texts, t)
		case scene.Line:
			p.mark(mark{role: it.Role, segment: segment, p: it.From, q: it.To})
		case scene.Circle:
			p.mark(mark{role: it.Role, segment: segment, p: it.Center, radius: it.Radius})
		case scene.Rect:
			if it.Role != scene.Paper {
				p.mark(mark{role: it.Role, segment: segment, band: &box{
					mid: scene.Point{X: it.X + it.Width/2, Y: it.Y + it.Height/2}, ux: 1, w: it.Width / 2, h: it.Height / 2,
				}})
			}
		case scene.Path:
			for _, m := range strokes(it, segment) {
				p.mark(m)
			}
		}
	}
}

func (p *picture) mark(m mark) {
	m.order = len(p.marks)
	p.marks = append(p.marks, m)
}

// strokes returns the straight parts of a path as marks, curves by their
// chords.
func strokes(p scene.Path, segment int) []mark {
	var list []mark
	var at scene.Point
	for _, c := range p.Commands {
		to := c.Points[0]
		if c.Op == 'C' {
			to = c.Points[2]
		}
		if c.Op == 'L' || c.Op == 'C' {
			list = append(list, mark{role: p.Role, segment: segment, p: at, q: to})
		}
		at = to
	}
	return list
}
