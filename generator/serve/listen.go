package serve

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// mostTried bounds how many ports are tried, from that of DefaultAddr on.
const mostTried = 20

// InUse is the error for an address that another program has.
type InUse struct {
	Addr   string
	Holder string // "name (process 123)", "" where the system does not say
}

// Error names the address, and who listens there where that is known.
func (e *InUse) Error() string {
	if e.Holder == "" {
		return fmt.Sprintf("cannot listen on %s: another program listens there", e.Addr)
	}
	return fmt.Sprintf("cannot listen on %s: %s listens there", e.Addr, e.Holder)
}

// listen listens where it was told to; where that was nowhere, at the first port
// that is free.
func listen(opt Options) (net.Listener, error) {
	if opt.Addr != "" {
		return listenAt(opt.Addr)
	}
	host, first, _ := net.SplitHostPort(DefaultAddr)
	port, _ := strconv.Atoi(first)
	for last := port + mostTried - 1; ; port++ {
		listener, err := listenAt(net.JoinHostPort(host, strconv.Itoa(port)))
		inUse, isInUse := errors.AsType[*InUse](err)
		if !isInUse || port == last {
			return listener, err
		}
		if opt.Passed != nil {
			opt.Passed(inUse)
		}
	}
}

func listenAt(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, &InUse{addr, holderOf(addr)}
	}
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", addr, err)
	}
	return listener, nil
}
