package press

import (
	"net/url"
	"path"
	"strings"

	"woshou/generator/site"
)

// Attached are the files of the site that a page loads beside itself and that
// keep their addresses when they change: pictures, and the scripts of figures. A
// file is told by its address, with a hash of what it is made from; none is made
// for it. The error is that of a source that cannot be read.
func (p *Press) Attached(address string) (map[string]site.Hash, error) {
	all := map[string]site.Hash{}
	for _, on := range p.desk().shownAt(address) {
		if err := p.pictures(on, all); err != nil {
			return nil, err
		}
		if err := p.liveScripts(on, all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// shownAt are the pages whose text stands at an address: two, where they stand
// beside each other, and the original of what nobody has translated yet.
func (d *desk) shownAt(address string) []*site.Page {
	if page := d.site.Page(address); page != nil {
		if original := d.site.Original(page); original != page {
			return []*site.Page{page, original}
		}
		return []*site.Page{page}
	}
	if !strings.HasPrefix(address, site.BothFolder+"/") {
		return nil
	}
	for _, beside := range d.beside() {
		if page := beside.bodies.site.Page(address); page != nil {
			return beside.bodies.site.Translations(page)
		}
	}
	return nil
}

func (p *Press) pictures(on *site.Page, all map[string]site.Hash) error {
	for _, link := range on.Outline().Links {
		to, err := url.Parse(p.site.Resolve(on, link.Dest).Href)
		if !link.Image || err != nil || to.Host != "" || to.Opaque != "" {
			continue
		}
		address := path.Join(path.Dir(on.Address), to.Path)
		file, found := p.site.File(address)
		if !found {
			continue
		}
		if all[address], err = p.site.Hash(file.Source.Path); err != nil {
			return err
		}
	}
	return nil
}

func (p *Press) liveScripts(on *site.Page, all map[string]site.Hash) error {
	figures := p.figures()
	for _, f := range on.Figures() {
		file, found := p.site.Scenario(on, f.Path)
		switch {
		case !f.IsRun() || f.Path != "" && !found:
		case f.Path == "":
			hash, err := inlineRecipe(p.site, on)
			if err != nil {
				return err
			}
			all[figures.scriptAddress(on, f)] = hash
		default:
			hash, err := p.site.ScenarioHash(file)
			if err != nil {
				return err
			}
			all[figures.scriptAddress(on, f)] = hash
		}
	}
	return nil
}
