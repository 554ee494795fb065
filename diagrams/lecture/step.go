package lecture

import (
	"fmt"
	"strconv"
	"strings"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// step is the slide of a step.
func (c composer) step(n int) Slide {
	items := append(c.heading(c.figure.Title, dotsLeft), c.progress(n)...)
	items = append(items, c.seen(n, c.of[n-1])...)
	items = append(items, c.account(n)...)
	said := c.Voice.Steps(c.Run)[n-1]
	notes := append(c.Voice.Told(c.Run, c.steps[n-1]), said)
	if rule := c.rule(n); rule != "" {
		notes = append(notes, rule)
	}
	return Slide{c.slide(items, said), strings.Join(notes, "\n")}
}

// rule is the clause of a step, "" if it has none.
func (c composer) rule(step int) string { return c.Run.RuleOf(c.steps[step-1][0]) }

// whole is a slide of a sheet of the figure alone, in the middle.
func (c composer) whole(sheet int) Slide {
	items := append(c.heading(c.figure.Title, Width-margin), c.seen(0, sheet)...)
	return Slide{c.slide(items, c.figure.Desc), c.figure.Desc}
}

// Of the title of a slide, in points.
const (
	titleSize = 24.0
	titleBase = 48.0
	ruleAt    = 64.0
	dotsLeft  = 620.0 // where the progress of a run may begin
)

// heading is the title, up to a place, with the rule under it.
func (c composer) heading(title string, right float64) []scene.Item {
	size := titleSize
	for size > Least && font.Width(title, size, true)*slack > right-margin {
		size--
	}
	lines := font.Wrap(title, size, (right-margin)/slack, true)
	items := []scene.Item{scene.Line{Role: scene.SectionRule, From: scene.Point{X: margin, Y: ruleAt}, To: scene.Point{X: Width - margin, Y: ruleAt}}}
	for i, line := range lines {
		y := titleBase - float64(len(lines)-1-i)*size*1.15
		items = append(items, scene.Text{Role: scene.SlideTitle, At: scene.Point{X: margin, Y: y}, Size: size, Bold: true, Text: line})
	}
	return items
}

// mostDots is the number of steps up to which each has a circle at the top.
const mostDots = 8

// progress says which step of how many a slide is about.
func (c composer) progress(id int) (items []scene.Item) {
	if n := len(c.steps); n <= mostDots {
		const pitch, radius = 34.0, 14.0
		for i := range n {
			at := scene.Point{X: Width - margin - radius - pitch*float64(n-1-i), Y: titleBase - 9}
			weight := scene.Later
			if i+1 < id {
				weight = scene.Past
			} else if i+1 == id {
				weight = scene.Now
			}
			items = append(items, disc(i+1, at, radius, Least, weight)...)
		}
		return items
	}
	return []scene.Item{scene.Text{
		Role: scene.TimeText, At: scene.Point{X: Width - margin, Y: titleBase}, Anchor: scene.End, Size: Least,
		Text: fmt.Sprintf(c.says.Progress, id, len(c.steps)),
	}}
}

// disc is a circle with the number of a step.
func disc(id int, at scene.Point, radius, size float64, weight scene.Weight) []scene.Item {
	return []scene.Item{
		scene.Circle{Role: scene.StepDisc.Weighed(weight), Center: at, Radius: radius},
		scene.Text{
			Role: scene.StepNumber.Weighed(weight), At: scene.Point{X: at.X, Y: baseline(at.Y, size)}, Anchor: scene.Middle,
			Size: size, Bold: true, Text: strconv.Itoa(id),
		},
	}
}
