package themes

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// rgb is red, green and blue, from 0 to 255.
type rgb [3]float64

// rgbOf takes a colour apart. Only colours that ParseColour gave come here.
func rgbOf(colour string) rgb {
	n, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		panic(err)
	}
	return rgb{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}
}

// mixed is a share of colour a over b.
func mixed(a, b string, share float64) string {
	x, y := rgbOf(a), rgbOf(b)
	for i := range x {
		x[i] = math.Round(x[i]*share + y[i]*(1-share))
	}
	return fmt.Sprintf("#%02x%02x%02x", int(x[0]), int(x[1]), int(x[2]))
}

// linear is the light of red, green and blue, from 0 to 1.
func (c rgb) linear() (light [3]float64) {
	for i := range c {
		v := c[i] / 255
		if v <= 0.04045 {
			light[i] = v / 12.92
		} else {
			light[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return light
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func (c rgb) luminance() float64 {
	light := c.linear()
	return 0.2126*light[0] + 0.7152*light[1] + 0.0722*light[2]
}

// contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b string) float64 {
	x, y := rgbOf(a).luminance(), rgbOf(b).luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// What WCAG 2.2 asks for: success criteria 1.4.3 and 1.4.11.
const (
	leastOfText     = 4.5
	leastOfGraphics = 3
)

// legible is the first of some inks that can be read on a ground, in the end
// black or white: one of those can be read on any.
func legible(ground string, inks ...string) string {
	inks = append(inks, "#ffffff", "#000000")
	return inks[slices.IndexFunc(inks, func(ink string) bool { return contrast(ink, ground) >= leastOfText })]
}

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
		pairs := []Pair{{"edge", "paper", dark, false, contrast(inks["edge"], inks["paper"])}}
		for _, name := range texts {
			pairs = append(pairs, worst(inks, name, dark))
		}
		for _, s := range states {
			pairs = append(pairs, Pair{s.name, "paper", dark, false, contrast(inks.edgeOf(s), inks["paper"])})
		}
		low = append(low, slices.DeleteFunc(pairs, func(p Pair) bool { return p.Ratio >= p.least() })...)
	}
	return low
}

func worst(inks inks, name string, dark bool) Pair {
	least := Pair{Ratio: math.Inf(1)}
	for _, ground := range grounds {
		if ratio := contrast(inks[name], inks[ground]); ratio < least.Ratio {
			least = Pair{name, ground, dark, true, ratio}
		}
	}
	return least
}
