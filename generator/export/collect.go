package export

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// Figure is one figure to be exported.
type Figure struct {
	// Name begins the names of its files: "three-way-handshake".
	Name string
	// Source is the scenario, and Origin where it stands.
	diagrams.Source
	Origin diagnostic.Origin
	// Alone tells that the file was asked for by itself: what it cannot be written
	// as is then an error.
	Alone bool
	// Chart names the machine of a state diagram, which has no Text; Machine is that
	// one, and Ways are the runs shown in it.
	Chart   string
	Machine diagrams.Machine
	Ways    []Way
	// Langs are the languages it is wanted in: "zh", "en".
	Langs []string
	// Look has the spelling, the numbers, the languages and the colours; without
	// colours, the usual ones. The rest of it follows from Langs and Options.
	Look diagrams.Look
}

// Collection is the figures of one export.
type Collection struct {
	Figures []Figure
	// Title is that of the site they are of, by language code; nil when they
	// are of none.
	Title map[string]string
	// Look is that of the first site.
	Look diagrams.Look
}

// coloured is the collection in the usual colours where it has none.
func (c Collection) coloured(usual diagrams.Look) Collection {
	c.Look = c.Look.Coloured(usual)
	c.Figures = slices.Clone(c.Figures)
	for i, f := range c.Figures {
		c.Figures[i].Look = f.Look.Coloured(usual)
	}
	return c
}

// Collect finds the figures that the inputs name: folders of sites, scenario
// files, pages. A figure that several pages show is there once. With langs
// empty, a site's figures are wanted in the languages of the pages that show
// them, and others in all that are built in. The error is one of the inputs
// themselves, or that two figures would have one name.
func Collect(inputs, langs []string) (Collection, []diagnostic.Problem, error) {
	c := &collector{langs: unique(langs), seen: map[string]int{}, looks: map[string]diagrams.Look{}}
	for _, input := range inputs {
		if err := c.add(input); err != nil {
			return Collection{}, nil, err
		}
	}
	if err := c.clash(); err != nil {
		return Collection{}, nil, err
	}
	return c.Collection, diagnostic.Merge(c.problems), nil
}

// clash finds two figures of one name and language. Names that differ in case
// alone are one name to some file systems.
func (c *collector) clash() error {
	owner := map[string]string{}
	for _, f := range c.Figures {
		for _, lang := range f.Langs {
			name := strings.ToLower(f.Name) + "." + lang
			if other, taken := owner[name]; taken {
				return fmt.Errorf("%s and %s would both be written to %s.%s.*", other, f.Origin.File, f.Name, lang)
			}
			owner[name] = f.Origin.File
		}
	}
	return nil
}

// collector is the state of one Collect.
type collector struct {
	Collection
	look     diagrams.Look            // of the site that is read
	looks    map[string]diagrams.Look // of the sites of scenarios, by folder
	langs    []string
	seen     map[string]int // index in Figures, by name and text
	problems []diagnostic.Problem
}

// add tells by the kind of file what is meant.
func (c *collector) add(input string) error {
	info, err := os.Stat(input)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return c.folder(input)
	case filepath.Ext(input) == ".md":
		return c.page(input)
	case filepath.Ext(input) == ".scenario" || page.IsCapture(input):
		return c.scenario(input)
	}
	return fmt.Errorf("%s: neither a site's folder, a .scenario nor a .md file", input)
}

// dashed makes one name of a path: the figures of a site lie in one folder, so
// that a slide's author finds them side by side.
func dashed(path string) string { return strings.ReplaceAll(path, "/", "-") }

// figure adds a figure, or its languages to the same one.
func (c *collector) figure(f Figure) {
	key := fmt.Sprintf("%s\x00%s\x00%s\x00%s%v", f.Name, f.Look.Numbers, f.Source, f.Chart, f.Ways)
	i, ok := c.seen[key]
	if !ok {
		c.seen[key] = len(c.Figures)
		c.Figures = append(c.Figures, f)
		return
	}
	for _, lang := range f.Langs {
		if !slices.Contains(c.Figures[i].Langs, lang) {
			c.Figures[i].Langs = append(c.Figures[i].Langs, lang)
		}
	}
}

// usual are the languages asked for, else all that are built in.
func (c *collector) usual() []string {
	if len(c.langs) > 0 {
		return slices.Clone(c.langs)
	}
	return diagrams.Look{}.Spoken().Codes()
}

// unique is a list without those said before.
func unique(all []string) (list []string) {
	for _, w := range all {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}
