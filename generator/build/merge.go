package build

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/output"
	"woshou/generator/site"

	"golang.org/x/sync/errgroup"
)

// Unfit is the error for folders that are not the shards of one build.
type Unfit struct{ Message diagnostic.Message }

// Error is the message in English.
func (u *Unfit) Error() string { return u.Message.String() }

func unfit(m diagnostic.Message) error { return &Unfit{m} }

// Merge puts the shards of a build together, in any order: the result is what
// the whole build would have made, but for the manifest. Folders that do not fit
// are an Unfit, and the output folder is then as it was.
func Merge(ctx context.Context, dirs []string, out string) (Result, error) {
	return merge(ctx, dirs, out, nil)
}

func merge(ctx context.Context, dirs []string, out string, fault output.Fault) (Result, error) {
	var shards []*shard
	for _, dir := range dirs {
		s, err := openShard(dir)
		if err != nil {
			return Result{}, err
		}
		defer s.folder.Close()
		shards = append(shards, s)
	}
	if err := fit(shards); err != nil {
		return Result{}, err
	}
	to, err := output.Open(out, site.Marker, fault)
	if err != nil {
		return Result{}, err
	}
	defer to.Close()
	stage, err := to.Begin()
	if err != nil {
		return Result{}, err
	}
	defer stage.Discard()
	return join(ctx, shards, stage)
}

// shard is the folder of a shard, with what its manifest says.
type shard struct {
	dir    string
	folder *output.Folder
	part   part
	said   said
}

func openShard(dir string) (*shard, error) {
	folder, err := output.Read(dir, site.Marker)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, unfit(diagnostic.Say("there is no folder %s", dir))
	case err != nil && !errors.Is(err, ErrNotOurs):
		return nil, err
	}
	if err == nil {
		s := &shard{dir: dir, folder: folder}
		before := folder.Before
		if json.Unmarshal(before.Part, &s.part) == nil && json.Unmarshal(before.Said, &s.said) == nil && s.part.Shard.exists() {
			return s, nil
		}
		folder.Close()
	}
	return nil, unfit(diagnostic.Say("%s is no shard: woshou build --shard 1/4 makes one", dir))
}

// fit reports what keeps shards from being those of one build.
func fit(shards []*shard) error {
	first := shards[0]
	of := first.part.Shard.Of
	byNumber := map[int]*shard{}
	for _, s := range shards {
		number := s.part.Shard.Number
		switch twin := byNumber[number]; {
		case s.part.Shard.Of != of:
			return unfit(diagnostic.Say("%s is shard %s, but %s is %s: all must be of as many", first.dir, first.part.Shard, s.dir, s.part.Shard))
		case twin != nil:
			return unfit(diagnostic.Say("%s and %s are both shard %s", twin.dir, s.dir, s.part.Shard))
		}
		byNumber[number] = s
	}
	if missing := lacking(byNumber, of); missing != nil {
		return unfit(diagnostic.Say("missing shards: %s", strings.Join(missing, ", ")))
	}
	for _, s := range shards[1:] {
		if err := first.agrees(s); err != nil {
			return err
		}
	}
	return nil
}

// lacking are the shards that are not there, the first of them if there are many.
func lacking(byNumber map[int]*shard, of int) (missing []string) {
	for number := 1; number <= of; number++ {
		if byNumber[number] != nil {
			continue
		}
		if len(missing) == 10 {
			return append(missing, "…")
		}
		missing = append(missing, Shard{number, of}.String())
	}
	return missing
}

// agrees reports what was not the same when two shards were built.
func (s *shard) agrees(other *shard) error {
	a, b := s.folder.Before, other.folder.Before
	switch {
	case s.part.Program != other.part.Program:
		return unfit(diagnostic.Say("%s and %s were built by two versions of woshou", s.dir, other.dir))
	case s.part.Drafts != other.part.Drafts:
		return unfit(diagnostic.Say("one of %s and %s was built with --drafts, the other was not", s.dir, other.dir))
	case a.Config != b.Config || len(s.part.Indexes) != len(other.part.Indexes): // an index a language
		return unfit(diagnostic.Say("the configuration changed between %s and %s", s.dir, other.dir))
	}
	if path := differs(a.Sources, b.Sources); path != "" {
		return unfit(diagnostic.Say("%s changed between %s and %s", path, s.dir, other.dir))
	}
	for i := range a.Sources { // which are the same in both
		if a.Sources[i].Date != b.Sources[i].Date {
			return unfit(diagnostic.Say("%s and %s saw different commits: each must have the whole history", s.dir, other.dir))
		}
	}
	return nil
}

// differs is the first source that is not the same in both, "" for none.
func differs(a, b []output.FoundSource) string {
	for i := range max(len(a), len(b)) {
		switch {
		case i == len(a):
			return b[i].Path
		case i == len(b):
			return a[i].Path
		case a[i].Path != b[i].Path || a[i].Hash != b[i].Hash:
			return min(a[i].Path, b[i].Path)
		}
	}
	return ""
}

// join publishes the files of all shards, and the search of the site.
func join(ctx context.Context, shards []*shard, stage *output.Stage) (Result, error) {
	first := shards[0]
	indexes := slices.Clone(first.part.Indexes)
	var result Result
	for _, s := range shards {
		if err := s.copyTo(ctx, stage); err != nil {
			return Result{}, err
		}
		result.Pages += s.said.Result.Pages
		result.Figures += s.said.Result.Figures
		for i := range indexes {
			if s != first {
				indexes[i] = indexes[i].And(s.part.Indexes[i])
			}
		}
	}
	scratch, err := stage.Scratch()
	if err != nil {
		return Result{}, err
	}
	defer scratch.Close()
	for _, index := range indexes {
		err := index.Write(scratch, func(address string, content []byte) error {
			return stage.Write(address, output.Made{Content: content})
		})
		if err != nil {
			return Result{}, err
		}
	}
	result.count(stage.Count())
	// Neither program nor sources are told: the next build looks at everything.
	return result, stage.Publish(&output.Manifest{})
}

// copyTo stages the files of a shard.
func (s *shard) copyTo(ctx context.Context, stage *output.Stage) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, file := range s.folder.Before.Files {
		address := file.Address
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			content, err := s.folder.File(address)
			if errors.Is(err, output.ErrChanged) || errors.Is(err, fs.ErrNotExist) {
				return unfit(diagnostic.Say("%s in %s is not as the build left it", address, s.dir))
			}
			if err != nil {
				return err
			}
			return stage.Write(address, output.Made{Content: content})
		})
	}
	return group.Wait()
}
