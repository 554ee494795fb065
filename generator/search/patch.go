package search

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// Patch changes an index as a merge would that has other parts for some of its
// pages: their number and their order are as they were. read returns a file of
// the index, and fs.ErrNotExist for one that there is not. The result has the
// files that differ, nil for one that is no more.
func Patch(lang string, read func(name string) ([]byte, error), changed map[int]Packed) (map[string][]byte, error) {
	script, err := read("about.js")
	if err != nil {
		return nil, err
	}
	p := patcher{lang: lang, read: read, files: map[string][]byte{}, edits: map[string]map[int]string{}}
	if err := called(script, &p.about); err != nil {
		return nil, err
	}
	for _, page := range slices.Sorted(maps.Keys(changed)) {
		before, err := p.before(page)
		if err != nil {
			return nil, err
		}
		if err := p.text(page, before, changed[page]); err != nil {
			return nil, err
		}
		if err := p.compare(page, before, changed[page]); err != nil {
			return nil, err
		}
	}
	if err := p.grams(); err != nil {
		return nil, err
	}
	p.files["about.js"] = call(lang, "about", p.about)
	return p.files, nil
}

// patcher gathers what changes.
type patcher struct {
	lang  string
	read  func(name string) ([]byte, error)
	about About
	files map[string][]byte
	edits map[string]map[int]string // what a gram's posting has for a page
}

// before is the part of a page as it was.
func (p *patcher) before(page int) (Packed, error) {
	if p.about.Group > 0 {
		pages, err := p.group(page)
		if err == nil && page%p.about.Group >= len(pages) {
			err = errors.New("too few pages in " + textName(p.about.Group, page, 0))
		}
		if err != nil {
			return nil, err
		}
		return pages[page%p.about.Group], nil
	}
	var part Packed
	for {
		script, err := p.read(textName(0, page, len(part)) + ".js")
		if len(part) > 0 && errors.Is(err, fs.ErrNotExist) {
			return part, nil
		}
		var piece string
		if err == nil {
			err = called(script, &piece)
		}
		if err != nil {
			return nil, err
		}
		part = append(part, piece)
	}
}

// group are the pages of a text file as they are by now.
func (p *patcher) group(page int) (pages []Packed, err error) {
	name := textName(p.about.Group, page, 0) + ".js"
	script := p.files[name]
	if script == nil {
		if script, err = p.read(name); err != nil {
			return nil, err
		}
	}
	return pages, called(script, &pages)
}

// text puts a page's part in the place of the one before.
func (p *patcher) text(page int, before, part Packed) error {
	if p.about.Group == 0 {
		for n := range before {
			p.files[textName(0, page, n)+".js"] = nil
		}
		for n, piece := range part {
			name := textName(0, page, n)
			p.files[name+".js"] = call(p.lang, name, piece)
		}
		return nil
	}
	pages, err := p.group(page)
	if err != nil {
		return err
	}
	pages[page%p.about.Group] = part
	name := textName(p.about.Group, page, 0)
	p.files[name+".js"] = call(p.lang, name, pages)
	return nil
}

// compare notes which grams a page has elsewhere than before.
func (p *patcher) compare(page int, before, after Packed) error {
	a, err := before.Unpack()
	if err != nil {
		return err
	}
	b, err := after.Unpack()
	if err != nil {
		return err
	}
	old, entries := a.entries(), b.entries()
	for gram := range old {
		if _, stays := entries[gram]; !stays {
			entries[gram] = ""
		}
	}
	for gram, entry := range entries {
		if entry != old[gram] {
			if p.edits[gram] == nil {
				p.edits[gram] = map[int]string{}
			}
			p.edits[gram][page] = entry
		}
	}
	return nil
}

// grams patches the dictionary, and the vocabulary by what came and went in it.
func (p *patcher) grams() error {
	dictionary, vocabulary := tables(p.about.Pages)
	common := map[string]string{} // postings of grams
	for _, l := range split(p.about.Common) {
		common[l.gram] = l.posting
	}
	words := map[string]bool{} // whether they are in the vocabulary now
	change := func(gram string, old line, known bool) (line, bool) {
		if !known {
			old.posting = common[gram]
			delete(common, gram)
		}
		posting := old.posting
		for page, entry := range p.edits[gram] {
			posting = replaced(posting, page, entry)
		}
		if isWord(gram) && (old.posting != "") != (posting != "") {
			words[gram] = posting != ""
		}
		if isCommon(posting, p.about.Pages) {
			common[gram] = posting
			return line{}, false
		}
		return line{gram, posting}, posting != ""
	}
	var err error
	if p.about.Grams, err = p.table(dictionary, p.about.Grams, slices.Collect(maps.Keys(p.edits)), change); err != nil {
		return err
	}
	var lines []line
	for gram, posting := range common {
		lines = append(lines, line{gram, posting})
	}
	slices.SortFunc(lines, func(a, b line) int { return compare(a.gram, b.gram) })
	p.about.Common = join(lines)
	listed := func(word string, _ line, _ bool) (line, bool) { return line{gram: word}, words[word] }
	p.about.Vocab, err = p.table(vocabulary, p.about.Vocab, slices.Collect(maps.Keys(words)), listed)
	return err
}

// table patches the lines of some grams, and returns where its files start now.
// change returns what a line becomes, and whether it stays.
func (p *patcher) table(t table, starts string, grams []string, change func(gram string, old line, known bool) (line, bool)) (string, error) {
	e := edited{t, p, []string{""}, map[int][]line{}}
	if starts != "" {
		e.firsts = append(e.firsts, strings.Split(starts, ",")...)
	}
	for _, gram := range grams {
		file, found := slices.BinarySearchFunc(e.firsts, gram, compare)
		if !found {
			file--
		}
		if err := e.load(file); err != nil {
			return "", err
		}
		e.change(file, gram, change)
	}
	firsts, err := e.cutAgain()
	return strings.Join(firsts[min(1, len(firsts)):], ","), err
}

// edited is a table of which some files are changed.
type edited struct {
	table
	patch  *patcher
	firsts []string       // of all files before
	lines  map[int][]line // of those loaded, by their place among all
}

func (e edited) load(file int) error {
	if _, known := e.lines[file]; known {
		return nil
	}
	name := e.name(e.firsts[file]) + ".js"
	script, err := e.patch.read(name)
	if err != nil {
		return err
	}
	e.lines[file], err = parse(script)
	e.patch.files[name] = nil
	return err
}

func (e edited) change(file int, gram string, change func(gram string, old line, known bool) (line, bool)) {
	lines := e.lines[file]
	at, known := slices.BinarySearchFunc(lines, gram, func(l line, gram string) int { return compare(l.gram, gram) })
	old, end := line{}, at
	if known {
		old, end = lines[at], at+1
	}
	if l, stays := change(gram, old, known); stays {
		e.lines[file] = slices.Replace(lines, at, end, l)
	} else {
		e.lines[file] = slices.Delete(lines, at, end)
	}
}

// cutAgain writes the changed files, and after each those that follow until one
// starts where it did. It returns where all files start.
func (e edited) cutAgain() (firsts []string, err error) {
	for file := len(e.firsts) - 1; file > 0; file-- {
		if lines, changed := e.lines[file]; changed && (len(lines) == 0 || lines[0].gram != e.firsts[file]) {
			if err := e.load(file - 1); err != nil { // who knows whether it still starts here
				return nil, err
			}
		}
	}
	for file := 0; file < len(e.firsts); {
		if _, changed := e.lines[file]; !changed {
			firsts = append(firsts, e.firsts[file])
			file++
			continue
		}
		var starts []string
		if starts, file, err = e.from(file); err != nil {
			return nil, err
		}
		firsts = append(firsts, starts...)
	}
	return firsts, nil
}

// from cuts the lines from a file on, and returns where the new files start, and
// the first file that starts where it did.
func (e edited) from(file int) (firsts []string, next int, err error) {
	first, lines := e.firsts[file], e.lines[file]
	for next = file + 1; ; {
		n := e.cut(lines)
		if n == len(lines) && next < len(e.firsts) { // does it end here?
			following, changed := e.lines[next]
			if !changed {
				if err := e.peek(next, &following); err != nil {
					return nil, 0, err
				}
			}
			if len(following) == 0 || following[0].gram != e.firsts[next] || !e.ends(sizeOf(lines), following[0].gram) {
				if err := e.load(next); err != nil {
					return nil, 0, err
				}
				lines = append(slices.Clip(lines), e.lines[next]...)
				next++
				continue
			}
		}
		name, content := e.file(e.patch.lang, first, lines[:n])
		e.patch.files[name] = content
		firsts = append(firsts, first)
		if lines = lines[n:]; len(lines) == 0 {
			return firsts, next, nil
		}
		first = lines[0].gram
	}
}

// peek reads the lines of a file that may stay as it is.
func (e edited) peek(file int, lines *[]line) error {
	script, err := e.patch.read(e.name(e.firsts[file]) + ".js")
	if err != nil {
		return err
	}
	*lines, err = parse(script)
	return err
}

func sizeOf(lines []line) (size int) {
	for _, l := range lines {
		size += l.size()
	}
	return size
}
