package sequence

import (
	"slices"
	"strings"
	"unicode"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// hostLines are the lines of a host's name, which may reach from the border to
// the middle of the wire.
func (f *figure) hostLines(host int) []string {
	return evened(font.Wrap(f.trace.Hosts[host].In(f.lang()), hostSize, 2*f.nameHalf(host)/slack, true))
}

// evened are lines of Han alone with as many characters in each, and those that
// are over in the last, where a name says what its bearer is: 授权/服务器.
func evened(lines []string) []string {
	all := []rune(strings.Join(lines, ""))
	if slices.ContainsFunc(all, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
		return lines
	}
	even := make([]string, len(lines))
	for i := range even {
		even[i] = string(all[i*len(all)/len(lines) : (i+1)*len(all)/len(lines)])
	}
	return even
}

// nameHalf is how far a host's name may reach from its axis.
func (f *figure) nameHalf(host int) float64 {
	axis := f.columns.axis
	if len(axis) == 2 {
		return min(axis[0]-margin, (axis[0]+axis[1])/2-axis[0]-4)
	}
	half := axis[0] - margin
	if host > 0 {
		half = (axis[host]-axis[host-1])/2 - 4
	}
	if host == len(axis)-1 {
		half = min(half, f.opt.Width-margin-axis[host])
	} else {
		half = min(half, (axis[host+1]-axis[host])/2-4)
	}
	// The gaps leave room for the longest word of each.
	return max(half, longestWord(f.trace.Hosts[host].In(f.lang()), hostSize, true)/2+1)
}

// longestWord is the room of the longest word of a text; what has no blanks may be
// broken after some Han.
func longestWord(text string, size float64, bold bool) (room float64) {
	for word := range strings.FieldsSeq(text) {
		width := textWidth(word, size, bold)
		if !scene.Slants(word) {
			width = min(width, 4.5*size)
		}
		room = max(room, width)
	}
	return room
}

// ruleHalf is how far the rule under a host's name may reach from its axis.
func (f *figure) ruleHalf(host int) float64 {
	if len(f.columns.axis) == 2 {
		return f.columns.axis[0]
	}
	return f.nameHalf(host) + 2
}

// Of the names above the lifelines, in points.
const (
	hostLine  = 20.0
	leastRule = 44.0 // the width of the rule under a name at least
)

// headerHeight is the height down to where the ribbons may begin.
func (f *figure) headerHeight() float64 {
	height := f.namesHeight() + 22 + f.strip.legend() + f.tapsHeight()
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
	shapes := f.taps()
	rule := f.namesHeight()
	if text := f.profile(); text != "" {
		shapes = append(shapes, scene.Text{
			Role: scene.TimeText, At: scene.Point{X: f.columns.middle(), Y: rule + lineHeight + baseline},
			Anchor: scene.Middle, Size: textSize, Text: text,
		})
	}
	for host, axis := range f.columns.axis {
		lines := f.hostLines(host)
		width := leastRule
		for i, line := range lines {
			y := rule - 10 - hostLine*float64(len(lines)-1-i)
			width = max(width, min(textWidth(line, hostSize, true)+8, 2*f.ruleHalf(host)))
			shapes = append(shapes, scene.Text{
				Role: scene.HostName.Of(f.accent(host)), At: scene.Point{X: axis, Y: y},
				Anchor: scene.Middle, Size: hostSize, Bold: true, Text: line,
			})
		}
		shapes = append(shapes, scene.Line{
			Role: scene.HostRule.Of(f.accent(host)),
			From: scene.Point{X: axis - width/2, Y: rule}, To: scene.Point{X: axis + width/2, Y: rule},
		})
	}
	return shapes
}
