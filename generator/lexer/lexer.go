// Package lexer runs the rules of chroma's lexers, to the same tokens in a
// fraction of the time, and in steps that are counted: the tokens of a text never
// depend on how fast a machine is.
//
//	lexer.go     rules tried one after another
//	several.go   lexers that call others, and those that wrap one
//	matcher.go   what runs their expressions; runes.go is a matcher's smallest parts
//	firstset.go  which of them need not be tried at all
package lexer

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/alecthomas/chroma/v2"
)

// Tokens calls yield for each token of code until it returns false. It yields
// fewer than all where that would take more steps than code of its length may.
type Tokens func(code string, yield func(chroma.Token) bool)

// Of is what a lexer makes of code. It is nil where there is nothing to tell
// apart, and of lexers that are programs of their own. It is safe for concurrent
// use.
func Of(from chroma.Lexer) Tokens {
	if from == nil || from.Config().Name == "plaintext" {
		return nil
	}
	return tokensOf(from)
}

// quickLexer runs the rules of a chroma lexer to the same tokens in a fraction
// of the time: a rule whose expression cannot start with the next character is
// passed over, groups are collected only for rules that use them, and expressions
// have matchers of ours. Trying rules in vain is most of what highlighting costs.
type quickLexer struct {
	lexer *chroma.RegexLexer
	rules map[string][]quickRule
	all   chroma.CompiledRules
}

type quickRule struct {
	*chroma.CompiledRule
	match *matcher
	plain bool // one token, and no use for groups
}

// newQuickLexer compiles the rules of a lexer anew. It returns nil where that
// cannot be done.
func newQuickLexer(from *chroma.RegexLexer) *quickLexer {
	rules, err := from.Rules()
	if err != nil {
		return nil
	}
	all := chroma.CompiledRules{}
	for state, rules := range rules {
		for _, rule := range rules {
			all[state] = append(all[state], &chroma.CompiledRule{Rule: rule})
		}
	}
	if include(all) != nil {
		return nil
	}
	flags := patternFlags(from.Config())
	q := &quickLexer{lexer: from, rules: map[string][]quickRule{}, all: all}
	for state, compiled := range all {
		q.rules[state] = make([]quickRule, len(compiled))
		for i, rule := range compiled {
			if _, known := rule.Mutator.(chroma.SerialisableMutator); rule.Mutator != nil && !known {
				return nil // code of its own, which may change the rules under way
			}
			quick, err := newQuickRule(rule, flags)
			if err != nil {
				return nil
			}
			if quick.Type != nil && !quick.plain {
				quick.Type = q.own(quick.Type)
			}
			q.rules[state][i] = quick
		}
	}
	return q
}

// include lets the rules that stand for others, such as those of another
// state, take these in; what they take in may do so too.
func include(all chroma.CompiledRules) error {
	for {
		state, i, rule := includingRule(all)
		if rule == nil {
			return nil
		}
		if err := rule.MutateLexer(all, state, i); err != nil {
			return err
		}
	}
}

// includingRule finds a rule that stands for others; nil if there is none.
func includingRule(all chroma.CompiledRules) (state string, at int, rule chroma.LexerMutator) {
	for state, rules := range all {
		for i, r := range rules {
			if rule, ok := r.Mutator.(chroma.LexerMutator); ok {
				return state, i, rule
			}
		}
	}
	return "", 0, nil
}

// newQuickRule prepares a rule. Groups can be left out only where nothing that
// runs after a match might look at them.
func newQuickRule(rule *chroma.CompiledRule, flags string) (quickRule, error) {
	_, oneToken := rule.Type.(chroma.TokenType)
	known, moves := rule.Mutator.(chroma.SerialisableMutator)
	moves = rule.Mutator == nil || moves && known.MutatorKind() != "mutators" // of which some may look at groups
	q := quickRule{CompiledRule: rule, plain: oneToken && moves}
	expression := "(?:" + rule.Pattern + ")"
	if flags != "" {
		expression = "(?" + flags + ")" + expression
	}
	var err error
	q.match, err = newMatcher(expression, !q.plain)
	return q, err
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

// mostIdle bounds the steps without reading a character: rules that match
// nothing may hand over to each other, but some do so in a circle.
const mostIdle = 1000

// lexing is code that a quick lexer reads.
type lexing struct {
	chroma.LexerState
	matching
	source string // the text, if all of it is in ASCII; else ""
}

// reading says how a lexer is called: in which state it starts, and whether by
// another, which has its line end already.
type reading struct {
	state  string
	nested bool
}

// tokens calls yield for each token of code until it returns false. It is
// chroma's own loop, with its way of going on after an error.
func (q *quickLexer) tokens(code string, as reading, yield func(chroma.Token) bool) {
	text := []rune(code)
	end := len(text)
	if q.lexer.Config().EnsureNL && !as.nested && !strings.HasSuffix(code, "\n") {
		text, code = append(text, '\n'), code+"\n"
	}
	l := &lexing{matching: matching{text: text, left: stepsToStart + stepsPerRune*len(text)}, LexerState: chroma.LexerState{
		Lexer: q.lexer, Registry: registry(), Text: text, Rules: q.all,
		Stack: []string{cmp.Or(as.state, "root")}, MutatorContext: map[any]any{},
	}}
	if isASCII(code) {
		l.source = code
	}
	for last, idle := -1, 0; l.Pos < end && len(l.Stack) > 0; {
		if idle++; l.Pos > last {
			last, idle = l.Pos, 0
		}
		l.State = l.Stack[len(l.Stack)-1]
		if idle > mostIdle || !q.step(l, yield) || l.left <= 0 {
			return
		}
	}
	if l.Pos < len(text) && len(l.Stack) == 0 {
		yield(chroma.Token{Type: chroma.Error, Value: l.between(l.Pos, len(text))})
	}
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] > unicode.MaxASCII {
			return false
		}
	}
	return true
}

// between is a part of the text, "" of one that is not there.
func (l *lexing) between(from, to int) string {
	switch {
	case from == no:
		return ""
	case l.source != "":
		return l.source[from:to]
	}
	return string(l.Text[from:to])
}

// step matches one rule and yields its tokens; false if yield did, or if there
// are no steps left.
func (q *quickLexer) step(l *lexing, yield func(chroma.Token) bool) bool {
	at := l.Pos
	rule := q.match(l)
	if l.left <= 0 {
		return false
	}
	if rule == nil {
		if l.Text[at] == '\n' && l.State != "root" {
			l.Stack = []string{"root"}
			return true
		}
		l.Pos++
		return yield(chroma.Token{Type: chroma.Error, Value: l.between(at, l.Pos)})
	}
	end := l.Pos
	if rule.Mutator != nil {
		if err := rule.Mutator.Mutate(&l.LexerState); err != nil {
			panic(err) // as chroma does; Code recovers
		}
	}
	if rule.plain {
		t := rule.Type.(chroma.TokenType)
		return t == chroma.Ignore || yield(chroma.Token{Type: t, Value: l.between(at, end)})
	}
	if rule.Type == nil {
		return true
	}
	next := rule.Type.Emit(l.Groups, &l.LexerState)
	for t := next(); t != chroma.EOF; t = next() {
		if t.Type != chroma.Ignore && !yield(t) {
			return false
		}
	}
	return true
}

// match finds the first rule of the state that matches and moves over it.
func (q *quickLexer) match(l *lexing) *quickRule {
	rules, ok := q.rules[l.State]
	if !ok {
		panic("unknown state " + l.State) // as chroma does; Code recovers
	}
	next := l.Text[l.Pos]
	for i := range rules {
		rule := &rules[i]
		if !rule.match.first.has(next) {
			continue
		}
		if end := rule.match.match(&l.matching, l.Pos); end != no {
			l.Rule, l.Pos = i, end
			if !rule.plain {
				l.group(rule)
			}
			return rule
		}
	}
	return nil
}

// group hands the groups of a match to what a rule makes of it.
func (l *lexing) group(rule *quickRule) {
	of := rule.match
	l.Groups = make([]string, len(of.names)) // what is emitted may keep them
	for i := range l.Groups {
		l.Groups[i] = l.between(l.groups[2*i], l.groups[2*i+1])
	}
	if _, known := rule.Type.(chroma.SerialisableEmitter); known {
		return // no code of its own, which may ask for a name
	}
	l.NamedGroups = map[string]string{}
	for i, name := range of.names {
		l.NamedGroups[name] = l.Groups[i]
	}
}
