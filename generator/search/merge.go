package search

import "strings"

// Merge writes the files of an index, about.js last. part gives the parts of
// pages by their number, each asked for once and in order; lang is the code of
// the language. What does not fit into memory is put into room. The result
// depends only on the parts and on about.
func Merge(lang string, about About, pages int, part func(page int) (Prepared, error), room Room, write func(name string, content []byte) error) error {
	about.Pages, about.Group = pages, grouping(pages)
	m := merger{room: room, ids: map[string]int{}}
	texts := textWriter{lang: lang, group: about.Group, write: write}
	for page := range pages {
		prepared, err := part(page)
		if err != nil {
			return err
		}
		if err := texts.add(page, prepared.Packed, page == pages-1); err != nil {
			return err
		}
		if err := m.add(page, prepared); err != nil {
			return err
		}
	}
	return m.finish(lang, about, write)
}

// merger gathers the postings of all grams, each by a number: those of the pages
// since the last run.
type merger struct {
	room     Room
	runs     []run
	ids      map[string]int
	grams    []string
	postings []posting
	size     int // about, in octets
}

// add adds a page, whose number is greater than those before.
func (m *merger) add(page int, p Prepared) error {
	weighed := p.Weighed
	if weighed == nil {
		part, err := p.Packed.Unpack()
		if err != nil {
			return err
		}
		weighed = part.weigh()
	}
	err := weighed.each(func(gram []byte, o occurrence) {
		id, known := m.ids[string(gram)]
		if !known {
			id = len(m.grams)
			m.ids[string(gram)] = id
			m.grams, m.postings = append(m.grams, string(gram)), append(m.postings, posting{})
			m.size += gramSize + len(gram)
		}
		p := &m.postings[id]
		before := len(p.text)
		p.add(page, o)
		m.size += len(p.text) - before
	})
	if err == nil && m.room != nil && m.size > runSize {
		err = m.putAside()
	}
	return err
}

func (m *merger) finish(lang string, about About, write func(name string, content []byte) error) error {
	dictionary, vocabulary := tables(about.Pages)
	grams, words := dictionary.cutter(lang, write), vocabulary.cutter(lang, write)
	var common []line
	for l, err := range m.lines() {
		if err != nil {
			return err
		}
		if isCommon(l.posting, about.Pages) {
			common = append(common, l)
		} else if err := grams.add(l); err != nil {
			return err
		}
		if !isWord(l.gram) {
			continue
		}
		if err := words.add(line{gram: l.gram}); err != nil {
			return err
		}
	}
	about.Common = join(common)
	var err error
	if about.Grams, err = grams.finish(); err != nil {
		return err
	}
	if about.Vocab, err = words.finish(); err != nil {
		return err
	}
	if about.isChinese(lang) {
		if err := write("hant.js", hantFile(lang)); err != nil {
			return err
		}
	}
	return write("about.js", call(lang, "about", about))
}

// textWriter writes text files, of pages in their order.
type textWriter struct {
	lang  string
	group int
	write func(name string, content []byte) error
	pages []Packed // of the next file
}

func (t *textWriter) add(page int, packed Packed, last bool) error {
	if t.group == 0 {
		for n, piece := range packed {
			name := textName(0, page, n)
			if err := t.write(name+".js", call(t.lang, name, piece)); err != nil {
				return err
			}
		}
		return nil
	}
	t.pages = append(t.pages, packed)
	if len(t.pages) < t.group && !last {
		return nil
	}
	name := textName(t.group, page, 0)
	pages := t.pages
	t.pages = nil
	return t.write(name+".js", call(t.lang, name, pages))
}

// cutter cuts lines into the files of a table, as they come.
type cutter struct {
	table
	lang  string
	write func(name string, content []byte) error
	lines []line // of the next file
	size  int    // of these
	first string // the gram that it starts with, "" for the first file
	rest  []string
}

func (t table) cutter(lang string, write func(name string, content []byte) error) *cutter {
	return &cutter{table: t, lang: lang, write: write}
}

func (c *cutter) add(l line) error {
	if len(c.lines) > 0 && c.ends(c.size, l.gram) {
		if err := c.write(c.file(c.lang, c.first, c.lines)); err != nil {
			return err
		}
		c.lines, c.size, c.first = c.lines[:0], 0, l.gram
		c.rest = append(c.rest, l.gram)
	}
	c.lines = append(c.lines, l)
	c.size += l.size()
	return nil
}

// finish writes the last file, and returns the grams that all but the first start
// with.
func (c *cutter) finish() (starts string, err error) {
	return strings.Join(c.rest, ","), c.write(c.file(c.lang, c.first, c.lines))
}
