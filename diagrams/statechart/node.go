package statechart

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

const nodeRound = 6.0 // radius of a bar's corners

// node draws a bar with the name of its state. Where ways are shown, only the
// bars on them are filled.
func (c *chart) node(n node, end bool) {
	bar, name := scene.Node, scene.NodeName
	if !c.visited(n.state, end) {
		bar, name = scene.NodeIdle, scene.StateName
	}
	state := n.state
	c.draw(scene.Group{Role: scene.Node.Of(state), State: state, Alt: c.around(n.state), Items: []scene.Item{
		scene.Rect{
			Role: bar.Of(state), X: n.left, Y: n.top,
			Width: n.right - n.left, Height: n.height, Radius: nodeRound,
		},
		scene.Text{
			Role: name.Of(state), At: scene.Point{X: (n.left + n.right) / 2, Y: n.top + n.height/2 + baseline},
			Anchor: scene.Middle, Size: textSize, Bold: true, Text: c.name(n.state),
		},
	}})
}

// name prints a state as the chart's reader expects it.
func (s subject) name(state string) string {
	if s.opt.Underscore {
		return trace.Underscores(state)
	}
	return trace.Hyphens(state)
}

// frame draws the box around one of the two ways to close.
func (c *chart) frame(f frame) {
	c.draw(outline(scene.Frame, f.left, f.top, f.right, f.bottom, 10))
	c.text(scene.FrameText, f.title, f.top+13, scene.Start, c.says.Frames[f.name])
}

// outline is a box with round corners that text may stand in, unlike a Rect.
func outline(role scene.Role, left, top, right, bottom, r float64) scene.Path {
	at := func(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }
	line := func(p scene.Point) scene.Command { return scene.Command{Op: 'L', Points: [3]scene.Point{p}} }
	turn := func(from, corner, to scene.Point) scene.Command {
		return scene.Command{Op: 'C', Points: [3]scene.Point{between(from, corner), between(to, corner), to}}
	}
	return scene.Path{Role: role, Commands: []scene.Command{
		{Op: 'M', Points: [3]scene.Point{at(left+r, top)}},
		line(at(right-r, top)), turn(at(right-r, top), at(right, top), at(right, top+r)),
		line(at(right, bottom-r)), turn(at(right, bottom-r), at(right, bottom), at(right-r, bottom)),
		line(at(left+r, bottom)), turn(at(left+r, bottom), at(left, bottom), at(left, bottom-r)),
		line(at(left, top+r)), turn(at(left, top+r), at(left, top), at(left+r, top)),
		{Op: 'Z'},
	}}
}
