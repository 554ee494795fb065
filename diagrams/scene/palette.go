package scene

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Paint is how shapes of one role look. A zero field means: none.
type Paint struct {
	Fill   string    // "#1d2530": #rrggbb in lower case
	Stroke string    // the same form
	Width  float64   // of the stroke, in points
	Dash   []float64 // lengths of strokes and gaps, in points
	Butt   bool      // the stroke stops bluntly at its ends; else they are round
	Italic bool      // of Latin text; Han is never slanted
}

// Palette gives roles their paint, once for light and once for dark ground.
// Only colours may differ between the two: see Validate.
type Palette struct{ Light, Dark map[Role]Paint }

// On returns the paints for a ground: "dark", else light.
func (p Palette) On(theme string) map[Role]Paint {
	if theme == "dark" {
		return p.Dark
	}
	return p.Light
}

// RGB reads a colour of the form #rrggbb; false if it is something else.
func RGB(colour string) (r, g, b int, ok bool) {
	digits, ok := strings.CutPrefix(colour, "#")
	n, err := strconv.ParseUint(digits, 16, 24)
	return int(n >> 16), int(n >> 8 & 0xff), int(n & 0xff), ok && err == nil && len(digits) == 6
}

// Validate reports what is wrong with a palette, or nil. Light and Dark must
// paint the same roles in the same strokes, with colours of the form #rrggbb.
func (p Palette) Validate() error {
	var faults []error
	for _, role := range slices.Sorted(maps.Keys(p.Light)) {
		light := p.Light[role]
		dark, ok := p.Dark[role]
		if !ok || !sameButColours(light, dark) {
			faults = append(faults, fmt.Errorf("role %q: light and dark differ in more than colours", role))
		}
		if light.Width < 0 || len(light.Dash) > 0 && slices.Min(light.Dash) <= 0 {
			faults = append(faults, fmt.Errorf("role %q: a stroke of width %v, dash %v", role, light.Width, light.Dash))
		}
		for _, colour := range []string{light.Fill, light.Stroke, dark.Fill, dark.Stroke} {
			if colour != "" && !isColour(colour) {
				faults = append(faults, fmt.Errorf("role %q: bad colour %q", role, colour))
			}
		}
	}
	// Every light role is dark too, so equal numbers mean equal roles.
	if len(p.Dark) != len(p.Light) {
		faults = append(faults, errors.New("light and dark do not paint the same roles"))
	}
	return errors.Join(faults...)
}

// sameButColours reports whether two paints draw the same strokes and areas,
// only perhaps in other colours.
func sameButColours(a, b Paint) bool {
	return a.Width == b.Width && slices.Equal(a.Dash, b.Dash) && a.Butt == b.Butt && a.Italic == b.Italic &&
		(a.Fill == "") == (b.Fill == "") && (a.Stroke == "") == (b.Stroke == "")
}

// isColour lets nothing but plain colours into attributes and style sheets.
func isColour(s string) bool {
	return len(s) == 7 && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdef") == ""
}

// Of returns the paint of a role: its own, else that of the role without its
// last word ("message lost" falls back to "message"), else the zero Paint.
func Of(paints map[Role]Paint, role Role) Paint {
	return paints[Painted(paints, role)]
}

// Painted returns the role whose paint Of gives to role, "" if there is none.
func Painted(paints map[Role]Paint, role Role) Role {
	for role != "" {
		if _, ok := paints[role]; ok {
			return role
		}
		// Drop the last word.
		role = role[:max(0, strings.LastIndexByte(string(role), ' '))]
	}
	return ""
}

// Slants reports whether text may be set in italics: whether none of it is
// Han, kana, hangul or a mark as wide as these.
func Slants(text string) bool {
	for _, r := range text {
		if r >= 0x2e80 {
			return false
		}
	}
	return true
}
