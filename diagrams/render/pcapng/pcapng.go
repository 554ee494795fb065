// Package pcapng writes a trace as a capture file that Wireshark opens: every
// segment of the run as a frame with real Ethernet, IPv4 and TCP headers, at
// the time of its departure, with the step's sentence as its comment.
//
// The capture is what a monitor at each host's own end would take of what that
// host sends, so that lost segments are in it, and so is the order of
// departure. A third interface, of the network, has what no host sent: forged
// segments, and the copies that the network made.
//
//	interface   frames                       source address
//	client      what the left host sends     192.0.2.1
//	server      what the right host sends    192.0.2.2
//	network     copies and forged segments   of the host they pretend to be from
//
// Frame n is segment n, so step numbers and frame numbers agree. A run has no
// octets of data; the frames carry readable text instead, the same octet for
// the same sequence number, so that a retransmission repeats what was lost.
package pcapng

import (
	"encoding/binary"
	"fmt"
	"io"
	"time"

	"woshou/diagrams/trace"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

// start is when every run begins: a capture must have a date, and the same run
// must give the same bytes.
var start = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)

// network is the interface after those of the two hosts.
const network = 2

// Options say how a capture is written.
type Options struct {
	Lang    string              // of titles and names: "zh"
	Comment func(id int) string // says what a segment does
}

// Encode writes t to w as a pcapng file. The output depends only on t and opt.
// The errors are those of w, and of segments that IPv4 cannot carry.
func Encode(w io.Writer, t *trace.Trace, opt Options) error {
	out, err := open(w, t, opt)
	if err != nil {
		return err
	}
	for i, h := range t.Hosts {
		if err := out.name(addresses[i].ip, h.In(opt.Lang)); err != nil {
			return err
		}
	}
	frames := framer{trace: t}
	for _, s := range t.Messages {
		frame, err := frames.frame(s)
		if err != nil {
			return fmt.Errorf("segment %d: %w", s.ID, err)
		}
		info := gopacket.CaptureInfo{
			Timestamp:     start.Add(time.Duration(s.SentUS) * time.Microsecond),
			CaptureLength: len(frame), Length: len(frame), InterfaceIndex: frames.captured(s),
		}
		comment := pcapgo.NgPacketOptions{Comments: []string{opt.Comment(s.ID)}}
		if err := out.WritePacketWithOptions(info, frame, comment); err != nil {
			return err
		}
	}
	return out.Flush()
}

// writer is the library's writer and what it writes to.
type writer struct {
	*pcapgo.NgWriter
	to io.Writer
}

// open writes all that stands before the packets but the names.
func open(w io.Writer, t *trace.Trace, opt Options) (*writer, error) {
	inner, err := pcapgo.NewNgWriterInterface(w, interfaceOf(t.Hosts[0].Name), pcapgo.NgWriterOptions{
		SectionInfo: pcapgo.NgSectionInfo{Application: "Woshou", Comment: t.Title.In(opt.Lang)},
	})
	if err != nil {
		return nil, err
	}
	for _, name := range []string{t.Hosts[1].Name, "network"} {
		if _, err := inner.AddInterface(interfaceOf(name)); err != nil {
			return nil, err
		}
	}
	return &writer{inner, w}, nil
}

func interfaceOf(name string) pcapgo.NgInterface {
	return pcapgo.NgInterface{Name: name, LinkType: layers.LinkTypeEthernet}
}

// The numbers of a Name Resolution Block, which the library reads but does not
// write.
//
// draft-ietf-opsawg-pcapng, section 4.5.
const (
	nameBlock  = 4
	recordIPv4 = 1
)

// name tells the reader of the capture what an address is called.
func (w *writer) name(ip [4]byte, name string) error {
	value := append(append(ip[:], name...), 0)
	record := binary.LittleEndian.AppendUint16(nil, recordIPv4)
	record = binary.LittleEndian.AppendUint16(record, uint16(len(value)))
	record = append(record, value...)
	for len(record)%4 > 0 {
		record = append(record, 0)
	}
	record = append(record, 0, 0, 0, 0) // the end of the records

	length := uint32(12 + len(record))
	block := binary.LittleEndian.AppendUint32(nil, nameBlock)
	block = binary.LittleEndian.AppendUint32(block, length)
	block = binary.LittleEndian.AppendUint32(append(block, record...), length)
	if err := w.Flush(); err != nil { // what comes before it is in the library's buffer
		return err
	}
	_, err := w.to.Write(block)
	return err
}
