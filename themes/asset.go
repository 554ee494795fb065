package themes

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

// Asset is one file that the pages of a theme refer to.
type Asset struct {
	Name  string // from the output folder: "assets/style.3f2a1b9c.css"
	Bytes []byte // must not be modified
}

// styleSheets are joined in this order into the one style sheet of a page.
var styleSheets = []string{
	"base.css", "frame.css", "prose.css",
	"code.css", "blocks.css", "figure.css",
}

// frontSheets are joined behind them for a home page, which shows code and
// figures in small and shall not ask for more files than others.
var frontSheets = []string{CodeSheet + ".css", GallerySheet + ".css", "home.css"}

// furtherSheets are for what few pages hold: those alone load them, so that
// the one sheet of every page stays small.
var furtherSheets = []string{CodeSheet, CheckSheet, ExerciseSheet, FigureSheet, GallerySheet, MarkSheet, SearchSheet, BothSheet, CoverageSheet}

// searchScripts are joined in this order into the script of the search dialog.
var searchScripts = []string{"search-text.js", "inflate.js", "search-index.js", "search-query.js", "search-ranking.js", "search.js"}

// figureScripts are joined in this order into the script of figures.
var figureScripts = []string{"header.js", "drawing.js", "figure.js"}

// CodeSheet is the style of code groups, titles and line numbers of code, and
// of lines that are marked.
const CodeSheet = "code-marks"

// ExerciseSheet is the style of figures that ask their reader first.
const ExerciseSheet = "exercise"

// CheckSheet is the style of what was found by checking a protocol.
const CheckSheet = "check"

// GallerySheet is the style of lists that show figures in small.
const GallerySheet = "gallery"

// MarkSheet is the style of badges, formulas, tables of contents in the text,
// and notes on translations.
const MarkSheet = "marks"

// BothSheet is the style of pages that show two languages side by side.
const BothSheet = "both"

// FigureSheet is the style of figures that are stepped through. Their script
// waits for it.
const FigureSheet = "figure-live"

// CoverageSheet is the style of the page that tells how far the site is
// translated.
const CoverageSheet = "coverage"

// SearchSheet is the style of the search dialog. The search's script loads it.
const SearchSheet = "search"

// Sheet is one of the further style sheets, by name. A page that needs it
// loads it after Style.
func (t *Theme) Sheet(name string) Asset { return t.sheets[name] }

// Style is the style sheet of every page of a kind. That of a home page has
// CodeSheet and GallerySheet in it.
func (t *Theme) Style(kind Kind) Asset {
	if kind == Home || kind == Missing {
		return t.front
	}
	return t.style
}

// Script is the one script of every page; it only adds convenience.
func (t *Theme) Script() Asset { return t.script }

// Search is the script of the search dialog, which Script loads when a reader
// first asks for it.
func (t *Theme) Search() Asset { return t.search }

// Both is the further script of pages that show two languages side by side.
func (t *Theme) Both() Asset { return t.both }

// Figure is the script of figures, which Script loads on a page that has some.
// It brings its words in every language of the theme.
func (t *Theme) Figure() Asset { return t.figure }

// Icon is the favicon, an SVG.
func (t *Theme) Icon() Asset { return t.icon }

// Assets are all files of the theme, sorted by name.
func (t *Theme) Assets() []Asset {
	var sheets []Asset
	for _, name := range furtherSheets {
		sheets = append(sheets, t.sheets[name])
	}
	return append(sheets, t.both, t.icon, t.figure, t.front, t.script, t.search, t.style)
}

// extraSheet is what a site adds to the style sheet, after all of it.
const extraSheet = "extra.css"

// loadAssets makes what the pages refer to, and how their figures look.
func (t *Theme) loadAssets() {
	t.palette = t.colours.Palette()
	t.sheets = map[string]Asset{}
	for _, name := range furtherSheets {
		t.sheets[name] = newAsset(name+".css", []byte(t.sheet("style/"+name+".css")))
	}
	t.style = newAsset("style.css", []byte(t.joinStyle(styleSheets)))
	t.front = newAsset("home.css", []byte(t.joinStyle(slices.Concat(styleSheets, frontSheets))))
	t.script = newAsset("script.js", []byte(t.code("script.js")))
	t.search = newAsset("search.js", []byte(t.joinCode(searchScripts)))
	t.both = newAsset("both.js", []byte(t.code("both.js")))
	t.figure = newAsset("figure.js", append(t.figureWords(), t.joinCode(figureScripts)...))
	t.icon = newAsset("favicon.svg", []byte(t.favicon()))
}

// sheet is a part of the style, ours minified; what a site wrote stays as it is.
func (t *Theme) sheet(name string) string {
	if t.own[name] {
		return t.files[name] + "\n"
	}
	return minified("text/css", t.files[name])
}

// code is a script, likewise.
func (t *Theme) code(name string) string {
	if t.own[name] {
		return t.files[name]
	}
	return minified("text/javascript", t.files[name]) + ";\n" // another may follow
}

// joinCode puts a script together of its files.
func (t *Theme) joinCode(names []string) string {
	var all strings.Builder
	for _, name := range names {
		all.WriteString(t.code(name))
	}
	return all.String()
}

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

// favicon is the icon. Ours is dark everywhere, as browsers show it on grounds
// of their own, and names its colours as a style sheet does.
func (t *Theme) favicon() string {
	icon := t.files["favicon.svg"]
	if t.own["favicon.svg"] {
		return icon
	}
	for name, colour := range t.colours.dark() {
		icon = strings.ReplaceAll(icon, "var(--"+name+")", colour)
	}
	return icon
}

// figureWords sets the words that the script of figures uses.
func (t *Theme) figureWords() []byte {
	all := map[string]Words{}
	for _, code := range t.languages.Codes() {
		all[code] = Words{}
		for key, word := range t.Words(code) {
			if strings.HasPrefix(key, "play-") || strings.HasPrefix(key, "header-") || key == "copy" || key == "copied" {
				all[code][key] = word
			}
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err) // texts can always be written
	}
	return fmt.Appendf(nil, "window.woshouWords=%s;\n", text)
}

// The colours of a dark page are declared twice: for a system that is dark,
// unless the reader chose light, and for a reader who chose dark. Both are for screens only, as paper is always light.
var darkPages = []struct{ media, root string }{
	{"screen and (prefers-color-scheme:dark)", ":root:not([data-theme=light])"},
	{"screen", ":root[data-theme=dark]"},
}

// joinStyle puts a style sheet together. Print comes last of ours: it takes
// away.
func (t *Theme) joinStyle(sheets []string) string {
	var parts strings.Builder
	for _, name := range sheets {
		parts.WriteString(t.sheet("style/" + name))
	}
	rest := minified("text/css", t.figures(t.palette)) + "@media print{" + t.sheet("style/print.css") + "}" + t.files[extraSheet]
	asking := parts.String() + rest
	for _, sheet := range t.sheets {
		asking += string(sheet.Bytes)
	}
	var all strings.Builder
	declare := func(root, scheme string, c inks) {
		fmt.Fprintf(&all, "%s{color-scheme:%s;%s}", root, scheme, strings.TrimSuffix(c.properties(asking), ";"))
	}
	declare(":root", "light dark", t.colours.light())
	all.WriteString(parts.String())
	for _, page := range darkPages {
		all.WriteString("@media " + page.media + "{")
		declare(page.root, "dark", t.colours.dark())
		all.WriteString("}")
	}
	return all.String() + rest
}

// newAsset names content by its hash, so that it may be cached for ever. Four
// octets tell the versions of one file apart well enough, and keep pages short.
func newAsset(name string, content []byte) Asset {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return Asset{
		Name:  fmt.Sprintf("assets/%s.%x%s", strings.TrimSuffix(name, ext), sum[:4], ext),
		Bytes: content,
	}
}
