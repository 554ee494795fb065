package check

import (
	_ "embed"

	"woshou/generator/diagnostic"

	"github.com/goccy/go-yaml"
)

// codes says what each code of a problem stands for, in each language.
//
//go:embed codes.yaml
var codes []byte

// codeTable is codes.yaml: a sentence for each code and language.
var codeTable = func() map[string]map[string]string {
	table := map[string]map[string]string{}
	if err := yaml.Unmarshal(codes, &table); err != nil {
		panic("codes.yaml: " + err.Error()) // it is ours, and tested
	}
	return table
}()

// About returns what a code stands for, in a language.
func (r Report) About(code, lang string) diagnostic.Rule {
	if rule := r.Rules.Find(code); rule != nil {
		return diagnostic.Rule{Code: code, About: rule.Message.In(lang), Help: rule.Section}
	}
	return diagnostic.Rule{Code: code, About: codeTable[code][lang]}
}
