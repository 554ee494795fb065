package site

import (
	"path"
	"strings"

	"woshou/diagrams/place"
	"woshou/generator/diagnostic"

	"github.com/goccy/go-yaml/ast"
)

// WordsFolder holds the site's own words of the interface: a file for each
// language, such as fr.yaml, with the keys of the theme's.
const WordsFolder = ThemeFolder + "/words"

// Words are the words of the interface in one language, from one file.
type Words struct {
	Code    string
	File    string
	Entries []Word // in the order of the file
}

// Word is one of them, with where its key stands.
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

// parseWords reads one file of words.
func parseWords(file string, src []byte) (Words, []diagnostic.Problem) {
	w := Words{Code: strings.TrimSuffix(path.Base(file), ".yaml"), File: file}
	r := &yamlReader{file: file}
	if root := r.parse(src); root != nil {
		r.entries(root, func(key string, at, value ast.Node) {
			word := Word{Key: key, Place: place.Place{File: file}}
			if t := at.GetToken(); t != nil {
				word.Place = r.placeOf(t)
			}
			word.Place = word.Place.Wide(key)
			r.text(&word.Text)(value)
			w.Entries = append(w.Entries, word)
		})
	}
	return w, r.problems
}
