package markdown

import (
	"cmp"
	"html"
	"strings"
	"woshou/generator/markup"
	"woshou/generator/page"

	"github.com/goccy/go-yaml/ast"
)

// hero and features fill in what a page with `layout: home` shows at the top.
func (v *visit) hero(n ast.Node) {
	h := &page.Hero{}
	v.doc.Meta.Hero = h
	v.fields(n, map[string]func(ast.Node){
		"name": v.words(&h.Name), "text": v.words(&h.Text), "tagline": v.words(&h.Tagline), "image": v.picture(&h.Image),
		"actions": func(n ast.Node) {
			v.list(n, func(n ast.Node) {
				var a page.Action
				v.fields(n, map[string]func(ast.Node){"text": v.words(&a.Text), "link": v.address(&a.Link), "theme": v.str(&a.Theme)})
				h.Actions = append(h.Actions, a)
			})
		},
	})
}

func (v *visit) features(n ast.Node) {
	v.list(n, func(n ast.Node) {
		var f page.Feature
		v.fields(n, map[string]func(ast.Node){
			"title": v.words(&f.Title), "details": v.words(&f.Details), "link": v.address(&f.Link), "linkText": v.words(&f.LinkText),
			"icon": func(n ast.Node) {
				if isScalar(n) {
					v.words(&f.Icon)(n)
				} else {
					v.picture(&f.Picture)(n)
				}
			},
		})
		v.doc.Meta.Features = append(v.doc.Meta.Features, f)
	})
}

// words reads a text that VitePress takes for HTML. Ours has no place for
// elements: they go, and what is in them stays.
func (v *visit) words(into *string) func(ast.Node) {
	return func(n ast.Node) {
		var s string
		v.str(&s)(n)
		*into = withoutTags(s)
	}
}

// withoutTags returns the text of some HTML.
func withoutTags(s string) string {
	var b strings.Builder
	for at := 0; at < len(s); {
		t := markup.Next([]byte(s[at:]))
		at += len(t.Raw)
		switch {
		case t.Kind == markup.Text:
			b.WriteString(html.UnescapeString(string(t.Raw)))
		case t.Kind == markup.Start && (t.Name == "svg" || markup.IsDropped(t.Name)):
			at += markup.LengthThroughEnd([]byte(s[at:]), t.Name)
		case t.Name == "br":
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String())
}

// picture reads an image: its address, or a map with `src`, or with `light`
// and `dark`.
func (v *visit) picture(into **page.Picture) func(ast.Node) {
	return func(n ast.Node) {
		p := &page.Picture{}
		if isScalar(n) {
			v.source(&p.Light)(n)
		} else {
			var src string
			v.fields(n, map[string]func(ast.Node){
				"src": v.source(&src), "light": v.source(&p.Light), "dark": v.source(&p.Dark), "alt": v.str(&p.Alt),
				"width": v.size(&p.Width), "height": v.size(&p.Height),
			})
			p.Light = cmp.Or(p.Light, src, p.Dark)
		}
		if p.Light != "" {
			*into = p
		}
	}
}

// source reads the address of an image, which counts among the page's.
func (v *visit) source(into *string) func(ast.Node) {
	return func(n ast.Node) {
		var dest string
		v.str(&dest)(n)
		if dest == "" {
			return
		}
		place := v.tokenPlace(n.GetToken())
		if !markup.AllowedImage(dest) {
			v.refuse(dest, place)
			return
		}
		v.noteLink(dest, true, place)
		*into = dest
	}
}

// size reads a number of pixels; other units would take a style.
func (v *visit) size(into *string) func(ast.Node) {
	return func(n ast.Node) {
		s := strings.TrimSuffix(scalar(n), "px")
		if s != "" && len(s) <= 4 && strings.Trim(s, "0123456789") == "" {
			*into = s
		}
	}
}
