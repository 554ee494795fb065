package scene

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Validate reports what is wrong with a scene, each fault with its place, or
// nil. A valid scene has finite numbers, positive sizes and known commands;
// every point lies in the picture; every shape has a role; texts are not empty
// and hold no control characters. How wide a text is drawn is not looked at.
func Validate(s *Scene) error {
	v := validator{width: s.Width, height: s.Height}
	top := &where{kind: "scene"}
	v.positive(top, "width", s.Width)
	v.positive(top, "height", s.Height)
	v.text(top, s.Title)
	v.text(top, s.Lang)
	v.items(top, s.Items)
	v.growth(top, s)
	// None join to nil.
	return errors.Join(v.faults...)
}

// validator gathers the faults of one scene.
type validator struct {
	width, height float64
	faults        []error
}

// where is an item's place: its number among those of the group above it.
// It is spelled out only for a fault, as scenes seldom have one.
type where struct {
	above  *where
	number int
	kind   string
}

// String is the place in words, for messages.
func (w *where) String() string {
	if w.above == nil {
		return w.kind
	}
	return fmt.Sprintf("%s, %s %d", w.above, w.kind, w.number)
}

func (v *validator) fault(at *where, format string, args ...any) {
	v.faults = append(v.faults, fmt.Errorf("%s: %s", at, fmt.Sprintf(format, args...)))
}

// items looks at each item; numbers count from 1.
func (v *validator) items(above *where, items []Item) {
	for i, item := range items {
		v.item(&where{above: above, number: i + 1}, item)
	}
}

// item tells the kinds apart. A pointer to an item is none: scenes are values.
func (v *validator) item(at *where, item Item) {
	switch x := item.(type) {
	case Group:
		at.kind = "group"
		v.group(at, x)
	case Line:
		at.kind = "line"
		v.line(at, x)
	case Path:
		at.kind = "path"
		v.path(at, x)
	case Rect:
		at.kind = "rect"
		v.rect(at, x)
	case Circle:
		at.kind = "circle"
		v.circle(at, x)
	case Text:
		at.kind = "text"
		v.label(at, x)
	default:
		at.kind = "item"
		v.fault(at, "unknown type %T", item)
	}
}

// group wants what the hooks of a page are made of: a segment, or a state with
// its host, if it is that of one, or neither.
func (v *validator) group(at *where, g Group) {
	if g.Role != "" {
		v.role(at, g.Role)
	}
	if g.Segment < 0 || g.Segment > 0 && g.State != "" {
		v.fault(at, "segment %d with state %q", g.Segment, g.State)
	}
	if g.State == "" && g.Host != "" {
		v.fault(at, "state %q of host %q", g.State, g.Host)
	}
	v.items(at, g.Items)
}

// line wants an arrow to point somewhere.
func (v *validator) line(at *where, l Line) {
	v.role(at, l.Role)
	v.inside(at, l.From)
	v.inside(at, l.To)
	if l.Arrow && l.From == l.To {
		v.fault(at, "arrow without a direction")
	}
}

// path looks at the points that commands use, handles included: a curve never
// leaves the hull of its points.
func (v *validator) path(at *where, p Path) {
	v.role(at, p.Role)
	if len(p.Commands) == 0 || p.Commands[0].Op != 'M' {
		v.fault(at, "does not start with M")
	}
	for _, c := range p.Commands {
		if !strings.ContainsRune("MLCZ", rune(c.Op)) {
			v.fault(at, "unknown command %q", c.Op)
		}
		for _, point := range c.Used() {
			v.inside(at, point)
		}
	}
}

// rect wants corners that fit. The comparison is turned round so that NaN
// fails it, here and below.
func (v *validator) rect(at *where, r Rect) {
	v.role(at, r.Role)
	v.positive(at, "width", r.Width)
	v.positive(at, "height", r.Height)
	v.inside(at, Point{r.X, r.Y})
	v.inside(at, Point{r.X + r.Width, r.Y + r.Height})
	if !(r.Radius >= 0 && r.Radius <= min(r.Width, r.Height)/2) {
		v.fault(at, "radius %v of a rectangle %v by %v", r.Radius, r.Width, r.Height)
	}
}

// circle wants the whole of it in the picture.
func (v *validator) circle(at *where, c Circle) {
	v.role(at, c.Role)
	v.positive(at, "radius", c.Radius)
	v.inside(at, Point{c.Center.X - c.Radius, c.Center.Y - c.Radius})
	v.inside(at, Point{c.Center.X + c.Radius, c.Center.Y + c.Radius})
}

// label looks at the place of a text, not at its length, which only the faces
// know.
func (v *validator) label(at *where, t Text) {
	v.role(at, t.Role)
	v.positive(at, "size", t.Size)
	v.inside(at, t.At)
	v.text(at, t.Text)
	if math.IsNaN(t.Angle) || math.IsInf(t.Angle, 0) {
		v.fault(at, "angle %v", t.Angle)
	}
	if !slices.Contains([]Anchor{"", Start, Middle, End}, t.Anchor) {
		v.fault(at, "unknown anchor %q", t.Anchor)
	}
}

// role wants words of lower-case letters, digits and hyphens, as they become
// classes. The word "head" is kept for what renderers call an arrow's head.
func (v *validator) role(at *where, role Role) {
	for _, word := range strings.Split(string(role), " ") {
		if word == "" || word == "head" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			v.fault(at, "bad role %q", role)
			return
		}
	}
}

// text wants something that every format can hold: XML has no controls.
func (v *validator) text(at *where, text string) {
	if text == "" || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		v.fault(at, "bad text %q", text)
	}
}

// growth wants a stage for each item of a picture that grows.
func (v *validator) growth(at *where, s *Scene) {
	if g := s.Growth; len(g.Cuts) > 0 && len(g.Steps) != len(s.Items) {
		v.fault(at, "%d items come with stages, there are %d", len(g.Steps), len(s.Items))
	}
	for i, step := range s.Growth.Steps {
		if step < 1 || step > max(1, len(s.Growth.Cuts)) {
			v.fault(at, "item %d comes with stage %d of %d", i+1, step, len(s.Growth.Cuts))
		}
	}
}

// positive wants a finite number above zero.
func (v *validator) positive(at *where, what string, n float64) {
	if !(n > 0) || math.IsInf(n, 0) {
		v.fault(at, "%s %v", what, n)
	}
}

// inside wants a point in the picture; a hundredth of a point is let pass, as
// layouts add up lengths.
func (v *validator) inside(at *where, p Point) {
	const slack = 0.01
	in := func(n, limit float64) bool { return n >= -slack && n <= limit+slack }
	if !in(p.X, v.width) || !in(p.Y, v.height) {
		v.fault(at, "%v,%v is not in the picture of %v by %v", p.X, p.Y, v.width, v.height)
	}
}
