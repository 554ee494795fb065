package pcapng

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"github.com/gopacket/gopacket/layers"
)

// maxOptions is the room in a header.
const maxOptions = 40 // RFC 9293 §3.1: a data offset of 15 words

// tcpOptions are the options of a trace ("MSS=1460", "TSval=7", "TSecr=3") as
// they stand in a header, in the same order, each filled up so that the next
// starts at a word of four octets.
//
// RFC 9293 §3.2, RFC 7323, RFC 2018.
func tcpOptions(names []string) ([]layers.TCPOption, error) {
	var o options
	for _, name := range names {
		if err := o.take(name); err != nil {
			return nil, err
		}
	}
	if len(o.blocks) > 0 {
		o.add(layers.TCPOptionKindSACK, o.blocks)
	}
	if o.size > maxOptions {
		return nil, fmt.Errorf("%d octets of options; a header has room for %d", o.size, maxOptions)
	}
	return o.list, nil
}

// options are those of a header so far. Of the options that a trace names in
// parts it keeps the parts until all are there.
type options struct {
	list   []layers.TCPOption
	size   int // in octets
	stamp  []byte
	blocks []byte
}

// take adds an option by its name in a trace.
func (o *options) take(name string) error {
	key, value, _ := strings.Cut(name, "=")
	numbers, err := numbersOf(value)
	if err != nil {
		return fmt.Errorf("option %s: %w", name, err)
	}
	switch {
	case key == "MSS" && len(numbers) == 1:
		o.add(layers.TCPOptionKindMSS, binary.BigEndian.AppendUint16(nil, uint16(numbers[0])))
	case key == "SACK-permitted":
		o.add(layers.TCPOptionKindSACKPermitted, nil)
	case key == "WS" && len(numbers) == 1:
		o.add(layers.TCPOptionKindWindowScale, []byte{byte(numbers[0])})
	case key == "TSval" && len(numbers) == 1:
		o.stamp = binary.BigEndian.AppendUint32(nil, numbers[0])
	case key == "TSecr" && len(numbers) == 1:
		o.add(layers.TCPOptionKindTimestamps, binary.BigEndian.AppendUint32(o.stamp, numbers[0]))
	case key == "SACK" && len(numbers) == 2:
		o.blocks = binary.BigEndian.AppendUint32(o.blocks, numbers[0])
		o.blocks = binary.BigEndian.AppendUint32(o.blocks, numbers[1])
	default:
		return fmt.Errorf("no option is written %q", name)
	}
	return nil
}

// add adds an option behind what fills the header up to its place.
func (o *options) add(kind layers.TCPOptionKind, data []byte) {
	length := 2 + len(data)
	for fill := length; fill%4 > 0; fill++ {
		o.list = append(o.list, layers.TCPOption{OptionType: layers.TCPOptionKindNop, OptionLength: 1})
		o.size++
	}
	o.list = append(o.list, layers.TCPOption{OptionType: kind, OptionLength: uint8(length), OptionData: data})
	o.size += length
}

// numbersOf reads "7" and "7-9".
func numbersOf(text string) (numbers []uint32, err error) {
	if text == "" {
		return nil, nil
	}
	for part := range strings.SplitSeq(text, "-") {
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil {
			return nil, err
		}
		numbers = append(numbers, uint32(n))
	}
	return numbers, nil
}
