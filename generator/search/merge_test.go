package search_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"woshou/generator/search"

	"github.com/google/go-cmp/cmp"
)

// room is a Room in memory, which counts what it is given.
type room struct {
	content []byte
	added   int
}

func (r *room) Add(content []byte) (int64, error) {
	r.added++
	offset := len(r.content)
	r.content = append(r.content, content...)
	return int64(offset), nil
}

func (r *room) ReadAt(p []byte, offset int64) (int, error) {
	return bytes.NewReader(r.content).ReadAt(p, offset)
}

// Law: an index is the same whether its postings fit into memory or are put aside,
// and whether its parts come weighed or packed alone.
func TestMergedInRunsIsMerged(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	var packed []search.Packed
	var weighed [][]byte
	for page := range 900 {
		packed = append(packed, random(r, page))
		part, err := packed[page].Unpack()
		if err != nil {
			t.Fatal(err)
		}
		content, err := part.Prepare().MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		weighed = append(weighed, content)
	}
	aside := &room{}
	inRuns := mergedFrom(t, len(packed), aside, func(page int) (p search.Prepared) {
		if err := p.UnmarshalBinary(weighed[page]); err != nil {
			t.Error(err)
		}
		return p
	})
	if diff := cmp.Diff(merged(t, packed), inRuns); diff != "" {
		t.Errorf("-in memory +in runs:\n%s", diff)
	}
	if aside.added < 2 {
		t.Errorf("%d runs were put aside: too few to tell", aside.added)
	}
}
