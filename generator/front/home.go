package front

import (
	"cmp"
	"html"
	"strings"

	"woshou/generator/markup"
	"woshou/generator/page"

	"github.com/goccy/go-yaml/ast"
)

// hero and features fill in what a page with `layout: home` shows at the top.
func (r *reader) hero(n ast.Node) {
	h := &page.Hero{}
	r.Meta.Hero = h
	r.fields(n, map[string]func(ast.Node){
		"name": r.words(&h.Name), "text": r.words(&h.Text), "tagline": r.words(&h.Tagline), "image": r.picture(&h.Image),
		"actions": func(n ast.Node) {
			r.list(n, func(n ast.Node) {
				var a page.Action
				r.fields(n, map[string]func(ast.Node){"text": r.words(&a.Text), "link": r.address(&a.Link), "theme": r.str(&a.Theme)})
				h.Actions = append(h.Actions, a)
			})
		},
	})
}

func (r *reader) features(n ast.Node) {
	r.list(n, func(n ast.Node) {
		var f page.Feature
		r.fields(n, map[string]func(ast.Node){
			"title": r.words(&f.Title), "details": r.words(&f.Details), "link": r.address(&f.Link), "linkText": r.words(&f.LinkText),
			"icon": func(n ast.Node) {
				if isScalar(n) {
					r.words(&f.Icon)(n)
				} else {
					r.picture(&f.Picture)(n)
				}
			},
		})
		r.Meta.Features = append(r.Meta.Features, f)
	})
}

// words reads a text that VitePress takes for HTML. Ours has no place for
// elements: they go, and what is in them stays.
func (r *reader) words(into *string) func(ast.Node) {
	return func(n ast.Node) {
		var s string
		r.str(&s)(n)
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
func (r *reader) picture(into **page.Picture) func(ast.Node) {
	return func(n ast.Node) {
		p := &page.Picture{}
		if isScalar(n) {
			r.source(&p.Light)(n)
		} else {
			var src string
			r.fields(n, map[string]func(ast.Node){
				"src": r.source(&src), "light": r.source(&p.Light), "dark": r.source(&p.Dark), "alt": r.str(&p.Alt),
				"width": r.size(&p.Width), "height": r.size(&p.Height),
			})
			p.Light = cmp.Or(p.Light, src, p.Dark)
		}
		if p.Light != "" {
			*into = p
		}
	}
}

// source reads the address of an image, which counts among the page's.
func (r *reader) source(into *string) func(ast.Node) {
	return func(n ast.Node) {
		var dest string
		r.str(&dest)(n)
		if dest == "" {
			return
		}
		if page.AllowedImage(dest) {
			r.link(n, dest, true)
			*into = dest
		} else {
			r.refuse(n, dest)
		}
	}
}

// size reads a number of pixels; other units would take a style.
func (r *reader) size(into *string) func(ast.Node) {
	return func(n ast.Node) {
		s := strings.TrimSuffix(scalar(n), "px")
		if s != "" && len(s) <= 4 && strings.Trim(s, "0123456789") == "" {
			*into = s
		}
	}
}
