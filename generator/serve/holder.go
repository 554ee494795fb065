package serve

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// holderOf names the program that listens at an address, where /proc tells it to
// this user; else it is "".
func holderOf(addr string) string {
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return ""
	}
	sockets := map[string]bool{}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		for _, inode := range listening(table, port) {
			sockets["socket:["+inode+"]"] = true
		}
	}
	if len(sockets) == 0 {
		return ""
	}
	open, _ := filepath.Glob("/proc/[0-9]*/fd/*")
	for _, name := range open {
		if to, err := os.Readlink(name); err != nil || !sockets[to] {
			continue
		}
		process := strings.Split(name, "/")[2]
		if program, err := os.ReadFile("/proc/" + process + "/comm"); err == nil {
			return fmt.Sprintf("%s (process %s)", strings.TrimSpace(string(program)), process)
		}
	}
	return ""
}

// listening are the inodes of the sockets that listen at a port, from a table as
// the kernel writes it: proc(5), /proc/net/tcp.
func listening(table, port string) (inodes []string) {
	const local, state, inode = 1, 3, 9 // columns
	const listen = "0A"
	text, _ := os.ReadFile(table)
	for line := range strings.Lines(string(text)) {
		f := strings.Fields(line)
		if len(f) <= inode || f[state] != listen {
			continue
		}
		_, hex, _ := strings.Cut(f[local], ":")
		if n, err := strconv.ParseUint(hex, 16, 16); err == nil && strconv.FormatUint(n, 10) == port {
			inodes = append(inodes, f[inode])
		}
	}
	return inodes
}
