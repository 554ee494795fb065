package themes

import "strings"

// squeeze removes comments from a style sheet and the white space that means
// nothing in it. What stands between quotes stays as it is. Spaces stay where
// they may matter: in selectors, and in values such as calc(1em + 2px).
func squeeze(css string) string {
	var out strings.Builder
	space := false
	for i := 0; i < len(css); {
		switch c := css[i]; {
		case strings.HasPrefix(css[i:], "/*"):
			i = after(css, i+2, "*/")
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			space = true
			i++
		default:
			end := i + 1
			if c == '"' || c == '\'' {
				end = after(css, i+1, string(c))
			}
			if space && !tight(lastByte(&out)) && !tight(c) {
				out.WriteByte(' ')
			}
			space = false
			out.WriteString(css[i:end])
			i = end
		}
	}
	return strings.ReplaceAll(out.String(), ";}", "}")
}

// tight reports whether white space beside c never matters. A colon is not
// among them: "a :hover" is not "a:hover".
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

func lastByte(b *strings.Builder) byte {
	if b.Len() == 0 {
		return 0
	}
	s := b.String()
	return s[len(s)-1]
}
