package judge

import (
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// metrics are what a route tells TCP of the way to the other host; zeros are
// left to TCP.
type metrics struct{ initialWindow, quickAck uint32 }

// route gives host h's route to the other one the metrics, in place of those it
// had.
func (w *world) route(h int, m metrics) error {
	if err := w.enter(h); err != nil {
		return err
	}
	index, err := deviceIndex()
	if err != nil {
		return err
	}
	s, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer unix.Close(s)
	if err := unix.Sendto(s, routeMessage(h, index, m), 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		return err
	}
	var answer [4096]byte
	n, err := unix.Read(s, answer[:])
	if err != nil || n < unix.SizeofNlMsghdr+4 {
		return errors.Join(err, errors.New("netlink: no answer"))
	}
	if code := int32(binary.NativeEndian.Uint32(answer[unix.SizeofNlMsghdr:])); code != 0 {
		return fmt.Errorf("netlink: %w", unix.Errno(-code))
	}
	return nil
}

// routeMessage is RTM_NEWROUTE for the other host, through the device.
func routeMessage(h int, index uint32, m metrics) []byte {
	word := binary.NativeEndian.AppendUint32
	attribute := func(b []byte, kind uint16, body []byte) []byte {
		b = binary.NativeEndian.AppendUint16(b, uint16(4+len(body)))
		return append(binary.NativeEndian.AppendUint16(b, kind), body...)
	}
	var inner []byte
	inner = attribute(inner, unix.RTAX_INITCWND, word(nil, m.initialWindow))
	inner = attribute(inner, unix.RTAX_QUICKACK, word(nil, m.quickAck))
	body := []byte{unix.AF_INET, 32, 0, 0, unix.RT_TABLE_MAIN, unix.RTPROT_STATIC, unix.RT_SCOPE_LINK, unix.RTN_UNICAST, 0, 0, 0, 0}
	body = attribute(body, unix.RTA_DST, addrs[1-h].IP.AsSlice())
	body = attribute(body, unix.RTA_OIF, word(nil, index))
	body = attribute(body, unix.RTA_METRICS, inner)
	head := word(nil, uint32(unix.SizeofNlMsghdr+len(body)))
	head = binary.NativeEndian.AppendUint16(head, unix.RTM_NEWROUTE)
	head = binary.NativeEndian.AppendUint16(head, unix.NLM_F_REQUEST|unix.NLM_F_ACK|unix.NLM_F_CREATE|unix.NLM_F_REPLACE)
	return append(word(word(head, 1), 0), body...)
}

// deviceIndex is the number of the TUN device in the present namespace.
func deviceIndex() (uint32, error) {
	s, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, err
	}
	defer unix.Close(s)
	ifr, err := unix.NewIfreq("judge")
	if err != nil {
		return 0, err
	}
	err = unix.IoctlIfreq(s, unix.SIOCGIFINDEX, ifr)
	return ifr.Uint32(), err
}
