package check

import (
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
)

// About returns what a code stands for, in a language.
func (r Report) About(code string, in *words.Language) diagnostic.Rule {
	if rule := r.Rules.Find(code); rule != nil {
		return diagnostic.Rule{Code: code, About: rule.Message.In(in.Code), Help: rule.Section}
	}
	return diagnostic.Rule{Code: code, About: in.Codes()[code]}
}
