package markdown

import (
	"path"
	"strings"

	"woshou/generator/diagnostic"
)

// alternative gives a hint about an image whose text for those who cannot see
// it is missing, or is the name of its file. described says that the author
// wrote one, be it empty: alt="" in HTML calls an image decoration.
func (r *reading) alternative(dest, alt string, described bool, place int) {
	name := path.Base(dest)
	switch stem := strings.TrimSuffix(name, path.Ext(name)); {
	case !described:
		r.report(diagnostic.Hint, "image-alt", place, place, "the image has no alternative text",
			"say what it shows, for those who cannot see it")
	case alt != "" && (alt == stem || alt == name):
		r.report(diagnostic.Hint, "image-alt", place, place, "the alternative text is only the name of the file",
			"say what the image shows, for those who cannot see it")
	}
}
