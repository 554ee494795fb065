package themes

import (
	"bytes"
	"strings"
)

// squeeze removes comments from a style sheet, the white space that means
// nothing in it, and the last semicolon of a block. What stands between quotes
// stays as it is. Spaces stay where they may matter: in selectors, and in
// values such as calc(1em + 2px).
func squeeze(css string) string {
	var out []byte
	space, quoted := false, false
	for i := 0; i < len(css); {
		c := css[i]
		switch {
		case strings.HasPrefix(css[i:], "/*"):
			i = after(css, i+2, "*/")
			continue
		case strings.IndexByte(" \t\r\n", c) >= 0:
			space = true
			i++
			continue
		}
		last := byte(0)
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		switch {
		case c == '}' && !quoted:
			out = bytes.TrimRight(out, ";")
		case space && (quoted || !tight(last) && last != ':') && !tight(c):
			out = append(out, ' ')
		}
		end := i + 1
		quoted = c == '"' || c == '\''
		if quoted {
			end = after(css, i+1, string(c))
		}
		out = append(out, css[i:end]...)
		space = false
		i = end
	}
	return string(out)
}

// squeezeScript removes the indentation, empty lines and whole-line comments of
// a script. It knows no strings that span lines: ours has none.
func squeezeScript(js string) string {
	var out strings.Builder
	for line := range strings.Lines(js) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "//") {
			out.WriteString(line + "\n")
		}
	}
	return out.String()
}

// tight reports whether white space on neither side of c matters. A colon is
// not among them: "a :hover" is not "a:hover", though "a: hover" is nothing.
func tight(c byte) bool {
	return c == 0 || strings.IndexByte("{};,>", c) >= 0
}

// after returns the index behind the first end at or after i.
func after(s string, i int, end string) int {
	if n := strings.Index(s[i:], end); n >= 0 {
		return i + n + len(end)
	}
	return len(s)
}
