package press

import (
	"sync"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/site"
	"woshou/generator/skin"
	"woshou/themes"
)

// Theme is the theme of a site, and what is wrong with what the site puts over
// ours. Without a site it is ours.
func Theme(s *site.Site) (*themes.Theme, []diagnostic.Problem, error) {
	ours, err := base()
	if err != nil || s == nil {
		return ours, nil, err
	}
	theme, flaws := skin.Of(ours, own(s))
	return theme, flaws, nil
}

// base is the embedded theme, to which what sites put over it is added. It is
// made once.
var base = sync.OnceValues(func() (*themes.Theme, error) { return themes.Load(diagrams.DarkRules) })

// own is what a site puts over the theme.
func own(s *site.Site) skin.Own {
	own := skin.Own{Languages: s.Words, Folder: site.ThemeFolder, Files: s.ThemeFiles(), Read: s.Read}
	for _, c := range s.Config.Colours {
		own.Colours = append(own.Colours, skin.Colour{Name: skin.Spot(c.Name), Light: skin.Spot(c.Light), Dark: skin.Spot(c.Dark)})
	}
	own.Plain = len(own.Files)+len(own.Colours)+len(s.Config.Words) == 0
	return own
}

// hashOfOwn identifies all that a site puts over the theme, so that what was
// made under it can be kept as long as it stays. Where words and colours stand
// counts too: messages name the place. The error is that of a file that cannot
// be read.
func hashOfOwn(s *site.Site) (site.Hash, error) {
	all := []any{s.Config.Words, s.Config.Colours}
	for _, file := range s.ThemeFiles() {
		content, err := s.Hash(file)
		if err != nil {
			return site.Hash{}, err
		}
		all = append(all, file, content)
	}
	return site.HashOf(all...), nil
}

// dress is the theme of a site: ours under what the site puts over it.
type dress struct {
	*themes.Theme
	base  *themes.Theme        // ours alone
	over  site.Hash            // of what the site puts over ours
	flaws []diagnostic.Problem // in what the site puts over ours
}

// on is the theme for another reading of the site.
func (d dress) on(s *site.Site) dress {
	over, err := hashOfOwn(s)
	if d.Theme == nil || over != d.over || err != nil {
		d.Theme, d.flaws = skin.Of(d.base, own(s))
	}
	d.over = over
	return d
}

// under is a recipe with what the site puts over the theme.
func (d *dress) under(recipe func() (site.Hash, error)) func() (site.Hash, error) {
	return func() (site.Hash, error) {
		hash, err := recipe()
		return site.HashOf(d.over, hash), err
	}
}
