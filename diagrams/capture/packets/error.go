package packets

import (
	"fmt"

	"woshou/diagrams/words"
)

// Error is a capture that cannot be read on. Packet is the first that cannot;
// those before it are good.
type Error struct {
	Packet int
	Reason words.Message
}

// Error implements error, in English.
func (e *Error) Error() string { return fmt.Sprintf("packet %d: %s", e.Packet, e.Reason) }

// What is wrong with a file, in one packet or in another.
const (
	notCapture   words.Message = "this is no pcap and no pcapng file"
	cutOff       words.Message = "the file ends in the middle of it"
	contradicted words.Message = "its fragments contradict each other"
)
