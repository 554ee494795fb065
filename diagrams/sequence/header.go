package sequence

import (
	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// hostLines are the lines of a host's name, which may reach from the border to
// the middle of the wire.
func (f *figure) hostLines(host int) []string {
	axis := f.columns.axis
	half := min(axis[0]-margin, (axis[0]+axis[1])/2-axis[0]-4)
	return font.Wrap(f.trace.Hosts[host].In(f.lang()), hostSize, 2*half/slack, true)
}

// hostLine is the height of a line of a host's name.
const hostLine = 20.0

// headerHeight is the height down to where the ribbons may begin.
func (f *figure) headerHeight() float64 {
	height := f.namesHeight() + 22 + f.strip.legend()
	if f.profile() != "" {
		height += lineHeight
	}
	if f.items[0].kind == section { // it brings air of its own
		height -= headingRise
	}
	return height
}

// namesHeight is the height of the rules under the hosts' names.
func (f *figure) namesHeight() float64 {
	lines := 0
	for i := range f.trace.Hosts {
		lines = max(lines, len(f.hostLines(i)))
	}
	return 10 + hostLine*float64(lines)
}

// header returns the names of the hosts with their rules, and the profile.
func (f *figure) header() []scene.Item {
	var shapes []scene.Item
	rule := f.namesHeight()
	if text := f.profile(); text != "" {
		shapes = append(shapes, scene.Text{
			Role: scene.TimeText, At: scene.Point{X: f.columns.middle(), Y: rule + lineHeight + baseline},
			Anchor: scene.Middle, Size: textSize, Text: text,
		})
	}
	for host, axis := range f.columns.axis {
		lines := f.hostLines(host)
		width := 44.0
		for i, line := range lines {
			y := rule - 10 - hostLine*float64(len(lines)-1-i)
			width = max(width, min(textWidth(line, hostSize, true)+8, 2*f.columns.axis[0]))
			shapes = append(shapes, scene.Text{
				Role: scene.HostName.Of(letter(host)), At: scene.Point{X: axis, Y: y},
				Anchor: scene.Middle, Size: hostSize, Bold: true, Text: line,
			})
		}
		shapes = append(shapes, scene.Line{
			Role: scene.HostRule.Of(letter(host)),
			From: scene.Point{X: axis - width/2, Y: rule}, To: scene.Point{X: axis + width/2, Y: rule},
		})
	}
	return shapes
}
