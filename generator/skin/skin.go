// Package skin is the theme of one site: the embedded one under what the site
// puts over it in its own theme/ folder.
//
//	theme/
//	  colours.yaml           colours by name, for pages and figures alike
//	  partials/footer.html   a template in the place of ours
//	  style/prose.css        a part of the style in the place of ours
//	  extra.css              style after all of ours
//	  words/fr.yaml          words of the interface
//
// What such a file does not say stays as the theme has it. Templates and
// scripts of a site are trusted as its configuration is.
package skin

import (
	"strings"

	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/themes"
)

// code is that of the problems of a site's own theme.
const code = "theme"

// Own is what a site puts over the theme, as the site has it.
type Own struct {
	Languages *words.Languages // all that its pages are in, its own words first
	Colours   []Colour
	// Folder holds the files, by their paths from the site's folder, which Read
	// reads. Words and colours are none of them.
	Folder string
	Files  []string
	Read   func(name string) ([]byte, error)
	// Plain says that there are neither files nor colours nor words of its own.
	Plain bool
}

// Of is the theme of a site, and what is wrong with what the site puts over
// base. Of a file that is wrong, what base has stays.
func Of(base *themes.Theme, own Own) (*themes.Theme, []diagnostic.Problem) {
	if own.Plain { // as most sites are, and parsing takes a while
		return base, nil
	}
	files, problems := own.files(base)
	colours, wrong := own.colours(base)
	theme, faults := base.With(themes.Own{Languages: own.Languages, Colours: colours, Files: files})
	problems = append(problems, wrong...)
	// What fails only on some page is told when that page is made.
	for _, fault := range faults {
		problems = append(problems, Problem(own.Folder, fault))
	}
	return theme, append(problems, own.lowContrast(theme)...)
}

// files reads the files that take the place of those of the theme, by their
// paths there, and warns of those that take the place of none. Words and
// colours are no such files: they are merged, entry by entry.
func (o Own) files(base *themes.Theme) (map[string]string, []diagnostic.Problem) {
	known := map[string]bool{}
	for _, name := range base.Files() {
		known[name] = true
	}
	files, problems := map[string]string{}, []diagnostic.Problem{}
	for _, source := range o.Files {
		name := strings.TrimPrefix(source, o.Folder+"/")
		if !known[name] {
			problems = append(problems, unused(source, name, append(base.Files(), themes.ColoursFile)))
			continue
		}
		content, err := o.Read(source)
		if err != nil {
			problems = append(problems, diagnostic.Unreadable(source, diagnostic.Message(err.Error())))
			continue
		}
		files[name] = string(content)
	}
	return files, problems
}
