package themes

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"woshou/themes/srgb"

	"github.com/goccy/go-yaml"
)

//go:embed default
var embedded embed.FS

// ColoursFile holds the colours of a theme, in its folder.
const ColoursFile = "colours.yaml"

// Colour is a named colour on light and on dark ground, each as #rrggbb.
type Colour struct{ Light, Dark string }

// Colours are the colours of pages and figures, by name.
type Colours map[string]Colour

// Names are the names of the colours, sorted.
func (c Colours) Names() []string { return slices.Sorted(maps.Keys(c)) }

// With returns the colours with those of own in their place. An own colour that
// says nothing of a ground, "", leaves ours there; one of an unknown name is
// left out. c stays as it is.
func (c Colours) With(own Colours) Colours {
	all := maps.Clone(c)
	for name, colour := range own {
		ours, known := c[name]
		if !known {
			continue
		}
		if colour.Light != "" {
			ours.Light = colour.Light
		}
		if colour.Dark != "" {
			ours.Dark = colour.Dark
		}
		all[name] = ours
	}
	return all
}

// inks are the colours of one ground.
type inks map[string]string

func (c Colours) light() inks { return c.on(func(c Colour) string { return c.Light }) }
func (c Colours) dark() inks  { return c.on(func(c Colour) string { return c.Dark }) }

func (c Colours) on(ground func(Colour) string) inks {
	all := inks{}
	for name, colour := range c {
		all[name] = ground(colour)
	}
	return all
}

// properties are those inks that a style sheet asks for, as declarations.
func (c inks) properties(sheet string) string {
	var list strings.Builder
	for _, name := range slices.Sorted(maps.Keys(c)) {
		if strings.Contains(sheet, "var(--"+name+")") {
			fmt.Fprintf(&list, "--%s:%s;", name, c[name])
		}
	}
	return list.String()
}

// defaults are the colours of the default theme. They are read once: the file
// is our own.
var defaults = sync.OnceValue(func() Colours {
	files, err := fs.Sub(embedded, "default")
	if err != nil {
		panic(err)
	}
	colours, err := loadColours(files)
	if err != nil {
		panic(err)
	}
	return colours
})

func loadColours(files fs.FS) (Colours, error) {
	text, err := fs.ReadFile(files, ColoursFile)
	if err != nil {
		return nil, err
	}
	var colours Colours
	if err := yaml.Unmarshal(text, &colours); err != nil {
		return nil, fmt.Errorf("%s: %w", ColoursFile, err)
	}
	for _, name := range colours.Names() {
		for _, colour := range []string{colours[name].Light, colours[name].Dark} {
			if same, ok := srgb.Parse(colour); !ok || same != colour {
				return nil, fmt.Errorf("%s: %s: bad colour %q", ColoursFile, name, colour)
			}
		}
	}
	return colours, nil
}
