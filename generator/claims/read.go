package claims

import (
	"errors"
	"maps"
	"slices"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/yaml"

	goyaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// file is a file of rules as it is written.
type file struct {
	About  *spot             `yaml:"about"`
	Doubt  map[string][]spot `yaml:"doubt"`
	Levels map[string]spot   `yaml:"levels"`
	Rules  []fileRule        `yaml:"rules"`
}

type fileRule struct {
	ID      spot              `yaml:"id"`
	Level   *spot             `yaml:"level"`
	Section string            `yaml:"section"`
	In      []spot            `yaml:"in"`
	Term    *spot             `yaml:"term"`
	Message Text              `yaml:"message"`
	Says    map[string][]spot `yaml:"says"`
	Near    map[string][]spot `yaml:"near"`
	Unless  map[string][]spot `yaml:"unless"`
}

// spot is a text and its place in the file.
type spot struct {
	text string
	node ast.Node
}

// UnmarshalYAML implements yaml.NodeUnmarshaler.
func (s *spot) UnmarshalYAML(n ast.Node) error {
	s.node = n
	return goyaml.NodeToValue(n, &s.text)
}

// phrases are several of which one is enough.
type phrases []Phrase

// in reports whether one of the phrases is in a text.
func (ps phrases) in(text string) bool {
	return slices.ContainsFunc(ps, func(p Phrase) bool { return p.match.MatchString(text) })
}

// givenLevel is the level that a site gives to a rule by its id.
type givenLevel struct {
	id string
	spot
}

// reader notes what is wrong with a file of rules, and goes on.
type reader struct {
	problems []diagnostic.Problem
	phrased  int // characters in the phrases so far
}

// parse reads a file of rules.
func parse(src []byte) (*set, []diagnostic.Problem) {
	var r reader
	var f file
	tree, fault := yaml.Parse(src, yaml.MostSettings)
	if fault == nil {
		fault = yaml.Decode(tree, &f)
	}
	if fault != nil {
		return nil, []diagnostic.Problem{syntax(fault)}
	}
	s := &set{doubt: map[string]phrases{}}
	if f.About != nil {
		s.about = r.phrase(*f.About, "zh")
	}
	for _, lang := range slices.Sorted(maps.Keys(f.Doubt)) {
		s.doubt[lang] = r.phrases(f.Doubt[lang], lang)
	}
	for _, id := range slices.Sorted(maps.Keys(f.Levels)) {
		s.levels = append(s.levels, givenLevel{id, f.Levels[id]})
	}
	for _, rule := range f.Rules {
		s.rules = append(s.rules, r.rule(rule))
	}
	return s, r.problems
}

// rule compiles a rule.
func (r *reader) rule(f fileRule) *Rule {
	rule := &Rule{
		ID: f.ID.text, Level: diagnostic.Warning, Section: f.Section,
		Message: f.Message, wordings: map[string]wording{},
	}
	if rule.ID == "" || len(f.Says) == 0 || len(f.Message) == 0 {
		r.wrong(f.ID.node, "a rule needs `id`, `says` and `message`", "")
	}
	if f.Level != nil {
		rule.Level = r.level(*f.Level)
	}
	if f.Term != nil {
		rule.term = r.phrase(*f.Term, "en")
	}
	for _, kind := range f.In {
		rule.in = append(rule.in, r.kind(kind))
	}
	for _, lang := range slices.Sorted(maps.Keys(f.Says)) {
		rule.wordings[lang] = wording{
			says: r.phrases(f.Says[lang], lang), near: r.phrases(f.Near[lang], lang), unless: r.phrases(f.Unless[lang], lang),
		}
	}
	return rule
}

func (r *reader) phrases(list []spot, lang string) phrases {
	var ps phrases
	for _, s := range list {
		if p := r.phrase(s, lang); p.match != nil {
			ps = append(ps, p)
		}
	}
	return ps
}

func (r *reader) phrase(s spot, lang string) Phrase {
	p, err := ParsePhrase(s.text, lang)
	var wrong mistake
	if errors.As(err, &wrong) {
		r.wrong(s.node, wrong.said, "")
	}
	before := r.phrased
	if r.phrased += p.length; r.phrased > mostPhrased {
		if before <= mostPhrased {
			r.wrong(s.node, diagnostic.Say("more than %d characters in all phrases, with what … may skip", mostPhrased), "")
		}
		return Phrase{}
	}
	return p
}

func (r *reader) kind(s spot) page.PassageKind {
	kinds := []string{"heading", "paragraph", "item", "cell", "term", "definition"}
	if !slices.Contains(kinds, s.text) {
		r.wrong(s.node, diagnostic.Say("`%s` is none of %q", s.text, kinds), diagnostic.DidYouMean(s.text, kinds))
	}
	return page.PassageKind(s.text)
}

// levels are how much a rule may matter.
var levels = []string{string(diagnostic.Error), string(diagnostic.Warning), string(diagnostic.Hint), string(off)}

func (r *reader) level(s spot) diagnostic.Severity {
	text := s.text
	if _, is := s.node.(*ast.BoolNode); is { // YAML 1.1 reads a bare `off` so
		text = s.node.GetToken().Value
	}
	if !slices.Contains(levels, text) {
		r.wrong(s.node, diagnostic.Say("`%s` is none of %q", text, levels), diagnostic.DidYouMean(text, levels))
	}
	return diagnostic.Severity(text)
}

func (r *reader) wrong(n ast.Node, message, hint diagnostic.Message) {
	p := problemAt(n, message)
	p.Hint = hint
	r.problems = append(r.problems, p)
}

// setLevels gives rules the levels that a site wants.
func (r *Rules) setLevels(given []givenLevel) []diagnostic.Problem {
	var ids []string
	for _, s := range r.sets {
		for _, rule := range s.rules {
			ids = append(ids, rule.ID)
		}
	}
	var check reader
	for _, g := range given {
		if !slices.Contains(ids, g.id) {
			check.wrong(g.node, diagnostic.Say("there is no rule `%s`", g.id), diagnostic.DidYouMean(g.id, ids))
			continue
		}
		r.levels[g.id] = check.level(g.spot)
	}
	return check.problems
}

// problemAt is a problem of a site's file of rules.
func problemAt(n ast.Node, message diagnostic.Message) diagnostic.Problem {
	p := diagnostic.Problem{Place: diagnostic.File(rulesFile), Severity: diagnostic.Error, Code: configCode, Message: message}
	if n != nil && n.GetToken() != nil {
		t := n.GetToken()
		p.Line, p.Col, p.Width = t.Position.Line, t.Position.Column, max(1, len([]rune(t.Value)))
	}
	return p
}

// syntax is the problem of a file that is no YAML, or not of this form.
func syntax(fault *yaml.Fault) diagnostic.Problem {
	p := problemAt(nil, fault.Message)
	p.Line, p.Col, p.Width = fault.Line, fault.Col, fault.Width
	return p
}
