package pptx

import (
	"encoding/xml"
	"fmt"
	"math"
	"strings"
	"testing"

	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/scene"
)

// TestColoursFollowFromTheTheme works the changes out as readers do and
// compares the outcome with the palette's colour.
func TestColoursFollowFromTheTheme(t *testing.T) {
	palette := example.Palette()
	odd := []string{"#1d2530", "#e6eaf0", "#ff0000", "#00ff00", "#0000ff", "#ffffff", "#000000", "#808080", "#d3d8df", "#3a424d", "#e3a018", "#fbdc8c", "#453975", "#f2a7ba"}
	for name, paints := range map[string]map[scene.Role]scene.Paint{"light": palette.Light, "dark": palette.Dark, "none": nil} {
		s := newScheme(paints)
		colours := odd
		for _, p := range paints {
			colours = append(colours, p.Fill, p.Stroke)
		}
		for _, want := range colours {
			if want == "" {
				continue
			}
			if got := s.read(t, s.colour(want)); far(got, want) {
				t.Errorf("%s: %s is written as %s, which reads %s", name, want, s.colour(want), got)
			}
		}
	}
}

// read applies the changes of an element to the colour of the theme it names.
func (s scheme) read(t *testing.T, element string) string {
	t.Helper()
	var from struct {
		Val     string `xml:"val,attr"`
		Changes []struct {
			XMLName xml.Name
			Val     float64 `xml:"val,attr"`
		} `xml:",any"`
	}
	if err := xml.Unmarshal([]byte(element), &from); err != nil {
		t.Fatal(err)
	}
	c := hslOf(s.rgb(from.Val))
	for _, change := range from.Changes {
		switch change.XMLName.Local {
		case "hueOff":
			c.h += change.Val / 60000
		case "satMod":
			c.s = min(1, c.s*change.Val/100000)
		case "lumMod":
			c.l *= change.Val / 100000
		case "lumOff":
			c.l += change.Val / 100000
		}
	}
	return c.rgb()
}

// rgb is the colour as "#rrggbb".
func (c hsl) rgb() string {
	channel := func(n float64) int {
		k := math.Mod(n+c.h/30+12, 12)
		return int(math.Round(255 * (c.l - c.s*min(c.l, 1-c.l)*max(-1, min(k-3, 9-k, 1)))))
	}
	return fmt.Sprintf("#%02x%02x%02x", channel(0), channel(8), channel(4))
}

// far reports whether two colours differ by more than can be seen: by more
// than three steps of 255.
func far(a, b string) bool {
	var x, y [3]int
	fmt.Sscanf(strings.TrimPrefix(a, "#"), "%02x%02x%02x", &x[0], &x[1], &x[2])
	fmt.Sscanf(strings.TrimPrefix(b, "#"), "%02x%02x%02x", &y[0], &y[1], &y[2])
	for i := range x {
		if d := x[i] - y[i]; d > 2 || d < -2 {
			return true
		}
	}
	return false
}
