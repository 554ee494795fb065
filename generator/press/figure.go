package press

import (
	"path"
	"slices"
	"strings"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/figure"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/generator/twin"
	"woshou/themes"
)

// lookOf is how the figures of a site look.
func lookOf(s *site.Site, theme *themes.Theme) diagrams.Look {
	return diagrams.Look{Palette: theme.Palette(), Underscore: s.Config.States == "underscore"}
}

// sayTheSame reports whether two files of a site's own words do.
func sayTheSame(a, b site.Words) bool { return a.Code == b.Code && slices.Equal(a.Entries, b.Entries) }

// shownIn is a language as figures are shown in it.
func (d figures) shownIn(lang *site.Language) figure.Language {
	look := d.look
	look.Words, look.Tag = lang.Words, lang.Lang
	return figure.Language{Code: lang.Code, Look: look}
}

// figures are those of one site.
type figures struct {
	site *site.Site
	look diagrams.Look
	*figure.Studio
}

// of is a figure of a page with what the site has for it.
func (d figures) of(on *site.Page, f page.Figure) figure.Figure {
	found := figure.Figure{
		Figure: f, Script: site.Href(on.Address, d.scriptAddress(on, f)),
		Number: 1 + slices.IndexFunc(on.Figures(), func(other page.Figure) bool { return other.ID == f.ID }),
	}
	switch {
	case f.Chart != "":
		if f.ProtocolPath() != "" {
			found.Protocol, found.Missing = d.protocol(on, f)
		}
		for _, w := range f.Ways {
			s, missing := d.scenario(on, page.Figure{Path: w.Path, Place: w.PathAt})
			found.Ways, found.Missing = append(found.Ways, s), append(found.Missing, missing...)
		}
	case f.Check != "":
		found.Protocol, found.Missing = d.protocol(on, f)
	case f.Path != "":
		found.Scenario, found.Missing = d.scenario(on, f)
	default:
		found.Scenario = figure.Scenario{Source: diagrams.Open(f.Source, d.site.ProtocolsFor(on.Source.Path)), Origin: f.Origin(), Found: true}
	}
	return found
}

// all are some figures of a page.
func (d figures) all(on *site.Page, figures []page.Figure) (all []figure.Figure) {
	for _, f := range figures {
		all = append(all, d.of(on, f))
	}
	return all
}

// inWords tells the figures of a page in words.
func (d figures) inWords(on *site.Page) func(page.Figure) twin.Figure {
	return func(f page.Figure) twin.Figure { return d.InWords(d.of(on, f), d.shownIn(on.Lang)) }
}

// protocol finds the protocol that a check or a state diagram names. A file that is not there is a
// problem of its place.
func (d figures) protocol(on *site.Page, f page.Figure) (diagrams.File, []diagnostic.Problem) {
	file, found := d.site.Scenario(on, f.ProtocolPath())
	text, err := d.site.Read(file)
	if found && err == nil {
		return diagrams.File{Name: file, Text: string(text)}, nil
	}
	at := f.Place
	at.Width = 1
	return diagrams.File{}, []diagnostic.Problem{{
		Place: at, Severity: diagnostic.Error, Code: "protocol-missing", Message: diagnostic.Say("there is no protocol `%s`", f.ProtocolPath()),
		Hint: "it is looked for beside the page, then in scenarios/",
	}}
}

// scenario finds the scenario that a figure names. A file that is not there is
// a problem of the figure's place.
func (d figures) scenario(on *site.Page, f page.Figure) (figure.Scenario, []diagnostic.Problem) {
	file, found := d.site.Scenario(on, f.Path)
	if s, err := d.scenarioFile(file); found && err == nil {
		if s.IsCapture() { // it has no lines that a message could show
			s.Part, s.Origin = f.Part, f.Origin()
		}
		return s, nil
	}
	hint := diagnostic.Message("it is looked for beside the page, then in scenarios/")
	if near := d.site.NearScenario(on, f.Path); near != "" {
		hint = diagnostic.Say("did you mean `%s`?", near)
	}
	at := f.Place
	at.Width = 1
	return figure.Scenario{}, []diagnostic.Problem{{
		Place: at, Severity: diagnostic.Error, Code: "scenario-missing", Message: diagnostic.Say("there is no scenario `%s`", f.Path), Hint: hint,
	}}
}

// scenarioFile is a scenario that is a file of the site.
func (d figures) scenarioFile(file string) (figure.Scenario, error) {
	text, err := d.site.Read(file)
	return figure.Scenario{Source: diagrams.Open(string(text), d.site.ProtocolsFor(file)), Origin: diagnostic.Whole(file), Found: true}, err
}

// name is what the files of a figure are called: the scenario's path
// below the site, else the page's and the figure's id.
func (d figures) name(on *site.Page, f page.Figure) string {
	if f.Path == "" {
		return path.Join(on.Key, f.ID)
	}
	file, _ := d.site.Scenario(on, f.Path)
	return strings.TrimSuffix(file, path.Ext(file)) + f.PartName()
}

// scriptAddress is the address of the script that a figure asks for when a
// reader first touches it: beside the figure's file. Figures of one scenario
// that offer different faults have different ones.
func (d figures) scriptAddress(on *site.Page, f page.Figure) string {
	drawing := strings.TrimSuffix(site.FigureFile(d.name(on, f), f.Numbers, on.Lang), "."+on.Lang.Code+".svg")
	return drawing + faultsSuffix(f.WhatIf) + "." + on.Lang.Code + ".js"
}

func faultsSuffix(faults []string) string {
	switch joined := strings.Join(faults, "."); joined {
	case "lose":
		return "" // what is offered without being asked for
	case "":
		return ".none"
	default:
		return "." + joined
	}
}
