package source

import (
	"regexp"
	"strings"
)

// marker is one style of the comments that editors fold a region by. Every
// style is tried on every file: its name does not say what is in it.
type marker struct{ start, end *regexp.Regexp }

// markers are the styles: of // and of --, :: and REM; of #, with #pragma and
// Visual Basic's words; of HTML, of C, of ML; a key of JSON, which has no comments;
// and mdBook's anchors, in a comment of any kind.
var markers = []marker{
	newMarker(`(?://\s*#?|(?:--|::|@?[rR][eE][mM])\s*#)`, `region`, `endregion`, ``),
	newMarker(`#\s*(?:#\s*|pragma\s+)?`, `[rR]egion`, `[eE]nd ?[rR]egion`, ``),
	newMarker(`<!--\s*#?`, `region`, `endregion`, `-->`),
	newMarker(`/\*\s*#`, `region`, `endregion`, `\*/`),
	newMarker(`\(\*\s*#`, `region`, `endregion`, `\*\)`),
	newMarker(`"//+\s*#`, `region`, `endregion`, `":\s*"",?`),
	{regexp.MustCompile(`\bANCHOR:\s*([\w-]+)`), regexp.MustCompile(`\bANCHOR_END:\s*([\w-]+)`)},
}

// anchors is the style of mdBook's. One that is not closed goes on to the end of the
// file, and markers of others inside are no part of what is taken in.
var anchors = len(markers) - 1

// newMarker puts a style together: what begins the comment, the two words, and
// what ends it. Behind the end of some comments other text may follow.
func newMarker(open, start, end, closing string) marker {
	tail := closing
	if closing == "" || strings.HasPrefix(closing, `"`) {
		tail += `\s*$`
	}
	of := func(word string) *regexp.Regexp {
		return regexp.MustCompile(`^\s*` + open + word + `\b\s*(.*?)\s*` + tail)
	}
	return marker{of(start), of(end)}
}

// region is what lies between two markers: lines first to last, last excluded.
type region struct {
	name        string
	first, last int
	style       int // in markers
}

// mostOpenRegions bounds how deep regions may nest.
const mostOpenRegions = 100

// regionsOf returns the regions of that name in order; of those inside each
// other the outermost. An end with a name closes the innermost region of that
// name, and what is open in it; one without closes the innermost of its style.
func regionsOf(lines []string, name string) []region {
	var found, open []region
	for i, line := range lines {
		if style, opened, ok := markerIn(line, true); ok {
			if len(open) < mostOpenRegions {
				open = append(open, region{opened, i + 1, 0, style})
			}
			continue
		}
		style, closed, ok := markerIn(line, false)
		if !ok {
			continue
		}
		at := len(open) - 1
		for at >= 0 && (closed != "" && open[at].name != closed || closed == "" && open[at].style != style) {
			at--
		}
		if at < 0 {
			continue
		}
		r := open[at]
		open = open[:at]
		if r.name == name && !hasRegion(open, name) {
			r.last = i
			found = append(found, r)
		}
	}
	for _, r := range open {
		if r.name == name && r.style == anchors {
			r.last = len(lines)
			return append(found, r)
		}
	}
	return found
}

// stretches are the lines of a region that are taken in.
func (r region) stretches(lines []string) (all []span) {
	if r.style != anchors {
		return []span{{r.first, r.last}}
	}
	at := r.first
	for i := r.first; i <= r.last; i++ {
		if i < r.last && !isAnchor(lines[i]) {
			continue
		}
		if at < i {
			all = append(all, span{at, i})
		}
		at = i + 1
	}
	return all
}

func isAnchor(line string) bool {
	return markers[anchors].start.MatchString(line) || markers[anchors].end.MatchString(line)
}

func hasRegion(open []region, name string) bool {
	for _, r := range open {
		if r.name == name {
			return true
		}
	}
	return false
}

// markerIn reads a line that starts, or ends, a region.
func markerIn(line string, start bool) (style int, name string, ok bool) {
	if !strings.Contains(line, "egion") && !strings.Contains(line, "ANCHOR") {
		return 0, "", false
	}
	for i, m := range markers {
		pattern := m.end
		if start {
			pattern = m.start
		}
		if found := pattern.FindStringSubmatch(line); found != nil {
			name := found[1]
			if len(name) > 1 && name[0] == '"' && name[len(name)-1] == '"' {
				name = name[1 : len(name)-1] // Visual Basic quotes it
			}
			return i, name, true
		}
	}
	return 0, "", false
}

// withoutMarkers drops the lines that start or end regions in one of the
// styles.
func withoutMarkers(lines []string, styles map[int]bool) []string {
	var kept []string
	for _, line := range lines {
		start, _, starts := markerIn(line, true)
		end, _, ends := markerIn(line, false)
		if starts && styles[start] || ends && styles[end] {
			continue
		}
		kept = append(kept, line)
	}
	return kept
}

// dedent takes away the blanks that all lines begin with.
func dedent(lines []string) []string {
	least := -1
	for _, line := range lines {
		rest := strings.TrimLeft(line, " \t")
		if n := len(line) - len(rest); rest != "" && (least < 0 || n < least) {
			least = n
		}
	}
	if least <= 0 {
		return lines
	}
	for i, line := range lines {
		lines[i] = line[min(least, len(line)):]
	}
	return lines
}
