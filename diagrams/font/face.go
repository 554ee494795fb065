package font

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// The faces are Noto Sans SC (SIL Open Font License, see noto/LICENSE), as
// Fontsource 5.3.0 packages it, unchanged: one file with the characters of Simplified Chinese
// and Latin, and a few of the slices that hold arrows, mathematical signs and
// enclosed numbers, which the first one lacks.
//
//go:embed noto/*.woff
var files embed.FS

// parts are the files of one weight, in the order in which a character is
// looked up in them.
var parts = []string{"chinese-simplified", "87", "88", "89", "90", "105", "109"}

// Face draws text in one weight of Noto Sans SC. It is safe for concurrent use.
type Face struct {
	mu     sync.Mutex // the faces below cache what they find
	parts  []*font.Face
	glyphs map[rune]Glyph
}

// Glyph is the shape of one character, in ems.
type Glyph struct {
	// Advance is how far the pen moves to the right after it.
	Advance float64
	// Outline starts at the pen, on the baseline; y grows downward. It is
	// filled by the nonzero rule. Callers must not change it.
	Outline []Command
}

// Command is one step of an outline: 'M' and 'L' use one point, 'Q' two and
// 'C' three, the end last. Each 'M' closes the contour before it.
type Command struct {
	Op     byte
	Points [3]Point
}

// Point is a place in a glyph, in ems.
type Point struct{ X, Y float64 }

var (
	regular = sync.OnceValues(func() (*Face, error) { return open("400") })
	boldOne = sync.OnceValues(func() (*Face, error) { return open("700") })
)

// Open returns the face of regular or bold weight. It is read once, at the
// first call, and shared by all callers.
func Open(bold bool) (*Face, error) {
	if bold {
		return boldOne()
	}
	return regular()
}

func open(weight string) (*Face, error) {
	f := &Face{glyphs: map[rune]Glyph{}}
	for _, part := range parts {
		name := fmt.Sprintf("noto/noto-sans-sc-%s-%s-normal.woff", part, weight)
		data, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		face, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		f.parts = append(f.parts, face)
	}
	return f, nil
}

// Glyphs returns the glyph of each character of text, in order. It fails if
// the typeface lacks one, naming every character it lacks.
func (f *Face) Glyphs(text string) ([]Glyph, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var glyphs []Glyph
	var missing []string
	for _, r := range text {
		g, ok := f.glyph(r)
		if !ok {
			missing = append(missing, fmt.Sprintf("%q (%U)", r, r))
		}
		glyphs = append(glyphs, g)
	}
	if missing != nil {
		return nil, fmt.Errorf("text %q: the typeface has no glyph for %s", text, strings.Join(missing, ", "))
	}
	return glyphs, nil
}

// glyph looks r up in the parts; f.mu is held.
func (f *Face) glyph(r rune) (Glyph, bool) {
	if g, ok := f.glyphs[r]; ok {
		return g, true
	}
	for _, part := range f.parts {
		id, ok := part.NominalGlyph(r)
		if !ok || id == 0 {
			continue
		}
		em := float64(part.Upem())
		data, _ := part.GlyphDataOutline(id) // none: a space
		g := Glyph{
			Advance: float64(part.HorizontalAdvance(id)) / em,
			Outline: commands(data.Segments, em),
		}
		f.glyphs[r] = g
		return g, true
	}
	return Glyph{}, false
}

// commands turns a glyph of a font file, whose y grows upward, into ems.
func commands(segments []opentype.Segment, em float64) []Command {
	out := make([]Command, len(segments))
	for i, s := range segments {
		out[i].Op = operation(s.Op)
		for j, p := range s.ArgsSlice() {
			out[i].Points[j] = Point{float64(p.X) / em, -float64(p.Y) / em}
		}
	}
	return out
}

func operation(op opentype.SegmentOp) byte {
	switch op {
	case opentype.SegmentOpMoveTo:
		return 'M'
	case opentype.SegmentOpLineTo:
		return 'L'
	case opentype.SegmentOpQuadTo:
		return 'Q'
	default:
		return 'C'
	}
}
