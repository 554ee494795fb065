package site

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Page by page it is said of sections what is said of all at once: with a lock, by
// which a section may be known from another page, and without.
func TestItemsByPageAreAllItems(t *testing.T) {
	s, _, err := Load("../../content", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	moved := 0
	for i := range s.Lock { // sections that only other pages know
		if e := &s.Lock[i]; i%5 == 0 {
			e.Page, moved = "elsewhere/"+e.Page, moved+1
		}
	}
	if moved == 0 {
		t.Fatal("the manual has no lock")
	}
	for range 2 {
		said := func(i Item) string {
			source, target := i.Digests()
			return fmt.Sprint(i.Page, i.Translation.Target, i.ID(), i.State, source, target, i.Source, i.Target)
		}
		var want, got []string
		for _, i := range s.Items() {
			want = append(want, said(i))
		}
		for items := range s.ItemsByPage() {
			for _, i := range items {
				if i.Translation != items[0].Translation {
					t.Errorf("%s and %s are of one page", said(i), said(items[0]))
				}
				got = append(got, said(i))
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("with %d lines in the lock:\n%s", len(s.Lock), diff)
		}
		s.Lock = nil
	}
}
