package flavour

import "regexp"

// docsify is docsify: two kinds of notes, each one line, and options of links.
//
//	!> Mind this      ?> A tip      [x](y.md ':ignore')
var docsify = Flavour{
	Name:    "docsify",
	GitHub:  true,
	Index:   []string{"README"},
	Respell: respellDocsify,
}

var (
	docsifyNote = regexp.MustCompile(`^(\s*)([!?])>\s*(.*)$`)
	linkOption  = regexp.MustCompile(`(\]\([^()\s]+)\s+['"]:[^'"]*['"]\)`)
)

func respellDocsify(text []byte) Respelt {
	if !hasAny(text, "!>", "?>", "':", `":`) {
		return Respelt{Text: text}
	}
	p := newPage(text)
	p.visit(func(i int) {
		p.lines[i] = linkOption.ReplaceAllString(p.lines[i], "$1)")
		if m := docsifyNote.FindStringSubmatch(p.lines[i]); m != nil {
			kind := map[string]string{"!": "[!IMPORTANT]", "?": "[!TIP]"}[m[2]]
			p.lines[i] = m[1] + "> " + m[3]
			p.insert(i, m[1]+"> "+kind)
		}
	})
	return p.respelt()
}
