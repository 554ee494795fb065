package themes

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"woshou/diagrams/scene"
	"woshou/diagrams/words"
)

// Own is what a site puts over the theme.
type Own struct {
	// Languages are in the place of those that the theme speaks; nil for these.
	Languages *words.Languages
	// Colours are in the place of those of the same name.
	Colours Colours
	// Files are in the place of those of the same path in the theme's folder.
	// One of a path that Files does not list is left out.
	Files map[string]string
}

// Files are the paths that a site may put a file of its own at, sorted.
func (t *Theme) Files() []string {
	names := []string{extraSheet}
	for name := range t.files {
		if name != ColoursFile && !strings.HasPrefix(name, wordsFolder) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Sources are the files that the theme is made of, sorted.
func (t *Theme) Sources() []string { return slices.Sorted(maps.Keys(t.files)) }

// Source is one of them.
func (t *Theme) Source(name string) (text string, found bool) {
	text, found = t.files[name]
	return text, found
}

// Colours are the colours of the theme. They must not be modified.
func (t *Theme) Colours() Colours { return t.colours }

// Palette is how figures look. It must not be modified.
func (t *Theme) Palette() scene.Palette { return t.palette }

// With returns the theme under what a site puts over it, and what is wrong with
// its templates. The theme itself stays as it is.
//
// A template that is wrong in itself is found here; one that fails on a page,
// when that page is rendered.
func (t *Theme) With(own Own) (*Theme, []*Fault) {
	n := &Theme{figures: t.figures, languages: cmp.Or(own.Languages, t.languages), colours: t.colours.With(own.Colours), files: maps.Clone(t.files), own: map[string]bool{}}
	for _, name := range t.Files() {
		if text, replaced := own.Files[name]; replaced {
			n.files[name], n.own[name] = text, true
		}
	}
	faults := n.parse(t.files)
	n.loadAssets()
	return n, faults
}
