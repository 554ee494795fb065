package build

import (
	"io/fs"
	"slices"

	"woshou/generator/output"
	"woshou/generator/press"
	"woshou/generator/search"

	"golang.org/x/sync/errgroup"
)

// extent is where the scratch file has something.
type extent struct{ offset, size int64 }

// note puts aside what a page that was just made gives to the search: of all
// pages that would be most of the memory that a build takes.
func (r *renderer) note(job press.Job) error {
	if job.Part == nil {
		return nil
	}
	part, err := job.Part()
	if err != nil {
		return err
	}
	content, err := part.MarshalBinary()
	if err != nil {
		return err
	}
	offset, err := r.scratch.Add(content)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.parts == nil {
		r.parts = map[string]extent{}
	}
	r.parts[job.Outputs[0]] = extent{offset, int64(len(content))}
	return err
}

// noted is what note put aside.
func (r *renderer) noted(at extent) (part search.Prepared, err error) {
	content := make([]byte, at.size)
	if _, err := r.scratch.ReadAt(content, at.offset); err != nil {
		return part, err
	}
	return part, part.UnmarshalBinary(content)
}

// finish does what comes after all pages: the search of the whole site; or, of
// a part, what is to be known of it.
func (r *renderer) finish(indexes []press.Index) ([]byte, error) {
	for _, index := range indexes {
		for i := range index.Pages {
			page := &index.Pages[i]
			if at, made := r.parts[page.Address]; made {
				page.Have(func() (search.Prepared, error) { return r.noted(at) })
			}
		}
	}
	if r.opt.Shard.isWhole() {
		return nil, r.index(indexes)
	}
	p, err := r.partOf(indexes)
	if err != nil {
		return nil, err
	}
	return mustJSON(p), nil
}

// index makes the search indexes.
func (r *renderer) index(indexes []press.Index) error {
	var group errgroup.Group
	for _, index := range indexes {
		group.Go(func() error { return r.indexOf(index) })
	}
	return group.Wait()
}

// indexOf makes a search index: of the one before, if it is of the same pages,
// only those files are written that differ.
func (r *renderer) indexOf(index press.Index) error {
	recipe := index.Recipe().String()
	label := output.Label{Recipe: recipe}
	write := func(address string, content []byte) error {
		return r.stage.Write(address, output.Made{Content: content, Label: label})
	}
	files := r.before.Below(index.Folder)
	labels := r.kept(files...)
	if !has(labels, func(l output.Label) bool { return l.Recipe == recipe }) {
		if labels != nil {
			r.remember(index)
		}
		return index.Write(r.scratch, write)
	}
	rewritten := map[string]bool{}
	gone, err := index.Patch(func(page press.Entry) bool { return !r.isAsBefore(page.Address) }, func(address string) ([]byte, error) {
		if _, there := slices.BinarySearch(files, address); !there {
			return nil, fs.ErrNotExist
		}
		return r.stage.Read(address)
	}, func(address string, content []byte) error {
		rewritten[address] = true
		return write(address, content)
	})
	if err != nil { // the index before is not whole: nobody has to mend it
		return index.Write(r.scratch, write)
	}
	for i, address := range files {
		if !rewritten[address] && !slices.Contains(gone, address) {
			r.stage.Keep(address, labels[i])
		}
	}
	return nil
}

// remember takes over from the index before what the pages give to it that are
// as they were.
func (r *renderer) remember(index press.Index) {
	before := index.Parts(r.stage.Read)
	for i := range index.Pages {
		page := &index.Pages[i]
		if _, made := r.parts[page.Address]; !made && r.isAsBefore(page.Address) {
			page.Part = before[page.Address]
		}
	}
}

// isAsBefore reports whether a page is as the build before left it, and so what
// it gives to the search.
func (r *renderer) isAsBefore(address string) bool {
	before := r.before.File(address)
	return before.Address != "" && before.Hash == r.stage.File(address).Hash
}
