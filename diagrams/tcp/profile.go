package tcp

import "time"

// Profile is a way of reading RFC 9293, or of departing from it. It is data:
// where the RFC contradicts itself or is silent (T1 to T12), and where Linux
// departs from it (D1 to D16), the machine asks the profile.
type Profile struct {
	Name string
	// MSL is the maximum segment lifetime. The RFC has two minutes (§3.4.2);
	// Linux's TIME-WAIT lasts 60 s in all (D5).
	MSL time.Duration
	// Window is the receive buffer of a host that sets none.
	Window int

	// CrossedSynAck is what the SYN,ACK of a simultaneous open does (T1, D1).
	CrossedSynAck CrossedSynAck
	// RepeatedFinRestarts has a repeated FIN in TIME-WAIT restart 2 MSL (T2).
	RepeatedFinRestarts bool
	// RepeatedSynAck answers a repeated SYN in SYN-RECEIVED with the SYN,ACK
	// instead of an ACK (T5, D3).
	RepeatedSynAck bool
	// AbortAcks puts an ACK on the RST of an ABORT (T8, D4).
	AbortAcks bool
	// TimeWaitOutlivesAbort leaves a connection in TIME-WAIT alone when its user
	// aborts it: on Linux it belongs to no user any more.
	TimeWaitOutlivesAbort bool
	// EmptyProbe probes a closed window with an empty segment before SND.UNA
	// instead of an octet of data (T12, D8).
	EmptyProbe bool
	// EagerSyn repeats the SYN a moment after a bad ACK in SYN-SENT (D2);
	// 0 for the RFC's patience.
	EagerSyn time.Duration
	// ResetAfterActiveOpen reports "reset" for a RST in SYN-RECEIVED after an
	// active open, where the RFC says "refused" (D14).
	ResetAfterActiveOpen bool
	// RefusedIsReset reports "reset" for a RST that answers our SYN, as the text
	// of §3.10.7.3 has it; sockets and §3.10.7.4 say "refused".
	RefusedIsReset bool
	// ListenerStays leaves a passive OPEN in LISTEN when a request for it dies
	// unanswered, and tells its user nothing.
	ListenerStays bool
	// DropUnstamped drops what lacks the timestamps that were agreed upon: RFC
	// 7323, section 3.2, says it should; Linux takes it.
	DropUnstamped bool
	// StampsAfterAck takes a timestamp only from what passes the check of its
	// ACK, too, and acknowledges no less than what came before; RFC 7323, section
	// 5.3, asks for the sequence check alone.
	StampsAfterAck bool
	// HeedsLastAgain takes ACK and timestamp of a segment that repeats the one that was
	// acknowledged last, which no window holds any more; RFC 9293 takes neither.
	HeedsLastAgain bool
	// RefuseBeyond refuses whole what reaches beyond the window, unless nothing
	// waits for the user; §3.10.7.4 has it trimmed.
	RefuseBeyond bool
	// ShrinksWithNews lets a segment that acknowledges nothing new, and begins where
	// the last window came from, make the window smaller only by closing it.
	ShrinksWithNews bool
	// PushEachSend has the last segment of every SEND carry PSH, and not just
	// the last of what is queued.
	PushEachSend bool
	// WholeSegments has a SYN offer a window of whole segments.
	WholeSegments bool
	// UrgentHurries sends urgent data that Nagle's rule would hold back.
	UrgentHurries bool
	// UpdateIsNoDuplicate does not take for a duplicate an ACK that begins beyond
	// the one that the window was taken from last.
	UpdateIsNoDuplicate bool
	// QueueHoldsOneMore has a listener hold one connection more than its backlog,
	// finished ones and half-open ones alike.
	QueueHoldsOneMore bool
	// LateDataAnswered resets with the number that data for a user who has gone
	// acknowledges, as if there were no connection any more, instead of SND.NXT
	// (§3.6.1 names neither).
	LateDataAnswered bool
	// Challenges is how many ACKs may answer suspicious segments in each
	// ChallengePeriod: RFC 5961, section 7, has ten in five seconds; Linux
	// allows a connection one in half a second.
	Challenges      int
	ChallengePeriod time.Duration
	// KeepaliveResets sends a RST when keep-alive fails (D12).
	KeepaliveResets bool
	// OrphanTimeout ends FIN-WAIT-2 when the user has closed both directions
	// (D9); 0 for never.
	OrphanTimeout time.Duration

	// The retransmission timer: RFC 6298, or Linux's (D6).
	InitialRTO, MinRTO, MaxRTO, AfterSyn time.Duration
	// SamplesOldest has an ACK tell the round trip of the oldest segment that it
	// acknowledges, and that of a repeat by its timestamp.
	SamplesOldest bool
	// MinVariance is the least that is added to the smoothed round trip time, where
	// the largest deviation of each is; 0 has RTTVAR be as RFC 6298 does.
	MinVariance time.Duration
	// LinearSyns is how many repeats of a SYN come without doubling (D7); those
	// of a SYN,ACK always double.
	LinearSyns int
	// SynRetries, SynAckRetries and DataRetries give up after so many repeats;
	// 0 leaves it to R2 (§3.8.3). The linear repeats of a SYN count, too.
	SynRetries, SynAckRetries, DataRetries int

	// AckDelay is how long a delayed ACK waits, and QuickAcks how many
	// segments are acknowledged at once at the start (D16).
	AckDelay  time.Duration
	QuickAcks int
	// AckBeyondOne acknowledges at once what is more than one segment of the
	// largest size received, instead of every second full-sized one.
	AckBeyondOne bool
	// UpdateDoubles announces a window that the user's reading has opened only
	// when it is at least twice what the peer knows of.
	UpdateDoubles bool
	// Interactive has ACKs wait as long as the peer's way of sending suggests, and
	// longer from when a host answers data with data until one has waited in vain.
	// The ACK of a FIN waits, too, when there was data before it (D16, pace.go).
	Interactive bool
	// OneSmall is Minshall's form of Nagle's rule: a small segment waits only
	// while another small one is unacknowledged, not behind full ones. What is
	// left over from a long SEND so leaves at once.
	OneSmall bool
	// Congestion is the way of congestion control of a host that sets none.
	Congestion Control
	// CountsAcked has the window grow in slow start by all that an ACK
	// acknowledges, and not by one segment at most (RFC 5681, section 3.1).
	CountsAcked bool
	// GrowsInUse has the window grow only where data fills it.
	GrowsInUse bool
	// CountsSegments has each segment count in the congestion window as much as a full
	// one, whatever it holds; RFC 5681 counts octets.
	CountsSegments bool
	// Proportional has recovery with SACK send in proportion to what arrives (RFC
	// 6937).
	Proportional bool
	// ReducesWindow has ssthresh fall from what the window was, and not from what of
	// it was in flight (RFC 5681, section 3.1, equation (4)).
	ReducesWindow bool
	// LossByTime detects losses with SACK by time, and probes the tail of what is
	// out (RFC 8985), where RFC 6675 counts.
	LossByTime bool
	// UndoesReductions takes back what a recovery has reduced when D-SACKs say
	// that all it repeated had arrived (RFC 3708).
	UndoesReductions bool
	// KeepsSacked believes after a timeout, too, what SACK has reported, unless
	// the first segment that is missing was reported; RFC 2018, section 8, has it
	// forgotten, since the receiver may have dropped it.
	KeepsSacked bool
	// RestHalves halves an idle window for each timeout of silence, instead of
	// beginning with the initial window after the first (RFC 5681, section 4.1).
	RestHalves bool
	// SynsForgiven is how many repeats of a SYN still leave the initial window
	// as it is; RFC 5681, section 3.1, allows none.
	SynsForgiven int
}

// CrossedSynAck is a reading of T1.
type CrossedSynAck uint8

// The readings: the figure takes the segment as the ACK it also is; the
// literal first check refuses it; Linux takes it, and answers it too.
const (
	AsDrawn CrossedSynAck = iota
	Refuse
	AckToo
)

// The profiles.
var (
	// RFC9293 is the default: the RFC's evident intent.
	RFC9293 = Profile{
		Name: "rfc9293", MSL: 2 * time.Minute, Window: 65535,
		RepeatedFinRestarts: true,
		Challenges:          10, ChallengePeriod: 5 * time.Second,
		InitialRTO: time.Second, MinRTO: time.Second, MaxRTO: time.Minute, AfterSyn: 3 * time.Second,
		AckDelay: 200 * time.Millisecond, DropUnstamped: true, Congestion: Reno,
	}
	// Literal is the RFC's text word for word, where that can be.
	Literal = func() Profile {
		p := RFC9293
		p.Name = "literal"
		p.CrossedSynAck = Refuse
		p.RepeatedFinRestarts = false
		p.RefusedIsReset = true
		return p
	}()
	// Linux is what Linux 6.18 was seen to do.
	Linux = Profile{
		Name: "linux", MSL: 30 * time.Second, Window: 64240,
		CrossedSynAck: AckToo, RepeatedFinRestarts: true, RepeatedSynAck: true, AbortAcks: true, TimeWaitOutlivesAbort: true, EmptyProbe: true,
		EagerSyn: 10 * time.Millisecond, ResetAfterActiveOpen: true, KeepaliveResets: true,
		ListenerStays: true, QueueHoldsOneMore: true, WholeSegments: true, ShrinksWithNews: true, UrgentHurries: true,
		UpdateIsNoDuplicate: true, StampsAfterAck: true, HeedsLastAgain: true, RefuseBeyond: true, PushEachSend: true,
		AckBeyondOne: true, UpdateDoubles: true,
		LateDataAnswered: true, Challenges: 1, ChallengePeriod: 500 * time.Millisecond,
		OrphanTimeout: time.Minute,
		InitialRTO:    time.Second, MinRTO: 200 * time.Millisecond, MaxRTO: 2 * time.Minute, AfterSyn: 3 * time.Second,
		MinVariance: 200 * time.Millisecond, SamplesOldest: true, LinearSyns: 4, SynRetries: 10, SynAckRetries: 5, DataRetries: 15,
		AckDelay: 40 * time.Millisecond, QuickAcks: 16, Interactive: true, OneSmall: true,
		Congestion: Cubic, CountsAcked: true, GrowsInUse: true, KeepsSacked: true, CountsSegments: true, Proportional: true,
		ReducesWindow: true, LossByTime: true, UndoesReductions: true, RestHalves: true, SynsForgiven: 1,
	}
)

// Profiles are all profiles, the default first.
var Profiles = []*Profile{&RFC9293, &Literal, &Linux}
