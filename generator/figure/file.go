package figure

import (
	"path"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
)

// name is what the files of a figure are called: the scenario's path below the
// site, else the page's and the figure's id.
func (st *Studio) name(page *site.Page, f page.Figure) string {
	if f.Path == "" {
		return path.Join(page.Key, f.ID)
	}
	file, _ := st.site.Scenario(page, f.Path)
	return strings.TrimSuffix(file, path.Ext(file))
}

// ScriptAddress is the address of the script that a figure asks for when a
// reader first touches it: beside the figure's file. Figures of one scenario
// that offer different faults have different ones.
func (st *Studio) ScriptAddress(page *site.Page, f page.Figure) string {
	drawing := strings.TrimSuffix(site.FigureFile(st.name(page, f), f.Numbers, page.Lang), "."+page.Lang.Code+".svg")
	return drawing + faultsSuffix(f.WhatIf) + "." + page.Lang.Code + ".js"
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

// File is a figure that stands in a page, as an SVG file of its own. One that
// cannot be drawn is empty; the page reports it. The bytes are shared.
func (st *Studio) File(page *site.Page, f page.Figure) []byte {
	if f.Chart != "" {
		paths, problems := st.ways(page, f)
		if len(problems) > 0 {
			return nil
		}
		return st.drawChart(page.Lang, paths, f.ID, false).svg
	}
	if len(st.run(f.Source).errors) > 0 {
		return nil
	}
	return st.draw(fileView(f.Source, page.Lang, f.Numbers, f.ID), page.Lang.Words).svg
}

// ScenarioFile is the figure of a scenario that is a file of the site, as an
// SVG file of its own. Numbers are as in page.Figure. The bytes are shared.
func (st *Studio) ScenarioFile(file, numbers string, lang *site.Language) ([]byte, []diagnostic.Problem, error) {
	text, err := st.site.Read(file)
	if err != nil {
		return nil, nil, err
	}
	s := sketch{file: file, text: string(text)}
	if errors := st.run(s.text).errors; len(errors) > 0 {
		return nil, diagnostic.Of(s.origin(), errors), nil
	}
	d := st.draw(fileView(s.text, lang, numbers, strings.TrimSuffix(file, path.Ext(file))), lang.Words)
	return d.svg, nil, d.err
}

func fileView(text string, lang *site.Language, numbers, name string) view {
	return view{text: text, lang: lang.Code, tag: lang.Lang, numbers: numbers, id: strings.ReplaceAll(name, "/", "-")}
}
