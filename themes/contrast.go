package themes

import (
	"math"
	"slices"

	"woshou/themes/srgb"
)

// What WCAG 2.2 asks for: success criteria 1.4.3 and 1.4.11.
const (
	leastOfText     = 4.5
	leastOfGraphics = 3
)

// Pair is a colour on the ground it is seen on, on a light or on a dark page,
// and their contrast.
type Pair struct {
	Ink, Ground string // names of colours
	Dark        bool
	Text        bool // else a line
	Ratio       float64
}

// least is the contrast that WCAG 2.2 asks for.
func (p Pair) least() float64 {
	if p.Text {
		return leastOfText
	}
	return leastOfGraphics
}

// texts are the colours that text is printed in, and grounds those under it.
var (
	texts   = []string{"ink", "soft", "host-a", "host-b", "bad", "good", "warn", "deep", "rose", "steel"}
	grounds = []string{"paper", "wash", "line"}
)

// LowContrast finds what is hard to see: of each colour of text the ground on
// which it is read worst, and the lines around controls and ribbons on paper.
// It returns what is below the least that WCAG 2.2 asks for.
func (c Colours) LowContrast() []Pair {
	var low []Pair
	for _, dark := range []bool{false, true} {
		inks := c.light()
		if dark {
			inks = c.dark()
		}
		pairs := []Pair{{"edge", "paper", dark, false, srgb.Contrast(inks["edge"], inks["paper"])}}
		for _, name := range texts {
			pairs = append(pairs, worst(inks, name, dark))
		}
		for _, s := range states {
			pairs = append(pairs, Pair{s.name, "paper", dark, false, srgb.Contrast(inks.edgeOf(s), inks["paper"])})
		}
		low = append(low, slices.DeleteFunc(pairs, func(p Pair) bool { return p.Ratio >= p.least() })...)
	}
	return low
}

func worst(inks inks, name string, dark bool) Pair {
	least := Pair{Ratio: math.Inf(1)}
	for _, ground := range grounds {
		if ratio := srgb.Contrast(inks[name], inks[ground]); ratio < least.Ratio {
			least = Pair{name, ground, dark, true, ratio}
		}
	}
	return least
}
