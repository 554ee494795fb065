package sequence

import (
	"slices"
	"strings"

	"woshou/diagrams/scene"
)

// aside is how much of a label stands outside, beside the departure, because
// the wire has no place for it.
type aside int

const (
	nothingAside aside = iota
	remarkAside        // the word "retransmission"
	extrasAside        // window and options
	numbersAside       // all numbers
	labelAside         // the flags as well
)

// moveAside takes one more part of a label off the wire, for all members of a
// burst alike. It returns false if nothing is left to take. A copy leaves from
// the wire: nothing is beside its departure.
func (f *figure) moveAside(fl *flight) bool {
	if fl.origin != nil || fl.aside == labelAside {
		return false
	}
	before := fl.along(f)
	for fl.aside++; fl.aside < labelAside; fl.aside++ {
		if now := fl.along(f); now.remark != before.remark || len(now.tokens) < len(before.tokens) {
			break
		}
	}
	for _, m := range fl.together() {
		m.aside, m.asked = fl.aside, 0
		m.dep.label = f.besideRows(m)
	}
	if fl.burst != nil {
		fl.burst.pitch = fl.burst.firstPitch()
	}
	return true
}

// together is the segment with those that left at the same instant.
func (fl *flight) together() []*flight {
	if fl.burst == nil {
		return []*flight{fl}
	}
	return fl.burst.members
}

// along returns what of the label stands along the arrow.
func (fl *flight) along(f *figure) saying {
	s := fl.words(f)
	if fl.aside >= remarkAside && fl.seg.RepeatOf > 0 {
		s.remark = ""
	}
	switch fl.aside {
	case extrasAside:
		s.tokens = slices.DeleteFunc(slices.Clone(s.tokens), isExtra)
	case numbersAside:
		s.tokens = nil
	case labelAside:
		return saying{}
	}
	return s
}

// isExtra reports whether a number is shown only because the author asked.
func isExtra(token string) bool {
	return !strings.HasPrefix(token, "seq=") && !strings.HasPrefix(token, "ack=") && !strings.HasPrefix(token, "len=")
}

// besideRows returns the rows of a label that stand beside the departure.
func (f *figure) besideRows(fl *flight) []row {
	s := fl.words(f)
	var rows []row
	if fl.aside >= remarkAside && fl.seg.RepeatOf > 0 {
		rows = []row{{{scene.Remark, s.remark, false}}}
		s.remark = ""
	}
	switch fl.aside {
	case nothingAside, remarkAside:
		return rows
	case extrasAside:
		s.tokens = slices.DeleteFunc(slices.Clone(s.tokens), func(t string) bool { return !isExtra(t) })
	case labelAside:
		if single := s.single(); single[0].width() <= f.col.outer {
			return append(rows, single...)
		}
		rows = append(rows, s.head(false)...)
	}
	s.tokens = f.breakable(s.tokens)
	return append(rows, s.numbers(f.col.outer)...)
}

// breakable parts the ranges that are too long for a column of texts.
func (f *figure) breakable(tokens []string) []string {
	var list []string
	for _, t := range tokens {
		if i := strings.IndexByte(t, '-'); i > 0 && textWidth(t, textSize, false) > f.col.outer {
			list = append(list, t[:i+1])
			t = t[i+1:]
		}
		list = append(list, t)
	}
	return list
}

// drawBeside returns the rows of a label that stand beside the departure.
func (f *figure) drawBeside(it *item) []scene.Item {
	var shapes []scene.Item
	y := it.y + float64(len(it.lines))*lineHeight + baseline
	for _, r := range it.label {
		x := f.col.beside(it.side, gutter)
		if it.side == left {
			x -= r.width()
		}
		for i, p := range r {
			t := scene.Text{Role: p.role, At: scene.Point{X: x, Y: y}, Anchor: scene.Start, Size: textSize, Bold: p.bold, Text: p.text}
			x += textWidth(p.text, textSize, p.bold) + runGap
			if it.side == left && i == len(r)-1 { // towards the ribbon
				t.At.X, t.Anchor = f.col.beside(left, gutter), scene.End
			}
			shapes = append(shapes, t)
		}
		y += lineHeight
	}
	return shapes
}
