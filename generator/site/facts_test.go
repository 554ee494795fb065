package site

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Facts come back from a manifest as they were, and the page's path is not kept
// at every place.
func TestFactsArePackedAndUnpacked(t *testing.T) {
	s, _, err := Load("../../content", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, p := range s.Pages {
		before, err := p.Facts.Pack(p.Source.Path)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(before, []byte(`"`+p.Source.Path+`"`)); n > 0 {
			t.Errorf("%s: its path is kept %d times", p.Source.Path, n)
		}
		facts, err := Unpack(before, p.Source.Path)
		if err != nil {
			t.Fatal(err)
		}
		again, err := facts.Pack(p.Source.Path)
		if err != nil || !bytes.Equal(before, again) {
			t.Errorf("%s: packed again it is not the same: %v", p.Source.Path, err)
		}
		if diff := cmp.Diff(p.Links, facts.Links) + cmp.Diff(p.Figures, facts.Figures) + cmp.Diff(p.Headings, facts.Headings); diff != "" {
			t.Errorf("%s (-want +got)\n%s", p.Source.Path, diff)
		}
	}
}
