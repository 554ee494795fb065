package themes

import (
	"fmt"
	"math"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/tcp"
	"woshou/themes/srgb"
)

// eyes are ways to see the linear red, green and blue of a colour. The first
// prints in grey; the others are the full colour deficiencies of Machado,
// Oliveira and Fernandes (2009).
var eyes = map[string][9]float64{
	"grey":         {0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722},
	"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// seen is a colour in CIE L*a*b* as an eye sees it: equal distances look equal.
func seen(colour string, eye [9]float64) (l, a, b float64) {
	c := srgb.Linear(colour)
	var rgb [3]float64
	for i := range rgb {
		sum := eye[3*i]*c[0] + eye[3*i+1]*c[1] + eye[3*i+2]*c[2]
		rgb[i] = min(max(sum, 0), 1)
	}
	root := func(v float64) float64 {
		if v > 0.008856 {
			return math.Cbrt(v)
		}
		return 7.787*v + 16.0/116
	}
	x := root((0.4124*rgb[0] + 0.3576*rgb[1] + 0.1805*rgb[2]) / 0.9505)
	y := root(0.2126*rgb[0] + 0.7152*rgb[1] + 0.0722*rgb[2])
	z := root((0.0193*rgb[0] + 0.1192*rgb[1] + 0.9505*rgb[2]) / 1.089)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}

// TestStatesInTurnDiffer: where one state follows another on a lifeline, its
// band is seen to change, in grey print and by every kind of eye. TIME-WAIT is
// told by its hatch.
func TestStatesInTurnDiffer(t *testing.T) {
	for ground, paints := range palettes() {
		for _, row := range tcp.Table {
			from, to := row.From.String(), row.To.String()
			if from == to || from == "TIME-WAIT" || to == "TIME-WAIT" {
				continue
			}
			for name, eye := range eyes {
				l, a, b := seen(scene.Of(paints, scene.Band.Of(from)).Fill, eye)
				L, A, B := seen(scene.Of(paints, scene.Band.Of(to)).Fill, eye)
				if d := math.Hypot(math.Hypot(l-L, a-A), b-B); d < 6 {
					t.Errorf("%s, %s: %s and %s are %.1f apart", ground, name, from, to, d)
				}
			}
		}
	}
}

// TestSegmentsDifferWithoutColour: what became of a segment, and whether it is
// a repeat, a copy or a forgery, is told by a dash, an arrow that breaks off, a
// cross or a word in every figure that we ship, so that no two kinds look alike
// without their colours.
func TestSegmentsDifferWithoutColour(t *testing.T) {
	signs := map[string]scene.Role{} // what is seen of a kind, and the kind
	kinds := map[scene.Role]bool{}
	for _, s := range shipped(t) {
		for _, item := range s.Items {
			g, ok := item.(scene.Group)
			if !ok || g.Segment == 0 {
				continue
			}
			kinds[g.Role] = true
			sign := signOf(g)
			if other, known := signs[sign]; known && other != g.Role {
				t.Errorf("%s: %q and %q look alike: %s", s.Title, g.Role, other, sign)
			}
			signs[sign] = g.Role
		}
	}
	if len(kinds) != 5 {
		t.Errorf("kinds %v: every one must be in some figure", kinds)
	}
}

// signOf is what is seen of a segment without colour.
func signOf(g scene.Group) string {
	p := scene.Of(Default().Light, g.Role)
	sign := fmt.Sprintf("width %v, dash %v", p.Width, p.Dash)
	for _, item := range g.Items {
		switch x := item.(type) {
		case scene.Line:
			if x.Arrow {
				sign += ", arrow"
			}
		case scene.Path:
			sign += ", " + string(x.Role)
		case scene.Text:
			if x.Role == scene.Remark {
				sign += ", " + x.Text
			}
		}
	}
	return sign
}

// shipped draws the scenarios of the project's site.
func shipped(t *testing.T) (scenes []*scene.Scene) {
	t.Helper()
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		run, errs := diagrams.Run(c.Name, c.Text)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		scenes = append(scenes, sequence.Layout(run, sequence.Options{}))
	}
	return scenes
}
