package search

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"sync"
)

// Packed is a part as an index has it, and as it is kept: in pieces of a few
// sections, each JSON, deflated, in base 64.
type Packed []string

// pieceSections is how many sections a piece has: most pages are one piece.
const pieceSections = 16

// piece is what is in a piece.
type piece struct {
	Address, Title string
	Behind         bool
	Sections       []Section
}

// Pack packs a part.
func (p Part) Pack() (packed Packed) {
	for from := 0; from < max(len(p.Sections), 1); from += pieceSections {
		to := min(from+pieceSections, len(p.Sections))
		packed = append(packed, deflate(piece{p.Address, p.Title, p.Behind, p.Sections[from:to]}))
	}
	return packed
}

// Unpack is the part that was packed, or an error for what Pack did not make.
func (packed Packed) Unpack() (p Part, err error) {
	for _, text := range packed {
		var more piece
		if err := inflate(text, &more); err != nil {
			return p, err
		}
		p.Address, p.Title, p.Behind = more.Address, more.Title, more.Behind
		p.Sections = append(p.Sections, more.Sections...)
	}
	return p, nil
}

func deflate(p piece) string {
	var out bytes.Buffer
	to := base64.NewEncoder(base64.StdEncoding, &out)
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(to)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(p.rows()); err != nil {
		panic(err) // strings can be encoded, and a buffer takes everything
	}
	w.Close()
	to.Close()
	return out.String()
}

// deflaters are used again: each is most of a megabyte.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, 6)
	if err != nil {
		panic(err) // there is such a level
	}
	return w
}}

// rows are a piece without the names of its fields, which would be repeated in
// each of its sections.
func (p piece) rows() [4]any {
	sections := make([][6]any, len(p.Sections))
	for i, s := range p.Sections {
		figures := []string{}
		for _, f := range s.Figures {
			figures = append(figures, f.ID, f.Caption)
		}
		sections[i] = [6]any{s.ID, s.Heading, s.Under, s.Term, s.Text, figures}
	}
	return [4]any{p.Address, p.Title, p.Behind, sections}
}

func inflate(text string, p *piece) error {
	compressed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return err
	}
	content, err := io.ReadAll(flate.NewReader(bytes.NewReader(compressed)))
	if err != nil {
		return err
	}
	var sections []json.RawMessage
	if err := list(content, &p.Address, &p.Title, &p.Behind, &sections); err != nil {
		return err
	}
	for _, row := range sections {
		var s Section
		var figures []string
		if err := list(row, &s.ID, &s.Heading, &s.Under, &s.Term, &s.Text, &figures); err != nil {
			return err
		}
		for pair := range slices.Chunk(figures, 2) {
			s.Figures = append(s.Figures, Figure{pair[0], pair[len(pair)-1]})
		}
		p.Sections = append(p.Sections, s)
	}
	return nil
}

// list reads a list of JSON of so many values.
func list(content []byte, values ...any) error {
	var rows []json.RawMessage
	if err := json.Unmarshal(content, &rows); err != nil {
		return err
	}
	if len(rows) != len(values) {
		return fmt.Errorf("a list of %d values, not %d", len(rows), len(values))
	}
	for i, to := range values {
		if err := json.Unmarshal(rows[i], to); err != nil {
			return err
		}
	}
	return nil
}

// grouping is how many pages a text file has in an index of so many: 0 for one
// piece of a page. Large sites would otherwise have more files than pages.
func grouping(pages int) int {
	switch {
	case pages <= 2048:
		return 0
	}
	return 4
}

// textName is the file of a group of pages, or of a piece of a page.
func textName(group, page, piece int) string {
	if group == 0 {
		return fmt.Sprintf("t%d-%d", page, piece)
	}
	return fmt.Sprint("t", page/group)
}

// Parts are those of the pages of an index, by their addresses. read returns its
// files.
func Parts(read func(name string) ([]byte, error)) (map[string]Packed, error) {
	script, err := read("about.js")
	if err != nil {
		return nil, err
	}
	p := patcher{read: read}
	if err := called(script, &p.about); err != nil {
		return nil, err
	}
	parts := map[string]Packed{}
	for page := range p.about.Pages {
		part, err := p.before(page)
		if err != nil {
			return nil, err
		}
		var first piece
		if err := inflate(part[0], &first); err != nil {
			return nil, err
		}
		parts[first.Address] = part
	}
	return parts, nil
}
