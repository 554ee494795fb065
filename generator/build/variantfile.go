package build

import (
	"crypto/sha256"
	"path"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/site"
)

// variantFile is the address of the script that a figure asks for when a
// reader first touches it: beside the figure's file. Figures of one scenario
// that offer different faults have different ones.
func variantFile(name string, f markdown.Figure, lang *site.Language) string {
	drawing := strings.TrimSuffix(site.FigureFile(name, f.Numbers, lang), "."+lang.Code+".svg")
	return drawing + faultsSuffix(f.WhatIf) + "." + lang.Code + ".js"
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

// figureName is what the files of a figure are called, as far as the figure has
// a scenario.
func (p *Press) figureName(page *site.Page, f markdown.Figure) string {
	if f.Path == "" {
		return path.Join(page.Key, f.ID)
	}
	file, _ := p.site.Scenario(page, f.Path)
	return strings.TrimSuffix(file, path.Ext(file))
}

// shown is a scenario in a file of its own, as figures show it, and in which
// languages.
type shown struct {
	file   string
	figure markdown.Figure
	langs  []*site.Language
}

// variantJobs make the scripts of figures: of a scenario in a file of its own
// for all languages that show it, of those that stand in a page together.
func (p *Press) variantJobs() []Job {
	var jobs []Job
	var scenarios []*shown
	byStem := map[string]*shown{}
	known := map[string]bool{}
	for _, page := range p.site.Pages {
		inline := Job{Recipe: func() (site.Hash, error) {
			return sha256.Sum256(mustJSON([]any{page.Hash, page.Includes})), nil
		}}
		for _, f := range page.Figures {
			file, found := p.site.Scenario(page, f.Path)
			address := variantFile(p.figureName(page, f), f, page.Lang)
			if f.Chart != "" || f.Path != "" && !found || known[address] {
				continue
			}
			known[address] = true
			if f.Path == "" {
				inline.Outputs = append(inline.Outputs, address)
				continue
			}
			stem := strings.TrimSuffix(address, page.Lang.Code+".js")
			if byStem[stem] == nil {
				byStem[stem] = &shown{file: file, figure: f}
				scenarios = append(scenarios, byStem[stem])
			}
			byStem[stem].langs = append(byStem[stem].langs, page.Lang)
		}
		if len(inline.Outputs) > 0 {
			inline.Make = func() ([][]byte, []diagnostic.Problem, error) { return p.inlineVariants(page) }
			jobs = append(jobs, inline)
		}
	}
	for _, s := range scenarios {
		jobs = append(jobs, p.variantJob(s))
	}
	return jobs
}

func (p *Press) variantJob(s *shown) Job {
	job := Job{
		Recipe: func() (site.Hash, error) { return p.site.Hash(s.file) },
		Make: func() ([][]byte, []diagnostic.Problem, error) {
			text, err := p.site.Read(s.file)
			if err != nil {
				return nil, nil, err
			}
			scripts, err := p.scripts(string(text), s.figure, s.langs)
			return scripts, nil, err
		},
	}
	for _, lang := range s.langs {
		job.Outputs = append(job.Outputs, variantFile(strings.TrimSuffix(s.file, path.Ext(s.file)), s.figure, lang))
	}
	return job
}

// inlineVariants are the scripts of the scenarios that stand in a page.
func (p *Press) inlineVariants(page *site.Page) ([][]byte, []diagnostic.Problem, error) {
	doc, err := p.site.Document(page)
	if err != nil {
		return nil, nil, err
	}
	var files [][]byte
	for _, f := range doc.Figures {
		if f.Chart != "" || f.Path != "" {
			continue
		}
		scripts, err := p.scripts(f.Source, f, []*site.Language{page.Lang})
		if err != nil {
			return nil, nil, err
		}
		files = append(files, scripts...)
	}
	return files, nil, nil
}
