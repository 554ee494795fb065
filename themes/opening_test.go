package themes

import (
	"html/template"
	"testing"
)

func TestOpeningIsTheFigureThatTheBodyBeginsWith(t *testing.T) {
	for body, want := range map[string]string{
		`<div data-wrap><figure id="a"><svg><path d=""/></svg><br><img src="b"></figure></div><p>c</p>`: `<div data-wrap><figure id="a"><svg><path d=""/></svg><br><img src="b"></figure></div>`,
		"\n<figure id=\"a\"></figure>\n":   "\n<figure id=\"a\"></figure>",
		`<p>a</p><figure id="b"></figure>`: "",
		`<div><figure id="never closed">`:  "",
		"":                                 "",
	} {
		page := Page{Body: template.HTML(body)}
		if got := string(page.Opening()); got != want {
			t.Errorf("%s\n got %s\nwant %s", body, got, want)
		}
		if page.Opening()+page.Rest() != page.Body {
			t.Errorf("%s: opening and rest are not the body", body)
		}
	}
}
