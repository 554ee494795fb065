package skin

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/generator/site"
	"woshou/themes"
)

// wordsOf are the site's own words of the interface.
func wordsOf(s *site.Site) *words.Languages {
	all := words.Built()
	for _, file := range s.Config.Words {
		texts := map[string]string{}
		for _, word := range file.Entries {
			if word.Text != "" {
				texts[word.Key] = word.Text
			}
		}
		all = all.With(file.Code, texts)
	}
	return all
}

// checkWords warns of words in the site's own files that nothing asks for, and
// of those that a language lacks. The page then has the English ones.
func checkWords(base *themes.Theme, s *site.Site) (problems []diagnostic.Problem) {
	english := base.Words("en")
	known := slices.Sorted(maps.Keys(english))
	for _, file := range s.Config.Words {
		missing := maps.Clone(english)
		delete(missing, "short") // else the code in capitals
		for _, word := range file.Entries {
			delete(missing, word.Key)
			if _, ok := english[word.Key]; !ok {
				problems = append(problems, diagnostic.Problem{
					Place: word.Place, Severity: diagnostic.Warning, Code: "words",
					Message: fmt.Sprintf("the interface has no word `%s`", word.Key), Hint: diagnostic.DidYouMean(word.Key, known),
				})
			}
		}
		if len(missing) > 0 && !words.Built().Speaks(file.Code) {
			problems = append(problems, diagnostic.Problem{
				Place: place.Place{File: file.File}, Severity: diagnostic.Warning, Code: "words",
				Message: fmt.Sprintf("words missing in %s: %s", file.Code, strings.Join(slices.Sorted(maps.Keys(missing)), ", ")),
				Hint:    "readers see the English ones",
			})
		}
	}
	return problems
}
