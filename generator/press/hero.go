package press

import (
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// hero is the top of a home page: from front matter, else the site's title.
func (s shells) hero(page *site.Page) *themes.Hero {
	m := page.Meta
	if m.Hero == nil {
		return &themes.Hero{Name: s.site.Title(page.Lang), Features: s.features(page)}
	}
	hero := &themes.Hero{
		Name: m.Hero.Name, Text: m.Hero.Text, Tagline: m.Hero.Tagline,
		Image: s.picture(page, m.Hero.Image), Features: s.features(page),
	}
	if hero.Name == "" { // the name is the heading, and a page needs one
		hero.Name, hero.Text = hero.Text, ""
	}
	for _, a := range m.Hero.Actions {
		if a.Link == "" {
			continue // a button that does nothing
		}
		hero.Actions = append(hero.Actions, themes.Action{
			Title: a.Text, Href: s.site.Resolve(page, a.Link).Href, Primary: a.Theme == "" || a.Theme == "brand",
		})
	}
	return hero
}

func (s shells) features(page *site.Page) []themes.Feature {
	var all []themes.Feature
	for _, f := range page.Meta.Features {
		feature := themes.Feature{
			Icon: f.Icon, Picture: s.picture(page, f.Picture), Title: f.Title, Details: f.Details, More: f.LinkText,
		}
		if f.Link != "" {
			feature.Href = s.site.Resolve(page, f.Link).Href
		}
		all = append(all, feature)
	}
	return all
}

// picture is an image of the front matter, nil for none.
func (s shells) picture(page *site.Page, from *page.Picture) *themes.Picture {
	if from == nil {
		return nil
	}
	to := &themes.Picture{Src: s.site.Resolve(page, from.Light).Href, Alt: from.Alt, Width: from.Width, Height: from.Height}
	if from.Dark != "" && from.Dark != from.Light {
		to.Dark = s.site.Resolve(page, from.Dark).Href
	}
	return to
}
