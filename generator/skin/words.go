package skin

import (
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

// checkWords warns of words in the site's own files that nothing asks for or
// that cannot stand where English ones stand, and of those that a language
// lacks. Readers then see the English ones.
func checkWords(s *site.Site) (problems []diagnostic.Problem) {
	known := words.Known()
	for _, file := range s.Config.Words {
		for _, word := range file.Entries {
			if message, hint := mistaken(word, known); message != "" {
				problems = append(problems, diagnostic.Problem{
					Place: word.Place, Severity: diagnostic.Warning, Code: "words", Message: message, Hint: hint,
				})
			}
		}
		if missing := s.Words.Of(file.Code).Missing(); len(missing) > 0 {
			problems = append(problems, diagnostic.Problem{
				Place: diagnostic.File(file.File), Severity: diagnostic.Warning, Code: "words",
				Message: fmt.Sprintf("words missing in %s: %s", file.Code, strings.Join(missing, ", ")),
				Hint:    "readers see the English ones",
			})
		}
	}
	return problems
}

// mistaken says what is wrong with a word, "" when nothing is.
func mistaken(word site.Word, known []string) (message, hint string) {
	switch {
	case !words.Open(word.Key) && !slices.Contains(known, word.Key):
		return fmt.Sprintf("the interface has no word `%s`", word.Key), diagnostic.DidYouMean(word.Key, known)
	case !words.Fits(word.Key, word.Text):
		return fmt.Sprintf("`%s` takes other parts than the English word does", word.Key), fmt.Sprintf("that is: %s", words.Of(words.English).Text(word.Key))
	}
	return "", ""
}
