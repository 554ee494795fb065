package themes

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Asset is one file that the pages of a theme refer to.
type Asset struct {
	Name  string // from the output folder: "assets/style.3f2a1b9c.css"
	Bytes []byte // must not be modified
}

// styleSheets are joined in this order into the one style sheet of a page.
var styleSheets = []string{
	"colours.css", "base.css", "frame.css", "prose.css",
	"code.css", "blocks.css", "figure.css", "home.css",
}

// furtherSheets are for what few pages hold: those alone load them, so that
// the one sheet of every page stays small.
var furtherSheets = []string{CodeSheet, FigureSheet, MarkSheet, SearchSheet, BothSheet, CoverageSheet}

// CodeSheet is the style of code groups, titles and line numbers of code, and
// of lines that are marked.
const CodeSheet = "code-marks"

// MarkSheet is the style of badges, formulas, tables of contents in the text,
// and of the pictures of a home page.
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

// Style is the style sheet of every page.
func (t *Theme) Style() Asset { return t.style }

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
	return append(sheets, t.both, t.icon, t.figure, t.script, t.search, t.style)
}

// loadAssets reads what the pages refer to. Comments in the sources are for
// those who change the theme, not for those who load a page.
func (t *Theme) loadAssets(files fs.FS, figureCSS string) error {
	style, err := joinStyle(files, figureCSS)
	if err != nil {
		return err
	}
	for _, name := range furtherSheets {
		text, err := fs.ReadFile(files, "style/"+name+".css")
		if err != nil {
			return err
		}
		t.sheets[name] = newAsset(name+".css", []byte(squeeze(string(text))))
	}
	script, err := fs.ReadFile(files, "script.js")
	if err != nil {
		return err
	}
	for name, asset := range map[string]*Asset{"search.js": &t.search, "both.js": &t.both} {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		*asset = newAsset(name, []byte(squeezeScript(string(text))))
	}
	figure, err := fs.ReadFile(files, "figure.js")
	if err != nil {
		return err
	}
	words, err := t.figureWords()
	if err != nil {
		return err
	}
	icon, err := fs.ReadFile(files, "favicon.svg")
	if err != nil {
		return err
	}
	t.style = newAsset("style.css", []byte(squeeze(style)))
	t.script = newAsset("script.js", []byte(squeezeScript(string(script))))
	t.figure = newAsset("figure.js", append(words, squeezeScript(string(figure))...))
	t.icon = newAsset("favicon.svg", icon)
	return nil
}

// figureWords sets the words that the script of figures uses.
func (t *Theme) figureWords() ([]byte, error) {
	all := map[string]Words{}
	for code, words := range t.words {
		all[code] = Words{}
		for key, word := range words {
			if strings.HasPrefix(key, "play-") || strings.HasPrefix(key, "header-") || key == "copy" || key == "copied" {
				all[code][key] = word
			}
		}
	}
	text, err := json.Marshal(all)
	return fmt.Appendf(nil, "window.woshouWords=%s;\n", text), err
}

// What a dark page looks like is written once in the sources and twice here:
// for a system that is dark, unless the reader chose light, and for a reader
// who chose dark. Both are for screens only, as paper is always light.
var darkPages = []struct{ media, root string }{
	{"screen and (prefers-color-scheme:dark)", ":root:not([data-theme=light])"},
	{"screen", ":root[data-theme=dark]"},
}

// joinStyle puts the style sheet together. Print comes last: it takes away.
func joinStyle(files fs.FS, figureCSS string) (string, error) {
	var sheet strings.Builder
	for _, name := range styleSheets {
		text, err := fs.ReadFile(files, "style/"+name)
		if err != nil {
			return "", err
		}
		sheet.Write(text)
	}
	dark, err := fs.ReadFile(files, "style/dark.css")
	if err != nil {
		return "", err
	}
	print, err := fs.ReadFile(files, "style/print.css")
	if err != nil {
		return "", err
	}
	for _, page := range darkPages {
		fmt.Fprintf(&sheet, "@media %s{%s{%s}}", page.media, page.root, dark)
	}
	fmt.Fprintf(&sheet, "%s@media print{%s}", figureCSS, print)
	return sheet.String(), nil
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
