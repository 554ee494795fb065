package lecture

import (
	"strings"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// seen is the figure as it stands on the slide of a step, cut to the step's
// sheet; with step 0 all of it in one weight, on a sheet of that index.
func (c composer) seen(step, sheet int) []scene.Item {
	whole := *c.figure
	if step > 0 {
		whole.Items = c.weighed(step)
	}
	part := c.sheets.Of(&whole, sheet)
	by := scene.Point{X: c.picture.left, Y: c.picture.top}
	items := scene.Placed(part.Items, c.scale, by)
	return append(c.edges(sheet, by.Y+part.Height*c.scale), items...)
}

// edges are the dotted lines at which a figure goes on, with what they mean.
func (c composer) edges(sheet int, bottom float64) (items []scene.Item) {
	if sheet > 0 {
		items = append(items, c.edge(c.picture.top+(c.sheets.Head()-5)*c.scale, c.says.Continued, -6)...)
	}
	if sheet < c.sheets.Len()-1 {
		items = append(items, c.edge(min(bottom, c.picture.bottom), c.says.Continues, 19)...)
	}
	return items
}

func (c composer) edge(y float64, says string, rise float64) []scene.Item {
	return []scene.Item{
		scene.Line{Role: scene.SlideEdge, From: scene.Point{X: c.picture.left, Y: y}, To: scene.Point{X: c.picture.right, Y: y}},
		c.edgeText(y+rise, says),
	}
}

// edgeText stands at the left, or at the right where the left has the diagram of
// congestion control.
func (c composer) edgeText(y float64, says string) scene.Text {
	for _, item := range c.figure.Items {
		if t, ok := item.(scene.Text); ok && t.Role == scene.StripText && t.At.X < c.figure.Width/4 {
			return scene.Text{Role: scene.TimeText, At: scene.Point{X: c.picture.right, Y: y}, Anchor: scene.End, Size: Least, Text: says}
		}
	}
	return scene.Text{Role: scene.TimeText, At: scene.Point{X: c.picture.left, Y: y}, Size: Least, Text: says}
}

// weighed is the figure with each thing in the weight that it has at a step; the
// step's own message comes last, above all others.
func (c composer) weighed(step int) (items []scene.Item) {
	stretches := map[string]int{} // of states, by host
	entered := c.entered()
	var now []scene.Item
	for i, item := range c.figure.Items {
		stage := c.figure.Growth.Steps[i]
		g, group := item.(scene.Group)
		switch {
		case group && g.State != "":
			n := stretches[g.Host]
			stretches[g.Host]++
			if told, known := entered[change{c.Run.Host(g.Host), n}]; known {
				stage = told
			}
			items = append(items, stretch(g, n, stage, step))
		case group && g.Segment == step:
			now = heavier(scene.Weighed([]scene.Item{item}, scene.Now))
		case group && stage < step:
			items = append(items, scene.Weighed([]scene.Item{item}, scene.Past)...)
		case stage > step:
			items = append(items, scene.Weighed([]scene.Item{item}, scene.Later)...)
		default:
			items = append(items, item)
		}
	}
	return append(items, now...)
}

// stretch is a stretch of a state, the n-th of its host, which comes with a
// stage.
func stretch(g scene.Group, n, stage, step int) scene.Item {
	if n > 0 && stage > step {
		return scene.Weighed([]scene.Item{g}, scene.Later)[0]
	}
	if n == 0 || stage < step {
		return g
	}
	items := g.Items
	g.Items = nil
	for _, item := range items {
		switch x := item.(type) {
		case scene.Rect:
			x.Role = x.Role.Weighed(scene.Now)
			g.Items = append(g.Items, x)
		case scene.Text:
			g.Items = append(g.Items, x, underline(x))
		default:
			g.Items = append(g.Items, x)
		}
	}
	return g
}

// underline is a rule under a text.
func underline(t scene.Text) scene.Line {
	width := font.Width(t.Text, t.Size, t.Bold)
	left := t.At.X - width*t.Anchor.Before()
	y := t.At.Y + t.Size*0.2
	return scene.Line{Role: t.Role.Weighed(scene.Rule), From: scene.Point{X: left, Y: y}, To: scene.Point{X: left + width, Y: y}}
}

// heavier gives the arrows in groups heads that suit a thick stroke.
func heavier(items []scene.Item) []scene.Item {
	for _, item := range items {
		g, _ := item.(scene.Group)
		for i, part := range g.Items {
			if l, ok := part.(scene.Line); ok && l.Arrow {
				l.Larger = 2
				g.Items[i] = l
			}
		}
	}
	return items
}

// accent is the letter of a host's colour, as the figure has it.
func (c composer) accent(host int) string {
	for _, item := range c.figure.Items {
		t, ok := item.(scene.Text)
		if letter, names := strings.CutPrefix(string(t.Role), string(scene.HostName)+" "); ok && names && strings.HasPrefix(c.host(host), t.Text) {
			return letter
		}
	}
	return "c"
}

// state is the role of a state's name, as the figure has it.
func (c composer) state(host int, state string) scene.Role {
	for _, item := range c.figure.Items {
		g, ok := item.(scene.Group)
		if !ok || g.State != state || g.Host != c.Run.Hosts[host].Name {
			continue
		}
		for _, part := range g.Items {
			if t, ok := part.(scene.Text); ok {
				return t.Role
			}
		}
	}
	return scene.StateName.Of(state)
}

// change is a change of a host's state: which of its changes, from 1.
type change struct{ host, n int }

// entered says with which step each change of a state is told: that of the
// message whose arrival brings it, or else of the one that leaves for the same
// reason. What follows from neither is told by no step.
func (c composer) entered() map[change]int {
	sent := map[int]int{} // by cause: the step of the first message that left upon it
	for _, m := range c.Run.Messages {
		if cause := c.Run.CauseOf(m.ID); sent[cause.N] == 0 {
			sent[cause.N] = c.numbers[m.ID-1]
		}
	}
	told, n := map[change]int{}, make([]int, len(c.Run.Hosts))
	for _, e := range c.Run.Events {
		if !e.ChangesState() {
			continue
		}
		n[e.Host]++
		if e.Cause == 0 {
			continue
		}
		if cause := c.Run.Events[e.Cause-1]; cause.Kind == trace.Receive {
			told[change{e.Host, n[e.Host]}] = c.numbers[cause.Message-1]
		} else if id := sent[e.Cause]; id > 0 {
			told[change{e.Host, n[e.Host]}] = id
		}
	}
	return told
}
