package site

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Records come back from a manifest as they were, and the page's path is not
// kept at every place.
func TestRecordsArePackedAndUnpacked(t *testing.T) {
	s, _, err := Load("../../content", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, p := range s.Pages {
		facts, err := p.Pack()
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(p.outline(), []byte(`"`+p.Source.Path+`"`)); n > 0 {
			t.Errorf("%s: its path is kept %d times", p.Source.Path, n)
		}
		again := *p
		if again.Record, err = Unpack(facts, p.outline); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(p.Card, again.Card) + cmp.Diff(p.Facts(), again.Facts()) + cmp.Diff(p.Outline(), again.Outline()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", p.Source.Path, diff)
		}
	}
}

// An outline that was spoilt where it was kept is read from the source again.
func TestSpoiltOutline(t *testing.T) {
	s, _, err := Load("../../content", Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	p := s.Pages[0]
	facts, err := p.Pack()
	if err != nil {
		t.Fatal(err)
	}
	again := *p
	if again.Record, err = Unpack(facts, func() []byte { return []byte(`{"IDs":`) }); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(p.Outline(), again.Outline()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
