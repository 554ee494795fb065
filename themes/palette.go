package themes

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
	"woshou/themes/srgb"
)

// state is how a state looks: it fills its ribbon with the colour of its name,
// and its name is written in a hue. Related states share the hue.
type state struct{ name, hue string }

var states = []state{
	{"closed", "soft"}, {"listen", "steel"}, {"syn-sent", "warn"}, {"syn-received", "warn"}, {"established", "good"},
	{"fin-wait-1", "deep"}, {"fin-wait-2", "deep"}, {"closing", "deep"}, {"time-wait", "deep"},
	{"close-wait", "rose"}, {"last-ack", "rose"},
}

// stages are how the states of other protocols look, by how far a host has come
// that is in one: like the states of TCP that mean the same.
var stages = []struct {
	stage trace.Stage
	like  state
}{
	{trace.Idle, state{"closed", "soft"}}, {trace.UnderWay, state{"syn-sent", "warn"}}, {trace.Agreed, state{"established", "good"}},
	{trace.Bound, state{"fin-wait-2", "deep"}}, {trace.GivenUp, state{"last-ack", "rose"}},
}

// edgeOf sets even the lightest ribbon off from paper.
func (c inks) edgeOf(s state) string { return srgb.Mix(c[s.name], c[s.hue], .3) }

// Default is the palette of the default theme.
func Default() scene.Palette { return defaults().Palette() }

// Palette gives the roles of figures these colours.
func (c Colours) Palette() scene.Palette {
	return scene.Palette{Light: c.light().paints(), Dark: c.dark().paints()}
}

// paints are how roles look, but for states; Fill and Stroke name colours.
var paints = map[scene.Role]scene.Paint{
	scene.Paper:      {Fill: "paper"},
	scene.FoldGround: {Fill: "paper"},
	scene.StepDisc:   {Fill: "paper", Stroke: "ink", Width: 1.2},
	scene.StepNumber: {Fill: "ink"},

	scene.HostName.Of("a"): {Fill: "host-a"},
	scene.HostName.Of("b"): {Fill: "host-b"},
	scene.HostName.Of("c"): {Fill: "steel"},
	scene.HostRule.Of("a"): {Stroke: "host-a", Width: 3},
	scene.HostRule.Of("b"): {Stroke: "host-b", Width: 3},
	scene.HostRule.Of("c"): {Stroke: "steel", Width: 3},
	scene.Lifeline:         {Fill: "edge"},
	scene.OpenBand:         {Fill: "paper", Stroke: "edge", Width: 1, Dash: []float64{3, 3}},
	scene.CrashEdge:        {Stroke: "ink", Width: 2},
	scene.Down:             {Stroke: "edge", Width: 2.4, Dash: []float64{0.5, 5}},
	scene.HollowHead:       {Fill: "paper", Stroke: "ink", Width: 1.2},

	scene.Message:       {Stroke: "ink", Width: 1.6},
	scene.MessageForged: {Stroke: "bad", Width: 1.6, Dash: []float64{6, 4}},
	scene.MessageCopy:   {Stroke: "ink", Width: 1.6, Dash: []float64{1, 4}},
	scene.Ghost:         {Stroke: "faint", Width: 1.5, Dash: []float64{2, 5}},
	scene.Inferred:      {Stroke: "soft", Width: 1.3, Dash: []float64{4, 4}},
	scene.InferredHead:  {Fill: "paper", Stroke: "soft", Width: 1.2},
	scene.Cross:         {Stroke: "bad", Width: 2.6},
	scene.Arrival:       {Fill: "ink"},
	scene.Flags:         {Fill: "ink"},
	scene.NumbersText:   {Fill: "soft"},
	scene.Remark:        {Fill: "bad"},

	scene.CallText:     {Fill: "soft", Italic: true},
	scene.CallMark:     {Fill: "soft"},
	scene.Tick:         {Stroke: "faint", Width: 1},
	scene.TimerBracket: {Stroke: "bad", Width: 1.3},
	scene.TimerText:    {Fill: "bad"},
	scene.ErrorText:    {Fill: "bad"},
	scene.Fold:         {Stroke: "soft", Width: 1.4},
	scene.FoldText:     {Fill: "soft"},
	scene.SectionRule:  {Stroke: "faint", Width: 1},
	scene.SectionText:  {Fill: "soft"},
	scene.NoteText:     {Fill: "ink"},
	scene.NoteRule:     {Stroke: "faint", Width: 2},
	scene.LegendText:   {Fill: "soft"},
	scene.Candidates:   {Fill: "soft"},
	scene.TimeText:     {Fill: "soft"},

	scene.StripGrid:      {Stroke: "faint", Width: 0.6},
	scene.StripFlight:    {Fill: "faint"},
	scene.StripWindow:    {Stroke: "ink", Width: 2.6, Butt: true},
	scene.StripThreshold: {Stroke: "bad", Width: 1.8, Dash: []float64{5, 4}, Butt: true},
	scene.StripText:      {Fill: "soft"},

	scene.SlideTitle: {Fill: "ink"},
	scene.SlideEdge:  {Stroke: "soft", Width: 1.4, Dash: []float64{1, 6}},

	scene.Edge:             {Stroke: "ink", Width: 1.3},
	scene.EdgePath.Of("a"): {Stroke: "host-a", Width: 3.4},
	scene.EdgePath.Of("b"): {Stroke: "host-b", Width: 3.4},
	scene.EdgeOver.Of("a"): {Stroke: "host-a", Width: 3.4, Dash: []float64{7, 7}, Butt: true},
	scene.EdgeOver.Of("b"): {Stroke: "host-b", Width: 3.4, Dash: []float64{7, 7}, Butt: true},
	scene.EdgeText:         {Fill: "ink"},
	scene.EdgeSends:        {Fill: "soft"},
	scene.Order.Of("a"):    {Fill: "paper", Stroke: "host-a", Width: 1.6},
	scene.Order.Of("b"):    {Fill: "paper", Stroke: "host-b", Width: 1.6},
	scene.Frame:            {Stroke: "soft", Width: 1, Dash: []float64{4, 4}},
	scene.FrameText:        {Fill: "soft"},
	scene.Exit:             {Fill: "paper", Stroke: "ink", Width: 1.3},
	scene.ExitSends:        {Fill: "ink", Stroke: "ink", Width: 1.3},
	scene.ExitRule:         {Stroke: "faint", Width: 1},
}

// paints are how all roles look in these colours.
func (c inks) paints() map[scene.Role]scene.Paint {
	all := map[scene.Role]scene.Paint{}
	for role, paint := range paints {
		paint.Fill, paint.Stroke = c[paint.Fill], c[paint.Stroke]
		all[role] = paint
	}
	for _, s := range states {
		c.paintState(all, s.name, s)
	}
	for _, s := range stages {
		c.paintState(all, string(s.stage), s.like)
	}
	return all
}

// paintState adds how the shapes of a state look whose roles end in a word.
func (c inks) paintState(all map[scene.Role]scene.Paint, word string, s state) {
	fill, edge := c[s.name], c.edgeOf(s)
	all[scene.Band.Of(word)] = scene.Paint{Fill: fill, Stroke: edge, Width: 1}
	all[scene.StateName.Of(word)] = scene.Paint{Fill: c[s.hue]}
	all[scene.Node.Of(word)] = scene.Paint{Fill: fill, Stroke: edge, Width: 1.2}
	all[scene.NodeIdle.Of(word)] = scene.Paint{Fill: c["paper"], Stroke: edge, Width: 1.2}
	all[scene.NodeName.Of(word)] = scene.Paint{Fill: srgb.Legible(fill, leastOfText, c["ink"], c["paper"])}
	all[scene.Hatch.Of(word)] = scene.Paint{Stroke: edge, Width: 1.7, Butt: true}
}
