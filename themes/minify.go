package themes

import (
	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// minified is a style sheet ("text/css") or a script ("text/javascript") of
// ours without what is only for those who change it: comments, white space, long
// names. Readers may have browsers of some years ago, so that a script stays in
// the language it is written in.
func minified(kind, text string) string {
	m := minify.New()
	m.Add("text/css", &css.Minifier{})
	m.Add("text/javascript", &js.Minifier{Version: 2018})
	short, err := m.String(kind, text)
	if err != nil {
		panic("themes: " + err.Error()) // ours can be parsed, see its tests
	}
	return short
}
