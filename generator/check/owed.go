package check

import (
	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

// owed hints at what translations lack: sections and whole pages that nobody
// has translated, and sections whose originals have changed since.
func owed(s *site.Site) []diagnostic.Problem {
	var problems []diagnostic.Problem
	for _, i := range s.Items() {
		there := s.In(i.Page, i.Translation.Target)
		switch {
		case i.IsStale():
			problems = append(problems, diagnostic.Problem{
				Severity: diagnostic.Hint, Code: "translation-stale", Place: i.Target,
				Message: diagnostic.Say("the original of this section, %s, has changed since it was translated", i.Source.Lines()),
				Hint:    "`woshou translate diff` shows what changed, `woshou translate done` says that the translation follows",
			})
		case i.IsMissing() && !there.IsWritten():
			problems = append(problems, diagnostic.Problem{ // Merge keeps one of these for a page
				Severity: diagnostic.Hint, Code: "translation-missing", Place: diagnostic.File(s.Original(there).Source.Path),
				Message: diagnostic.Say("this page is not translated: there is no %s", there.Path()),
			})
		case i.IsMissing():
			problems = append(problems, diagnostic.Problem{
				Severity: diagnostic.Hint, Code: "translation-missing", Place: i.Source,
				Message: diagnostic.Say("%s has no translation of this section", i.Target.File),
			})
		}
	}
	return problems
}
