package moving

import (
	"os"
	"path"
	"strings"
)

// matter are the plain settings in the front matter of a page: of YAML between lines
// of ---, or of TOML between lines of +++.
func matter(root *os.Root, page string) map[string]string {
	text := strings.ReplaceAll(read(root, page), "\r\n", "\n")
	for mark, ending := range map[string]string{"---\n": ".yaml", "+++\n": ".toml"} {
		if rest, ok := strings.CutPrefix(text, mark); ok {
			front, _, _ := strings.Cut(rest, "\n"+mark)
			return settings(front, ending)
		}
	}
	return nil
}

// calledInstead is an address of which the front matter says another last part, or,
// from a root on, all of it.
func calledInstead(address, name, root string) string {
	switch {
	case name == "":
		return address
	case strings.HasPrefix(name, "/"):
		address = strings.TrimPrefix(path.Join(root, name), "/")
	default:
		address = path.Join(path.Dir(address), name)
	}
	if strings.HasSuffix(name, "/") || address == root {
		address = path.Join(address, "index")
	}
	return address
}
