package site

import (
	"path"
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"

	"github.com/goccy/go-yaml/ast"
)

// WordsFolder holds the site's own words: a file for each language, such as
// fr.yaml, of the form of ours (package words).
const WordsFolder = ThemeFolder + "/words"

// Words are the site's own words in one language, from one file.
type Words struct {
	Code    string
	File    string
	Entries []Word // in the order of the file
}

// Word is one of them, by its key in package words, with where that stands.
type Word struct {
	Key, Text string
	place.Place
}

func isWords(source string) bool {
	return path.Dir(source) == WordsFolder && path.Ext(source) == ".yaml"
}

// words reads the site's own words.
func (s *Site) words() (all []Words, problems []diagnostic.Problem) {
	for _, source := range s.Sources {
		if !isWords(source.Path) {
			continue
		}
		src, unread := s.settings(source.Path)
		words, wrong := parseWords(source.Path, src)
		all = append(all, words)
		problems = append(append(problems, unread...), wrong...)
	}
	return all, problems
}

// spoken are our words under the site's own.
func spoken(own []Words) *words.Languages {
	all := words.Built()
	for _, file := range own {
		texts := map[string]string{}
		for _, word := range file.Entries {
			if word.Text != "" || strings.Contains(word.Key, ".") { // no hole in the interface
				texts[word.Key] = word.Text
			}
		}
		all = all.With(file.Code, texts)
	}
	return all
}

// parseWords reads one file of words.
func parseWords(file string, src []byte) (Words, []diagnostic.Problem) {
	w := Words{Code: strings.TrimSuffix(path.Base(file), ".yaml"), File: file}
	r := &yamlReader{file: file}
	if root := r.parse(src); root != nil {
		w.section(r, "", root)
	}
	return w, r.problems
}

// section notes the words of a section, or those that stand in none.
func (w *Words) section(r *yamlReader, name string, n ast.Node) {
	r.entries(n, func(key string, at, value ast.Node) {
		if _, deeper := value.(*ast.MappingNode); deeper {
			w.section(r, name+key+".", value)
			return
		}
		word := Word{Key: name + key, Place: place.Place{File: r.file}}
		if t := at.GetToken(); t != nil {
			word.Place = r.placeOf(t)
		}
		word.Place = word.Place.Wide(key)
		r.text(&word.Text)(value)
		w.Entries = append(w.Entries, word)
	})
}
