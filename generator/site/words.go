package site

import (
	"path"
	"slices"
	"strings"

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
	diagnostic.Place
}

func isWords(source string) bool {
	return path.Dir(source) == WordsFolder && path.Ext(source) == ".yaml"
}

// words reads the site's own words.
func (s *Folder) words() (all []Words, problems []diagnostic.Problem) {
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
			hole := word.Text == "" && !strings.Contains(word.Key, ".") // in the interface
			if !hole && words.Fits(word.Key, word.Text) {
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
		word := Word{Key: name + key, Place: diagnostic.Place{File: r.file}}
		if t := at.GetToken(); t != nil {
			word.Place = r.placeOf(t)
		}
		word.Place = word.Place.Wide(key)
		r.text(&word.Text)(value)
		w.Entries = append(w.Entries, word)
	})
}

// checkWords warns of words in the site's own files that nothing asks for or
// that cannot stand where English ones stand, and of those that a language
// lacks. Readers then see the English ones.
func checkWords(own []Words, all *words.Languages) (problems []diagnostic.Problem) {
	known := words.Known()
	for _, file := range own {
		for _, word := range file.Entries {
			if message, hint := mistaken(word, known); message != "" {
				problems = append(problems, diagnostic.Problem{
					Place: word.Place, Severity: diagnostic.Warning, Code: "words", Message: message, Hint: hint,
				})
			}
		}
		if missing := all.Of(file.Code).Missing(); len(missing) > 0 {
			problems = append(problems, diagnostic.Problem{
				Place: diagnostic.File(file.File), Severity: diagnostic.Warning, Code: "words",
				Message: diagnostic.Say("words missing in %s: %s", file.Code, strings.Join(missing, ", ")),
				Hint:    "readers see the English ones",
			})
		}
	}
	return problems
}

// mistaken says what is wrong with a word, "" when nothing is.
func mistaken(word Word, known []string) (message, hint diagnostic.Message) {
	switch {
	case !words.Open(word.Key) && !slices.Contains(known, word.Key):
		return diagnostic.Say("the interface has no word `%s`", word.Key), diagnostic.DidYouMean(word.Key, known)
	case !words.Fits(word.Key, word.Text):
		return diagnostic.Say("`%s` takes other parts than the English word does", word.Key), diagnostic.Say("that is: %s", words.Of(words.English).Text(word.Key))
	}
	return "", ""
}
