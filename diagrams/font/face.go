package font

import (
	"bytes"
	"embed"
	"fmt"
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
var parts = []string{"chinese-simplified", "87", "88", "89", "90", "91", "100", "102", "104", "105", "106", "109"}

// Face draws text in one weight of Noto Sans SC. It is safe for concurrent use.
type Face struct {
	mu     sync.Mutex // the faces below cache what they find
	weight string     // "400" or "700"
	parts  []*font.Face
	glyphs map[rune]Glyph
	tables tables // for subsets, read at the first one
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

// Used returns the points that the command uses, the one it ends at last.
func (c *Command) Used() []Point {
	switch c.Op {
	case 'M', 'L':
		return c.Points[:1]
	case 'Q':
		return c.Points[:2]
	default:
		return c.Points[:]
	}
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
	f := &Face{weight: weight, glyphs: map[rune]Glyph{}}
	for _, part := range parts {
		data, err := read(part, weight)
		if err != nil {
			return nil, err
		}
		face, err := font.ParseTTF(data)
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", part, err)
		}
		f.parts = append(f.parts, face)
	}
	return f, nil
}

// read returns the file of a part.
func read(part, weight string) (*bytes.Reader, error) {
	data, err := files.ReadFile("noto/noto-sans-sc-" + part + "-" + weight + "-normal.woff")
	return bytes.NewReader(data), err
}

// Glyphs returns the glyph of each character of text, in order. If the
// typeface lacks one it fails with a *MissingError.
func (f *Face) Glyphs(text string) ([]Glyph, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var glyphs []Glyph
	var lacks []Lack
	for _, r := range text {
		g, ok := f.glyph(r)
		if !ok {
			lacks = append(lacks, Lack{r, text})
		}
		glyphs = append(glyphs, g)
	}
	if lacks != nil {
		return nil, &MissingError{lacks}
	}
	return glyphs, nil
}

// glyph looks r up in the parts; f.mu is held.
func (f *Face) glyph(r rune) (Glyph, bool) {
	if g, ok := f.glyphs[r]; ok {
		return g, true
	}
	n, id, ok := f.find(r)
	if !ok {
		return Glyph{}, invisible(r)
	}
	part := f.parts[n]
	em := float64(part.Upem())
	data, _ := part.GlyphDataOutline(id) // none: a space
	g := Glyph{
		Advance: float64(part.HorizontalAdvance(id)) / em,
		Outline: commands(data.Segments, em),
	}
	f.glyphs[r] = g
	return g, true
}

// find returns the part that has r, and r's glyph in it.
func (f *Face) find(r rune) (part int, id font.GID, ok bool) {
	for n, face := range f.parts {
		if id, ok := face.NominalGlyph(r); ok && id != 0 {
			return n, id, true
		}
	}
	return 0, 0, false
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
