package tcp

import (
	"fmt"
	"slices"
)

// rows is Table as a set.
var rows = func() map[Transition]bool {
	m := map[Transition]bool{}
	for _, r := range Table {
		m[r] = true
	}
	return m
}()

// lawsOfSegment: a segment's numbers lie in its sender's space, and it
// acknowledges nothing that its receiver has not sent.
func (w *small) lawsOfSegment(i int, s Segment) error {
	if s.Has(RST|ACK) && s.Seq == 0 {
		// Of no connection: SEQ is a literal zero.
	} else if c, offset := place(i, s.Seq); c >= w.ends[i].chosen || offset > w.books[i].top[c]+s.Space() {
		return fmt.Errorf("%v has a SEQ outside its sender's space", s)
	} else if end := offset + s.Space(); !s.Has(RST) {
		if offset > w.books[i].top[c] {
			return fmt.Errorf("%v leaves a gap behind what was sent", s)
		}
		w.books[i].top[c] = max(w.books[i].top[c], end)
	}
	if !s.Has(ACK) {
		return nil
	}
	if c, offset := place(1-i, s.Ack); c >= w.ends[1-i].chosen || offset > w.books[1-i].top[c] {
		return fmt.Errorf("%v acknowledges what was not sent", s)
	}
	return nil
}

// lawsOfTransition: it is a row of the table; and who learns that its FIN has
// arrived may rely on all of its data having been delivered.
func (w *small) lawsOfTransition(i int, t Transition) error {
	if !rows[t] {
		return fmt.Errorf("%v is no row of the table", t)
	}
	w.taken[t] = true
	switch t.To {
	case Closed, Listen, SynSent, SynReceived:
		if t.From == TimeWait && t.To == SynReceived {
			w.books[i].former = w.books[i].here
		}
		w.books[i].here = 0
	}
	switch t.Event {
	case RcvRstReopened:
		w.books[i].here = w.books[i].former
	case RcvAckOfFin, RcvFinAckOfFin:
		c, _ := place(i, w.ends[i].iss)
		if got, sent := w.books[1-i].delivered[c], w.books[i].sent[c]; got != sent {
			return fmt.Errorf("the FIN is acknowledged, but %d of %d octets are delivered", got, sent)
		}
	case GiveUp:
		if !w.hasty && !w.parted {
			return fmt.Errorf("gives up in %v", t.From)
		}
		w.excused = true
	case OrphanTimeout:
		w.excused = true
	case AbortCall:
		// No reset is sent from these, so that the peer may never hear of it.
		w.excused = w.excused || t.From >= Closing
	}
	return nil
}

// lawsOf holds between what end i has in its variables and what an observer
// has seen of it.
func (w *small) lawsOf(i int) error {
	w.parted = w.parted || w.apart()
	e, book := w.ends[i], &w.books[i]
	for k, t := range Timers {
		if e.running.has(t) != book.timers[k] {
			return fmt.Errorf("timer %s: running %v, but the outputs say %v", t, e.running.has(t), book.timers[k])
		}
	}
	for c, n := range book.delivered {
		if n > w.books[1-i].sent[c] {
			return fmt.Errorf("%d octets delivered, %d sent", n, w.books[1-i].sent[c])
		}
	}
	if e.state == Closed || e.state == Listen {
		return nil
	}
	c, _ := place(i, e.iss)
	if n := 1 + book.sent[c] - e.snd.queued + count(e.snd.finSent); e.snd.nxt != e.iss.Add(n) {
		return fmt.Errorf("SND.NXT is ISS+%d, not ISS+%d", e.snd.nxt.Sub(e.iss), n)
	}
	if e.snd.nxt.Less(e.snd.una) || e.snd.una.Less(e.iss) {
		return fmt.Errorf("SND.UNA %d is not between ISS %d and SND.NXT %d", e.snd.una, e.iss, e.snd.nxt)
	}
	if len(e.flight) > 0 && !e.running.has(RetransmissionTimer) && !e.running.has(PersistTimer) {
		return fmt.Errorf("%d segments in flight and no timer", len(e.flight))
	}
	if e.state == SynSent {
		return nil
	}
	finTaken := slices.Contains([]State{CloseWait, Closing, LastAck, TimeWait}, e.state)
	if n := 1 + book.here + e.rcv.unread + count(finTaken); e.rcv.nxt != e.irs.Add(n) {
		return fmt.Errorf("RCV.NXT is IRS+%d, not IRS+%d", e.rcv.nxt.Sub(e.irs), n)
	}
	return nil
}

// apart reports whether an end takes itself to be connected with an earlier
// connection of the other. A host that opens again without waiting until its
// old SYN has died can bring that about (RFC 9293 §3.4.3).
func (w *small) apart() bool {
	for i, e := range w.ends {
		if e.state >= SynReceived && e.irs != w.ends[1-i].iss {
			return true
		}
	}
	return false
}

// lawsOfRest hold where nothing more happens of itself: neither end waits for
// anything but its user, or for the FIN of a peer whose user has not closed;
// and the ends agree on what they are, unless one of them could not hear of
// the other's end.
func (w *small) lawsOfRest() error {
	for i, e := range w.ends {
		if !slices.Contains([]State{Closed, Listen, Established, FinWait2, CloseWait}, e.state) {
			return fmt.Errorf("%c rests in %v", 'A'+rune(i), e.state)
		}
		if e.snd.queued > 0 || len(e.flight) > 0 {
			return fmt.Errorf("%c rests with %d octets and %d segments unsent", 'A'+rune(i), e.snd.queued, len(e.flight))
		}
	}
	a, b := w.ends[0].state, w.ends[1].state
	if min(a, b) != Established && !(min(a, b) == FinWait2 && max(a, b) == CloseWait) || a != b && min(a, b) == Established {
		if max(a, b) > Listen && !w.excused {
			return fmt.Errorf("the ends disagree: %v and %v", a, b)
		}
		return nil
	}
	for i := range w.ends {
		c, _ := place(i, w.ends[i].iss)
		if got, sent := w.books[1-i].delivered[c], w.books[i].sent[c]; got != sent {
			return fmt.Errorf("rest with %d of %d octets delivered", got, sent)
		}
	}
	return nil
}
