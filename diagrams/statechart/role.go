package statechart

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// LayoutRoles lays out the tables of roles whose protocol an author wrote. TCP's
// picture is placed by hand; here the states stand one below the other, as they
// are reached, and what leads to a state is gathered by one upright line at the
// right:
//
//	[ WORKING  ]
//	      PREPARE if vote is yes, send YES
//	    ────────────────────────────────────╮
//	[ PREPARED ] <──────────────────────────╯
//
// A state says all that leads out of it, so that no text stands on a crossing.
// Rows that change nothing and send nothing are left to the table.
//
// Several roles stand one below the other, each under its name, and what they are
// of gives the title. The scene depends only on its arguments, which are not
// modified.
func LayoutRoles(of trace.Text, roles []RoleTable, opt Options) *scene.Scene {
	opt.Words = cmp.Or(opt.Words, words.Of(words.English))
	opt.Tag = cmp.Or(opt.Tag, opt.Words.About().Tag)
	s := &scene.Scene{Width: width, Height: margin, Lang: opt.Tag}
	var described []string
	for _, r := range roles {
		l := newLadder(r, opt, width)
		if len(roles) > 1 {
			l.draw(scene.Text{Role: scene.SectionText, At: scene.Point{X: margin, Y: s.Height + lineHeight/2 + baseline}, Size: textSize, Bold: true, Text: l.title()})
			s.Height += lineHeight + rungGap/2
		}
		s.Height = l.lay(s.Height)
		s.Items = append(s.Items, l.items...)
		described = append(described, l.describe())
		s.Title = fmt.Sprintf(l.says.Role, l.title())
	}
	if len(roles) > 1 {
		s.Title = fmt.Sprintf(opt.Words.Chart().Role, of.In(opt.Words.Code))
	}
	s.Desc = strings.Join(described, "\n")
	return s
}

// RoleTable is a role with its table, and the ways of some of its hosts.
type RoleTable struct {
	Role  trace.Role
	Rows  []trace.Transition
	Paths []Path
}

// lay places and draws all from a height on, and returns the height below.
func (l *ladder) lay(y float64) float64 {
	l.measure()
	for i := range l.rungs {
		y = l.place(&l.rungs[i], y)
	}
	l.strokes()
	for _, r := range l.rungs {
		l.bar(r)
	}
	return l.key(y)
}

// ladder is the layout of a role at work.
type ladder struct {
	chart
	role  trace.Role
	rungs []rung
	// edge is where the bars end, start where texts begin behind it, and lanes
	// where the upright line of each rung stands.
	edge, start float64
	lanes       []float64
	room        float64 // of the texts
	ends        float64 // where arrows to states of other pictures end
}

// newLadder has the rungs of a role in order, and nothing drawn.
func newLadder(r RoleTable, opt Options, width float64) *ladder {
	says := *opt.Words.Chart()
	says.Events = nil // those of TCP: an author's messages may have the same names
	opt.Paths = r.Paths
	l := &ladder{chart: chart{subject: subject{r.Rows, opt, phrases{&says}}, width: width}, role: r.Role}
	l.order()
	return l
}

// title is what the role is called.
func (l *ladder) title() string { return cmp.Or(l.role.Label.In(l.lang()), l.role.Name) }

// rung is a state, with what leads out of it.
type rung struct {
	state       string
	top, bottom float64
	in          float64 // the height at which arrows arrive
	outs        []out
}

// out is what leads from one state to one other, or back to itself.
type out struct {
	to   string
	rows []trace.Transition
	y    float64 // of its line
}

// order finds the rungs: the states by how far they are from the first, then as
// the file has them.
func (l *ladder) order() {
	initial := l.role.States[0].Name
	for _, s := range l.role.States {
		if s.Stage == trace.Idle {
			initial = s.Name
		}
	}
	depth := trace.Distances(initial, l.table)
	for _, s := range l.role.States {
		r := rung{state: s.Name}
		for _, to := range l.role.States {
			if rows := l.between(s.Name, to.Name); len(rows) > 0 {
				r.outs = append(r.outs, out{to: to.Name, rows: rows})
			}
		}
		l.rungs = append(l.rungs, r)
	}
	far := func(r rung) int {
		if d, reached := depth[r.state]; reached {
			return d
		}
		return len(l.rungs)
	}
	slices.SortStableFunc(l.rungs, func(a, b rung) int { return far(a) - far(b) })
	for i := range l.rungs {
		slices.SortStableFunc(l.rungs[i].outs, func(a, b out) int { return l.rungOf(a.to) - l.rungOf(b.to) })
	}
}

// leads reports whether an arrow leads from a rung to a state.
func (r rung) leads(to string) bool {
	return slices.ContainsFunc(r.outs, func(o out) bool { return o.to == to })
}

// between are the rows that lead from one state to another: back to itself only
// where something is sent.
func (l *ladder) between(from, to string) (rows []trace.Transition) {
	for _, t := range l.table {
		if t.From == from && t.To == to && (from != to || t.Emits != "") {
			rows = append(rows, t)
		}
	}
	return rows
}

func (l *ladder) rungOf(state string) int {
	return slices.IndexFunc(l.rungs, func(r rung) bool { return r.state == state })
}

// Of a ladder, in points.
const (
	laneGap  = 12.0
	rungGap  = 14.0
	textRoom = 4.0 // between a text and the line below it
)

// measure finds how wide the bars are and where the upright lines stand.
func (l *ladder) measure() {
	for _, r := range l.rungs {
		l.edge = max(l.edge, margin+textWidth(l.name(r.state), true)+16)
	}
	l.start = l.edge + 12
	if len(l.opt.Paths) > 0 {
		l.start += l.numbersWidth() + numberGap
	}
	l.lanes = make([]float64, len(l.rungs))
	columns, most := l.columns()
	for to, column := range columns {
		l.lanes[to] = l.width - margin - laneGap*float64(most-column)
	}
	l.ends = l.width - margin - laneGap*float64(most) - 8
	l.room = l.ends - l.start - l.namesElsewhere()
}

// numbersWidth is the width of the widest numbers at the start of an arrow.
func (l *ladder) numbersWidth() float64 {
	widest := numberHeight
	for _, r := range l.rungs {
		for _, o := range r.outs {
			_, _, total := l.fields(o.rows)
			widest = max(widest, total)
		}
	}
	return widest
}

// columns are in which column the upright line of each rung stands, from 0 nearest
// to the texts, and the last of them. Lines that pass no rung in common share one;
// short ones go first, so that they stay inside long ones.
func (l *ladder) columns() (columns []int, last int) {
	type span struct{ to, first, last int }
	var spans []span
	for to := range l.rungs {
		s := span{to, to, to}
		for from, r := range l.rungs {
			if from != to && r.leads(l.rungs[to].state) {
				s.first, s.last = min(s.first, from), max(s.last, from)
			}
		}
		spans = append(spans, s)
	}
	slices.SortStableFunc(spans, func(a, b span) int { return (a.last - a.first) - (b.last - b.first) })
	columns = make([]int, len(l.rungs))
	var taken [][]span // by column
	for _, s := range spans {
		if s.first == s.last {
			continue
		}
		column := 0
		for column < len(taken) && slices.ContainsFunc(taken[column], func(o span) bool { return s.first <= o.last && o.first <= s.last }) {
			column++
		}
		if column == len(taken) {
			taken = append(taken, nil)
		}
		taken[column] = append(taken[column], s)
		columns[s.to], last = column, max(last, column)
	}
	return columns, last
}

// place sets a rung at a height, and returns where the next one may begin.
func (l *ladder) place(r *rung, y float64) float64 {
	r.top, r.in = y, y+nodeHeight/2
	y += nodeHeight
	for i := range r.outs {
		o := &r.outs[i]
		y += 6
		for _, row := range o.rows {
			y = l.label(row, y)
		}
		y += textRoom
		if o.y = y; o.to == r.state {
			y += 2 * corner
		}
	}
	r.bottom = max(y+4, r.top+nodeHeight)
	return r.bottom + rungGap
}

// label writes what a row is about, and returns the height below.
func (l *ladder) label(t trace.Transition, y float64) float64 {
	event, condition := l.says.of(t.Event).parts()
	if condition != "" {
		event += " " + condition
	}
	write := func(role scene.Role, text string) {
		for _, line := range broken(text, l.room) {
			l.text(role, l.start, y+lineHeight/2, scene.Start, line)
			y += lineHeight
		}
	}
	sends := ""
	if t.Emits != "" {
		sends = fmt.Sprintf(l.says.Sends, t.Emits)
	}
	if x := textWidth(event, false) + 14; l.wide && sends != "" && x+textWidth(sends, false) <= l.room {
		l.text(scene.EdgeSends, l.start+x, y+lineHeight/2, scene.Start, sends)
		sends = ""
	}
	write(scene.EdgeText, event)
	if sends != "" {
		write(scene.EdgeSends, sends)
	}
	return y
}

// strokes draws the lines: each from its bar to the upright line of the state that
// it leads to, along that, and back to the bar.
func (l *ladder) strokes() {
	for _, r := range l.rungs {
		for _, o := range r.outs {
			way := l.way(r, o)
			l.draw(scene.Group{Role: scene.Edge, Alt: l.sentences(o.rows), Items: l.chart.strokes(way, o.rows)})
			if l.rungOf(o.to) < 0 {
				l.elsewhere(o)
			}
			_, _, total := l.fields(o.rows)
			l.numbers(scene.Point{X: l.edge + 2 + total/2, Y: o.y}, o.rows)
		}
	}
}

// way is the way of an arrow.
func (l *ladder) way(r rung, o out) route {
	to := l.rungOf(o.to)
	if to < 0 {
		return route{from: r.state, to: o.to, line: []scene.Point{{X: l.edge, Y: o.y}, {X: l.ends - textWidth(l.name(o.to), true) - nameGap, Y: o.y}}}
	}
	lane, in := l.lanes[to], l.rungs[to].in
	if o.to == r.state { // a loop, beside the bar
		lane, in = l.start+12, o.y+2*corner
	}
	return route{from: r.state, to: o.to, line: []scene.Point{
		{X: l.edge, Y: o.y}, {X: lane, Y: o.y}, {X: lane, Y: in}, {X: l.edge, Y: in},
	}}
}

// bar draws the bar of a state, as high as what leads out of it.
func (l *ladder) bar(r rung) {
	bar, name := scene.Node, scene.NodeName
	if !l.passes(r.state) {
		bar, name = scene.NodeIdle, scene.StateName
	}
	hue := l.hue(r.state)
	var rows []trace.Transition
	for _, t := range l.table {
		if t.From == r.state || t.To == r.state {
			rows = append(rows, t)
		}
	}
	l.draw(scene.Group{Role: scene.Node.Of(hue), State: r.state, Alt: cmp.Or(l.sentences(rows), l.name(r.state)), Items: []scene.Item{
		scene.Rect{Role: bar.Of(hue), X: margin, Y: r.top, Width: l.edge - margin, Height: r.bottom - r.top, Radius: nodeRound},
		scene.Text{
			Role: name.Of(hue), At: scene.Point{X: (margin + l.edge) / 2, Y: r.top + nodeHeight/2 + baseline},
			Anchor: scene.Middle, Size: textSize, Bold: true, Text: l.name(r.state),
		},
	}})
}

// hue is the stage of a state, by which it is coloured.
func (l *ladder) hue(state string) string {
	return string(cmp.Or(l.role.State(state).Stage, trace.UnderWay))
}

// passes reports whether a way leads through a state; without ways all do.
func (l *ladder) passes(state string) bool {
	for _, p := range l.opt.Paths {
		if p.Start == state || slices.ContainsFunc(p.Steps, func(s Step) bool { return s.To == state }) {
			return true
		}
	}
	return len(l.opt.Paths) == 0
}
