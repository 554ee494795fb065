package sequence

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
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

// drawStretches draws one group for each stretch of a host's state.
func (d *drawing) drawStretches() {
	for host := range d.trace.Hosts {
		var began *item
		for _, it := range d.items {
			if it.kind != state && it.kind != crash || it.host != host {
				continue
			}
			if began != nil {
				d.showStretch(began, d.of(it)-bandGap)
			}
			began = it
		}
		d.showStretch(began, d.bottom)
	}
}

// showStretch draws what begins at an item and lasts until a height: a state, or
// that the host is down.
func (d *drawing) showStretch(began *item, end float64) {
	if began.kind == crash {
		d.showAt(stretch, began.host, d.of(began), d.down(began, end)...)
		return
	}
	d.showAt(stretch, began.host, d.of(began), d.stretch(began, end))
}

// stretch returns the band of one state, cut at the folds, with its name.
func (d *drawing) stretch(it *item, end float64) scene.Group {
	g := scene.Group{Role: scene.Band.Of(d.hue(it.host, it.state)), State: it.state, Host: d.trace.Hosts[it.host].Name}
	if !trace.Certain(it.state) {
		g.Role = scene.Lifeline
	}
	from := d.of(it)
	for _, fd := range d.folds {
		if fd.y-foldGap/2 > from && fd.y+foldGap/2 < end {
			g.Items = append(g.Items, d.band(it, from, fd.y-foldGap/2)...)
			from = fd.y + foldGap/2
		}
	}
	g.Items = append(g.Items, d.band(it, from, end)...)
	if d.stateless(it.host) {
		return g
	}
	y := d.textOf(it) + nameDrop
	if d.columns.gutter > tickTo {
		g.Items = append(g.Items, scene.Line{
			Role: scene.Tick,
			From: scene.Point{X: d.columns.beside(it.host, tickFrom), Y: y}, To: scene.Point{X: d.columns.beside(it.host, tickTo), Y: y},
		})
	}
	g.Items = append(g.Items, asItems(d.outerTexts(it, d.heights))...)
	return g
}

// band returns one piece of a ribbon.
func (d *drawing) band(it *item, from, to float64) []scene.Item {
	half := d.columns.half[it.host]
	r := scene.Rect{
		Role: scene.Band.Of(d.hue(it.host, it.state)), X: d.columns.axis[it.host] - half, Y: from,
		Width: 2 * half, Height: to - from, Radius: min(bandRound, half, (to-from)/2),
	}
	if d.stateless(it.host) {
		r.Role = scene.Lifeline
	}
	if !trace.Certain(it.state) {
		return openBand(r, it.state)
	}
	if d.trace.TCP == nil || it.state != "TIME-WAIT" {
		return []scene.Item{r}
	}
	inner := r
	inner.X, inner.Width = r.X+hatchInset, r.Width-2*hatchInset
	return []scene.Item{r, hatch(inner, hatchStep/2, hatchStep)}
}

// hatch returns strokes over a band, rising to the right, clipped to it: the first of
// them so far down, and from one to the next.
func hatch(r scene.Rect, first, step float64) scene.Path {
	p := scene.Path{Role: scene.Hatch + r.Role[len(scene.Band):]}
	for y := r.Y + first; y < r.Y+r.Height+r.Width; y += step {
		// The stroke from (X, y) to (X+Width, y-Width), both ends cut to the band.
		over := max(0, y-(r.Y+r.Height))
		under := max(0, r.Y-(y-r.Width))
		p.Commands = append(p.Commands, polyline(
			scene.Point{X: r.X + over, Y: y - over},
			scene.Point{X: r.X + r.Width - under, Y: y - r.Width + under})...)
	}
	return p
}

// foldText is the length of a folded wait, between the ribbons with its middle
// at x.
func (f *figure) foldText(fd fold, x float64) scene.Text {
	return scene.Text{
		Role: scene.FoldText, At: scene.Point{X: x, Y: fd.y + baseline},
		Anchor: scene.Middle, Size: textSize, Text: fd.words,
	}
}

// drawFold draws the break in all ribbons and its length, whose middle stands
// at x.
func (d *drawing) drawFold(fd fold, x float64) {
	shapes := []scene.Item{d.foldText(fd, x)}
	for _, x := range d.columns.axis {
		shapes = append(shapes, wave(x, fd.y-foldGap/2+1), wave(x, fd.y+foldGap/2-1))
	}
	d.show(folding, across, shapes...)
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
