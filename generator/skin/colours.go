package skin

import (
	"strconv"

	"woshou/generator/diagnostic"
	"woshou/themes"
	"woshou/themes/srgb"
)

// Colour is a colour of the site's own: its name, and what it is on light and
// on dark ground, as written. Text is "" for a ground that it says nothing of.
type Colour struct{ Name, Light, Dark Spot }

// Spot is a text with where it stands.
type Spot struct {
	Text string
	diagnostic.Place
}

// colours are the site's own colours. A name that the theme does not have,
// and a value that is no colour, is an error, and left out.
func (o Own) colours(base *themes.Theme) (themes.Colours, []diagnostic.Problem) {
	own, known := themes.Colours{}, base.Colours()
	var problems []diagnostic.Problem
	for _, c := range o.Colours {
		if _, ok := known[c.Name.Text]; !ok {
			hint := diagnostic.DidYouMean(c.Name.Text, known.Names())
			problems = append(problems, at(c.Name, diagnostic.Error, diagnostic.Say("there is no colour `%s`", c.Name.Text), hint))
			continue
		}
		var colour themes.Colour
		for _, ground := range []struct {
			spot Spot
			to   *string
		}{{c.Light, &colour.Light}, {c.Dark, &colour.Dark}} {
			if ground.spot == (Spot{}) { // not said, or wrong already
				continue
			}
			value, ok := srgb.Parse(ground.spot.Text)
			if !ok {
				problems = append(problems, at(ground.spot, diagnostic.Error, diagnostic.Say("`%s` is no colour", ground.spot.Text), `a colour is written "#1f5fa8" or "#15a"`))
			}
			*ground.to = value
		}
		own[c.Name.Text] = colour
	}
	return own, problems
}

// at is a problem at a place of the site's colours.
func at(spot Spot, severity diagnostic.Severity, message, hint diagnostic.Message) diagnostic.Problem {
	where := spot.Place
	where.Width = max(1, where.Width)
	return diagnostic.Problem{Place: where, Severity: severity, Code: code, Message: message, Hint: hint}
}

// lowContrast warns of colours that are hard to see, where one of the two is
// the site's own: at the ink if that is, as it is the likelier one to be changed
// again, else at the ground.
func (o Own) lowContrast(theme *themes.Theme) (problems []diagnostic.Problem) {
	for _, pair := range theme.Colours().LowContrast() {
		spot, found := o.replaced(pair.Ink, pair.Dark)
		if !found {
			spot, found = o.replaced(pair.Ground, pair.Dark)
		}
		if !found {
			continue
		}
		ratio := strconv.FormatFloat(pair.Ratio, 'f', 2, 64)
		message := diagnostic.Say("in light, `%s` on `%s` has a contrast of %s to 1", pair.Ink, pair.Ground, ratio)
		if pair.Dark {
			message = diagnostic.Say("in dark, `%s` on `%s` has a contrast of %s to 1", pair.Ink, pair.Ground, ratio)
		}
		hint := diagnostic.Message("text that all can read needs 4.5 to 1")
		if !pair.Text {
			hint = "lines that all can see need 3 to 1"
		}
		problems = append(problems, at(spot, diagnostic.Warning, message, hint))
	}
	return problems
}

// replaced is where the site says what a colour is on a ground.
func (o Own) replaced(name string, dark bool) (Spot, bool) {
	for _, c := range o.Colours {
		spot := c.Light
		if dark {
			spot = c.Dark
		}
		if c.Name.Text == name && spot.Text != "" {
			return spot, true
		}
	}
	return Spot{}, false
}
