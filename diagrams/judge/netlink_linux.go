package judge

import (
	"encoding/binary"
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// netlink asks the kernel for a change in the present namespace, and waits until it
// is made.
func netlink(kind, flags uint16, body []byte) error {
	s, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.NETLINK_ROUTE)
	if err != nil {
		return err
	}
	defer unix.Close(s)
	message := word(nil, uint32(unix.SizeofNlMsghdr+len(body)))
	message = binary.NativeEndian.AppendUint16(message, kind)
	message = binary.NativeEndian.AppendUint16(message, unix.NLM_F_REQUEST|unix.NLM_F_ACK|flags)
	message = append(word(word(message, 1), 0), body...)
	if err := unix.Sendto(s, message, 0, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
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

// word appends a number as netlink has it.
func word(b []byte, n uint32) []byte { return binary.NativeEndian.AppendUint32(b, n) }

// attribute appends an attribute.
func attribute(b []byte, kind uint16, body []byte) []byte {
	b = binary.NativeEndian.AppendUint16(b, uint16(4+len(body)))
	return append(binary.NativeEndian.AppendUint16(b, kind), body...)
}
