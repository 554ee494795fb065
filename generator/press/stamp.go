package press

import (
	"crypto/sha256"
	"io"
	"path"
	"time"

	"woshou/generator/page"
	"woshou/generator/site"
)

// stamps hash what the jobs of pages depend on, and more, from what is at hand
// of every page. After most edits no more than a few of them change, so that the
// recipes of the others need not be worked out.
type stamps struct {
	site *site.Site
	over site.Hash // of what the site puts over the theme
	// around is what pages may show of each other, and where links may lead.
	around site.Hash
}

func (p *Press) stamps() stamps {
	h := sha256.New()
	for _, shown := range p.site.Pages {
		outward := shown.Kin().Outward
		h.Write(outward[:])
		io.WriteString(h, shown.Address+"\n"+shown.Source.Path+"\n"+shown.Date.Format(time.RFC3339)+"\n")
		if shown.Listing {
			io.WriteString(h, "listing\n")
		}
	}
	for _, file := range p.site.Files {
		io.WriteString(h, file.Address+"\n"+file.Source.Path+"\n")
	}
	for _, source := range p.site.Sources {
		if ext := path.Ext(source.Path); ext == site.ScenarioEnding || ext == page.ProtocolEnding {
			io.WriteString(h, source.Path+"\n")
		}
	}
	return stamps{p.site, p.theme.over, site.Hash(h.Sum(nil))}
}

// of is the stamp of the jobs of a page, and of the one that shows it beside a
// translation.
func (s stamps) of(page *site.Page) (site.Hash, error) {
	var files []any
	for _, t := range s.site.Translations(page) {
		some, err := scenarios(s.site, t)
		if err != nil {
			return site.Hash{}, err
		}
		files = append(files, some...)
	}
	return site.HashOf(s.over, s.around, page.Kin().Family, files), nil
}

// listed is the stamp of what lists the pages of the site.
func (s stamps) listed() (site.Hash, error) { return site.HashOf(s.over, s.around), nil }

// covered is the stamp of the pages that tell how far the site is translated.
func (s stamps) covered() (site.Hash, error) {
	h := sha256.New()
	for _, page := range s.site.Pages {
		covered := page.Kin().Covered
		h.Write(covered[:])
	}
	return site.HashOf(s.over, s.around, h.Sum(nil), s.site.Lock), nil
}
