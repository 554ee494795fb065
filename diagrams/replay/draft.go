package replay

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// draft reads out of a capture what the users must have called, and what the
// hosts agreed upon (agreed.go).
type draft struct {
	t     *trace.Trace
	names [2]string
	ends  [2]user
	// latency is how long messages of a host are on their way, in microseconds.
	latency [2]int64
	steps   []step
	sets    []string
	// strays are when SYNs left that no host sent, by their numbers.
	strays map[uint32]int64
	// stamped are the hosts whose SYN has a timestamp.
	stamped [2]bool
}

// user is what is known of one host while the capture is read.
type user struct {
	begun         bool
	next          tcp.Seq // of its numbers
	acked         tcp.Seq // as its peer has acknowledged
	edge          tcp.Seq // the right edge of the window that it offers
	edged         bool
	closed, over  bool  // it has sent a FIN; the connection has ended
	blocked       bool  // the window has no room for a full segment behind what it has sent
	corked, eager bool  // what was said about when it sends
	lastUS        int64 // when it last sent, or something new reached it
	sentUS        int64 // when it last sent data
	sending       int   // the step that sends this, -1 for none
	octets        int   // that the step sends
	scale         int
	mss           int // the largest segment that its peer takes
	isns          []uint32
	probes        []int64
}

// drafted is the script of what a capture shows, without anything that the
// network did, and the largest segment of each host.
func drafted(t *trace.Trace) (script, [2]int) {
	d := &draft{t: t, strays: map[uint32]int64{}}
	for i, h := range t.Hosts {
		d.names[i] = h.Name
	}
	d.learn()
	var size [2]int
	for side := range d.ends {
		size[side] = d.ends[side].mss
	}
	for i := range t.Messages {
		d.message(&t.Messages[i])
	}
	for side := range d.ends {
		d.keepAlive(side)
	}
	d.number()
	sc := script{head: d.head(), names: d.names, latency: d.latency, sets: d.sets, steps: d.steps}
	if slices.ContainsFunc(t.Messages, func(m trace.Message) bool { return isProbe(&m) }) {
		sc.endUS = t.EndUS + d.latency[0] + d.latency[1] // a run does not wait for probes
	}
	return sc, size
}

// head are the lines before the first statement.
func (d *draft) head() []string {
	title := words.InEach(func(l *words.Language) string { return l.Message(words.Say("A capture, replayed")) })
	lines := []string{"title " + phrases(title)}
	for side, h := range d.t.Hosts {
		var isns []string
		for _, n := range d.ends[side].isns {
			isns = append(isns, strconv.FormatUint(uint64(n), 10))
		}
		lines = append(lines, fmt.Sprintf("host %s %s isn %s", h.Name, phrases(h.Label), strings.Join(isns, " ")))
	}
	if !d.handshake() {
		lines = append(lines, "begin established")
	}
	return lines
}

// phrases are a text in all its languages as scenarios write it.
func phrases(text trace.Text) string {
	var list []string
	for _, code := range words.Built().Codes() {
		if phrase, ok := text[code]; ok {
			list = append(list, fmt.Sprintf("%s %q", code, phrase))
		}
	}
	return strings.Join(list, " ")
}

// handshake reports whether the capture shows how the connection was opened.
func (d *draft) handshake() bool {
	own := slices.IndexFunc(d.t.Messages, func(m trace.Message) bool { return !isForeign(&m) })
	return own >= 0 && d.t.Messages[own].HasFlag("SYN")
}

// message reads a message.
func (d *draft) message(m *trace.Message) {
	u, peer, k := &d.ends[m.From], &d.ends[1-m.From], keyOf(m)
	if isForeign(m) {
		if !d.isCopy(m, k) {
			d.add(m.SentUS, forge(d.names, k, m))
			d.strays[k.seq] = m.SentUS
		}
		return
	}
	if k.has("RST") {
		u.over, peer.over = true, true
		d.reset(m)
		return
	}
	if k.has("SYN") {
		d.open(m, k)
	}
	if !u.begun { // in the middle of a connection
		u.begun, u.next = true, tcp.Seq(k.seq)
		if isProbe(m) {
			u.next++
		}
		u.isns = append(u.isns, uint32(u.next)-1)
	}
	d.sends(m, k)
	if k.has("FIN") && !u.closed {
		u.closed = true
		u.over, peer.over = peer.closed, peer.closed
		d.add(m.SentUS, d.names[m.From]+" close")
	}
	if m.TCP.Ack != nil {
		d.acknowledges(m, peer)
	}
	if isKeepAlive(m) {
		u.probes = append(u.probes, m.SentUS)
		return
	}
	u.lastUS, peer.lastUS = m.SentUS, max(peer.lastUS, m.SentUS+d.latency[m.From])
}

// isForeign reports whether somebody else sent a message than the host in whose name
// it is.
func isForeign(m *trace.Message) bool {
	return m.Sight.Stray || len(m.Sight.Reasons) == 1 && m.Sight.Reasons[0] == "foreign"
}

// isCopy reports whether a message is one that its host had sent before.
func (d *draft) isCopy(m *trace.Message, k key) bool {
	return slices.ContainsFunc(d.t.Messages[:m.ID-1], func(o trace.Message) bool { return keyOf(&o) == k && !isForeign(&o) })
}

func isKeepAlive(m *trace.Message) bool { return m.Sight.Kind == "keep-alive" }

func isProbe(m *trace.Message) bool { return isKeepAlive(m) || m.Sight.Kind == "zero-window-probe" }

func (d *draft) add(atUS int64, text string) {
	d.steps = append(d.steps, step{atUS: max(atUS, 0), text: text})
}

// open reads a SYN. Who answers one listened, and who answers one that was not
// seen was called all the same.
func (d *draft) open(m *trace.Message, k key) {
	u, peer := &d.ends[m.From], &d.ends[1-m.From]
	if u.begun && u.next.Add(-1) == tcp.Seq(k.seq) || u.begun && slices.Contains(u.isns, k.seq) {
		return // again
	}
	answers := k.has("ACK")
	if at, stray := d.strays[k.ack-1]; answers && stray {
		d.add(at, d.names[m.From]+" listen")
	} else if answers && !peer.begun {
		peer.begun, peer.next, peer.isns = true, tcp.Seq(k.ack), append(peer.isns, k.ack-1)
		d.add(m.SentUS-d.latency[1-m.From], d.names[m.From]+" listen")
		d.add(m.SentUS-d.latency[1-m.From], d.names[1-m.From]+" connect")
	}
	lives := u.begun && !u.over
	*u = user{begun: true, next: tcp.Seq(k.seq).Add(1), isns: append(u.isns, k.seq), mss: u.mss, scale: u.scale, sending: -1, probes: u.probes, eager: u.eager}
	if answers {
		return
	}
	if lives {
		d.add(m.SentUS, d.names[m.From]+" crash") // nothing told of its end
	}
	if d.isAnswered(m, k) {
		d.add(m.SentUS, d.names[1-m.From]+" listen")
	}
	d.add(m.SentUS, d.names[m.From]+" connect")
}

// isAnswered reports whether the peer of a SYN's sender answers it out of LISTEN.
func (d *draft) isAnswered(m *trace.Message, k key) bool {
	for _, o := range d.t.Messages[m.ID:] {
		if o.From == m.From || !o.HasFlag("SYN") {
			continue
		}
		if o.TCP.Ack == nil || slices.Contains(d.ends[o.From].isns, o.TCP.Seq) {
			return false // it opens, too
		}
		if *o.TCP.Ack == k.seq+1 {
			return true
		}
	}
	return false
}

// sends reads the octets of a message: those that are new, or come behind some
// that were not seen, have been sent by a call.
func (d *draft) sends(m *trace.Message, k key) {
	u := &d.ends[m.From]
	end := tcp.Seq(k.seq).Add(k.len)
	if k.has("SYN") {
		end = end.Add(1)
	}
	fresh := end.Sub(u.next)
	if fresh <= 0 || k.len == 0 && !k.has("FIN") {
		return
	}
	goesOn := u.octets%u.full(k) == 0 && m.SentUS-u.sentUS <= burst
	if u.sending >= 0 && (goesOn || u.blocked || isProbe(m)) {
		u.octets += fresh
		d.steps[u.sending].text = d.send(m, u.octets)
	} else {
		d.hurry(m.From, fresh)
		u.sending, u.octets = len(d.steps), fresh
		d.add(m.SentUS, d.send(m, fresh))
	}
	if k.has("FIN") && !u.corked {
		u.corked = true
		d.steps = slices.Insert(d.steps, u.sending, step{atUS: d.steps[u.sending].atUS, text: d.names[m.From] + " set cork on"})
		u.sending++
	}
	u.next, u.sentUS = end, m.SentUS
	peer := &d.ends[1-m.From]
	u.blocked = peer.edged && peer.edge.Sub(end) < u.full(k)
}

// send is the call that sends so many octets.
func (d *draft) send(m *trace.Message, octets int) string {
	text := fmt.Sprintf("%s send %d", d.names[m.From], octets)
	if m.HasFlag("URG") {
		text += " urgent"
	}
	return text
}

// burst is how long after each other segments leave that one call has sent, at
// most, in microseconds.
const burst = 500

// full is a host's largest segment; of one that nothing tells of, the one at hand.
func (u *user) full(k key) int {
	if u.mss > 0 {
		return u.mss
	}
	return max(k.len, 1)
}

// hurry turns Nagle's rule off for a host that sends a small segment while
// another is not acknowledged.
//
// RFC 9293 §3.7.4.
func (d *draft) hurry(side, octets int) {
	u := &d.ends[side]
	if u.eager || octets >= u.full(key{len: octets + 1}) || u.acked == u.next || u.sentUS == 0 {
		return
	}
	u.eager = true
	d.sets = append(d.sets, d.names[side]+" set nagle off")
}

// acknowledges reads an acknowledgment and the window that comes with it.
func (d *draft) acknowledges(m *trace.Message, peer *user) {
	u, ack := &d.ends[m.From], tcp.Seq(*m.TCP.Ack)
	if !peer.begun {
		peer.begun, peer.next, peer.isns = true, ack, append(peer.isns, uint32(ack)-1)
	}
	if peer.acked == 0 || peer.acked.Less(ack) {
		peer.acked = ack
	}
	edge := ack.Add(m.TCP.Window << u.scale)
	if m.HasFlag("SYN") {
		edge = ack.Add(m.TCP.Window)
	}
	if u.edged && u.edge.Less(edge) && d.readsLate(m.From) && !m.HasFlag("SYN") {
		d.add(m.SentUS, fmt.Sprintf("%s read %d", d.names[m.From], edge.Sub(u.edge)))
	}
	if !u.edged || u.edge.Less(edge) {
		u.edge, u.edged = edge, true
	}
}

// reset reads a RST: of the reasons that it can have had, those that take a call.
func (d *draft) reset(m *trace.Message) {
	if slices.Contains(m.Sight.Reasons, "abort") && m.TCP.Seq != 0 {
		d.add(m.SentUS, d.names[m.From]+" abort")
	}
}

// keepAlive has a host ask whether its peer is there, as often as it did.
//
// RFC 9293 §3.8.4.
func (d *draft) keepAlive(side int) {
	u := &d.ends[side]
	if len(u.probes) == 0 {
		return
	}
	idle, quiet := u.probes[0], int64(0)
	for _, m := range d.t.Messages {
		if !isKeepAlive(&m) && m.SentUS < u.probes[0] {
			quiet = max(quiet, m.SentUS)
		}
	}
	idle -= quiet
	interval := idle
	if len(u.probes) > 1 {
		interval = u.probes[1] - u.probes[0]
	}
	d.sets = append(d.sets, fmt.Sprintf("%s set keepalive %s %s %d", d.names[side], duration(idle), duration(interval), max(len(u.probes), 9)))
}

// number sees to it that each host has an initial number.
func (d *draft) number() {
	for side := range d.ends {
		if len(d.ends[side].isns) == 0 {
			d.ends[side].isns = []uint32{[2]uint32{100, 300}[side]}
		}
	}
}

// forge is the statement that has a message appear that nobody sends.
func forge(names [2]string, k key, m *trace.Message) string {
	flags := slices.DeleteFunc(strings.Split(k.flags, ","), func(f string) bool { return f == "URG" || f == "ACK" && k.flags != "ACK" })
	if k.len > 0 {
		flags = append(slices.DeleteFunc(flags, func(f string) bool { return f == "ACK" }), "DATA")
	}
	if len(flags) == 0 {
		flags = []string{"ACK"}
	}
	s := fmt.Sprintf("forge %s to %s seq %d", strings.Join(flags, "+"), names[1-k.from], k.seq)
	if m.TCP.Ack != nil {
		s += fmt.Sprintf(" ack %d", k.ack)
	}
	if k.len > 0 {
		s += fmt.Sprintf(" len %d", k.len)
	}
	s += fmt.Sprintf(" window %d", min(m.TCP.Window, 65535))
	if k.has("URG") {
		s += fmt.Sprintf(" urgent %d", m.TCP.Urgent)
	}
	return s
}
