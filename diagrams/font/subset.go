package font

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// tables are what subsets are cut from: of each part where its glyphs stand,
// and of the first one what a font file must have besides.
type tables struct {
	once   sync.Once
	err    error
	glyphs []shapes
	common map[string][]byte
}

// shapes are the glyphs of one part, as its file holds them: that of number n
// goes from ends[n] to ends[n+1] in data.
type shapes struct {
	data []byte
	ends []int
}

// TrueType returns a font file with the glyphs of the characters of text and no
// others, each under its own code point: what a document embeds so that it
// looks the same everywhere and its text can still be found and copied. It
// fails with a *MissingError as Glyphs does. The caller owns the bytes.
func (f *Face) TrueType(text string) ([]byte, error) {
	f.tables.once.Do(f.readTables)
	if f.tables.err != nil {
		return nil, f.tables.err
	}
	if _, err := f.Glyphs(text); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	s := subset{ends: []uint32{0}}
	s.add(nil, 1000) // what is shown for unknown characters, by rule the first glyph
	chars := []rune(text)
	slices.Sort(chars)
	for _, r := range slices.Compact(chars) {
		n, id, ok := f.find(r)
		if !ok { // invisible
			s.chars = append(s.chars, r)
			s.add(nil, 0)
			continue
		}
		glyph, err := f.tables.glyphs[n].of(id)
		if err != nil {
			return nil, err
		}
		s.chars = append(s.chars, r)
		s.add(glyph, uint16(f.parts[n].HorizontalAdvance(id)))
	}
	return s.file(f.tables.common), nil
}

// readTables reads the parts anew, as the parsed faces keep no tables.
func (f *Face) readTables() {
	f.tables.common = map[string][]byte{}
	for n, part := range parts {
		data, err := read(part, f.weight)
		if err == nil {
			err = f.tables.read(data, n == 0)
		}
		if err != nil {
			f.tables.err = fmt.Errorf("part %s: %w", part, err)
			return
		}
	}
}

// read adds the glyphs of one file, and keeps the tables of the first.
func (t *tables) read(file opentype.Resource, first bool) error {
	loader, err := opentype.NewLoader(file)
	if err != nil {
		return err
	}
	raw := map[string][]byte{}
	for _, name := range []string{"OS/2", "glyf", "head", "hhea", "loca", "maxp", "name", "post"} {
		if raw[name], err = loader.RawTable(opentype.MustNewTag(name)); err != nil {
			return fmt.Errorf("table %s: %w", name, err)
		}
	}
	s := shapes{data: raw["glyf"]}
	long := binary.BigEndian.Uint16(raw["head"][locationFormat:]) == 1
	for loca := raw["loca"]; len(loca) > 0; {
		if long {
			s.ends, loca = append(s.ends, int(binary.BigEndian.Uint32(loca))), loca[4:]
		} else {
			s.ends, loca = append(s.ends, 2*int(binary.BigEndian.Uint16(loca))), loca[2:]
		}
	}
	t.glyphs = append(t.glyphs, s)
	if first {
		delete(raw, "glyf")
		delete(raw, "loca")
		t.common = raw
	}
	return nil
}

// of returns one glyph. Those composed of others would need these too; the
// faces have none.
func (s shapes) of(id font.GID) ([]byte, error) {
	glyph := s.data[s.ends[id]:s.ends[id+1]]
	if len(glyph) > 0 && glyph[0] >= 0x80 {
		return nil, fmt.Errorf("glyph %d is composed of others", id)
	}
	return glyph, nil
}

// subset gathers the tables of a font file glyph by glyph.
type subset struct {
	chars      []rune // of the glyphs from the second on, ascending
	glyf, hmtx []byte
	ends       []uint32
}

// add appends a glyph. Its left edge is noted where its outline says it is.
func (s *subset) add(glyph []byte, advance uint16) {
	var left uint16
	if len(glyph) > 0 {
		left = binary.BigEndian.Uint16(glyph[2:])
	}
	s.hmtx = binary.BigEndian.AppendUint16(s.hmtx, advance)
	s.hmtx = binary.BigEndian.AppendUint16(s.hmtx, left)
	s.glyf = append(s.glyf, glyph...)
	for len(s.glyf)%4 != 0 {
		s.glyf = append(s.glyf, 0)
	}
	s.ends = append(s.ends, uint32(len(s.glyf)))
}

// Where the tables that are kept count or describe what is cut.
const (
	locationFormat = 50 // head: 1 if offsets of glyphs have four bytes
	metricCount    = 34 // hhea
	glyphCount     = 4  // maxp
)

// file puts the font together. Tables stand in the order of their names.
func (s *subset) file(common map[string][]byte) []byte {
	glyphs := uint16(len(s.ends) - 1)
	var loca []byte
	for _, end := range s.ends {
		loca = binary.BigEndian.AppendUint32(loca, end)
	}
	content := map[string][]byte{
		"OS/2": common["OS/2"], "name": common["name"], "post": common["post"],
		"cmap": s.cmap(), "glyf": s.glyf, "hmtx": s.hmtx, "loca": loca,
		"head": patched(common["head"], locationFormat, 1),
		"hhea": patched(common["hhea"], metricCount, glyphs),
		"maxp": patched(common["maxp"], glyphCount, glyphs),
	}
	var list []opentype.Table
	for _, name := range []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"} {
		list = append(list, opentype.Table{Tag: opentype.MustNewTag(name), Content: content[name]})
	}
	return opentype.WriteTTF(list)
}

// patched returns a copy of a table with one number changed.
func patched(table []byte, at int, value uint16) []byte {
	table = slices.Clone(table)
	binary.BigEndian.PutUint16(table[at:], value)
	return table
}

// cmap maps the characters to the glyphs: format 4 of the OpenType
// specification, with a segment for each character and the one that must be
// the last. The faces have no characters beyond U+FFFF.
func (s *subset) cmap() []byte {
	segments := len(s.chars) + 1
	power := 1
	log := 0
	for power*2 <= segments {
		power, log = power*2, log+1
	}
	numbers := []int{0, 1, 3, 1, 0, 12, // one table: Windows, Unicode
		4, 16 + 8*segments, 0, 2 * segments, 2 * power, log, 2 * (segments - power)}
	for _, r := range s.chars { // last characters
		numbers = append(numbers, int(r))
	}
	numbers = append(numbers, 0xffff, 0)
	for _, r := range s.chars { // first characters
		numbers = append(numbers, int(r))
	}
	numbers = append(numbers, 0xffff)
	for i, r := range s.chars { // what to add for the glyph, modulo 2^16
		numbers = append(numbers, i+1-int(r))
	}
	numbers = append(numbers, 1)
	numbers = append(numbers, make([]int, segments)...) // no lists of glyphs
	var out []byte
	for _, n := range numbers {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	return out
}
