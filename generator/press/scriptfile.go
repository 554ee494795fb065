package press

import (
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/figure"
	"woshou/generator/page"
	"woshou/generator/site"
)

// sharedScript is a scenario in a file of its own, as figures show it, in which
// languages, and for each of them the address of the figure's script.
type sharedScript struct {
	file      string
	figure    page.Figure
	langs     []figure.Language
	addresses []string
}

// scriptJobs make the scripts of figures: of a scenario in a file of its own
// for all languages that show it, of those that stand in a page together.
func (d figures) scriptJobs() []Job {
	var jobs []Job
	var scenarios []*sharedScript
	byStem := map[string]*sharedScript{}
	known := map[string]bool{}
	for _, page := range d.site.Pages {
		var inline []string
		for _, f := range page.Figures() {
			file, found := d.site.Scenario(page, f.Path)
			address := d.scriptAddress(page, f)
			if !f.IsRun() || f.Path != "" && !found || known[address] {
				continue
			}
			known[address] = true
			if f.Path == "" {
				inline = append(inline, address)
				continue
			}
			stem := strings.TrimSuffix(address, page.Lang.Code+".js")
			s := byStem[stem]
			if s == nil {
				s = &sharedScript{file: file, figure: f}
				byStem[stem], scenarios = s, append(scenarios, s)
			}
			s.langs, s.addresses = append(s.langs, d.shownIn(page.Lang)), append(s.addresses, address)
		}
		if len(inline) > 0 {
			jobs = append(jobs, d.inlineScriptJob(page, inline))
		}
	}
	for _, s := range scenarios {
		jobs = append(jobs, d.scriptJob(s))
	}
	return jobs
}

func (d figures) scriptJob(s *sharedScript) Job {
	return Job{
		Outputs: s.addresses,
		Group:   s.file,
		Silent:  true,
		Recipe:  func() (site.Hash, error) { return d.site.ScenarioHash(s.file) },
		Make: func() ([][]byte, []diagnostic.Problem, error) {
			scenario, err := d.scenarioFile(s.file)
			if err != nil {
				return nil, nil, err
			}
			scripts, err := d.Scripts(figure.Figure{Figure: s.figure, Scenario: scenario}, s.langs)
			return scripts, nil, err
		},
	}
}

// inlineRecipe is a hash of what the figures whose scenarios stand in a page are
// made from.
func inlineRecipe(s *site.Site, page *site.Page) (site.Hash, error) {
	protocols, err := protocols(s, page)
	return site.HashOf(append(protocols, page.Facts().Hash, page.Facts().Includes)...), err
}

// protocols are the files of the protocols that scenarios in a page use, and
// their hashes.
func protocols(s *site.Site, page *site.Page) (files []any, err error) {
	for _, at := range page.Protocols() {
		hash, err := s.Hash(at)
		if err != nil {
			return nil, err
		}
		files = append(files, at, hash)
	}
	return files, nil
}

// inlineScriptJob makes the scripts of the scenarios that stand in a page.
func (d figures) inlineScriptJob(page *site.Page, addresses []string) Job {
	return Job{
		Outputs: addresses,
		Group:   page.Key,
		Silent:  true,
		Recipe:  func() (site.Hash, error) { return inlineRecipe(d.site, page) },
		Make: func() ([][]byte, []diagnostic.Problem, error) {
			doc, err := d.site.Document(page)
			if err != nil {
				return nil, nil, err
			}
			var files [][]byte
			for _, f := range doc.Figures {
				if !f.IsRun() || f.Path != "" {
					continue
				}
				scripts, err := d.Scripts(d.of(page, f), []figure.Language{d.shownIn(page.Lang)})
				if err != nil {
					return nil, nil, err
				}
				files = append(files, scripts...)
			}
			return files, nil, nil
		},
	}
}
