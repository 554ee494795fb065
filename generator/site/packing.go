package site

import (
	"cmp"
	"encoding/binary"
	"errors"

	"woshou/diagrams/place"
	"woshou/generator/page"
)

// The packed form of an outline is its fields one after the other: a number as a
// varint, a text and a list behind their length. Almost all places are in the
// source itself, whose path is left out. encoding/json took twenty times as
// long to read one, and each is read several times in a build.

// pack returns an outline of a source, for unpack.
func pack(o *Outline, path string) []byte {
	p := packer{path: path}
	p.length(len(o.Headings))
	for _, h := range o.Headings {
		p.number(h.Level)
		p.text(h.ID)
		p.boolean(h.Explicit)
		p.text(h.Text)
		p.place(h.Place)
	}
	p.length(len(o.Sections))
	for _, s := range o.Sections {
		p.text(s.ID)
		p.text(s.Text)
		p.place(s.Place)
		p.number(s.Blocks)
		p.text(s.Digest)
		p.number(s.Han)
		p.number(s.Letters)
		p.texts(s.Kept)
	}
	p.texts(o.IDs)
	p.length(len(o.Links))
	for _, l := range o.Links {
		p.text(l.Dest)
		p.boolean(l.Image)
		p.place(l.Place)
	}
	p.texts(o.Allows)
	return p.out
}

// unpack reads what pack made of an outline of the same source.
func unpack(packed []byte, path string) (*Outline, error) {
	u := &unpacker{rest: packed, path: path}
	o := &Outline{}
	o.Headings = listOf(u, func() page.Heading {
		return page.Heading{Level: u.number(), ID: u.text(), Explicit: u.boolean(), Text: u.text(), Place: u.place()}
	})
	o.Sections = listOf(u, func() page.Section {
		return page.Section{
			ID: u.text(), Text: u.text(), Place: u.place(), Blocks: u.number(), Digest: u.text(),
			Han: u.number(), Letters: u.number(), Kept: listOf(u, u.text),
		}
	})
	o.IDs = listOf(u, u.text)
	o.Links = listOf(u, func() page.Link { return page.Link{Dest: u.text(), Image: u.boolean(), Place: u.place()} })
	o.Allows = listOf(u, u.text)
	if u.spoilt || len(u.rest) > 0 {
		return nil, errSpoilt
	}
	return o, nil
}

var errSpoilt = errors.New("it is no outline")

type packer struct {
	out  []byte
	path string
}

func (p *packer) number(n int) { p.out = binary.AppendVarint(p.out, int64(n)) }

func (p *packer) length(n int) { p.out = binary.AppendUvarint(p.out, uint64(n)) }

func (p *packer) text(s string) {
	p.length(len(s))
	p.out = append(p.out, s...)
}

func (p *packer) hash(h Hash) { p.out = append(p.out, h[:]...) }

func (p *packer) texts(list []string) {
	p.length(len(list))
	for _, s := range list {
		p.text(s)
	}
}

func (p *packer) boolean(b bool) {
	n := 0
	if b {
		n = 1
	}
	p.number(n)
}

func (p *packer) place(at place.Place) {
	if at.File == p.path {
		at.File = ""
	}
	p.text(at.File)
	p.number(at.Line)
	p.number(at.Col)
	p.number(at.Width)
}

// unpacker reads what a packer wrote. Of what is spoilt it gives nothing, and a
// length is never more than what is left.
type unpacker struct {
	rest   []byte
	path   string
	spoilt bool
}

func (u *unpacker) number() int {
	n, size := binary.Varint(u.rest)
	u.skip(size)
	return int(n)
}

func (u *unpacker) length() int {
	n, size := binary.Uvarint(u.rest)
	u.skip(size)
	if n > uint64(len(u.rest)) {
		u.skip(0)
	}
	if u.spoilt {
		return 0
	}
	return int(n)
}

// skip goes on behind some octets; behind none or fewer it cannot.
func (u *unpacker) skip(size int) {
	if size <= 0 {
		u.spoilt, u.rest = true, nil
		return
	}
	u.rest = u.rest[size:]
}

func (u *unpacker) text() string {
	n := u.length()
	s := string(u.rest[:n])
	u.rest = u.rest[n:]
	return s
}

func (u *unpacker) hash() (h Hash) {
	if len(u.rest) < len(h) {
		u.skip(0)
	}
	u.rest = u.rest[copy(h[:], u.rest):]
	return h
}

// listOf is a list whose items are read by one.
func listOf[T any](u *unpacker, one func() T) []T {
	n := u.length()
	if n == 0 {
		return nil
	}
	list := make([]T, n)
	for i := range list {
		list[i] = one()
	}
	return list
}

func (u *unpacker) boolean() bool { return u.number() != 0 }

func (u *unpacker) place() place.Place {
	file := cmp.Or(u.text(), u.path)
	return place.Place{File: file, Line: u.number(), Col: u.number(), Width: u.number()}
}
