package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// quickLexer runs the rules of a chroma lexer to the same tokens in a fraction
// of the time: a rule whose expression cannot start with the next character is
// passed over, and groups are collected only for rules that use them. Trying
// rules in vain is most of what highlighting costs, and highlighting is most
// of what building a site costs.
type quickLexer struct {
	lexer *chroma.RegexLexer
	rules map[string][]quickRule
	all   chroma.CompiledRules
}

type quickRule struct {
	*chroma.CompiledRule
	first firstSet
	plain bool // one token, and no use for groups
}

// newQuickLexer compiles the rules of a lexer anew. It returns nil where they
// cannot be had.
func newQuickLexer(from *chroma.RegexLexer) *quickLexer {
	rules, err := from.Rules()
	if err != nil {
		return nil
	}
	tap := &ruleTap{}
	rules = rules.Clone()
	rules[tapState] = []chroma.Rule{{Pattern: "", Type: chroma.Text, Mutator: tap}}
	lexer, err := chroma.NewLexer(from.Config(), func() chroma.Rules { return rules })
	if err != nil {
		return nil
	}
	lexer.SetRegistry(lexers.GlobalLexerRegistry)
	if _, err := lexer.Rules(); err != nil || tap.rules == nil {
		return nil
	}
	q := &quickLexer{lexer: lexer, rules: map[string][]quickRule{}, all: tap.rules}
	flags := patternFlags(from.Config())
	for state, compiled := range tap.rules {
		for _, rule := range compiled {
			if _, known := rule.Mutator.(chroma.SerialisableMutator); rule.Mutator != nil && !known {
				return nil // code of its own, which may change the rules under way
			}
			q.rules[state] = append(q.rules[state], newQuickRule(rule, flags))
		}
	}
	return q
}

// newQuickRule prepares a rule. Groups can be left out only where nothing that
// runs after a match might look at them.
func newQuickRule(rule *chroma.CompiledRule, flags string) quickRule {
	_, oneToken := rule.Type.(chroma.TokenType)
	known, ok := rule.Mutator.(chroma.SerialisableMutator) // pushes and pops
	ok = ok && known.MutatorKind() != "mutators"           // of which some may look at groups
	return quickRule{
		CompiledRule: rule,
		first:        firstSetOf(rule.Pattern, flags),
		plain:        oneToken && (rule.Mutator == nil || ok),
	}
}

// patternFlags are those under which chroma compiles a lexer's expressions.
func patternFlags(c *chroma.Config) string {
	flags := ""
	if !c.NotMultiline {
		flags += "m"
	}
	if c.CaseInsensitive {
		flags += "i"
	}
	if c.DotAll {
		flags += "s"
	}
	return flags
}

// ruleTap gets hold of a lexer's compiled rules: chroma shows them to mutators
// and to nobody else. It stands in a state of its own and removes that.
type ruleTap struct{ rules chroma.CompiledRules }

const tapState = "\x00tap"

// Mutate is never called: nothing enters the tap's state.
func (t *ruleTap) Mutate(*chroma.LexerState) error { return nil }

// MutateLexer keeps the map, in which chroma goes on to resolve inclusions.
func (t *ruleTap) MutateLexer(rules chroma.CompiledRules, state string, _ int) error {
	t.rules = rules
	delete(rules, state)
	return nil
}

// mostIdle bounds the steps without reading a character: rules that match
// nothing may hand over to each other, but some do so in a circle.
const mostIdle = 1000

// tokens calls yield for each token of code until it returns false. It is
// chroma's own loop, with its way of going on after an error.
func (q *quickLexer) tokens(code string, yield func(chroma.Token) bool) {
	text := []rune(code)
	end := len(text)
	if q.lexer.Config().EnsureNL && !strings.HasSuffix(code, "\n") {
		text = append(text, '\n')
	}
	l := &chroma.LexerState{
		Lexer: q.lexer, Registry: lexers.GlobalLexerRegistry, Text: text, Rules: q.all,
		Stack: []string{"root"}, MutatorContext: map[any]any{},
	}
	for last, idle := -1, 0; l.Pos < end && len(l.Stack) > 0; {
		if idle++; l.Pos > last {
			last, idle = l.Pos, 0
		}
		l.State = l.Stack[len(l.Stack)-1]
		if idle > mostIdle || !q.step(l, yield) {
			return
		}
	}
	if l.Pos < len(text) && len(l.Stack) == 0 {
		yield(chroma.Token{Type: chroma.Error, Value: string(text[l.Pos:])})
	}
}

// step matches one rule and yields its tokens; false if yield did.
func (q *quickLexer) step(l *chroma.LexerState, yield func(chroma.Token) bool) bool {
	at := l.Pos
	rule, groups := q.match(l)
	if rule == nil {
		if l.Text[at] == '\n' && l.State != "root" {
			l.Stack = []string{"root"}
			return true
		}
		l.Pos++
		return yield(chroma.Token{Type: chroma.Error, Value: string(l.Text[at:l.Pos])})
	}
	if rule.Mutator != nil {
		if err := rule.Mutator.Mutate(l); err != nil {
			panic(err) // as chroma does; Highlight recovers
		}
	}
	if rule.plain {
		t := rule.Type.(chroma.TokenType)
		return t == chroma.Ignore || yield(chroma.Token{Type: t, Value: groups[0]})
	}
	if rule.Type == nil {
		return true
	}
	next := rule.Type.Emit(l.Groups, l)
	for t := next(); t != chroma.EOF; t = next() {
		if t.Type != chroma.Ignore && !yield(t) {
			return false
		}
	}
	return true
}

// match finds the first rule of the state that matches and moves over it.
func (q *quickLexer) match(l *chroma.LexerState) (*quickRule, []string) {
	rules, ok := q.rules[l.State]
	if !ok {
		panic("unknown state " + l.State) // as chroma does; Highlight recovers
	}
	next := l.Text[l.Pos]
	for i := range rules {
		rule := &rules[i]
		if !rule.first.has(next) {
			continue
		}
		m, err := rule.Regexp.FindRunesMatchStartingAt(l.Text, l.Pos)
		if m == nil || err != nil || m.RuneIndex != l.Pos {
			continue
		}
		groups := []string{m.String()}
		if !rule.plain {
			groups = groups[:0]
			l.NamedGroups = map[string]string{}
			for _, g := range m.Groups() {
				l.NamedGroups[g.Name] = g.String()
				groups = append(groups, g.String())
			}
			l.Groups = groups
		}
		l.Rule = i
		l.Pos += utf8.RuneCountInString(groups[0])
		return rule, groups
	}
	return nil, nil
}
