package themes

import "woshou/diagrams/scene"

// inks are the colours of one ground. Inks that print text keep a contrast of
// 4.5 to paper, strokes that say something 3; hairlines and ghosts stay faint
// because something else says the same.
type inks struct {
	paper, ink, soft, faint string
	bad                     string // loss, timers, errors
	client, server          string
	bands                   map[string]band
}

// band is how a state looks. Related states share a hue and differ in
// lightness, so that they stay apart without colour; the edge sets even the
// lightest off from paper.
// Label is the colour of its name on the fill.
type band struct{ fill, edge, name, label string }

var lightInks = inks{
	paper: "#ffffff", ink: "#1d2530", soft: "#5d6876", faint: "#c7cdd6",
	bad: "#c2331f", client: "#1f5fa8", server: "#a3530b",
	bands: map[string]band{
		"closed":       {"#e8ebef", "#848e9b", "#5d6673", "#1d2530"},
		"listen":       {"#a9c3e0", "#5b80aa", "#3f6288", "#1d2530"},
		"syn-sent":     {"#f8d67c", "#b17f0c", "#8a5f00", "#1d2530"},
		"syn-received": {"#e3a018", "#9a6a00", "#8a5f00", "#1d2530"},
		"established":  {"#3fa772", "#257a4f", "#1d7a4b", "#1d2530"},
		"fin-wait-1":   {"#7a63c4", "#5f48a8", "#5f48a8", "#ffffff"},
		"fin-wait-2":   {"#b3a3e3", "#6f59b8", "#5f48a8", "#1d2530"},
		"closing":      {"#dcd3f5", "#6f59b8", "#5f48a8", "#1d2530"},
		"time-wait":    {"#c9bdec", "#6f59b8", "#5f48a8", "#1d2530"},
		"close-wait":   {"#f0a9b9", "#b8526d", "#a3324f", "#1d2530"},
		"last-ack":     {"#bd4a69", "#93304d", "#a3324f", "#ffffff"},
	},
}

var darkInks = inks{
	paper: "#12161c", ink: "#e6eaf0", soft: "#9aa5b4", faint: "#3a4350",
	bad: "#ff7a66", client: "#7fb2f0", server: "#f0a860",
	bands: map[string]band{
		"closed":       {"#1f252d", "#77818e", "#a9b2bf", "#e6eaf0"},
		"listen":       {"#41617f", "#7095bb", "#9dbcdd", "#e6eaf0"},
		"syn-sent":     {"#e5b64a", "#f2c65c", "#f2c65c", "#12161c"},
		"syn-received": {"#94690f", "#c9992f", "#f2c65c", "#ffffff"},
		"established":  {"#3a9a69", "#5fc08f", "#6fd3a0", "#12161c"},
		"fin-wait-1":   {"#ac99e8", "#c9bbf5", "#bcaaf0", "#12161c"},
		"fin-wait-2":   {"#6a55ab", "#9583cf", "#bcaaf0", "#e6eaf0"},
		"closing":      {"#3a2f63", "#9583cf", "#bcaaf0", "#e6eaf0"},
		"time-wait":    {"#453975", "#9583cf", "#bcaaf0", "#e6eaf0"},
		"close-wait":   {"#8f4459", "#c9768d", "#f2a7ba", "#e6eaf0"},
		"last-ack":     {"#dc7f99", "#f2a7ba", "#f2a7ba", "#12161c"},
	},
}

// Default is the palette of the default theme.
func Default() scene.Palette {
	return scene.Palette{Light: lightInks.paints(), Dark: darkInks.paints()}
}

func (c inks) paints() map[scene.Role]scene.Paint {
	paints := map[scene.Role]scene.Paint{
		scene.Paper:      {Fill: c.paper},
		scene.FoldGround: {Fill: c.paper},
		scene.StepDisc:   {Fill: c.paper, Stroke: c.ink, Width: 1.2},
		scene.StepNumber: {Fill: c.ink},

		scene.HostName.Of("a"): {Fill: c.client},
		scene.HostName.Of("b"): {Fill: c.server},
		scene.HostRule.Of("a"): {Stroke: c.client, Width: 3},
		scene.HostRule.Of("b"): {Stroke: c.server, Width: 3},

		scene.Message:       {Stroke: c.ink, Width: 1.6},
		scene.MessageForged: {Stroke: c.bad, Width: 1.6, Dash: []float64{6, 4}},
		scene.MessageCopy:   {Stroke: c.ink, Width: 1.6, Dash: []float64{1, 4}},
		scene.Ghost:         {Stroke: c.faint, Width: 1.5, Dash: []float64{2, 5}},
		scene.Cross:         {Stroke: c.bad, Width: 2.6},
		scene.Arrival:       {Fill: c.ink},
		scene.Flags:         {Fill: c.ink},
		scene.NumbersText:   {Fill: c.soft},
		scene.Remark:        {Fill: c.bad},

		scene.CallText:     {Fill: c.soft, Italic: true},
		scene.CallMark:     {Fill: c.soft},
		scene.Tick:         {Stroke: c.faint, Width: 1},
		scene.TimerBracket: {Stroke: c.bad, Width: 1.3},
		scene.TimerText:    {Fill: c.bad},
		scene.ErrorText:    {Fill: c.bad},
		scene.Fold:         {Stroke: c.soft, Width: 1.4},
		scene.FoldText:     {Fill: c.soft},
		scene.SectionRule:  {Stroke: c.faint, Width: 1},
		scene.SectionText:  {Fill: c.soft},
		scene.NoteText:     {Fill: c.ink},
		scene.NoteRule:     {Stroke: c.faint, Width: 2},
		scene.TimeText:     {Fill: c.soft},

		scene.Edge:             {Stroke: c.ink, Width: 1.3},
		scene.EdgePath.Of("a"): {Stroke: c.client, Width: 3.4},
		scene.EdgePath.Of("b"): {Stroke: c.server, Width: 3.4},
		scene.EdgeOver.Of("a"): {Stroke: c.client, Width: 3.4, Dash: []float64{7, 7}, Butt: true},
		scene.EdgeOver.Of("b"): {Stroke: c.server, Width: 3.4, Dash: []float64{7, 7}, Butt: true},
		scene.EdgeText:         {Fill: c.ink},
		scene.EdgeSends:        {Fill: c.soft},
		scene.Order.Of("a"):    {Fill: c.paper, Stroke: c.client, Width: 1.6},
		scene.Order.Of("b"):    {Fill: c.paper, Stroke: c.server, Width: 1.6},
		scene.Frame:            {Stroke: c.soft, Width: 1, Dash: []float64{4, 4}},
		scene.FrameText:        {Fill: c.soft},
		scene.Exit:             {Fill: c.paper, Stroke: c.ink, Width: 1.3},
		scene.ExitSends:        {Fill: c.ink, Stroke: c.ink, Width: 1.3},
		scene.ExitRule:         {Stroke: c.faint, Width: 1},
	}
	for state, b := range c.bands {
		paints[scene.Band.Of(state)] = scene.Paint{Fill: b.fill, Stroke: b.edge, Width: 1}
		paints[scene.StateName.Of(state)] = scene.Paint{Fill: b.name}
		paints[scene.Node.Of(state)] = scene.Paint{Fill: b.fill, Stroke: b.edge, Width: 1.2}
		paints[scene.NodeIdle.Of(state)] = scene.Paint{Fill: c.paper, Stroke: b.edge, Width: 1.2}
		paints[scene.NodeName.Of(state)] = scene.Paint{Fill: b.label}
		paints[scene.Hatch.Of(state)] = scene.Paint{Stroke: b.edge, Width: 1.7, Butt: true}
	}
	return paints
}
