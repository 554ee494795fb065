package diagrams

import (
	"errors"
	"math"
	"strings"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
)

// Drawing is a figure laid out, without colours yet.
type Drawing struct {
	Scene   *scene.Scene
	run     *trace.Trace // nil for a state diagram
	machine Machine      // of a state diagram, with the ways through it
	ways    []Way
	look    Look
}

// Draw lays a run out as a sequence diagram, as wide as a page has it.
func Draw(t *trace.Trace, look Look) Drawing {
	t = shown(t).Numbered(look.Numbers)
	return Drawing{Scene: sequence.Layout(t, look.layout(t)), run: t, look: look}
}

// layout is what the look asks of the layout of a run.
func (l Look) layout(t *trace.Trace) sequence.Options {
	voice := l.Voice()
	return sequence.Options{
		Words: l.Words, Tag: l.Tag, Underscore: l.Underscore,
		Desc: strings.Join(voice.Run(t), "\n"), Steps: voice.Steps(t),
	}
}

// widths are those that a figure is tried at for a slide, in points: from a
// page's on.
var widths = []float64{420, 500, 580, 660, 740}

// DrawSlide lays a run out at the width at which it reads best on a slide. What
// has long labels, or many of them, is shorter when it is wider.
func DrawSlide(t *trace.Trace, look Look) (best Drawing) {
	best = Drawing{run: shown(t).Numbered(look.Numbers), look: look}
	opt := look.layout(best.run)
	for _, opt.Width = range widths {
		s := sequence.Layout(best.run, opt)
		if best.Scene == nil || legibility(s) > legibility(best.Scene) {
			best.Scene = s
		}
	}
	return best
}

// legibility is how large the words of a scene can be shown on a slide of 16
// to 9, which is 960 points wide, less what is lost where they, or the arrows
// that they belong to, climb steeply.
func legibility(s *scene.Scene) float64 {
	return min(960/s.Width, 540/s.Height) * math.Cos(max(0, steepest(s.Items)-gentle)*math.Pi/180)
}

// gentle is the slope up to which a line reads as if it were level, in degrees.
const gentle = 15.0

// steepest is the slope of the steepest stroke or text of a segment, in
// degrees.
func steepest(items []scene.Item) (slope float64) {
	for _, it := range items {
		group, _ := it.(scene.Group)
		for _, part := range group.Items {
			switch part := part.(type) {
			case scene.Line:
				rise, run := math.Abs(part.To.Y-part.From.Y), math.Abs(part.To.X-part.From.X)
				slope = max(slope, math.Atan2(rise, run)*180/math.Pi)
			case scene.Text:
				slope = max(slope, math.Abs(part.Angle))
			}
		}
	}
	return slope
}

// Steps are the drawing as it grows, segment by segment, the whole last; none
// if the look does not ask for them, nor for a state diagram.
func (d Drawing) Steps() (steps []Drawing) {
	for _, s := range d.stages() {
		steps = append(steps, Drawing{Scene: s, run: d.run, look: d.look})
	}
	return steps
}

func (d Drawing) stages() []*scene.Scene {
	if !d.look.Steps || d.run == nil {
		return nil
	}
	return scene.Steps(d.Scene)
}

// Missing are the characters that cannot be painted, nil if there are none.
func (d Drawing) Missing() (*font.MissingError, error) {
	var missing *font.MissingError
	if err := font.Check(d.Scene.Words()); err != nil && !errors.As(err, &missing) {
		return nil, err
	}
	return missing, nil
}
