package markdown

import (
	"path"
	"strings"
)

// rebase makes an address that starts with a dot, written in an included file,
// count from the page.
func (v *visit) rebase(dest string, place int) string {
	from := v.lines.included(place)
	if from == "" || !strings.HasPrefix(dest, ".") {
		return dest
	}
	end := indexAny(dest, "?#")
	to := path.Join(path.Dir(from), dest[:end])
	if strings.HasSuffix(dest[:end], "/") {
		to += "/"
	}
	rel := relative(path.Dir(v.doc.File), to)
	if !strings.HasPrefix(rel, ".") {
		rel = "./" + rel
	}
	return rel + dest[end:]
}

// relative is the path from a folder to a file, both from the site's folder.
func relative(dir, to string) string {
	if dir == "." || outside(to) {
		return to
	}
	back, ahead := strings.Split(dir, "/"), strings.Split(to, "/")
	for len(back) > 0 && len(ahead) > 1 && back[0] == ahead[0] {
		back, ahead = back[1:], ahead[1:]
	}
	return strings.Repeat("../", len(back)) + strings.Join(ahead, "/")
}
