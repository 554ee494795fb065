package tcp

// offerOptions puts on a SYN what this host can do; on a SYN,ACK, only what
// the peer's SYN has offered too.
func (e *Endpoint) offerOptions(seg *Segment) {
	first := !seg.Has(ACK)
	seg.MSS = e.opt.MSS
	seg.SACKOK = e.opt.SACK && (first || e.peer.sack)
	if e.opt.WindowScale && (first || e.peer.scale) {
		shift := shiftFor(e.opt.Window)
		seg.Scale = &shift
	}
	if e.opt.Timestamps && (first || e.peer.timestamps) {
		seg.Timestamps = &Timestamps{}
	}
}

// heedOptions takes what the peer's SYN offers.
func (e *Endpoint) heedOptions(seg Segment) {
	e.peer = peerOptions{sack: seg.SACKOK, scale: seg.Scale != nil, timestamps: seg.Timestamps != nil}
	if seg.Scale != nil {
		e.peer.shift = min(*seg.Scale, maxShift) // RFC 7323, section 2.3: a larger one counts as 14
	}
	e.peer.mss = defaultMSS
	if seg.MSS > 0 {
		e.peer.mss = seg.MSS
	}
}

// agree settles which options the connection uses, once both sides have
// spoken.
//
// RFC 9293 §3.7.1, MUST-16; RFC 7323; RFC 2018.
func (e *Endpoint) agree() {
	e.sack = e.opt.SACK && e.peer.sack
	e.timestamps = e.opt.Timestamps && e.peer.timestamps
	if e.opt.WindowScale && e.peer.scale {
		e.snd.shift, e.rcv.shift = e.peer.shift, shiftFor(e.opt.Window)
	}
	e.snd.mss = min(e.peer.mss, e.opt.MSS)
	if e.timestamps {
		e.snd.mss -= timestampsSize
	}
}

// peerOptions are what the peer's SYN offered.
type peerOptions struct {
	mss                     int
	sack, scale, timestamps bool
	shift                   uint8
}
