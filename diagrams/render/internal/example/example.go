// Package example is a picture and a palette for the tests of renderers: every
// kind of item, paint and anchor, Chinese and Latin text, numbers that need
// rounding and words that need escaping.
package example

import "woshou/diagrams/scene"

// Scene returns a handshake whose last segment is lost.
func Scene() *scene.Scene {
	at := func(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }
	return &scene.Scene{
		Width: 360, Height: 220, Lang: "zh-Hans",
		Title: "三次握手 <SYN & ACK>",
		Desc:  "第 1 步：客户端 → 服务器，SYN。\n第 2 步：服务器 → 客户端，SYN,ACK。",
		Items: []scene.Item{
			scene.Text{Role: scene.HostName.Of("a"), At: at(100, 24), Anchor: scene.Middle, Size: 17, Bold: true, Text: "客户端"},
			scene.Text{Role: scene.HostName.Of("b"), At: at(260, 24), Anchor: scene.Middle, Size: 17, Bold: true, Text: "Server"},
			scene.Line{Role: scene.HostRule.Of("a"), From: at(74, 32), To: at(126, 32)},
			scene.Line{Role: scene.HostRule.Of("b"), From: at(234, 32), To: at(286, 32)},
			band("client", "SYN-SENT", 94.5, 44, 70),
			band("server", "TIME-WAIT", 254.5, 60, 120),
			hatch(254.5, 60, 120),
			scene.Line{Role: scene.Tick, From: at(90, 52), To: at(82, 52)},
			scene.Text{Role: scene.StateName.Of("SYN-SENT"), At: at(78, 56), Anchor: scene.End, Size: 13, Bold: true, Text: "SYN_SENT"},
			scene.Text{Role: scene.StateName.Of("TIME-WAIT"), At: at(274, 74), Size: 13, Bold: true, Text: "TIME_WAIT"},
			scene.Text{Role: scene.CallText, At: at(78, 76), Anchor: scene.End, Size: 13, Text: "connect()"},
			scene.Path{Role: scene.CallMark, Commands: []scene.Command{
				{Op: 'M', Points: [3]scene.Point{at(92, 71)}}, {Op: 'L', Points: [3]scene.Point{at(84, 67)}},
				{Op: 'L', Points: [3]scene.Point{at(84, 75)}}, {Op: 'Z'},
			}},
			arrow(1, scene.Message, at(107, 64), at(253, 84.333)),
			arrow(2, scene.MessageForged, at(253, 104), at(107, 124)),
			scene.Group{Role: scene.MessageLost, Segment: 3, Alt: "第 3 步：\"ACK\" 丢失", Items: []scene.Item{
				scene.Line{Role: scene.MessageLost, From: at(107, 140), To: at(190, 152)},
				scene.Line{Role: scene.Ghost, From: at(190, 152), To: at(253, 161)},
				scene.Path{Role: scene.Cross, Commands: []scene.Command{
					{Op: 'M', Points: [3]scene.Point{at(185, 147)}}, {Op: 'L', Points: [3]scene.Point{at(195, 157)}},
					{Op: 'M', Points: [3]scene.Point{at(195, 147)}}, {Op: 'L', Points: [3]scene.Point{at(185, 157)}},
				}},
				scene.Circle{Role: scene.StepDisc, Center: at(120, 142), Radius: 8},
				scene.Text{Role: scene.StepNumber, At: at(120, 145.8), Anchor: scene.Middle, Size: 10.5, Bold: true, Text: "3"},
			}},
			scene.Path{Role: scene.Fold, Commands: []scene.Command{
				{Op: 'M', Points: [3]scene.Point{at(90, 176)}},
				{Op: 'C', Points: [3]scene.Point{at(94, 170), at(96, 170), at(100, 176)}},
				{Op: 'C', Points: [3]scene.Point{at(104, 182), at(106, 182), at(110, 176)}},
			}},
			scene.Text{Role: scene.NoteText, At: at(20, 206), Size: 13, Text: "≈ 1 s：a < b  &  c，“重传”"},
		},
	}
}

// band is a stretch of a lifeline, eleven points wide.
func band(host, state string, x, y, height float64) scene.Item {
	return scene.Group{Role: scene.Band.Of(state), State: state, Host: host, Items: []scene.Item{
		scene.Rect{Role: scene.Band.Of(state), X: x, Y: y, Width: 11, Height: height, Radius: 3},
	}}
}

func hatch(x, y, height float64) scene.Item {
	var commands []scene.Command
	for top := y + 3; top+11 < y+height; top += 8 {
		commands = append(commands,
			scene.Command{Op: 'M', Points: [3]scene.Point{{X: x + 1, Y: top + 9}}},
			scene.Command{Op: 'L', Points: [3]scene.Point{{X: x + 10, Y: top}}})
	}
	return scene.Path{Role: scene.Hatch.Of("TIME-WAIT"), Commands: commands}
}

// arrow is a segment with its flags along it.
func arrow(id int, role scene.Role, from, to scene.Point) scene.Item {
	middle := scene.Point{X: (from.X + to.X) / 2, Y: (from.Y+to.Y)/2 - 6}
	angle := 7.93 // of the slope of both arrows
	if to.X < from.X {
		angle = -7.8
	}
	return scene.Group{Role: role, Segment: id, Alt: "seq=x", Items: []scene.Item{
		scene.Line{Role: role, From: from, To: to, Arrow: true},
		scene.Text{Role: scene.Flags, At: middle, Anchor: scene.Middle, Angle: angle, Size: 13, Bold: true, Text: "SYN 同步"},
	}}
}

// Palette returns colours for the roles of Scene. "message lost" is left out:
// it is painted as "message".
func Palette() scene.Palette {
	return scene.Palette{
		Light: paints("#ffffff", "#1d2530", "#5d6876", "#c7cdd6", "#c2331f"),
		Dark:  paints("#12161c", "#e6eaf0", "#9aa5b4", "#3a4350", "#ff7a66"),
	}
}

func paints(paper, ink, soft, faint, bad string) map[scene.Role]scene.Paint {
	return map[scene.Role]scene.Paint{
		scene.Paper:         {Fill: paper},
		scene.HostName:      {Fill: ink},
		scene.HostRule:      {Stroke: soft, Width: 3},
		scene.Band:          {Fill: faint, Stroke: soft, Width: 1},
		scene.Hatch:         {Stroke: soft, Width: 2, Butt: true},
		scene.StateName:     {Fill: ink},
		scene.Tick:          {Stroke: faint, Width: 1},
		scene.CallText:      {Fill: soft, Italic: true},
		scene.CallMark:      {Fill: soft},
		scene.Message:       {Stroke: ink, Width: 1.6},
		scene.MessageForged: {Stroke: bad, Width: 1.6, Dash: []float64{6, 4}},
		scene.Ghost:         {Stroke: faint, Width: 1.5, Dash: []float64{2, 5}},
		scene.Cross:         {Stroke: bad, Width: 2.6},
		scene.StepDisc:      {Fill: paper, Stroke: ink, Width: 1.2},
		scene.StepNumber:    {Fill: ink},
		scene.Flags:         {Fill: ink},
		scene.Fold:          {Stroke: soft, Width: 1.4},
		scene.NoteText:      {Fill: ink},
	}
}

// PaletteOf is Palette with some paint for the further roles of the scenes, so
// that nothing of them stays unseen.
func PaletteOf(scenes ...*scene.Scene) scene.Palette {
	p := Palette()
	for _, s := range scenes {
		complete(p.Light, s.Items, "#1d2530")
		complete(p.Dark, s.Items, "#e6eaf0")
	}
	return p
}

func complete(paints map[scene.Role]scene.Paint, items []scene.Item, ink string) {
	for _, item := range items {
		var role scene.Role
		paint := scene.Paint{Stroke: ink, Width: 1.3}
		switch x := item.(type) {
		case scene.Group:
			complete(paints, x.Items, ink)
			continue
		case scene.Text:
			role, paint = x.Role, scene.Paint{Fill: ink}
		case scene.Line:
			role = x.Role
		case scene.Path:
			role = x.Role
		case scene.Rect:
			role = x.Role
		case scene.Circle:
			role = x.Role
		}
		if scene.Painted(paints, role) == "" {
			paints[role] = paint
		}
	}
}
