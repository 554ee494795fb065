package replay

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"woshou/diagrams/scenario"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// draft reads out of a capture what the users must have called, and what the
// hosts agreed upon.
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

// ethernet is the MSS of a host that says none (RFC 9293 §3.7.1, for Ethernet).
const ethernet = 1460

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

// learn gathers what has to be known before the first step: how long messages
// are on their way, what the SYNs agree upon, who reads late.
func (d *draft) learn() {
	var known [2]bool
	for _, m := range d.t.Messages {
		if m.ArrivedUS == nil {
			continue
		}
		if way := *m.ArrivedUS - m.SentUS; !known[m.From] || way < d.latency[m.From] {
			d.latency[m.From], known[m.From] = way, true
		}
	}
	for side := range known {
		switch {
		case !known[side] && known[1-side]:
			d.latency[side] = d.latency[1-side]
		case !known[side]:
			d.latency[side] = d.halfLoop()
		}
	}
	for side := range known {
		d.options(side)
	}
	if d.stamped == [2]bool{true, true} {
		for side := range d.ends {
			d.ends[side].mss = max(0, d.ends[side].mss-stampRoom)
		}
	}
}

// stampRoom is what timestamps take of each segment (RFC 7323, appendix A).
const stampRoom = 12

// halfLoop is half of the shortest time from one host's message to the next of the
// other, where nothing better tells how long messages are on their way.
func (d *draft) halfLoop() int64 {
	shortest := 2 * scenario.DefaultLatency.Microseconds()
	for i, m := range d.t.Messages[min(1, len(d.t.Messages)):] {
		if before := d.t.Messages[i]; before.From != m.From {
			shortest = min(shortest, m.SentUS-before.SentUS)
		}
	}
	return shortest / 2
}

// head are the lines before the first statement.
func (d *draft) head() []string {
	lines := []string{`title zh "抓包重现" en "A capture, replayed"`}
	for side, h := range d.t.Hosts {
		var isns []string
		for _, n := range d.ends[side].isns {
			isns = append(isns, strconv.FormatUint(uint64(n), 10))
		}
		lines = append(lines, fmt.Sprintf("host %s zh %q en %q isn %s", h.Name, h.Label.In("zh"), h.Label.In("en"), strings.Join(isns, " ")))
	}
	if !d.handshake() {
		lines = append(lines, "begin established")
	}
	return lines
}

// handshake reports whether the capture shows how the connection was opened.
func (d *draft) handshake() bool {
	own := slices.IndexFunc(d.t.Messages, func(m trace.Message) bool { return !isForeign(&m) })
	return own >= 0 && d.t.Messages[own].HasFlag("SYN")
}

// options sets what a host has agreed to in its SYNs.
func (d *draft) options(side int) {
	u, name := &d.ends[side], d.names[side]
	u.sending = -1
	window, longest := 0, 0
	for i := range d.t.Messages {
		m := &d.t.Messages[i]
		if m.From != side {
			continue
		}
		longest = max(longest, m.TCP.Len)
		if !m.HasFlag("SYN") || window > 0 {
			continue
		}
		window = m.TCP.Window
		for _, o := range m.TCP.Options {
			key, value, _ := strings.Cut(o, "=")
			n, _ := strconv.Atoi(value)
			switch key {
			case "MSS":
				d.ends[1-side].mss = n
				if n != ethernet && n >= 8 {
					d.sets = append(d.sets, fmt.Sprintf("%s set mss %d", name, n))
				}
			case "SACK-permitted":
				d.sets = append(d.sets, name+" set sack on")
			case "TSval":
				d.stamped[side] = true
				d.sets = append(d.sets, name+" set timestamps on")
			case "WS":
				d.sets = append(d.sets, name+" set window-scale on")
			}
		}
	}
	if !d.handshake() {
		d.guess(side, longest)
	}
	d.window(side, window)
}

// guess sets what the hosts must have agreed upon before the capture began.
func (d *draft) guess(side, longest int) {
	stamped, selective := false, false
	var before *trace.Message
	for i := range d.t.Messages {
		m := &d.t.Messages[i]
		if m.From != side || m.TCP.Len == 0 {
			continue
		}
		if before != nil && before.TCP.Len == longest && keyOf(before).end() == tcp.Seq(m.TCP.Seq) && d.ends[side].mss == 0 && longest != ethernet {
			d.ends[side].mss = longest // a larger one would have held more
			d.sets = append(d.sets, fmt.Sprintf("%s set mss %d", d.names[1-side], max(longest, 8)))
		}
		before = m
	}
	for _, m := range d.t.Messages {
		for _, o := range m.TCP.Options {
			stamped = stamped || strings.HasPrefix(o, "TSval=")
			selective = selective || strings.HasPrefix(o, "SACK=")
		}
	}
	if stamped {
		d.sets = append(d.sets, d.names[side]+" set timestamps on")
	}
	if selective {
		d.sets = append(d.sets, d.names[side]+" set sack on")
	}
}

// window sets the buffer of a host: what it offers at most.
func (d *draft) window(side, first int) {
	scale := d.agreedScale(side)
	most := first
	for _, m := range d.t.Messages {
		if m.From == side && !m.HasFlag("RST") && (scale > 0 || first == 0) && !m.HasFlag("SYN") {
			most = max(most, m.TCP.Window<<scale)
		}
	}
	d.ends[side].scale = scale
	if first > 0 && most != usualWindow || first == 0 && most > 0 && most < usualWindow*9/10 {
		d.sets = append(d.sets, fmt.Sprintf("%s set window %d", d.names[side], min(most, 1<<30)))
	}
	if d.readsLate(side) {
		d.sets = append(d.sets, d.names[side]+" set auto-read off")
	}
}

// usualWindow is the window of a host that sets none. Where the capture began in
// the middle, some of it may have been in use all the time.
const usualWindow = 65535

// agreedScale is the shift of a host's window, 0 unless both offer one.
//
// RFC 7323, section 2.2.
func (d *draft) agreedScale(side int) int {
	offered := [2]int{-1, -1}
	for _, m := range d.t.Messages {
		for _, o := range m.TCP.Options {
			if value, ok := strings.CutPrefix(o, "WS="); ok {
				offered[m.From], _ = strconv.Atoi(value)
			}
		}
	}
	if offered[0] < 0 || offered[1] < 0 {
		return 0
	}
	return min(offered[side], 14)
}

// readsLate reports whether a host has closed its window: then its user reads
// when the window opens, and not at once.
func (d *draft) readsLate(side int) bool {
	return slices.ContainsFunc(d.t.Messages, func(m trace.Message) bool {
		return m.From == side && m.TCP.Window == 0 && !m.HasFlag("RST")
	})
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
