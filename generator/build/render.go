package build

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"

	"woshou/generator/diagnostic"
	"woshou/generator/output"
	"woshou/generator/press"
	"woshou/generator/site"

	"golang.org/x/sync/errgroup"
)

// renderer is a build in which something may have changed.
type renderer struct {
	opt     Options
	folder  *site.Folder
	before  *output.Manifest
	stage   *output.Stage
	program string
	config  string // "" before the site is loaded

	mu       sync.Mutex // guards what follows
	problems []diagnostic.Problem
	jobs     int // done
}

func (r *renderer) build(ctx context.Context, dates *dates) (Result, []diagnostic.Problem, error) {
	s, problems := r.folder.Load(site.Options{Drafts: r.opt.Drafts, States: press.States(), Known: known(r.before, r.folder, r.program), Dates: dates.of})
	problems = withoutHints(diagnostic.Merge(problems))
	if site.IsMisconfigured(problems) {
		return Result{}, problems, nil // what follows would only repeat it
	}
	p, err := press.New(s, press.Options{})
	if err != nil {
		return Result{}, problems, err
	}
	r.config = site.Hash(sha256.Sum256(mustJSON(s.Config))).String()
	jobs, clashes := p.Jobs()
	jobs = r.opt.Shard.of(jobs)
	r.problems = append(problems, clashes...)
	err = r.render(ctx, jobs)
	problems = withoutHints(diagnostic.Merge(r.problems))
	if err != nil || fails(problems, r.opt.Strict) {
		return Result{}, problems, err
	}
	part, err := r.finish(p.Indexes())
	if err != nil {
		return Result{}, problems, err
	}
	sources, err := foundSources(s)
	if err != nil {
		return Result{}, problems, err
	}
	result := summary(jobs, r.stage.Count())
	return result, problems, r.stage.Publish(output.Manifest{
		Program: r.program, Config: r.config, History: dates.History, Sources: sources,
		Said: mustJSON(said{result, problems}), Part: part,
	})
}

// render does all jobs, as many at once as there are processors. The result
// does not depend on their order.
func (r *renderer) render(ctx context.Context, jobs []press.Job) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, job := range jobs {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			err := r.job(job)
			r.mu.Lock()
			defer r.mu.Unlock()
			if r.jobs++; r.opt.Done != nil {
				r.opt.Done(r.jobs, len(jobs), job.Outputs[0])
			}
			return err
		})
	}
	return group.Wait()
}

// job does one job, unless its outputs are known to be right. The links of a
// page are followed in any case: it may be another page that is gone.
func (r *renderer) job(job press.Job) error {
	if job.Links != nil {
		r.report(job.Links())
	}
	hash, err := job.Recipe()
	if err != nil {
		return err
	}
	recipe := hash.String()
	if r.keep(recipe, job.Outputs...) {
		return nil
	}
	contents, problems, err := job.Make()
	if err != nil {
		return err
	}
	r.report(problems)
	if fails(problems, false) {
		return nil // nothing will be published
	}
	for i, address := range job.Outputs {
		made := output.Made{Content: contents[i], Recipe: recipe}
		if len(problems) > 0 && i == 0 {
			made.Problems = mustJSON(problems)
		}
		if err := r.stage.Write(address, made); err != nil {
			return err
		}
	}
	return nil
}

// finish does what comes after all pages: the search of the whole site; or, of
// a part, what is to be known of it.
func (r *renderer) finish(indexes []press.Index) ([]byte, error) {
	if r.opt.Shard.isWhole() {
		return nil, r.index(indexes)
	}
	p, err := r.partOf(indexes)
	if err != nil {
		return nil, err
	}
	return mustJSON(p), nil
}

// index makes search indexes of the finished pages, but for those of which no
// page changed.
func (r *renderer) index(indexes []press.Index) error {
	var group errgroup.Group
	for _, index := range indexes {
		group.Go(func() error { return r.indexOf(index) })
	}
	return group.Wait()
}

func (r *renderer) indexOf(index press.Index) error {
	hash := sha256.New()
	for _, page := range index.Pages {
		fmt.Fprintln(hash, r.stage.File(page.Address).Hash)
	}
	recipe := site.Hash(hash.Sum(nil)).String()
	if r.keep(recipe, r.before.Below(index.Folder)...) {
		return nil
	}
	read, err := index.Read(r.stage.Read)
	if err != nil {
		return err
	}
	return writeIndex(r.stage, read, recipe)
}

func writeIndex(stage *output.Stage, index press.Index, recipe string) error {
	for address, content := range index.Files() {
		if err := stage.Write(address, output.Made{Content: content, Recipe: recipe}); err != nil {
			return err
		}
	}
	return nil
}

// keep takes over files from the build before, if they were made by the same
// recipe, and with them the warnings of their making.
func (r *renderer) keep(recipe string, addresses ...string) bool {
	if r.before.Program != r.program || r.before.Config != r.config {
		return false
	}
	texts, kept := r.stage.Keep(recipe, addresses...)
	var problems []diagnostic.Problem
	for _, text := range texts {
		var some []diagnostic.Problem
		if json.Unmarshal(text, &some) != nil {
			return false
		}
		problems = append(problems, some...)
	}
	r.report(problems)
	return kept
}

func (r *renderer) report(problems []diagnostic.Problem) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.problems = append(r.problems, problems...)
}
