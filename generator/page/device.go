package page

import (
	"slices"
	"strings"
)

// devices are no names of files on Windows, whatever ending follows them.
var devices = []string{"con", "prn", "aux", "nul"}

// IsDevice reports whether Windows takes a name, which has no ending, for a
// device: in any case, and ports by their number too.
func IsDevice(name string) bool {
	name = strings.ToLower(name)
	port, numbered := strings.CutPrefix(name, "com")
	if !numbered {
		port, numbered = strings.CutPrefix(name, "lpt")
	}
	return slices.Contains(devices, name) || numbered && len(port) == 1 && port >= "1" && port <= "9"
}
