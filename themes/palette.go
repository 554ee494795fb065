package themes

import "woshou/diagrams/scene"

// state is how a state looks: it fills its ribbon with the colour of its name,
// and its name is written in a hue. Related states share the hue.
type state struct{ name, hue string }

var states = []state{
	{"closed", "soft"}, {"listen", "steel"}, {"syn-sent", "warn"}, {"syn-received", "warn"}, {"established", "good"},
	{"fin-wait-1", "deep"}, {"fin-wait-2", "deep"}, {"closing", "deep"}, {"time-wait", "deep"},
	{"close-wait", "rose"}, {"last-ack", "rose"},
}

// edgeOf sets even the lightest ribbon off from paper.
func (c inks) edgeOf(s state) string { return mixed(c[s.name], c[s.hue], .3) }

// Default is the palette of the default theme.
func Default() scene.Palette { return defaults().Palette() }

// Palette gives the roles of figures these colours.
func (c Colours) Palette() scene.Palette {
	return scene.Palette{Light: c.light().paints(), Dark: c.dark().paints()}
}

func (c inks) paints() map[scene.Role]scene.Paint {
	paints := map[scene.Role]scene.Paint{
		scene.Paper:      {Fill: c["paper"]},
		scene.FoldGround: {Fill: c["paper"]},
		scene.StepDisc:   {Fill: c["paper"], Stroke: c["ink"], Width: 1.2},
		scene.StepNumber: {Fill: c["ink"]},

		scene.HostName.Of("a"): {Fill: c["host-a"]},
		scene.HostName.Of("b"): {Fill: c["host-b"]},
		scene.HostRule.Of("a"): {Stroke: c["host-a"], Width: 3},
		scene.HostRule.Of("b"): {Stroke: c["host-b"], Width: 3},

		scene.Message:       {Stroke: c["ink"], Width: 1.6},
		scene.MessageForged: {Stroke: c["bad"], Width: 1.6, Dash: []float64{6, 4}},
		scene.MessageCopy:   {Stroke: c["ink"], Width: 1.6, Dash: []float64{1, 4}},
		scene.Ghost:         {Stroke: c["faint"], Width: 1.5, Dash: []float64{2, 5}},
		scene.Cross:         {Stroke: c["bad"], Width: 2.6},
		scene.Arrival:       {Fill: c["ink"]},
		scene.Flags:         {Fill: c["ink"]},
		scene.NumbersText:   {Fill: c["soft"]},
		scene.Remark:        {Fill: c["bad"]},

		scene.CallText:     {Fill: c["soft"], Italic: true},
		scene.CallMark:     {Fill: c["soft"]},
		scene.Tick:         {Stroke: c["faint"], Width: 1},
		scene.TimerBracket: {Stroke: c["bad"], Width: 1.3},
		scene.TimerText:    {Fill: c["bad"]},
		scene.ErrorText:    {Fill: c["bad"]},
		scene.Fold:         {Stroke: c["soft"], Width: 1.4},
		scene.FoldText:     {Fill: c["soft"]},
		scene.SectionRule:  {Stroke: c["faint"], Width: 1},
		scene.SectionText:  {Fill: c["soft"]},
		scene.NoteText:     {Fill: c["ink"]},
		scene.NoteRule:     {Stroke: c["faint"], Width: 2},
		scene.TimeText:     {Fill: c["soft"]},

		scene.Edge:             {Stroke: c["ink"], Width: 1.3},
		scene.EdgePath.Of("a"): {Stroke: c["host-a"], Width: 3.4},
		scene.EdgePath.Of("b"): {Stroke: c["host-b"], Width: 3.4},
		scene.EdgeOver.Of("a"): {Stroke: c["host-a"], Width: 3.4, Dash: []float64{7, 7}, Butt: true},
		scene.EdgeOver.Of("b"): {Stroke: c["host-b"], Width: 3.4, Dash: []float64{7, 7}, Butt: true},
		scene.EdgeText:         {Fill: c["ink"]},
		scene.EdgeSends:        {Fill: c["soft"]},
		scene.Order.Of("a"):    {Fill: c["paper"], Stroke: c["host-a"], Width: 1.6},
		scene.Order.Of("b"):    {Fill: c["paper"], Stroke: c["host-b"], Width: 1.6},
		scene.Frame:            {Stroke: c["soft"], Width: 1, Dash: []float64{4, 4}},
		scene.FrameText:        {Fill: c["soft"]},
		scene.Exit:             {Fill: c["paper"], Stroke: c["ink"], Width: 1.3},
		scene.ExitSends:        {Fill: c["ink"], Stroke: c["ink"], Width: 1.3},
		scene.ExitRule:         {Stroke: c["faint"], Width: 1},
	}
	for _, s := range states {
		fill, edge := c[s.name], c.edgeOf(s)
		paints[scene.Band.Of(s.name)] = scene.Paint{Fill: fill, Stroke: edge, Width: 1}
		paints[scene.StateName.Of(s.name)] = scene.Paint{Fill: c[s.hue]}
		paints[scene.Node.Of(s.name)] = scene.Paint{Fill: fill, Stroke: edge, Width: 1.2}
		paints[scene.NodeIdle.Of(s.name)] = scene.Paint{Fill: c["paper"], Stroke: edge, Width: 1.2}
		paints[scene.NodeName.Of(s.name)] = scene.Paint{Fill: legible(fill, c["ink"], c["paper"])}
		paints[scene.Hatch.Of(s.name)] = scene.Paint{Stroke: edge, Width: 1.7, Butt: true}
	}
	return paints
}
