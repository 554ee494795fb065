package sequence

import (
	"woshou/diagrams/scene"
)

// Of a ribbon, in points.
const (
	bandGap    = 2.0 // between two bands
	bandRound  = 2.5 // radius of a band's corners
	foldGap    = 9.0 // that a fold leaves free in a ribbon
	waveWidth  = 9.0 // half the width of a fold's waves
	hatchStep  = 6.0 // between two strokes of a hatch, along the ribbon
	hatchInset = 0.7 // half the width of a stroke: its ends stay in the band
)

// drawStretches returns one group for each stretch of a host's state.
func (f *figure) drawStretches() []scene.Item {
	var shapes []scene.Item
	for _, s := range []side{left, right} {
		var began *item
		for _, it := range f.items {
			if it.kind != state || it.side != s {
				continue
			}
			if began != nil {
				shapes = append(shapes, f.stretch(began, it.y-bandGap))
			}
			began = it
		}
		shapes = append(shapes, f.stretch(began, f.bottom))
	}
	return shapes
}

// stretch returns the band of one state, cut at the folds, with its name.
func (f *figure) stretch(it *item, end float64) scene.Group {
	g := scene.Group{Role: scene.Band.Of(it.state), State: it.state, Host: f.run.Hosts[it.side].Name}
	from := it.y
	for _, fd := range f.folds {
		if fd.y-foldGap/2 > from && fd.y+foldGap/2 < end {
			g.Items = append(g.Items, f.band(it, from, fd.y-foldGap/2)...)
			from = fd.y + foldGap/2
		}
	}
	g.Items = append(g.Items, f.band(it, from, end)...)
	y := it.y + nameDrop
	g.Items = append(g.Items, scene.Line{
		Role: scene.Tick,
		From: scene.Point{X: f.col.beside(it.side, tickFrom), Y: y}, To: scene.Point{X: f.col.beside(it.side, tickTo), Y: y},
	})
	g.Items = append(g.Items, f.column(it.side, y, it.lines, scene.StateName.Of(it.state), true)...)
	return g
}

// band returns one piece of a ribbon.
func (f *figure) band(it *item, from, to float64) []scene.Item {
	r := scene.Rect{
		Role: scene.Band.Of(it.state), X: f.col.axis[it.side] - ribbon/2, Y: from,
		Width: ribbon, Height: to - from, Radius: min(bandRound, (to-from)/2),
	}
	if it.state != "TIME-WAIT" {
		return []scene.Item{r}
	}
	inner := r
	inner.X, inner.Width = r.X+hatchInset, r.Width-2*hatchInset
	return []scene.Item{r, hatch(inner)}
}

// hatch returns strokes over a band, rising to the right, clipped to it.
func hatch(r scene.Rect) scene.Path {
	p := scene.Path{Role: scene.Hatch + r.Role[len(scene.Band):]}
	for y := r.Y + hatchStep/2; y < r.Y+r.Height+r.Width; y += hatchStep {
		// The stroke from (X, y) to (X+Width, y-Width), both ends cut to the band.
		over := max(0, y-(r.Y+r.Height))
		under := max(0, r.Y-(y-r.Width))
		p.Commands = append(p.Commands, polyline(
			scene.Point{X: r.X + over, Y: y - over},
			scene.Point{X: r.X + r.Width - under, Y: y - r.Width + under})...)
	}
	return p
}

// foldText is the length of a folded wait, between the ribbons.
func (f *figure) foldText(fd fold) scene.Text {
	return scene.Text{
		Role: scene.FoldText, At: scene.Point{X: fd.x, Y: fd.y + baseline},
		Anchor: scene.Middle, Size: textSize, Text: f.says.wait(fd.wait),
	}
}

// drawFold returns the break in both ribbons and its length.
func (f *figure) drawFold(fd fold) []scene.Item {
	shapes := []scene.Item{f.foldText(fd)}
	for _, x := range f.col.axis {
		shapes = append(shapes, wave(x, fd.y-foldGap/2+1), wave(x, fd.y+foldGap/2-1))
	}
	return shapes
}

// wave is the torn edge of a ribbon.
func wave(x, y float64) scene.Path {
	crest := func(from, to, height float64) scene.Command {
		return scene.Command{Op: 'C', Points: [3]scene.Point{
			{X: from + (to-from)/3, Y: y - height}, {X: to - (to-from)/3, Y: y - height}, {X: to, Y: y},
		}}
	}
	return scene.Path{Role: scene.Fold, Commands: []scene.Command{
		{Op: 'M', Points: [3]scene.Point{{X: x - waveWidth, Y: y}}},
		crest(x-waveWidth, x, 4), crest(x, x+waveWidth, -4),
	}}
}
