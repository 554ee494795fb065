package search

import "strings"

// Merge writes the files of an index, about.js last. part gives the parts of
// pages by their number, each asked for once and in order; lang is the code of
// the language. The result depends only on these.
func Merge(lang string, about About, pages int, part func(page int) (Packed, error), write func(name string, content []byte) error) error {
	about.Pages, about.Group = pages, grouping(pages)
	m := merger{ids: map[string]int{}}
	texts := textWriter{lang: lang, group: about.Group, write: write}
	for page := range pages {
		packed, err := part(page)
		if err != nil {
			return err
		}
		if err := texts.add(page, packed, page == pages-1); err != nil {
			return err
		}
		if err := m.add(page, packed); err != nil {
			return err
		}
	}
	return m.finish(lang, about, write)
}

// merger gathers the postings of all grams, each by a number.
type merger struct {
	ids      map[string]int
	grams    []string
	postings []posting
}

func (m *merger) add(page int, packed Packed) error {
	part, err := packed.Unpack()
	part.occurrences(func(gram string, o occurrence) {
		id, known := m.ids[gram]
		if !known {
			id = len(m.grams)
			gram = strings.Clone(gram) // or it would hold the whole text
			m.ids[gram] = id
			m.grams, m.postings = append(m.grams, gram), append(m.postings, posting{})
		}
		m.postings[id].add(page, o)
	})
	return err
}

func (m *merger) finish(lang string, about About, write func(name string, content []byte) error) error {
	lines := make([]line, len(m.grams))
	for id, gram := range m.grams {
		lines[id] = line{gram, m.postings[id].String()}
		m.postings[id].text = nil
	}
	sortLines(lines)
	dictionary, vocabulary := tables(about.Pages)
	grams, err := dictionary.files(lang, lines, write)
	if err != nil {
		return err
	}
	vocab, err := vocabulary.files(lang, words(lines), write)
	if err != nil {
		return err
	}
	if about.isChinese(lang) {
		if err := write("hant.js", hantFile(lang)); err != nil {
			return err
		}
	}
	about.Grams, about.Vocab = strings.Join(grams[1:], ","), strings.Join(vocab[1:], ",")
	return write("about.js", call(lang, "about", about))
}

// words are the lines of the vocabulary.
func words(lines []line) (words []line) {
	for _, l := range lines {
		if isWord(l.gram) {
			words = append(words, line{gram: l.gram})
		}
	}
	return words
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
