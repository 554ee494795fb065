package skin

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/themes"

	"github.com/google/go-cmp/cmp"
)

// swatches is the picture of all colours that the guide shows, drawn anew with
// -update.
const swatches = "../../content/zh/guide/colours.svg"

func TestGuideShowsEveryColour(t *testing.T) {
	base, err := themes.Load(diagrams.DarkRules)
	if err != nil {
		t.Fatal(err)
	}
	shown := slices.DeleteFunc(slices.Sorted(slices.Values(order)), func(name string) bool { return name == "-" })
	if diff := cmp.Diff(base.Colours().Names(), shown); diff != "" {
		t.Errorf("-theme +swatches:\n%s", diff)
	}
	golden.File(t, swatches, swatchesOf(base.Colours())) // after -update, look at it
}

// order is that of the swatches, three in a row: what is used alike stands
// together. A hyphen leaves a place free.
var order = strings.Fields(`
	paper      wash         line
	ink        soft         edge
	faint      rule         -
	host-a     host-b       bad
	good       warn         deep
	rose       steel        -
	closed     listen       established
	syn-sent   syn-received -
	fin-wait-1 fin-wait-2   closing
	time-wait  close-wait   last-ack`)

// swatchesOf draws the colours in rows of three, on light ground and below that
// on dark.
func swatchesOf(colours themes.Colours) string {
	const width, row, margin = 420, 30, 14
	height := (len(order)+2)/3*row + 2*margin
	var out strings.Builder
	fmt.Fprintf(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%[1]d\" height=\"%d\" font-family=\"DejaVu Sans Mono,Menlo,Consolas,monospace\" font-size=\"12\">\n", width, 2*height)
	panel := func(top int, of func(string) string) {
		fmt.Fprintf(&out, "<rect y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", top, width, height, of("paper"))
		for i, name := range order {
			if name == "-" {
				continue
			}
			x, y := margin+i%3*134, top+margin+i/3*row
			fmt.Fprintf(&out, "<rect x=\"%d.5\" y=\"%d.5\" width=\"21\" height=\"17\" rx=\"3\" fill=\"%s\" stroke=\"%s\"/>", x, y+5, of(name), of("edge"))
			fmt.Fprintf(&out, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>\n", x+29, y+18, of("ink"), name)
		}
	}
	panel(0, func(name string) string { return colours[name].Light })
	panel(height, func(name string) string { return colours[name].Dark })
	return out.String() + "</svg>\n"
}
