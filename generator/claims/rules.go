package claims

import (
	"cmp"
	_ "embed"
	"slices"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// CodePrefix begins the codes of problems that rules report.
const CodePrefix = "claim-"

// off is the level of a rule that a site does not want.
const off diagnostic.Severity = "off"

// Rules are the rules that hold for a site.
type Rules struct {
	sets   []*set
	levels map[string]diagnostic.Severity // that a site gave
	lang   string
}

// Rule is one claim to look for.
type Rule struct {
	ID      string
	Level   diagnostic.Severity
	Section string // of the standard: "RFC 9293 §3.5"
	Message Text

	in       []page.PassageKind // where; everywhere when empty
	term     Phrase             // of a glossary; the zero value for rules about any text
	wordings map[string]wording // by language
}

// Text is something said to authors, by language code.
type Text map[string]string

// In is the text in a language, else in English.
func (t Text) In(code string) string { return cmp.Or(t[code], t["en"]) }

// wording is how a claim is made in one language.
type wording struct{ says, near, unless phrases }

// set is the content of one file of rules.
type set struct {
	about Phrase
	doubt map[string]phrases
	rules []*Rule
	// levels are those that the file gives to rules of ours.
	levels []givenLevel
}

// Code is the code of a rule's problems.
func (r *Rule) Code() string { return CodePrefix + r.ID }

//go:embed rules/tcp.yaml
var tcpRules []byte

// The name of a site's own file of rules, and the code of what is wrong in it,
// which is that of all its settings.
const (
	rulesFile  = "rules.yaml"
	configCode = "config"
)

// Load returns the rules of this package with what a site's file of rules adds
// and changes; src is nil for a site without one. Messages are in lang. The
// problems are those of the site's file.
func Load(src []byte, lang string) (*Rules, []diagnostic.Problem) {
	r := &Rules{levels: map[string]diagnostic.Severity{}, lang: lang}
	own, problems := parse(tcpRules)
	if len(problems) > 0 {
		panic("rules/tcp.yaml: " + problems[0].Message.String()) // it is ours, and tested
	}
	r.sets = []*set{own}
	if src == nil {
		return r, nil
	}
	theirs, problems := parse(src)
	if len(problems) > 0 {
		return r, problems
	}
	// A rule of the site takes the place of ours of the same name.
	own.rules = slices.DeleteFunc(own.rules, func(rule *Rule) bool {
		return slices.ContainsFunc(theirs.rules, func(other *Rule) bool { return other.ID == rule.ID })
	})
	r.sets = append(r.sets, theirs)
	return r, r.setLevels(theirs.levels)
}

// Find returns the rule behind a problem's code, nil when there is none.
func (r *Rules) Find(code string) *Rule {
	for _, s := range r.sets {
		for _, rule := range s.rules {
			if rule.Code() == code {
				return rule
			}
		}
	}
	return nil
}

func (r *Rules) levelOf(rule *Rule) diagnostic.Severity {
	if level, ok := r.levels[rule.ID]; ok {
		return level
	}
	return rule.Level
}
