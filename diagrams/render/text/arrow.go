package text

import (
	"fmt"
	"strings"

	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// departure writes a segment as it leaves: the whole arrow when it arrives
// before anything else happens, else the part before the dots.
func (d *diagram) departure(e *trace.Event) {
	s := &d.trace.Messages[e.Message-1]
	head := arriving
	switch {
	case s.Fate == trace.Lost:
		head = lost
	case !d.direct(e):
		head = leaving
	}
	d.arrow(e.AtUS, s, head)
}

// arrival writes the rest of an arrow that departure left open.
func (d *diagram) arrival(e *trace.Event) {
	s := &d.trace.Messages[e.Message-1]
	sent := d.departed(s.ID)
	if sent == nil || !d.direct(sent) {
		d.arrow(e.AtUS, s, landing)
	}
}

// departed is the event with which a segment left; nil for a network's copy.
func (d *diagram) departed(id int) *trace.Event {
	for i, e := range d.trace.Events {
		if (e.Kind == trace.Send || e.Kind == trace.Forge) && e.Message == id {
			return &d.trace.Events[i]
		}
	}
	return nil
}

// direct reports whether the segment sent at e arrives before anything that
// the diagram shows.
func (d *diagram) direct(e *trace.Event) bool {
	for _, next := range d.trace.Events[e.N:] {
		switch next.Kind {
		case trace.Receive:
			return next.Message == e.Message
		case trace.Timer:
			if next.Action == trace.Fire {
				return false
			}
		case trace.Delay, trace.Deliver, trace.Congestion, trace.Urgent, trace.Advice:
		default:
			return false
		}
	}
	return false
}

// head is how an arrow begins and ends.
type head struct{ tail, tip string }

var (
	arriving = head{"├", ">│"} // the whole way
	leaving  = head{"├", "… │"}
	landing  = head{"│ …", ">│"}
	lost     = head{"├", "×  │"}
)

var mirrored = strings.NewReplacer("├", "┤", ">", "<")

// arrow writes one segment between the lifelines, towards its receiver.
func (d *diagram) arrow(at int64, s *trace.Message, h head) {
	if d.lane > 0 {
		d.laneArrow(at, s, h)
		return
	}
	label := fmt.Sprintf("─%d─ %s ", s.ID, d.label(s))
	rule := strings.Repeat("─", max(2, wireCells+2-words.Columns(h.tail)-words.Columns(h.tip)-words.Columns(label)))
	if s.From == 0 {
		d.line(at, "", h.tail+label+rule+h.tip, "")
		return
	}
	tip, tail := mirrored.Replace(reverse(h.tip)), mirrored.Replace(reverse(h.tail))
	label = fmt.Sprintf(" %s ─%d─", d.label(s), s.ID)
	d.line(at, "", tip+rule+label+tail, "")
}

func (d *diagram) label(s *trace.Message) string {
	label := s.Heading()
	for _, f := range d.trace.Detail(*s) {
		label += " " + f.Name + "=" + f.Value
	}
	return label + d.remark(s)
}

// remark says what is out of the ordinary about a segment.
func (d *diagram) remark(s *trace.Message) string {
	says := d.opt.Words.Characters()
	if aspects := s.Aspects(); len(aspects) > 0 {
		return " " + strings.Join(d.opt.Words.Sequence().Briefly(aspects), " ")
	}
	switch {
	case s.RepeatOf > 0:
		return says.Repeat
	case s.CopyOf > 0:
		return says.Copy
	case d.forged(s.ID):
		return says.Forged
	}
	return ""
}

// forged reports whether nobody has sent the segment.
func (d *diagram) forged(id int) bool {
	e := d.departed(id)
	return e != nil && e.Kind == trace.Forge
}

func reverse(s string) string {
	runes := []rune(s)
	for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
		runes[i], runes[j] = runes[j], runes[i]
	}
	return string(runes)
}
