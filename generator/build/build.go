// Package build makes the files of a site, and keeps those that are still
// right.
//
// A build takes two passes. The first reads every page and keeps a few facts
// of it (package site). The second makes one file at a time (package press), as
// a pure function of its sources and of the facts it uses, writes it under a
// temporary name and forgets it. When all went well the files are moved into
// place (package output); when anything is wrong, nothing of the output has
// changed. What one build finds out, the next starts from.
//
//	build.go    the whole of a build
//	render.go   the second pass, and what can be kept
//	before.go   what is kept of the build before
//	shard.go    a part of a build
//	merge.go    the parts put together
package build

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"slices"

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
	Shard  Shard  // the part to build; the zero one for all
	// Done, unless nil, is told how many jobs are done, of how many, and the
	// address that the last one made. It is never called twice at once.
	Done func(done, total int, address string)

	fault output.Fault // of tests
}

// Result is what a build did. Pages, Figures and Bytes count the whole output;
// Written, Unchanged and Deleted its files.
type Result struct {
	Pages, Figures              int
	Written, Unchanged, Deleted int
	Bytes                       int64
	Work                        Work
}

// Work is what a build took, whatever came of it: how many sources it parsed,
// each as often as it did, and how many of its jobs it had to do.
type Work struct{ Parsed, Made int }

// ErrNotOurs is wrapped by the error for an output folder, or a file in one,
// that the tool did not write.
var ErrNotOurs = output.ErrNotOurs

// Busy is the error for an output folder that another build fills just now.
type Busy = output.Busy

// Build builds a site. Problems are those of the author's files, sorted; if
// some of them fail the build, the output folder is as it was, and Result is
// empty. The error is one of the environment, is a Busy, or wraps ErrNotOurs.
func Build(ctx context.Context, opt Options) (Result, []diagnostic.Problem, error) {
	folder, out, err := open(opt)
	if err != nil {
		return Result{}, nil, err
	}
	defer folder.Close()
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
	go press.Theme(nil) // it is asked for later, and takes a while
	scratch, err := stage.Scratch()
	if err != nil {
		return Result{}, nil, err
	}
	defer scratch.Close()
	r := renderer{
		opt: opt, folder: folder, before: out.Before, stage: stage, scratch: scratch, program: program,
		memory: &memory{folder: folder, out: out, stage: stage, outlines: map[string]output.Blob{}},
	}
	return r.build(ctx, datesSince(out.Before, commits))
}

// open lists what is in the site's folder, and meanwhile reads what the build before
// left in the output folder. That is made only for a site that there is.
func open(opt Options) (folder *site.Folder, out *output.Folder, err error) {
	var listing errgroup.Group
	listing.Go(func() (err error) {
		folder, err = site.Open(opt.Site)
		return err
	})
	if _, err := os.Stat(opt.Out); err != nil {
		if err := listing.Wait(); err != nil {
			return nil, nil, err
		}
	}
	out, failed := output.Open(opt.Out, site.Marker, opt.fault)
	err = cmp.Or(listing.Wait(), failed)
	if err != nil && folder != nil {
		folder.Close()
	}
	if err != nil && out != nil {
		out.Close()
	}
	return folder, out, err
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
	was.Result.Written, was.Result.Deleted, was.Result.Work = 0, 0, Work{}
	return was.Result, was.Problems, true
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

// summary is what the jobs make.
func summary(jobs []press.Job) (result Result) {
	for _, job := range jobs {
		if job.Links != nil {
			result.Pages++
		}
		result.Figures += job.Figures()
	}
	return result
}

// count notes what became of the files.
func (r *Result) count(n output.Count) {
	r.Written, r.Unchanged, r.Deleted, r.Bytes = n.Written, n.Unchanged, n.Deleted, n.Bytes
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
	hash := sha256.Sum256(fmt.Appendf(nil, "%s %d %d drafts=%t %s", name, info.Size(), info.ModTime().UnixNano(), opt.Drafts, opt.Shard))
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
