package themes

import (
	"crypto/sha256"
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

// Style is the style sheet of every page.
func (t *Theme) Style() Asset { return t.style }

// Script is the one script of every page; it only adds convenience.
func (t *Theme) Script() Asset { return t.script }

// Icon is the favicon, an SVG.
func (t *Theme) Icon() Asset { return t.icon }

// Assets are all files of the theme, sorted by name.
func (t *Theme) Assets() []Asset { return []Asset{t.icon, t.script, t.style} }

func (t *Theme) loadAssets(files fs.FS, figureCSS string) error {
	style, err := joinStyle(files, figureCSS)
	if err != nil {
		return err
	}
	script, err := fs.ReadFile(files, "script.js")
	if err != nil {
		return err
	}
	icon, err := fs.ReadFile(files, "favicon.svg")
	if err != nil {
		return err
	}
	t.style = newAsset("style.css", []byte(squeeze(style)))
	t.script = newAsset("script.js", script)
	t.icon = newAsset("favicon.svg", icon)
	return nil
}

// joinStyle puts the style sheet together. The dark colours are written once
// in the sources and twice here: for a system that is dark, unless the reader
// chose light, and for a reader who chose dark. Both are for screens only, as
// paper is always light. Print comes last: it takes things away.
func joinStyle(files fs.FS, figureCSS string) (string, error) {
	var sheet strings.Builder
	add := func(format string, names ...string) error {
		for _, name := range names {
			text, err := fs.ReadFile(files, path.Join("style", name))
			if err != nil {
				return err
			}
			fmt.Fprintf(&sheet, format, text)
		}
		return nil
	}
	if err := add("%s", styleSheets...); err != nil {
		return "", err
	}
	if err := add("@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){%s}}", "dark.css"); err != nil {
		return "", err
	}
	if err := add("@media screen{:root[data-theme=dark]{%s}}", "dark.css"); err != nil {
		return "", err
	}
	sheet.WriteString(figureCSS)
	if err := add("@media print{%s}", "print.css"); err != nil {
		return "", err
	}
	return sheet.String(), nil
}

// newAsset names content by its hash, so that it may be cached for ever.
func newAsset(name string, content []byte) Asset {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return Asset{
		Name:  fmt.Sprintf("assets/%s.%x%s", strings.TrimSuffix(name, ext), sum[:4], ext),
		Bytes: content,
	}
}
