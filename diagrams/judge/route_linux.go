package judge

import "golang.org/x/sys/unix"

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
	return netlink(unix.RTM_NEWROUTE, unix.NLM_F_CREATE|unix.NLM_F_REPLACE, routeTo(h, index, m))
}

// routeTo is a route from host h to the other one, through the device.
func routeTo(h int, index uint32, m metrics) []byte {
	var inner []byte
	inner = attribute(inner, unix.RTAX_INITCWND, word(nil, m.initialWindow))
	inner = attribute(inner, unix.RTAX_QUICKACK, word(nil, m.quickAck))
	body := []byte{unix.AF_INET, 32, 0, 0, unix.RT_TABLE_MAIN, unix.RTPROT_STATIC, unix.RT_SCOPE_LINK, unix.RTN_UNICAST, 0, 0, 0, 0}
	body = attribute(body, unix.RTA_DST, addrs[1-h].IP.AsSlice())
	body = attribute(body, unix.RTA_OIF, word(nil, index))
	return attribute(body, unix.RTA_METRICS, inner)
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

// sendSingly has the device take one segment at a time from TCP, as the machine
// sends them: of several that are handed over at once, to be cut by the device, a
// kernel sets PSH on the last.
func sendSingly() error {
	index, err := deviceIndex()
	if err != nil {
		return err
	}
	body := word(word(nil, unix.AF_UNSPEC), index)
	body = word(word(body, 0), 0) // no flags change
	return netlink(unix.RTM_SETLINK, 0, attribute(body, unix.IFLA_GSO_MAX_SEGS, word(nil, 1)))
}
