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
func tcpOptions(names []string) (options []layers.TCPOption, err error) {
	var stamp, blocks []byte
	size := 0
	add := func(kind layers.TCPOptionKind, data []byte) {
		length := 2 + len(data)
		for fill := length; fill%4 > 0; fill++ {
			options = append(options, layers.TCPOption{OptionType: layers.TCPOptionKindNop, OptionLength: 1})
			size++
		}
		options = append(options, layers.TCPOption{OptionType: kind, OptionLength: uint8(length), OptionData: data})
		size += length
	}
	for _, name := range names {
		key, value, _ := strings.Cut(name, "=")
		numbers, err := numbersOf(value)
		if err != nil {
			return nil, fmt.Errorf("option %s: %w", name, err)
		}
		switch {
		case key == "MSS" && len(numbers) == 1:
			add(layers.TCPOptionKindMSS, binary.BigEndian.AppendUint16(nil, uint16(numbers[0])))
		case key == "SACK-permitted":
			add(layers.TCPOptionKindSACKPermitted, nil)
		case key == "WS" && len(numbers) == 1:
			add(layers.TCPOptionKindWindowScale, []byte{byte(numbers[0])})
		case key == "TSval" && len(numbers) == 1:
			stamp = binary.BigEndian.AppendUint32(nil, numbers[0])
		case key == "TSecr" && len(numbers) == 1:
			add(layers.TCPOptionKindTimestamps, binary.BigEndian.AppendUint32(stamp, numbers[0]))
		case key == "SACK" && len(numbers) == 2:
			blocks = binary.BigEndian.AppendUint32(blocks, numbers[0])
			blocks = binary.BigEndian.AppendUint32(blocks, numbers[1])
		default:
			return nil, fmt.Errorf("no option is written %q", name)
		}
	}
	if len(blocks) > 0 {
		add(layers.TCPOptionKindSACK, blocks)
	}
	if size > maxOptions {
		return nil, fmt.Errorf("%d octets of options; a header has room for %d", size, maxOptions)
	}
	return options, nil
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
