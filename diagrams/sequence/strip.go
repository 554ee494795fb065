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
}

// point is where congestion control stands from one item on.
type point struct {
	at                        *item
	window, threshold, flight int // octets; no threshold before any loss: 0
}

// Of a strip, in points.
const (
	stripPlot   = 90.0  // width of the plot
	stripWidth  = 118.0 // with the margins beside it
	stripLegend = 18.0  // height of a line of the legend
	stripScale  = 5     // numbers on the axis at most
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
	c.strip.follow(c.figure)
}

// showsStrip reports whether a figure of t has a strip.
func showsStrip(t *trace.Trace) bool {
	return t.Show.Congestion && slices.ContainsFunc(t.Events, func(e trace.Event) bool { return e.Kind == trace.Congestion })
}

// follow finds the points: what an ACK or a timeout changes stands at its item,
// what is sent at its departure.
func (s *strip) follow(f *figure) {
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
	left := margin + 6 - stripWidth
	if s.host != 0 {
		left = d.opt.Width + stripWidth - stripPlot - margin - 18
	}
	top := d.top - 2
	at := func(octets int) float64 { return left + stripPlot*float64(octets)/float64(s.most*s.segment) }
	d.show(lasting, across, d.stripFrame(left, top, at)...)
	for i, p := range s.points {
		from, to := d.of(p.at), d.bottom
		if i+1 < len(s.points) {
			to = d.of(s.points[i+1].at)
		}
		if to > from {
			d.drawPoint(p, s.before(i), at, from, to)
		}
	}
}

// before is the point before the i-th, which may be itself.
func (s *strip) before(i int) point { return s.points[max(0, i-1)] }

// drawPoint draws what holds from one point to the next, and the step that
// leads to it.
func (d *drawing) drawPoint(p, before point, at func(int) float64, from, to float64) {
	var shapes []scene.Item
	if p.flight > 0 {
		shapes = append(shapes, scene.Rect{Role: scene.StripFlight, X: at(0), Y: from, Width: at(p.flight) - at(0), Height: to - from})
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

// stripFrame is the axis with its numbers, the lines of the grid, and what the
// shapes mean.
func (d *drawing) stripFrame(left, top float64, at func(int) float64) (shapes []scene.Item) {
	s := d.strip
	text := func(x, y float64, a scene.Anchor, words string) {
		shapes = append(shapes, scene.Text{
			Role: scene.StripText, At: scene.Point{X: x, Y: y + baseline}, Anchor: a, Size: textSize, Text: words,
		})
	}
	row := func(i int) float64 { return top - stripLegend*(float64(5-i)-0.5) - 4 }
	const mark = 16.0
	line := func(role scene.Role, y float64) {
		shapes = append(shapes, scene.Line{Role: role, From: scene.Point{X: left, Y: y}, To: scene.Point{X: left + mark, Y: y}})
	}
	line(scene.StripWindow, row(0))
	text(left+mark+6, row(0), scene.Start, "cwnd")
	line(scene.StripThreshold, row(1))
	text(left+mark+6, row(1), scene.Start, "ssthresh")
	shapes = append(shapes, scene.Rect{Role: scene.StripFlight, X: left, Y: row(2) - 5, Width: mark, Height: 10})
	text(left+mark+6, row(2), scene.Start, d.says.Flight)
	text(left, row(3), scene.Start, d.stripTitle())
	step := 1 + (s.most-1)/stripScale
	for n := 0; n <= s.most; n += step {
		x := at(n * s.segment)
		text(x, row(4), scene.Middle, strconv.Itoa(n))
		shapes = append(shapes, scene.Line{Role: scene.StripGrid, From: scene.Point{X: x, Y: top}, To: scene.Point{X: x, Y: d.bottom}})
	}
	return shapes
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
