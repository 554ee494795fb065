package tcp

import "testing"

// What an ACK reports first is a duplicate when it was acknowledged already, or lies
// within what is reported next.
//
// RFC 2883, section 4.
func TestDoubled(t *testing.T) {
	for _, c := range []struct {
		blocks []Block
		want   bool
	}{
		{nil, false},
		{[]Block{{200, 300}}, false},
		{[]Block{{50, 100}}, true},
		{[]Block{{200, 300}, {200, 300}}, true},
		{[]Block{{200, 300}, {150, 400}}, true},
		{[]Block{{200, 300}, {400, 500}}, false},
		{[]Block{{200, 300}, {200, 250}}, false},
	} {
		double, got := doubled(Segment{Ack: 100, SACK: c.blocks})
		if got != c.want || got && double != c.blocks[0] {
			t.Errorf("%v: %v, %v, want %v", c.blocks, double, got, c.want)
		}
	}
}

// A smaller segment is taken for a full one of the peer when it comes twice, and could
// be one: it is of the least size that everybody takes, or ends nothing.
func TestFullSegmentOfThePeer(t *testing.T) {
	for _, c := range []struct {
		octets int
		flags  Flags
		want   int
	}{
		{defaultMSS, ACK | PSH, defaultMSS},
		{defaultMSS - 1, ACK | PSH, 1000},
		{leastFullSegment, ACK, leastFullSegment},
		{leastFullSegment - 1, ACK, 1000},
		{leastFullSegment, ACK | PSH, 1000},
	} {
		e := New(&Linux, 100)
		e.noteSize(Segment{Len: 1000, Flags: ACK})
		for range 2 {
			e.noteSize(Segment{Len: c.octets, Flags: c.flags})
		}
		if got := e.fullSegment(); got != c.want {
			t.Errorf("%d octets with %v: a full segment has %d, want %d", c.octets, c.flags, got, c.want)
		}
	}
}

// A reordering window that was widened is let go after so many recoveries.
//
// RFC 8985, section 6.2, step 4.
func TestWideningIsLetGo(t *testing.T) {
	r := rack{wider: 3, holds: wideningHolds}
	for n := 1; n <= wideningHolds; n++ {
		if r.narrow(); (r.wider == 0) != (n == wideningHolds) {
			t.Errorf("after %d recoveries the window is wider by %d", n, r.wider)
		}
	}
}

// When the original has arrived, another loss is evident only by the duplicates that
// the ACK does not cover.
func TestAnotherLossIsEvident(t *testing.T) {
	for duplicates, want := range map[int]bool{3: false, 4: true} {
		e := New(&Linux, 100)
		e.timestamps = true
		e.cc = newCongestion(Reno, 100, 10)
		e.snd.una, e.snd.mss = 500, 100
		e.flight = []sent{{Segment: Segment{Seq: 500, Len: 100}}}
		e.undo = undo{on: true, stamp: 50}
		e.rec = recovery{recovering: true, recover: 1000, duplicates: duplicates, acked: 2}
		e.heedEcho(0, Segment{Timestamps: &Timestamps{Echo: 10}})
		if e.rec.recovering != want {
			t.Errorf("%d duplicates, two segments acknowledged: recovering is %v", duplicates, e.rec.recovering)
		}
	}
}
