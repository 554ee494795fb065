package site

import (
	"encoding/json"
	"errors"
	"reflect"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// The packed form of a record is what all pages have, as that of an outline, and
// as JSON what few have. A build reads that of every page, though only one was
// edited: all of it as JSON took a fifth of such a build.

// rare is what few records have, and "" as long as it is zero.
type rare struct {
	Meta      page.Meta // without title and order
	Figures   []page.Figure
	Problems  []diagnostic.Problem
	States    map[string]Entry
	Scenarios []string
}

// Pack returns the page's record, but for its outline, to keep.
func (p *Page) Pack() ([]byte, error) {
	if p.IsKept() {
		return p.packed, nil
	}
	f, kin := p.Facts(), p.Kin()
	few := rare{p.Meta, f.Figures, f.Problems, f.States, f.Scenarios}
	few.Meta.Title, few.Meta.Order = "", 0
	var text []byte
	if !reflect.ValueOf(few).IsZero() {
		var err error
		if text, err = json.Marshal(few); err != nil {
			return nil, err
		}
	}
	w := packer{path: p.Source.Path}
	w.text(p.Meta.Title)
	w.number(p.Meta.Order)
	w.text(p.Name)
	for _, h := range []Hash{f.Hash, f.Options, kin.Family, kin.Outward, kin.Covered} {
		w.hash(h)
	}
	w.number(f.Letters.All)
	w.number(f.Letters.Han)
	w.length(len(f.Includes))
	for _, i := range f.Includes {
		w.text(i.Path)
		w.hash(i.Hash)
	}
	w.text(string(text))
	return w.out, nil
}

// IsKept reports whether the page's record is as Unpack read it, so that Pack
// returns no more than that was given.
func (p *Page) IsKept() bool { return p.packed != nil && p.Kin() == *p.kept }

// Unpack reads what Pack made of a source, and holds on to it. The outline is what
// Options.Hold was given; it may be spoilt, and nil if it cannot be had.
func Unpack(packed []byte, outline func() []byte) (*Record, error) {
	u := &unpacker{rest: packed}
	title, order, name := u.text(), u.number(), u.text()
	f, kin := &Facts{}, &Kin{}
	for _, to := range []*Hash{&f.Hash, &f.Options, &kin.Family, &kin.Outward, &kin.Covered} {
		*to = u.hash()
	}
	f.Letters = page.Letters{All: u.number(), Han: u.number()}
	f.Includes = listOf(u, func() Include { return Include{u.text(), u.hash()} })
	text := u.text()
	if u.spoilt || len(u.rest) > 0 {
		return nil, errors.New("not the record of a page")
	}
	var few rare
	if text != "" {
		if err := json.Unmarshal([]byte(text), &few); err != nil {
			return nil, err
		}
	}
	few.Meta.Title, few.Meta.Order = title, order
	f.Figures, f.Problems, f.States, f.Scenarios = few.Figures, few.Problems, few.States, few.Scenarios
	return &Record{Card: Card{few.Meta, name}, facts: f, outline: outline, kept: kin, packed: packed}, nil
}
