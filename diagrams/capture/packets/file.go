package packets

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"slices"
	"strings"

	"woshou/diagrams/words"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

// Reader reads the segments of a capture. It is not safe for use by several
// goroutines.
type Reader struct {
	records func() (data []byte, info gopacket.CaptureInfo, link layers.LinkType, err error)
	number  int
	decoder decoder
}

// magics are what captures begin with: pcapng, then pcap in both byte orders, of
// micro- and of nanoseconds.
var magics = []string{"\n\r\r\n", "\xd4\xc3\xb2\xa1", "\xa1\xb2\xc3\xd4", "\x4d\x3c\xb2\xa1", "\xa1\xb2\x3c\x4d"}

// IsCapture reports whether a text begins as a capture does.
func IsCapture(text string) bool {
	return slices.ContainsFunc(magics, func(magic string) bool { return strings.HasPrefix(text, magic) })
}

// KeepPayload has the segments from now on come with their data.
func (r *Reader) KeepPayload() { r.decoder.keep = true }

// NewReader reads the head of a capture. Its error is an *Error.
func NewReader(r io.Reader) (*Reader, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	magic, err := in.Peek(4)
	if err != nil {
		return nil, &Error{1, notCapture}
	}
	reader := &Reader{}
	if binary.BigEndian.Uint32(magic) == sectionHeader {
		err = reader.openNg(in)
	} else {
		err = reader.openClassic(in)
	}
	return reader, err
}

// openNg opens a pcapng file.
func (r *Reader) openNg(in io.Reader) error {
	checked := &blocks{from: in, order: binary.LittleEndian}
	ng, err := pcapgo.NewNgReader(checked, pcapgo.NgReaderOptions{WantMixedLinkType: true, SkipUnknownVersion: true})
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &Error{1, cutOff}
	}
	if err != nil {
		return refused(1, err)
	}
	r.records = func() ([]byte, gopacket.CaptureInfo, layers.LinkType, error) {
		data, info, err := ng.ZeroCopyReadPacketData()
		var link layers.LinkType
		if err == nil {
			link, _ = info.AncillaryData[0].(layers.LinkType)
		}
		return data, info, link, err
	}
	return nil
}

// maxPacket is the longest packet that is believed, in octets.
const maxPacket = 1 << 20

// openClassic opens a pcap file.
func (r *Reader) openClassic(in io.Reader) error {
	classic, err := pcapgo.NewReader(in)
	if err != nil {
		return &Error{1, notCapture}
	}
	classic.SetSnaplen(maxPacket)
	r.records = func() ([]byte, gopacket.CaptureInfo, layers.LinkType, error) {
		data, info, err := classic.ZeroCopyReadPacketData()
		return data, info, classic.LinkType(), err
	}
	return nil
}

// Next returns the next segment, or io.EOF after the last. Another error is an
// *Error: what follows cannot be read.
func (r *Reader) Next() (Packet, error) {
	for {
		data, info, link, err := r.records()
		if err == io.EOF {
			return Packet{}, io.EOF
		}
		r.number++
		if err != nil {
			return Packet{}, refused(r.number, err)
		}
		p, ok, err := r.decoder.packet(data, info, link)
		if err != nil {
			var known *Error
			if errors.As(err, &known) {
				known.Packet = r.number
			}
			return Packet{}, refused(r.number, err)
		}
		if !ok {
			continue
		}
		p.Number, p.AtUS, p.Tap.Interface = r.number, info.Timestamp.UnixMicro(), max(p.Tap.Interface, info.InterfaceIndex)
		return p, nil
	}
}

// refused is an error at a packet.
func refused(number int, err error) error {
	var known *Error
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return &Error{number, cutOff}
	}
	return &Error{number, unreadable(err)}
}

func unreadable(err error) words.Message { return words.Say("it cannot be read: %v", err) }
