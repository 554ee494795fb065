// Package build makes the files of a site, and keeps those that are still
// right.
//
// A build takes two passes. The first reads every page and keeps a few facts
// of it (package site). The second makes one file at a time (package press), as
// a pure function of its sources and of the facts it uses, writes it under a
// temporary name and forgets it. When all went well the files are moved into
// place (package output); when anything is wrong, nothing of the output has
// changed. What one build finds out, the next starts from: before.go.
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
	"woshou/generator/output"
	"woshou/generator/press"
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

// ErrNotOurs is wrapped by the error for an output folder, or a file in one,
// that the tool did not write.
var ErrNotOurs = output.ErrNotOurs

// Build builds a site. Problems are those of the author's files, sorted; if
// some of them fail the build, the output folder is as it was, and Result is
// empty. The error is one of the environment, or wraps ErrNotOurs.
func Build(ctx context.Context, opt Options) (Result, []diagnostic.Problem, error) {
	folder, err := site.Open(opt.Site)
	if err != nil {
		return Result{}, nil, err
	}
	defer folder.Close()
	out, err := output.Open(opt.Out, site.Marker)
	if err != nil {
		return Result{}, nil, err
	}
	defer out.Close()
	program, err := programHash(opt)
	if err != nil {
		return Result{}, nil, err
	}
	commits := folder.History()
	if out.IsCurrent(program, commits.Stamp.String(), sourcesOf(folder)) {
		if result, problems, ok := repeat(out.Before.Said, opt.Strict); ok {
			return result, problems, nil
		}
	}
	stage, err := out.Begin()
	if err != nil {
		return Result{}, nil, err
	}
	defer stage.Discard()
	r := renderer{opt: opt, folder: folder, before: out.Before, stage: stage, program: program}
	return r.build(ctx, datesSince(out.Before.History, commits))
}

// said is what the manifest remembers of a build that was published.
type said struct {
	Result   Result               `json:"result"`
	Problems []diagnostic.Problem `json:"problems,omitempty"`
}

// repeat is the result of a build that had nothing to do: it repeats the
// warnings of the one that had, as far as they can be read.
func repeat(before []byte, strict bool) (Result, []diagnostic.Problem, bool) {
	var was said
	if json.Unmarshal(before, &was) != nil {
		return Result{}, nil, false
	}
	if fails(was.Problems, strict) {
		return Result{}, was.Problems, true
	}
	was.Result.Unchanged += was.Result.Written
	was.Result.Written, was.Result.Deleted = 0, 0
	return was.Result, was.Problems, true
}

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
	r.problems = append(problems, clashes...)
	err = r.render(ctx, jobs)
	problems = withoutHints(diagnostic.Merge(r.problems))
	if err != nil || fails(problems, r.opt.Strict) {
		return Result{}, problems, err
	}
	if err := r.index(p.Indexes()); err != nil {
		return Result{}, problems, err
	}
	sources, err := foundSources(s)
	if err != nil {
		return Result{}, problems, err
	}
	result := summary(jobs, r.stage.Count())
	return result, problems, r.stage.Publish(output.Manifest{
		Program: r.program, Config: r.config, History: dates.History, Sources: sources,
		Said: mustJSON(said{result, problems}),
	})
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
	for _, address := range index.Pages {
		fmt.Fprintln(hash, r.stage.File(address).Hash)
	}
	recipe := site.Hash(hash.Sum(nil)).String()
	if r.keep(recipe, r.before.Below(index.Folder)...) {
		return nil
	}
	files, err := index.Make(r.stage.Read)
	if err != nil {
		return err
	}
	for address, content := range files {
		if err := r.stage.Write(address, output.Made{Content: content, Recipe: recipe}); err != nil {
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

// summary is what a build did.
func summary(jobs []press.Job, files output.Count) Result {
	result := Result{Written: files.Written, Unchanged: files.Unchanged, Deleted: files.Deleted, Bytes: files.Bytes}
	for _, job := range jobs {
		if job.Links != nil {
			result.Pages++
		}
		result.Figures += job.Figures()
	}
	return result
}

// programHash identifies the tool, by its file, and the options that change
// what it makes.
func programHash(opt Options) (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	hash := sha256.Sum256(fmt.Appendf(nil, "%s %d %d drafts=%t", name, info.Size(), info.ModTime().UnixNano(), opt.Drafts))
	return site.Hash(hash).String(), nil
}

// mustJSON is for values that JSON always holds.
func mustJSON(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return text
}
