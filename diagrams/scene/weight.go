package scene

import (
	"fmt"
	"maps"
	"math"
	"strings"
)

// Weight is how much a shape stands out among others of its role. It is the
// last word of a role, and Palette.Weighed gives it paint: no palette names it.
type Weight string

// The weights. Colours are mixed with the ground, never transparent: what lies
// behind a circle must not show through its number.
const (
	Now    Weight = "now"    // what a step brings: thick, its number's disc filled
	Past   Weight = "past"   // what came before it: mixed with the ground
	Later  Weight = "later"  // what is still to come: mixed with more of it
	Tint   Weight = "tint"   // an area in a breath of the colour of a text
	Framed Weight = "framed" // the same, within a line in that colour
	Rule   Weight = "rule"   // a stroke in the colour of a text
)

// Weighed is the role with a weight.
func (r Role) Weighed(w Weight) Role { return r + " " + Role(w) }

// Weighed is the items with a weight, groups and what is in them too.
func Weighed(items []Item, w Weight) []Item {
	return mapped(items, func(r Role) Role { return r.Weighed(w) })
}

// mapped is the items with other roles.
func mapped(items []Item, role func(Role) Role) []Item {
	list := make([]Item, len(items))
	for i, item := range items {
		switch x := item.(type) {
		case Group:
			x.Items = mapped(x.Items, role)
			item = x
		case Line:
			x.Role = role(x.Role)
			item = x
		case Path:
			x.Role = role(x.Role)
			item = x
		case Rect:
			x.Role = role(x.Role)
			item = x
		case Circle:
			x.Role = role(x.Role)
			item = x
		case Text:
			x.Role = role(x.Role)
			item = x
		}
		list[i] = item
	}
	return list
}

// Weighed is the palette with a paint for each role in the scenes that has a
// weight.
func (p Palette) Weighed(scenes ...*Scene) Palette {
	p.Light, p.Dark = maps.Clone(p.Light), maps.Clone(p.Dark)
	note := func(r Role) Role {
		if i := strings.LastIndexByte(string(r), ' '); i >= 0 {
			for _, paints := range []map[Role]Paint{p.Light, p.Dark} {
				weigh(paints, r, r[:i], Weight(r[i+1:]))
			}
		}
		return r
	}
	for _, s := range scenes {
		mapped(s.Items, note)
	}
	return p
}

// How much thicker strokes are than those of a page's figure, and how much of a
// colour is left: of ink, and of what is softer than ink from the beginning.
const (
	thick, usual        = 2.4, 1.25
	pastInk, pastSoft   = 0.60, 0.72
	laterInk, laterSoft = 0.36, 0.52
	breath              = 0.13
)

// weigh paints a role, which is a plainer one with a weight; another last word
// is none.
func weigh(paints map[Role]Paint, role, plain Role, w Weight) {
	if _, known := paints[role]; known || paints == nil {
		return
	}
	p := Of(paints, plain)
	ink, paper := Of(paints, Flags).Fill, Of(paints, Paper).Fill
	fade := func(colour string, ofInk, ofOther float64) string {
		if colour == ink {
			return blend(colour, paper, ofInk)
		}
		return blend(colour, paper, ofOther)
	}
	switch w {
	case Now:
		p.Width *= thick
		switch plain {
		case StepDisc:
			p.Fill = p.Stroke
		case StepNumber:
			p.Fill = paper
		}
	case Past:
		p.Fill, p.Stroke, p.Width = fade(p.Fill, pastInk, pastSoft), fade(p.Stroke, pastInk, pastSoft), p.Width*usual
	case Later:
		p.Fill, p.Stroke, p.Width = fade(p.Fill, laterInk, laterSoft), fade(p.Stroke, laterInk, laterSoft), p.Width*usual
	case Tint:
		p = Paint{Fill: blend(p.Fill, paper, breath)}
	case Framed:
		p = Paint{Fill: blend(p.Fill, paper, breath), Stroke: p.Fill, Width: 1.3}
	case Rule:
		p = Paint{Stroke: p.Fill, Width: 1.6}
	default:
		return
	}
	paints[role] = p
}

// blend is so much of a colour, and of another what is left. What is no colour
// stays as it is.
func blend(colour, with string, part float64) string {
	r, g, b, ok := RGB(colour)
	r2, g2, b2, ok2 := RGB(with)
	if !ok || !ok2 {
		return colour
	}
	mix := func(a, b int) int { return int(math.Round(float64(a)*part + float64(b)*(1-part))) }
	return fmt.Sprintf("#%02x%02x%02x", mix(r, r2), mix(g, g2), mix(b, b2))
}
