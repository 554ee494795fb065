package text

import (
	"fmt"
	"strings"

	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// With three hosts and more the words of each stand to the right of its
// lifeline, and an arrow runs behind those on its way:
//
//	time      Coordinator         Participant 1       Participant 2
//	0 ms      │ INIT              │ WORKING           │ WORKING
//	          ├─1─ PREPARE ──────>│                   │
//	          ├───────────────────│─1─ PREPARE ──────>│

// leastLane is the least width of a lane, in cells.
const leastLane = 20

// laneCells is the width of a lane: no label is longer than one.
func (d *diagram) laneCells() int {
	width := leastLane
	for i := range d.trace.Messages {
		width = max(width, words.Columns(d.stepLabel(&d.trace.Messages[i]))+6)
	}
	for _, h := range d.trace.Hosts {
		width = max(width, words.Columns(h.In(d.lang()))+2)
	}
	for _, e := range d.trace.Events {
		if e.Kind == trace.State {
			width = max(width, words.Columns(d.opt.Spell(e.To))+4)
		}
	}
	return width
}

// stepLabel is what stands along an arrow: the number of its step and its label.
func (d *diagram) stepLabel(m *trace.Message) string {
	return fmt.Sprintf("─%d─ %s ", d.steps[m.ID-1], d.label(m))
}

// laneHeading writes the hosts' names, and the states in which they begin.
func (d *diagram) laneHeading() {
	row, states := pad("", timeCells), pad("", timeCells)
	for _, h := range d.trace.Hosts {
		row += pad(h.In(d.lang()), d.lane)
		states += pad("│ "+d.opt.Spell(h.Initial), d.lane)
	}
	d.out.WriteString(strings.TrimRight(row, " ") + "\n" + strings.TrimRight(states, " ") + "\n")
}

// laneRow writes a row of lanes, each from its lifeline on.
func (d *diagram) laneRow(at int64, lanes []string) {
	stamp := ""
	if at != d.last {
		stamp, d.last = trace.FormatTime(at), at
	}
	row := pad(stamp, timeCells)
	for _, lane := range lanes {
		row += pad(lane, d.lane)
	}
	d.out.WriteString(strings.TrimRight(row, " ") + "\n")
}

// emptyLanes are the lifelines alone.
func (d *diagram) emptyLanes() []string {
	lanes := make([]string, len(d.trace.Hosts))
	for i := range lanes {
		lanes[i] = "│"
	}
	return lanes
}

// besideLane writes words beside one host's lifeline.
func (d *diagram) besideLane(e *trace.Event, words string) {
	lanes := d.emptyLanes()
	lanes[e.Host] += " " + words
	d.laneRow(e.AtUS, lanes)
}

// laneArrow writes a message between two lifelines; its label stands in the lane
// before its receiver or, where it does not come so far, after its sender.
func (d *diagram) laneArrow(at int64, m *trace.Message, h head) {
	lanes := d.emptyLanes()
	left, right := min(m.From, m.To), max(m.From, m.To)
	label := strings.Repeat("─", d.lane-1)
	for i := left; i < right; i++ {
		lanes[i] = "│" + label
	}
	named := right - 1
	if (h == leaving || h == lost) == (m.From < m.To) {
		named = left
	}
	text := d.stepLabel(m)
	lanes[named] = "│" + text + strings.Repeat("─", max(0, d.lane-1-words.Columns(text)))
	if m.From < m.To {
		d.endRight(lanes, left, right, h)
	} else {
		d.endLeft(lanes, left, right, h)
	}
	d.laneRow(at, lanes)
}

// endRight gives an arrow to the right its ends.
func (d *diagram) endRight(lanes []string, left, right int, h head) {
	switch h {
	case landing:
		for i := left; i < right-1; i++ {
			lanes[i] = "│"
		}
		lanes[right-1] = cut(lanes[right-1], d.lane-1) + ">"
	case leaving, lost:
		for i := left + 1; i < right; i++ {
			lanes[i] = "│"
		}
		lanes[left] = "├" + strings.TrimPrefix(cut(lanes[left], d.lane-3), "│") + map[head]string{leaving: "…", lost: "×"}[h]
	default:
		lanes[left] = "├" + strings.TrimPrefix(lanes[left], "│")
		lanes[right-1] = cut(lanes[right-1], d.lane-1) + ">"
	}
}

// endLeft gives an arrow to the left its ends.
func (d *diagram) endLeft(lanes []string, left, right int, h head) {
	body := func(lane string) string { return strings.TrimPrefix(lane, "│") }
	switch h {
	case landing:
		for i := left + 1; i < right; i++ {
			lanes[i] = "│"
		}
		lanes[left] = "│<" + cut(body(lanes[left]), d.lane-4) + "…"
	case leaving, lost:
		for i := left; i < right-1; i++ {
			lanes[i] = "│"
		}
		lanes[right-1] = "│ " + map[head]string{leaving: "…", lost: "×"}[h] + cut(body(lanes[right-1]), d.lane-3)
	default:
		lanes[left] = "│<" + cut(body(lanes[left]), d.lane-2)
	}
	if h != landing {
		lanes[right] = "┤" + body(lanes[right])
	}
}

// cut shortens s to so many cells; what it drops are strokes.
func cut(s string, cells int) string {
	for words.Columns(s) > cells {
		s = strings.TrimSuffix(s, "─")
		if !strings.HasSuffix(s, "─") {
			break
		}
	}
	return s
}
