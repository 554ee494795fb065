package pptx

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"woshou/diagrams/scene"
)

// scheme is the colours of a theme, and how every other colour follows from
// them: a shape names a colour of the theme and how far it is turned from it,
// so that another theme recolours it too.
type scheme struct{ slots []slot }

// slot is one colour of a theme.
type slot struct {
	name string // as shapes name it
	rgb  string // rrggbb
	hsl
}

// hsl is a colour by hue in degrees, saturation and lightness up to 1.
type hsl struct{ h, s, l float64 }

// newScheme takes the colours of the roles that stand for many others.
func newScheme(paints map[scene.Role]scene.Paint) scheme {
	fill := func(r scene.Role) string { return scene.Of(paints, r).Fill }
	stroke := func(r scene.Role) string { return scene.Of(paints, r).Stroke }
	s := scheme{}
	for _, c := range []struct{ name, colour, without string }{
		{"tx1", fill(scene.Flags), "000000"},
		{"bg1", fill(scene.Paper), "ffffff"},
		{"tx2", fill(scene.NumbersText), "5d6876"},
		{"bg2", stroke(scene.Tick), "c7cdd6"},
		{"accent1", fill(scene.HostName.Of("a")), "1f5fa8"},
		{"accent2", fill(scene.HostName.Of("b")), "a3530b"},
		{"accent3", fill(scene.Band.Of("established")), "3fa772"},
		{"accent4", fill(scene.Band.Of("fin-wait-1")), "7a63c4"},
		{"accent5", fill(scene.Band.Of("last-ack")), "bd4a69"},
		{"accent6", stroke(scene.Cross), "c2331f"},
	} {
		rgb := strings.TrimPrefix(c.colour, "#")
		if rgb == "" {
			rgb = c.without
		}
		s.slots = append(s.slots, slot{c.name, rgb, hslOf(rgb)})
	}
	return s
}

// rgb is the colour of a slot.
func (s scheme) rgb(name string) string {
	for _, slot := range s.slots {
		if slot.name == name {
			return slot.rgb
		}
	}
	return ""
}

// colour returns the element for a colour "#rrggbb".
func (s scheme) colour(colour string) string {
	rgb := strings.TrimPrefix(colour, "#")
	for _, slot := range s.slots {
		if slot.rgb == rgb {
			return `<a:schemeClr val="` + slot.name + `"/>`
		}
	}
	want := hslOf(rgb)
	from := s.nearest(want)
	return `<a:schemeClr val="` + from.name + `">` + turn(from.hsl, want) + `</a:schemeClr>`
}

// grey is the saturation below which a colour's hue is not seen.
const grey = 0.2

// nearest returns the accent of the nearest hue or, for a grey, that of text
// or ground with the nearest lightness, which must have a tint if the grey has.
func (s scheme) nearest(want hsl) slot {
	best, least := s.slots[0], math.Inf(1)
	for _, slot := range s.slots {
		accent := strings.HasPrefix(slot.name, "accent")
		if accent != (want.s >= grey) {
			continue
		}
		away := math.Abs(slot.l - want.l)
		if slot.s == 0 && want.s > 0.03 {
			away++
		}
		if accent {
			away = math.Abs(math.Remainder(slot.h-want.h, 360))
		}
		if away < least {
			best, least = slot, away
		}
	}
	return best
}

// turn returns the changes that make one colour of another, in the order in
// which they are applied. A lighter one keeps its distance to white in
// proportion, a darker one that to black, as the tints of Office do.
func turn(from, want hsl) string {
	var out strings.Builder
	change := func(name string, value float64) { fmt.Fprintf(&out, `<a:%s val="%.0f"/>`, name, value) }
	if want.s > 0.03 && math.Abs(from.h-want.h) >= 1 {
		change("hueOff", (want.h-from.h)*60000)
	}
	if from.s > 0 && math.Abs(from.s-want.s) >= 0.01 {
		change("satMod", want.s/from.s*100000)
	}
	switch {
	case want.l > from.l:
		rest := (1 - want.l) / (1 - from.l)
		change("lumMod", rest*100000)
		change("lumOff", (1-rest)*100000)
	case want.l < from.l:
		change("lumMod", want.l/from.l*100000)
	}
	return out.String()
}

// hslOf reads "rrggbb"; anything else is black.
func hslOf(rgb string) hsl {
	n, _ := strconv.ParseUint(rgb, 16, 32)
	r, g, b := float64(n>>16&0xff)/255, float64(n>>8&0xff)/255, float64(n&0xff)/255
	high, low := max(r, g, b), min(r, g, b)
	c := hsl{l: (high + low) / 2}
	spread := high - low
	if spread == 0 {
		return c
	}
	c.s = spread / (1 - math.Abs(2*c.l-1))
	switch high {
	case r:
		c.h = math.Mod((g-b)/spread+6, 6) * 60
	case g:
		c.h = ((b-r)/spread + 2) * 60
	default:
		c.h = ((r-g)/spread + 4) * 60
	}
	return c
}
