package sequence

import (
	"fmt"
	"slices"
	"strconv"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// strip is the diagram of congestion control beside the figure, on the same
// axis of time: how much is in flight as an area, cwnd as a line, ssthresh as a
// dashed one. It is counted in full segments.
//
//	0 1 2 3 4
//	|█|█|_|
//	|█|█| |        client    server
//	|█|█|█|_           |-------->|
//
// It stands beyond the column of texts of the host that it is about.
type strip struct {
	host    int
	segment int // octets
	most    int // what the axis reaches, in segments
	points  []point
	phase   string // the one that was named last
}

// point is where congestion control stands from one item on.
type point struct {
	at                        *item
	window, threshold, flight int // octets; no threshold before any loss: 0
}

// Of a strip, in points. With it a figure of two hosts is as wide as a page.
const (
	stripWidth  = pageWidth - leastWidth
	stripPlot   = 44.0 // width of the plot
	stripEdge   = 7.0  // from there to the border: half of a number on the axis
	stripLegend = 18.0 // height of a line of the legend
	stripMark   = 16.0 // width of what it shows before each line
	stripSeam   = 0.5  // by which one area reaches into another, lest the ground show between them
)

// noThreshold is the least ssthresh that stands for none.
const noThreshold = 1 << 29

// takeStrip makes the strip of the host that has sent most, if the figure shows
// congestion control and there is any.
func (c collector) takeStrip() {
	if !showsStrip(c.trace) {
		return
	}
	told := make([]int, len(c.trace.Hosts))
	host, size := 0, 1
	for _, e := range c.trace.Events {
		if e.Kind == trace.Congestion {
			if told[e.Host]++; told[e.Host] > told[host] {
				host = e.Host
			}
		}
	}
	for _, m := range c.trace.Messages {
		if m.From == host {
			size = max(size, m.TCP.Len)
		}
	}
	c.strip = &strip{host: host, segment: size}
}

// enters reports whether an event is the first of a phase that the figure
// names, in the order of the events.
func (s *strip) enters(e trace.Event) bool {
	if s == nil || e.Host != s.host || e.Phase == s.phase {
		return false
	}
	s.phase = e.Phase
	return true
}

// showsStrip reports whether a figure of t has a strip.
func showsStrip(t *trace.Trace) bool {
	return t.Show.Congestion && slices.ContainsFunc(t.Events, func(e trace.Event) bool { return e.Kind == trace.Congestion })
}

// follow finds the points: what an ACK or a timeout changes stands at its item,
// what is sent at its departure.
func (s *strip) follow(f *figure) {
	if s == nil {
		return
	}
	first := slices.IndexFunc(f.trace.Events, func(e trace.Event) bool { return e.Kind == trace.Congestion && e.Host == s.host })
	now := point{window: f.trace.Events[first].Window} // before anything is known of it, it has not changed
	for _, e := range f.trace.Events {
		if e.Host != s.host {
			continue
		}
		switch e.Kind {
		case trace.Send:
			m := f.trace.Messages[e.Message-1]
			if m.RepeatOf > 0 || m.TCP.Len == 0 {
				now.at = f.flights[m.ID-1].dep
				continue
			}
			now.at, now.flight = f.flights[m.ID-1].dep, now.flight+m.TCP.Len
		case trace.Receive, trace.Timer, trace.Call:
			now.at = f.itemOf(e, now.at)
			continue
		case trace.Congestion:
			now.window, now.threshold, now.flight = e.Window, e.Threshold, e.Flight
			if e.Threshold >= noThreshold {
				now.threshold = 0
			}
		default:
			continue
		}
		if now.at != nil {
			s.points = append(s.points, now)
			s.most = max(s.most, 1+(max(now.window, now.threshold, now.flight)-1)/s.segment)
		}
	}
}

// itemOf is the item of a call, an arrival or a timer that ran out, else the
// one before.
func (f *figure) itemOf(e trace.Event, before *item) *item {
	if e.Kind == trace.Receive {
		return f.flights[e.Message-1].arr
	}
	for _, it := range f.items {
		if it.host == e.Host && it.cause == e.N && (it.kind == call || it.kind == fire) {
			return it
		}
	}
	return before
}

// width is what a strip takes of the picture, and legend how high what it says
// of itself is; both are 0 without one.
func (s *strip) width() float64 {
	if s == nil {
		return 0
	}
	return stripWidth
}

func (s *strip) legend() float64 {
	if s == nil {
		return 0
	}
	return 5*stripLegend - 22
}

// drawStrip draws the strip in its own column, left of the figure or right of
// it.
func (d *drawing) drawStrip() {
	s := d.strip
	if s == nil {
		return
	}
	left, edge := stripEdge-stripWidth, margin-stripWidth
	if s.host != 0 {
		left = d.opt.Width + stripWidth - stripPlot - stripEdge
		edge = d.opt.Width + stripWidth - margin - d.legendWidth()
	}
	top := d.top - 2
	at := func(octets int) float64 { return left + stripPlot*float64(octets)/float64(s.most*s.segment) }
	d.show(lasting, across, slices.Concat(d.stripAxis(top, at), d.stripKey(edge, top))...)
	for i, p := range s.points {
		from, to := d.of(p.at), d.bottom
		if i+1 < len(s.points) {
			to = d.of(s.points[i+1].at)
		}
		if to > from {
			d.drawPoint(i, at, from, to)
		}
	}
}

// drawPoint draws what holds from the i-th point to the next, and the step that
// leads to it. Of two areas the one that is not wider reaches into the other.
func (d *drawing) drawPoint(i int, at func(int) float64, from, to float64) {
	points := d.strip.points
	p, before, after := points[i], points[max(0, i-1)], points[min(i+1, len(points)-1)]
	var shapes []scene.Item
	if p.flight > 0 {
		area := scene.Rect{Role: scene.StripFlight, X: at(0), Y: from, Width: at(p.flight) - at(0), Height: to - from}
		if i > 0 && p.flight <= before.flight {
			area.Y, area.Height = area.Y-stripSeam, area.Height+stripSeam
		}
		if i+1 < len(points) && p.flight < after.flight {
			area.Height += stripSeam
		}
		shapes = append(shapes, area)
	}
	if p.threshold > 0 {
		shapes = append(shapes, scene.Line{
			Role: scene.StripThreshold, From: scene.Point{X: at(p.threshold), Y: from}, To: scene.Point{X: at(p.threshold), Y: to},
		})
	}
	shapes = append(shapes, scene.Path{Role: scene.StripWindow, Commands: polyline(
		scene.Point{X: at(before.window), Y: from}, scene.Point{X: at(p.window), Y: from}, scene.Point{X: at(p.window), Y: to},
	)})
	d.showAt(told, d.strip.host, from, shapes...)
}

// stripAxis is the axis with its numbers, and the lines of the grid.
func (d *drawing) stripAxis(top float64, at func(int) float64) (shapes []scene.Item) {
	for n, step := 0, d.strip.step(); n <= d.strip.most; n += step {
		x := at(n * d.strip.segment)
		shapes = append(shapes,
			stripText(x, top-stripLegend/2-4, scene.Middle, strconv.Itoa(n)),
			scene.Line{Role: scene.StripGrid, From: scene.Point{X: x, Y: top}, To: scene.Point{X: x, Y: d.bottom}})
	}
	return shapes
}

// step is what the numbers on the axis are apart, so that each has room: 1, 2
// or 5, or as many tens, hundreds …
func (s *strip) step() int {
	room := textWidth(strconv.Itoa(s.most), textSize, false) + 4
	for unit := 1; ; unit *= 10 {
		for _, step := range []int{unit, 2 * unit, 5 * unit} {
			if stripPlot*float64(step)/float64(s.most) >= room {
				return step
			}
		}
	}
}

// stripKey says what the shapes mean and what the axis counts. It is wider
// than the strip: at its height nothing stands beside it.
func (d *drawing) stripKey(left, top float64) (shapes []scene.Item) {
	row := func(i int) float64 { return top - stripLegend*(float64(5-i)-0.5) - 4 }
	for i, role := range []scene.Role{scene.StripWindow, scene.StripThreshold} {
		shapes = append(shapes, scene.Line{Role: role, From: scene.Point{X: left, Y: row(i)}, To: scene.Point{X: left + stripMark, Y: row(i)}})
	}
	shapes = append(shapes, scene.Rect{Role: scene.StripFlight, X: left, Y: row(2) - 5, Width: stripMark, Height: 10})
	for i, words := range d.meanings() {
		shapes = append(shapes, stripText(left+stripMark+6, row(i), scene.Start, words))
	}
	return append(shapes, stripText(left, row(3), scene.Start, d.stripTitle()))
}

// meanings are what the legend says of the line, the dashed line and the area.
func (d *drawing) meanings() [3]string { return [3]string{"cwnd", "ssthresh", d.says.Flight} }

// legendWidth is the room of the legend.
func (d *drawing) legendWidth() float64 {
	width := textWidth(d.stripTitle(), textSize, false)
	for _, words := range d.meanings() {
		width = max(width, stripMark+6+textWidth(words, textSize, false))
	}
	return width
}

// stripText is a text of the legend or the axis, its middle at height y.
func stripText(x, y float64, a scene.Anchor, words string) scene.Text {
	return scene.Text{Role: scene.StripText, At: scene.Point{X: x, Y: y + baseline}, Anchor: a, Size: textSize, Text: words}
}

// stripTitle says what the numbers of the axis count.
func (d *drawing) stripTitle() string { return fmt.Sprintf(d.says.Segments, d.strip.segment) }

// shifted returns shapes moved to the right.
func shifted(items []scene.Item, by float64) []scene.Item {
	moved := make([]scene.Item, len(items))
	for i, it := range items {
		switch x := it.(type) {
		case scene.Group:
			x.Items = shifted(x.Items, by)
			moved[i] = x
		case scene.Line:
			x.From.X += by
			x.To.X += by
			moved[i] = x
		case scene.Path:
			x.Commands = slices.Clone(x.Commands)
			for j := range x.Commands {
				for k := range x.Commands[j].Points {
					x.Commands[j].Points[k].X += by
				}
			}
			moved[i] = x
		case scene.Rect:
			x.X += by
			moved[i] = x
		case scene.Circle:
			x.Center.X += by
			moved[i] = x
		case scene.Text:
			x.At.X += by
			moved[i] = x
		}
	}
	return moved
}
