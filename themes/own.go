package themes

import (
	"maps"
	"slices"
	"strings"

	"woshou/diagrams/scene"
)

// Own is what a site puts over the theme.
type Own struct {
	// Words are those of the interface, by the code of their language: of a
	// language that the theme does not speak, or others in the place of its own.
	Words map[string]Words
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
		if name != ColoursFile && !strings.HasPrefix(name, "words/") {
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
// its templates. A word that is missing is that of the nearest language, in the
// end the English one. The theme itself stays as it is.
//
// A template that is wrong in itself is found here; one that fails on a page,
// when that page is rendered.
func (t *Theme) With(own Own) (*Theme, []*Fault) {
	n := &Theme{figures: t.figures, words: t.spoken(own.Words), colours: t.colours.With(own.Colours), files: maps.Clone(t.files), own: map[string]bool{}}
	for _, name := range t.Files() {
		if text, replaced := own.Files[name]; replaced {
			n.files[name], n.own[name] = text, true
		}
	}
	faults := n.parse(t.files)
	n.loadAssets()
	return n, faults
}

// spoken are the words of the theme with further ones.
func (t *Theme) spoken(further map[string]Words) map[string]Words {
	spoken := maps.Clone(t.words)
	for code, words := range further {
		all := maps.Clone(t.Words(code))
		if t.words[code] == nil {
			all["short"] = strings.ToUpper(code)
		}
		maps.Copy(all, words)
		spoken[code] = all
	}
	return spoken
}
