package judge

import (
	"fmt"
	"strconv"
	"strings"
)

// kernelStates are Linux's states by their numbers in /proc/net/tcp. The
// twelfth is a half-made connection of a listening socket.
var kernelStates = []string{
	1: "ESTABLISHED", 2: "SYN-SENT", 3: "SYN-RECEIVED", 4: "FIN-WAIT-1", 5: "FIN-WAIT-2", 6: "TIME-WAIT",
	7: "CLOSED", 8: "CLOSE-WAIT", 9: "LAST-ACK", 10: "LISTEN", 11: "CLOSING", 12: "SYN-RECEIVED",
}

// table is what /proc/net/tcp shows of a host with at most one connection.
type table struct {
	state       string // "" without a socket
	retransmits bool   // the retransmission timer runs
}

// parseTable reads /proc/net/tcp, but for connections with other ports than
// that of the peer.
//
//	sl  local_address rem_address   st tx_queue rx_queue tr tm->when …
//	 0: 0100000A:9C40 0200000A:0050 01 00000000:00000000 00:00000000 …
//
// A living connection comes before one in TIME-WAIT, and any before a
// listening socket.
func parseTable(text string, peer uint16) (table, error) {
	var t table
	for _, line := range strings.Split(text, "\n") {
		cols := strings.Fields(line)
		if len(cols) < 6 || cols[0] == "sl" {
			continue
		}
		if remote := cols[2][strings.IndexByte(cols[2], ':')+1:]; remote != "0000" && remote != fmt.Sprintf("%04X", peer) {
			continue
		}
		n, err := strconv.ParseUint(cols[3], 16, 8)
		if err != nil || int(n) >= len(kernelStates) {
			return t, fmt.Errorf("unknown state in %q", line)
		}
		t.retransmits = t.retransmits || strings.HasPrefix(cols[5], "01:")
		if rank(kernelStates[n]) > rank(t.state) {
			t.state = kernelStates[n]
		}
	}
	return t, nil
}

func rank(state string) int {
	switch state {
	case "", "CLOSED":
		return 0
	case "LISTEN":
		return 1
	case "TIME-WAIT":
		return 2
	}
	return 3
}
