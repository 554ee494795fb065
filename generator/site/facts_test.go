package site

import (
	"bytes"
	"encoding/binary"
	"testing"

	"woshou/diagrams/place"
	"woshou/generator/page"

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
		asText := append(binary.AppendUvarint(nil, uint64(len(p.Source.Path))), p.Source.Path...)
		if n := bytes.Count(p.outline(), asText); n > 0 {
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

// FuzzRecord: of any bytes comes an error, or a record that its page packs as it was.
func FuzzRecord(f *testing.F) {
	for _, meta := range []page.Meta{{Title: "握手", Order: 3}, {Draft: true, Hero: &page.Hero{Name: "W"}}} {
		p := &Page{Record: &Record{Card: Card{meta, "Name"}, facts: &Facts{Includes: []Include{{Path: "a"}}}}, site: &Site{}}
		p.kin = &kin{of: p}
		p.kin.hashing.Do(func() {})
		packed, err := p.Pack()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(packed)
	}
	f.Add([]byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, packed []byte) {
		r, err := Unpack(packed, nil)
		if err != nil {
			return
		}
		p := &Page{Record: r, site: &Site{}}
		p.kin = &kin{of: p, hashes: *r.kept}
		p.kin.hashing.Do(func() {})
		r.packed = nil
		again, err := p.Pack()
		if err != nil {
			t.Fatal(err)
		}
		same, err := Unpack(again, nil)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r.Card, same.Card) + cmp.Diff(r.facts, same.facts) + cmp.Diff(r.kept, same.kept); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
}

// FuzzUnpack: of any bytes comes an error, or an outline that packs and unpacks to
// itself.
func FuzzUnpack(f *testing.F) {
	path := "a.md"
	f.Add(pack(&Outline{}, path))
	f.Add(pack(&Outline{
		Headings: []page.Heading{{Level: 2, ID: "一", Explicit: true, Text: "一 a", Place: place.Place{File: path, Line: 3, Col: 1, Width: 4}}},
		Sections: []page.Section{{Blocks: 2, Digest: "0123456789ab", Han: 7, Letters: 1 << 20, Kept: []string{"figure x", ""}}},
		IDs:      []string{"b", "一"},
		Links:    []page.Link{{Dest: "c.md#d", Image: true, Place: place.Place{File: "part.md", Line: 1}}},
	}, path))
	f.Add([]byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, packed []byte) {
		o, err := unpack(packed, path)
		if err != nil {
			return
		}
		again, err := unpack(pack(o, path), path)
		if diff := cmp.Diff(o, again); err != nil || diff != "" {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
	})
}
