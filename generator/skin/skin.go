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
	"crypto/sha256"
	"encoding/json"
	"strings"
	"sync"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/site"
	"woshou/themes"
)

// code is that of the problems of a site's own theme.
const code = "theme"

// Base is the embedded theme, to which what sites put over it is added. It is
// made once.
var Base = sync.OnceValues(func() (*themes.Theme, error) { return themes.Load(diagrams.DarkRules) })

// Of is the theme of a site, and what is wrong with what the site puts over
// base. Of a file that is wrong, what base has stays.
func Of(base *themes.Theme, s *site.Site) (*themes.Theme, []diagnostic.Problem) {
	// Most sites have nothing of their own, and parsing takes a while.
	if len(s.ThemeFiles())+len(s.Config.Words)+len(s.Config.Colours) == 0 {
		return base, nil
	}
	files, problems := filesOf(base, s)
	colours, wrong := coloursOf(base, s)
	problems = append(append(problems, wrong...), checkWords(s)...)
	theme, faults := base.With(themes.Own{Languages: s.Words, Colours: colours, Files: files})
	// What fails only on some page is told when that page is made.
	for _, fault := range faults {
		problems = append(problems, Problem(fault))
	}
	return theme, append(problems, checkContrast(theme, s)...)
}

// Hash identifies all that a site puts over the theme, so that what was made
// under it can be kept as long as it stays. Where words and colours stand counts
// too: messages name the place. The error is that of a file that cannot be read.
func Hash(s *site.Site) (site.Hash, error) {
	hash := sha256.New()
	enc := json.NewEncoder(hash)
	if err := enc.Encode([]any{s.Config.Words, s.Config.Colours}); err != nil {
		return site.Hash{}, err
	}
	for _, file := range s.ThemeFiles() {
		content, err := s.Hash(file)
		if err != nil {
			return site.Hash{}, err
		}
		if err := enc.Encode([]any{file, content}); err != nil {
			return site.Hash{}, err
		}
	}
	return site.Hash(hash.Sum(nil)), nil
}

// filesOf reads the files that take the place of those of the theme, by their
// paths there, and warns of those that take the place of none. Words and
// colours are no such files: they are merged, entry by entry.
func filesOf(base *themes.Theme, s *site.Site) (map[string]string, []diagnostic.Problem) {
	known := map[string]bool{}
	for _, name := range base.Files() {
		known[name] = true
	}
	files, problems := map[string]string{}, []diagnostic.Problem{}
	for _, source := range s.ThemeFiles() {
		name := strings.TrimPrefix(source, site.ThemeFolder+"/")
		if !known[name] {
			problems = append(problems, unused(source, name, append(base.Files(), themes.ColoursFile)))
			continue
		}
		content, err := s.Read(source)
		if err != nil {
			problems = append(problems, diagnostic.Unreadable(source, err.Error()))
			continue
		}
		files[name] = string(content)
	}
	return files, problems
}
