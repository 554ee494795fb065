package judge

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"woshou/diagrams/judge/packetdrill"
)

// drilled is a host that a script of packetdrill drills: the machine on a
// virtual clock, or a kernel in real time. Times are since the start.
type drilled interface {
	sysctl(name, value string) error
	// call makes a system call at once and returns what it does, with the name
	// of its error. It fails where the host has no such call.
	call(c *packetdrill.Call) (result int, errno string, err error)
	inject(seg wireSegment)
	// until lets time pass, and returns it: a kernel's may be a little late.
	until(at time.Duration) time.Duration
	// next takes the next segment that the host sends, if it does by then.
	next(by time.Duration) (seg wireSegment, at time.Duration, ok bool)
}

// drill runs a script and returns in what the host does not do as it says: the
// first such line, or "".
func drill(h drilled, s *packetdrill.Script) (complaint string, err error) {
	for _, set := range s.Sysctls {
		if err := h.sysctl(set.Name, set.Value); err != nil {
			return "", err
		}
	}
	d := &drilling{host: h}
	for _, e := range s.Events {
		complaint, err := d.event(e)
		if err != nil {
			return "", fmt.Errorf("%s:%d: %w", s.Name, e.Line, err)
		}
		if complaint != "" {
			return fmt.Sprintf("%s:%d: %s: %s", s.Name, e.Line, e.Text, complaint), nil
		}
	}
	return "", nil
}

// remoteISN is the initial number of the script's side.
const remoteISN = 4_000_000

// drilling is a script under way.
type drilling struct {
	host  drilled
	last  time.Duration // when the event before happened
	local uint32        // the host's initial number
	clock *uint32       // what the host's timestamps are ahead of the script's
}

func (d *drilling) event(e packetdrill.Event) (complaint string, err error) {
	from, to := e.When.From, e.When.To
	if e.When.Relative {
		from, to = from+d.last, to+d.last
	}
	switch {
	case e.Out != nil:
		slack := max(20*time.Millisecond, (to-d.last)/20)
		seg, at, ok := d.host.next(to + slack + slot(to-d.last))
		if !ok {
			return "nothing is sent", nil
		}
		if at < from-slack {
			return fmt.Sprintf("sent at %v already", at), nil
		}
		d.last = at
		return d.check(e.Out, seg), nil
	case e.In != nil:
		d.last = d.host.until(from)
		d.host.inject(d.wire(e.In))
		return "", nil
	}
	d.last = d.host.until(from)
	result, errno, err := d.host.call(e.Call)
	if want := e.Call; err == nil && (errno != want.Errno || want.Errno == "" && result != want.Result) {
		return fmt.Sprintf("returns %d %s", result, errno), nil
	}
	return "", err
}

// flagNames are the flags of a segment in packetdrill's letters, in the order of
// a trace.
func flagNames(letters string) string {
	var names []string
	for _, b := range tcpBits {
		letter := b.name[:1]
		if b.name == "ACK" {
			letter = "."
		}
		if strings.Contains(letters, letter) {
			names = append(names, b.name)
		}
	}
	return strings.Join(names, ",")
}

// wire is a segment of the script's side.
func (d *drilling) wire(s *packetdrill.Segment) wireSegment {
	w := wireSegment{
		ports: [2]uint16{addrs[1].Port, addrs[0].Port}, flags: flagNames(s.Flags),
		seq: remoteISN + uint32(s.Seq), len: s.Len, window: max(0, s.Window), urgent: s.Urgent,
	}
	if w.has("ACK") {
		w.ack = d.local + uint32(s.Ack)
	}
	w.mss, w.sackOK = s.MSS, s.SackOK
	if s.Scale >= 0 {
		shift := uint8(s.Scale)
		w.scale = &shift
	}
	for _, b := range s.Sack {
		w.sack = append(w.sack, [2]uint32{d.local + uint32(b[0]), d.local + uint32(b[1])})
	}
	if s.Stamps != nil {
		w.stamps = &[2]uint32{uint32(s.Stamps[0]), uint32(s.Stamps[1])}
		if d.clock != nil && s.Stamps[1] != 0 {
			w.stamps[1] += *d.clock
		}
	}
	return w
}

// check compares what the host has sent with what it must send.
func (d *drilling) check(want *packetdrill.Segment, w wireSegment) string {
	if w.has("SYN") {
		d.local = w.seq
	}
	numbers := [2]numbering{{isns: []uint32{d.local}}, {isns: []uint32{remoteISN}}}
	got := w.relative(0, &numbers)
	expected := Segment{
		Flags: flagNames(want.Flags), Seq: Number{1, want.Seq}, Ack: Number{1, want.Ack}, Len: want.Len,
		Window: want.Window, Urgent: want.Urgent, Options: scriptOptions(want.Options),
	}
	if got.Seq.ISN == 0 || w.has("RST") && w.seq == 0 {
		got.Seq = Number{1, 0} // a RST where there is no connection
	}
	if want.Window < 0 {
		expected.Window = got.Window
	}
	if want.Any {
		expected.Options = got.Options
	}
	if got.String() != expected.String() || got.Window != expected.Window {
		return fmt.Sprintf("sent is %v, window %d", got, got.Window)
	}
	if want.Stamps == nil || want.Any {
		return ""
	}
	return d.checkStamps(*want.Stamps, *w.stamps)
}

// checkStamps compares timestamps: of what the host's clock shows within 50 ms.
func (d *drilling) checkStamps(want [2]int, got [2]uint32) string {
	if d.clock == nil {
		ahead := got[0] - uint32(want[0])
		d.clock = &ahead
	}
	off := int32(got[0] - *d.clock - uint32(want[0]))
	if off < -50 || off > 50 || got[1] != uint32(want[1]) {
		return fmt.Sprintf("its timestamps are %d and %d", got[0]-*d.clock, got[1])
	}
	return ""
}

// scriptOptions are the options of a script as divergences name them.
func scriptOptions(o packetdrill.Options) string {
	w := options{mss: o.MSS, sackOK: o.SackOK}
	if o.Scale >= 0 {
		shift := uint8(o.Scale)
		w.scale = &shift
	}
	if o.Stamps != nil {
		w.stamps = &[2]uint32{}
	}
	for _, b := range o.Sack {
		w.sack = append(w.sack, [2]uint32{remoteISN + uint32(b[0]), remoteISN + uint32(b[1])})
	}
	return w.text(&numbering{isns: []uint32{remoteISN}})
}

// argument is the n-th word of a call, without brackets; "" past the end.
func argument(c *packetdrill.Call, n int) string {
	if n >= len(c.Args) {
		return ""
	}
	return strings.Trim(c.Args[n], `[]"`)
}

// lingersZero reports whether a setsockopt asks for SO_LINGER with no time: a
// close is then an abort.
func lingersZero(value string) bool {
	digits := strings.FieldsFunc(value, func(r rune) bool { return r < '0' || r > '9' })
	return slices.Equal(digits, []string{"1", "0"})
}
