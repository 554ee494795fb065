package diagrams

import (
	"cmp"
	"strings"

	"woshou/diagrams/render/svg"
	"woshou/diagrams/scene"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// Look is what a place asks of a figure. The zero value is that of an English
// figure of a page, without colours.
type Look struct {
	// Languages are those that In chooses from; nil means the built-in ones.
	Languages  *words.Languages
	Words      *words.Language // what the figure says itself; nil means English
	Tag        string          // the language of the figure, BCP 47; "" means that of the words
	Underscore bool            // print states as SYN_SENT instead of SYN-SENT
	Numbers    string          // "relative", "absolute", "symbolic"; "" means as the scenario says
	Palette    scene.Palette
	Theme      string // "light", "dark", or "" for what suits the format
	// ID begins the ids inside an svg, Suffix ends them. Inline makes one for a page in HTML,
	// Outline one with its text as shapes.
	ID, Suffix      string
	Inline, Outline bool
	Scale           float64 // of a png: pixels per point
	Steps           bool    // also as it grows, segment by segment
}

// Spoken are the languages that In chooses from.
func (l Look) Spoken() *words.Languages { return cmp.Or(l.Languages, words.Built()) }

// In is the same look in another language.
func (l Look) In(lang string) Look {
	l.Words, l.Tag = l.Spoken().Of(lang), ""
	return l
}

// Voice is how things are said that go with the figure.
func (l Look) Voice() sentence.Voice {
	v := sentence.Voice{Words: l.words(), Spell: trace.Hyphens}
	if l.Underscore {
		v.Spell = trace.Underscores
	}
	one, or := v.Spell, l.words().Sequence().Or
	v.Spell = func(state string) string {
		names := trace.StatesIn(state)
		for i, name := range names {
			names[i] = one(name)
		}
		return strings.Join(names, or)
	}
	return v
}

func (l Look) words() *words.Language { return cmp.Or(l.Words, words.Of(words.English)) }

// Coloured is the same look, in the colours of another if it has none.
func (l Look) Coloured(usual Look) Look {
	if l.Palette.Light == nil {
		l.Palette = usual.Palette
	}
	return l
}

// Paper is the colour of the ground, as CSS has it.
func (l Look) Paper() (light, dark string) {
	return scene.Of(l.Palette.Light, scene.Paper).Fill, scene.Of(l.Palette.Dark, scene.Paper).Fill
}

// Paints reports whether a format draws the letters itself, and so needs a
// glyph for each.
func (l Look) Paints(format string) bool {
	return format == "png" || format == "gif" || format == "pdf" || format == "svg" && l.Outline
}

// DarkRules are the style of a page for the inline figures in it on a dark
// ground, for those who prefer one and for those who chose one. The light
// colours are attributes of the figures themselves.
func DarkRules(palette scene.Palette) string {
	return "@media screen and (prefers-color-scheme:dark){" + svg.Rules(palette.Dark, ":root:not([data-theme=light]) [data-figure]") + "}\n" +
		"@media screen{" + svg.Rules(palette.Dark, ":root[data-theme=dark] [data-figure]") + "}\n"
}
