package build

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"slices"

	"woshou/generator/press"
	"woshou/generator/site"
)

// Shard is one of so many parts of a build: the first is 1. The zero Shard is
// the whole.
type Shard struct{ Number, Of int }

// ParseShard reads "1/4". It reports whether there is such a part.
func ParseShard(text string) (s Shard, ok bool) {
	_, err := fmt.Sscanf(text, "%d/%d", &s.Number, &s.Of)
	return s, err == nil && s.exists() && text == s.String()
}

// String is the shard as ParseShard reads it, "" for the whole.
func (s Shard) String() string {
	if s.isWhole() {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Number, s.Of)
}

func (s Shard) isWhole() bool { return s == Shard{} }

// exists reports whether there is such a part.
func (s Shard) exists() bool { return 1 <= s.Number && s.Number <= s.Of }

// of are the jobs of the shard, which depend on nothing but the list. They are
// dealt out like cards, but a group stays together.
func (s Shard) of(jobs []press.Job) (mine []press.Job) {
	if s.isWhole() {
		return jobs
	}
	dealt := map[string]int{} // which card a group is
	for _, job := range jobs {
		group := cmp.Or(job.Group, job.Outputs[0])
		card, known := dealt[group]
		if !known {
			card = len(dealt)
			dealt[group] = card
		}
		if card%s.Of == s.Number-1 {
			mine = append(mine, job)
		}
	}
	return mine
}

// part is what the manifest of a shard has for those who put it together with
// the others.
type part struct {
	Shard   Shard
	Program string // a hash of the program, the same on every machine
	Drafts  bool
	// Indexes are the parts of the search indexes that its own pages give.
	Indexes []press.Index
}

// partOf is what is to be known of a shard whose pages are made.
func (r *renderer) partOf(indexes []press.Index) (p part, err error) {
	p = part{Shard: r.opt.Shard, Drafts: r.opt.Drafts}
	if p.Program, err = programContent(); err != nil {
		return p, err
	}
	for _, index := range indexes {
		index.Pages = slices.DeleteFunc(index.Pages, func(page press.Entry) bool { return r.stage.File(page.Address).Hash == "" })
		for i := range index.Pages {
			part, err := index.Pages[i].Make()
			if err != nil {
				return p, err
			}
			index.Pages[i].Part = part.Packed
		}
		p.Indexes = append(p.Indexes, index)
	}
	return p, nil
}

// programContent identifies the tool by what is in its file, wherever that lies.
func programContent() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	_, err = io.Copy(hash, file)
	return site.Hash(hash.Sum(nil)).String(), err
}
