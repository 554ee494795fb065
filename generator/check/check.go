// Package check finds everything that is wrong with a site: what a build would
// report (made, below), translations that say otherwise than their originals
// (parity.go, which compares by words.go, code.go, links.go and translation.go)
// or are owed (owed.go), and what sentences claim about a protocol (package
// claims). Every code that it reports is explained among the words of a language.
package check

import (
	"context"
	"errors"
	"io/fs"
	"runtime"

	"woshou/generator/claims"
	"woshou/generator/diagnostic"
	"woshou/generator/press"
	"woshou/generator/site"

	"golang.org/x/sync/errgroup"
)

// Options say what to check.
type Options struct {
	Site   string // the site's folder
	Drafts bool   // check pages with `draft: true` as if they were published
	Lang   string // of what claims say: "zh" or "en"
}

// Report is what was found.
type Report struct {
	Pages    int                  // that somebody wrote
	Problems []diagnostic.Problem // sorted
	Rules    *claims.Rules        // those that held
}

// Site checks a site. Nothing is written. The error is one of the environment.
func Site(ctx context.Context, opt Options) (Report, error) {
	s, problems, err := site.Load(opt.Site, site.Options{Drafts: opt.Drafts, States: press.States()})
	if err != nil {
		return Report{}, err
	}
	defer s.Close()
	rules, more, err := loadRules(s, opt.Lang)
	if err != nil {
		return Report{}, err
	}
	problems = append(problems, more...)
	report := Report{Rules: rules}
	for _, page := range s.Pages {
		if !page.Listing {
			report.Pages++
		}
	}
	if site.IsMisconfigured(problems) {
		report.Problems = diagnostic.Merge(problems) // what follows would only repeat it
		return report, nil
	}
	built, err := made(ctx, s)
	if err != nil {
		return report, err
	}
	claimed, err := claimsOf(s, rules)
	if err != nil {
		return report, err
	}
	compared, err := parity(s)
	report.Problems = diagnostic.Merge(problems, built, claimed, differences(s), compared, owed(s))
	return report, err
}

// made makes every file of a site that may have problems, and keeps none of
// them. The problems are those that a build finds in its second pass, unsorted; the error is one of
// the environment.
func made(ctx context.Context, s *site.Site) ([]diagnostic.Problem, error) {
	p, err := press.New(s, press.Options{})
	if err != nil {
		return nil, err
	}
	jobs, problems := p.Jobs()
	found := make([][]diagnostic.Problem, len(jobs))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, job := range jobs {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if job.Links != nil {
				found[i] = job.Links()
			}
			if job.Silent {
				return nil
			}
			_, more, err := job.Make()
			found[i] = append(found[i], more...)
			return err
		})
	}
	err = group.Wait()
	for _, more := range found {
		problems = append(problems, more...)
	}
	return problems, err
}

// loadRules reads the site's own file of rules, if it has one.
func loadRules(s *site.Site, lang string) (*claims.Rules, []diagnostic.Problem, error) {
	src, err := s.Read(site.RulesFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	rules, problems := claims.Load(src, lang)
	return rules, problems, nil
}

// claimsOf holds every page against the rules.
func claimsOf(s *site.Site, rules *claims.Rules) ([]diagnostic.Problem, error) {
	found := make([][]diagnostic.Problem, len(s.Pages))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, page := range s.Pages {
		if page.Listing {
			continue
		}
		group.Go(func() error {
			doc, err := s.Document(page)
			if err != nil {
				return err
			}
			found[i] = rules.Check(page.Meta.Title, doc.Passages(), page.Lang.Code)
			return nil
		})
	}
	err := group.Wait()
	return diagnostic.Merge(found...), err
}
