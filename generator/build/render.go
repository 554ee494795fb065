package build

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"iter"
	"runtime"
	"slices"
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
	scratch *output.Scratch
	memory  *memory
	program string
	config  string // "" before the site is loaded

	mu       sync.Mutex // guards what follows
	problems []diagnostic.Problem
	jobs     int               // done
	made     int               // of these, not taken over
	parts    map[string]extent // what these give to the search, by address
}

func (r *renderer) build(ctx context.Context, dates *dates) (Result, []diagnostic.Problem, error) {
	opt := site.Options{Drafts: r.opt.Drafts, States: press.States(), Hold: r.memory.hold, Dates: dates.of}
	if r.before.Program == r.program { // another tool may see other facts
		r.memory.trust()
		opt.Known = r.memory.known
	}
	s, problems := r.folder.Load(opt)
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
	result := summary(jobs)
	err = r.render(ctx, jobs)
	problems = withoutHints(diagnostic.Merge(r.problems))
	if err != nil || fails(problems, r.opt.Strict) {
		return Result{}, problems, err
	}
	part, err := r.finish(p.Indexes())
	if err != nil {
		return Result{}, problems, err
	}
	sources, err := r.memory.sources(s, dates)
	if err != nil {
		return Result{}, problems, err
	}
	result.count(r.stage.Count())
	result.Work = Work{Parsed: s.Parsed(), Made: r.made}
	return result, problems, r.stage.Publish(&output.Manifest{
		Program: r.program, Config: r.config, History: dates.stamp, Sources: sources,
		Said: mustJSON(said{result, problems}), Part: part,
	})
}

// render does all jobs, as many at once as there are processors, and forgets each
// as soon as it is done: of many pages they take some memory. The result does not
// depend on their order.
func (r *renderer) render(ctx context.Context, jobs []press.Job) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for some := range together(jobs) {
		group.Go(func() error {
			for i, job := range some {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := r.job(job); err != nil {
					return err
				}
				r.done(job, len(jobs))
				some[i] = press.Job{}
			}
			return nil
		})
	}
	return group.Wait()
}

// together are the jobs in parts that are done in one go: what the one has parsed
// is then still there for the next.
func together(jobs []press.Job) iter.Seq[[]press.Job] {
	return func(yield func([]press.Job) bool) {
		for from := 0; from < len(jobs); {
			to := from + 1
			for to < len(jobs) && jobs[from].Group != "" && jobs[to].Group == jobs[from].Group {
				to++
			}
			if !yield(jobs[from:to]) {
				return
			}
			from = to
		}
	}
}

// done counts a job, of so many.
func (r *renderer) done(job press.Job, of int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.jobs++; r.opt.Done != nil {
		r.opt.Done(r.jobs, of, job.Outputs[0])
	}
}

// job does one job, unless its outputs are known to be right.
func (r *renderer) job(job press.Job) error {
	before := r.kept(job.Outputs...)
	var label output.Label
	if job.Stamp != nil {
		stamp, err := job.Stamp()
		if err != nil {
			return err
		}
		label.Stamp = stamp.String()
		if has(before, func(l output.Label) bool { return l.Stamp == label.Stamp }) {
			r.keep(job.Outputs, before)
			return nil
		}
	}
	hash, err := job.Recipe()
	if err != nil {
		return err
	}
	label.Recipe = hash.String()
	if job.Links != nil { // it may be another page that is gone
		label.Links = listed(job.Links())
	}
	if has(before, func(l output.Label) bool { return l.Recipe == label.Recipe }) {
		for i := range before {
			before[i].Stamp = label.Stamp
		}
		before[0].Links = label.Links
		r.keep(job.Outputs, before)
		return nil
	}
	return r.make(job, label)
}

// make makes the outputs of a job, under the label of the first of them.
func (r *renderer) make(job press.Job, label output.Label) error {
	contents, problems, err := job.Make()
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.made++
	r.mu.Unlock()
	label.Problems = listed(problems)
	r.report(label)
	if fails(problems, false) {
		return nil // nothing will be published
	}
	for i, address := range job.Outputs {
		if err := r.stage.Write(address, output.Made{Content: contents[i], Label: label}); err != nil {
			return err
		}
		label.Problems, label.Links = "", ""
	}
	return r.note(job)
}

// has reports whether there are labels, and all of them are as is wants them.
func has(labels []output.Label, is func(output.Label) bool) bool {
	return len(labels) > 0 && !slices.ContainsFunc(labels, func(l output.Label) bool { return !is(l) })
}

// kept are the labels of files of the build before, if these can still be right.
func (r *renderer) kept(addresses ...string) []output.Label {
	if r.before.Program != r.program || r.before.Config != r.config {
		return nil
	}
	labels := r.stage.Before(addresses...)
	if !has(labels, func(l output.Label) bool { return isList(l.Links) && isList(l.Problems) }) {
		return nil
	}
	return labels
}

// keep takes over files from the build before, and with them what there was to
// say of them.
func (r *renderer) keep(addresses []string, labels []output.Label) {
	for i, address := range addresses {
		r.report(labels[i])
		r.stage.Keep(address, labels[i])
	}
}

// report tells the problems that a label has.
func (r *renderer) report(label output.Label) {
	if label.Links == "" && label.Problems == "" {
		return
	}
	problems := append(unlisted(label.Links), unlisted(label.Problems)...)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.problems = append(r.problems, problems...)
}

// listed are problems as a label has them.
func listed(problems []diagnostic.Problem) string {
	if len(problems) == 0 {
		return ""
	}
	return string(mustJSON(problems))
}

// isList reports whether listed may have made a text.
func isList(list string) bool {
	return list == "" || json.Unmarshal([]byte(list), new([]diagnostic.Problem)) == nil
}

// unlisted reads what listed made.
func unlisted(list string) (problems []diagnostic.Problem) {
	if list != "" {
		_ = json.Unmarshal([]byte(list), &problems) // isList has looked at it
	}
	return problems
}
