package streams

// Kind is what a segment is for, beyond what its flags say.
type Kind string

// The kinds. "" is none, or one that cannot be told.
const (
	ByTimeout       Kind = "timeout"           // repeated because nothing answered
	Fast            Kind = "fast"              // repeated because what came after it was answered
	TailProbe       Kind = "tail-probe"        // the last segment again, before the timer (RFC 8985)
	Spurious        Kind = "spurious"          // repeated, though it had arrived
	KeepAlive       Kind = "keep-alive"        // asks whether the peer is there
	ZeroWindowProbe Kind = "zero-window-probe" // asks whether there is room
	WindowUpdate    Kind = "window-update"     // says that there is more room, and nothing else
	DuplicateACK    Kind = "duplicate-ack"     // says again what is still missing
)

// allKinds are the kinds in the order in which they are listed.
var allKinds = []Kind{ByTimeout, Fast, TailProbe, Spurious, KeepAlive, ZeroWindowProbe, WindowUpdate, DuplicateACK}

// Kinds is a set of kinds.
type Kinds uint16

// add puts a kind into the set.
func (k *Kinds) add(kind Kind) {
	for i, one := range allKinds {
		if one == kind {
			*k |= 1 << i
		}
	}
}

// List are the kinds in the set.
func (k Kinds) List() []Kind {
	list := []Kind{}
	for i, one := range allKinds {
		if k&(1<<i) != 0 {
			list = append(list, one)
		}
	}
	return list
}
