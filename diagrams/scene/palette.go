package scene

// Paint is how shapes of one role look. A zero field means: none.
type Paint struct {
	Fill   string    // "#1d2530"
	Stroke string    // the same form
	Width  float64   // of the stroke, in points
	Dash   []float64 // lengths of strokes and gaps, in points
	Italic bool      // of Latin text; Han is never slanted
}

// Palette gives roles their paint, once for light and once for dark ground.
type Palette struct{ Light, Dark map[Role]Paint }

// Of returns the paint of a role: its own, else that of the role without its
// last word ("message lost" falls back to "message"), else the zero Paint.
func Of(paints map[Role]Paint, role Role) Paint {
	for r := role; ; {
		if p, ok := paints[r]; ok {
			return p
		}
		i := len(r) - 1
		for i >= 0 && r[i] != ' ' {
			i--
		}
		if i < 0 {
			return Paint{}
		}
		r = r[:i]
	}
}
