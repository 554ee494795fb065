// Package build makes the files of a site, and keeps those that are still
// right.
//
// A build takes two passes. The first reads every page and keeps a few facts
// of it (package site). The second makes one file at a time (Press), as a pure
// function of its sources and of the facts it uses, writes it under a
// temporary name and forgets it. When all went well the files are moved into
// place; when anything is wrong, nothing of the output has changed.
//
// Build, below, is the whole of it. The steps stand in files of their own:
//
//	current.go   is there nothing to do?            manifest.go history.go
//	press.go     a job for every file, and how a page is made of its parts:
//	             shell.go hero.go translation.go documents.go ids.go sheets.go
//	             policy.go; both.go coverage.go twin.go are other kinds of page
//	extra.go     what is no page: feed.go llms.go search.go figurefile.go
//	             scriptfile.go
//	output.go    the output folder, staged          publish.go moves it into place
//	check.go     the same without writing anything
package build

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"

	"woshou/generator/diagnostic"
	"woshou/generator/site"

	"golang.org/x/sync/errgroup"
)

// Options say what to build, and where to.
type Options struct {
	Site   string // the site's folder
	Out    string // the output folder
	Drafts bool   // build pages with `draft: true`
	Strict bool   // warnings fail the build
	// Done, unless nil, is told how many jobs are done, of how many, and the
	// address that the last one made. It is never called twice at once.
	Done func(done, total int, address string)
}

// Result is what a build did. Pages, Figures and Bytes count the whole output;
// Written, Unchanged and Deleted its files.
type Result struct {
	Pages, Figures              int
	Written, Unchanged, Deleted int
	Bytes                       int64
}

// Build builds a site. Problems are those of the author's files, sorted; if
// some of them fail the build, the output folder is as it was, and Result is
// empty. The error is one of the environment, or wraps ErrNotOurs.
func Build(ctx context.Context, opt Options) (Result, []diagnostic.Problem, error) {
	folder, err := site.Open(opt.Site)
	if err != nil {
		return Result{}, nil, err
	}
	defer folder.Close()
	out, err := openOutput(opt.Out)
	if err != nil {
		return Result{}, nil, err
	}
	defer out.close()
	program, err := programHash(opt)
	if err != nil {
		return Result{}, nil, err
	}
	commits := folder.History()
	if out.isCurrent(folder, program, commits.Stamp) {
		return out.unchanged(opt.Strict)
	}
	began, err := out.begin()
	if err != nil {
		return Result{}, nil, err
	}
	next := &manifest{began: began, program: program, outputs: map[string]outputEntry{}}
	next.history = out.before.history.at(commits)
	return rebuild(ctx, opt, folder, out, next)
}

// rebuild is a build in which something may have changed.
func rebuild(ctx context.Context, opt Options, folder *site.Folder, out *output, next *manifest) (Result, []diagnostic.Problem, error) {
	s, problems := folder.Load(site.Options{Drafts: opt.Drafts, Known: out.known(folder, next.program), Dates: next.history.of})
	problems = withoutHints(diagnostic.Merge(problems))
	if site.IsMisconfigured(problems) {
		return Result{}, problems, nil // what follows would only repeat it
	}
	press, err := NewPress(s, false)
	if err != nil {
		return Result{}, problems, err
	}
	next.config = sha256.Sum256(mustJSON(s.Config))
	jobs, clashes := press.Jobs()
	r := renderer{site: s, out: out, next: next, problems: append(problems, clashes...)}
	if err := r.render(ctx, jobs, opt.Done); err != nil {
		return Result{}, withoutHints(diagnostic.Merge(r.problems)), err
	}
	next.problems = withoutHints(diagnostic.Merge(r.problems))
	if fails(next.problems, opt.Strict) {
		return Result{}, next.problems, nil
	}
	if err := r.index(press); err != nil {
		return Result{}, next.problems, err
	}
	if next.sources, err = sourceEntries(s); err != nil {
		return Result{}, next.problems, err
	}
	next.count(jobs, len(out.staged), len(out.stale(next)))
	return next.result, next.problems, out.publish(next)
}

// withoutHints leaves the advice out, which is for those who ask for it with
// `woshou check`.
func withoutHints(problems []diagnostic.Problem) []diagnostic.Problem {
	return slices.DeleteFunc(problems, func(p diagnostic.Problem) bool { return p.Severity == diagnostic.Hint })
}

// fails reports whether a build with these problems must not be published.
func fails(problems []diagnostic.Problem, strict bool) bool {
	n := diagnostic.Count(problems)
	return n.Errors > 0 || strict && n.Warnings > 0
}

// renderer is pass 2.
type renderer struct {
	site *site.Site
	out  *output
	next *manifest

	mu       sync.Mutex // guards what follows, and next.outputs
	problems []diagnostic.Problem
	jobs     int // done
}

// render does all jobs, as many at once as there are processors. The result
// does not depend on their order. Tell, unless nil, is told of each.
func (r *renderer) render(ctx context.Context, jobs []Job, tell func(done, total int, address string)) error {
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
			if r.jobs++; tell != nil {
				tell(r.jobs, len(jobs), job.Outputs[0])
			}
			return err
		})
	}
	return group.Wait()
}

// job does one job, unless its outputs are known to be right. The links of a
// page are followed in any case: it may be another page that is gone.
func (r *renderer) job(job Job) error {
	if job.Page != nil {
		r.report(r.site.CheckLinks(job.Page))
	}
	recipe, err := job.Recipe()
	if err != nil {
		return err
	}
	if r.keep(job, recipe) {
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
		entry, err := r.output(address, contents[i])
		if err != nil {
			return err
		}
		entry.recipe = recipe
		if len(problems) > 0 && i == 0 {
			entry.problems = mustJSON(problems)
		}
		r.enter(address, entry)
	}
	return nil
}

// keep takes over the outputs of a job from the build before, if they were
// made by the same recipe, and with them the warnings of their making.
func (r *renderer) keep(job Job, recipe site.Hash) bool {
	before := r.out.before
	if before.program != r.next.program || before.config != r.next.config {
		return false
	}
	for _, address := range job.Outputs {
		e, ok := before.outputs[address]
		if !ok || e.recipe != recipe || !r.out.holds(address, e) {
			return false
		}
	}
	for _, address := range job.Outputs {
		e := before.outputs[address]
		var problems []diagnostic.Problem
		if e.problems != nil && json.Unmarshal(e.problems, &problems) != nil {
			return false
		}
		r.enter(address, e)
		r.report(problems)
	}
	return true
}

func (r *renderer) report(problems []diagnostic.Problem) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.problems = append(r.problems, problems...)
}

// output stages a file, unless the one in place is equal.
func (r *renderer) output(address string, content []byte) (outputEntry, error) {
	hash := site.Hash(sha256.Sum256(content))
	if e, ok := r.out.before.outputs[address]; ok && e.hash == hash && r.out.holds(address, e) {
		e.problems = nil
		return e, nil
	}
	e, err := r.out.stage(address, content)
	e.hash = hash
	return e, err
}

func (r *renderer) enter(address string, e outputEntry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.next.outputs[address] = e
}

// count fills in the result.
func (m *manifest) count(jobs []Job, written, deleted int) {
	m.result = Result{Written: written, Unchanged: len(m.outputs) - written, Deleted: deleted}
	for _, e := range m.outputs {
		m.result.Bytes += e.size
	}
	for _, job := range jobs {
		if job.Page != nil {
			m.result.Pages++
		}
		for _, address := range job.Outputs {
			if isFigure(address) {
				m.result.Figures++
			}
		}
	}
}

// programHash identifies the tool, by its file, and the options that change
// what it makes.
func programHash(opt Options) (site.Hash, error) {
	name, err := os.Executable()
	if err != nil {
		return site.Hash{}, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return site.Hash{}, err
	}
	return sha256.Sum256(fmt.Appendf(nil, "%s %d %d drafts=%t", name, info.Size(), info.ModTime().UnixNano(), opt.Drafts)), nil
}
