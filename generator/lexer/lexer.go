// Package lexer runs the rules of chroma's lexers, to the same tokens in a
// fraction of the time.
//
//	lexer.go     rules tried one after another
//	firstset.go  which of them need not be tried at all
//	pattern.go   their expressions as trees
//	matcher.go   what runs these trees; runes.go is a matcher's smallest parts
package lexer

import (
	"strings"
	"time"
	"unicode"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
)

// Tokens calls yield for each token of code until it returns false.
type Tokens func(code string, yield func(chroma.Token) bool)

// Of is what a lexer makes of code, by our loop where the lexer is one set of
// rules, else by chroma's. It is nil where there is nothing to tell apart. It is
// safe for concurrent use.
func Of(from chroma.Lexer) Tokens {
	if from == nil || from.Config().Name == "plaintext" {
		return nil
	}
	if r, ok := from.(*chroma.RegexLexer); ok {
		if q := newQuickLexer(r); q != nil {
			return q.tokens
		}
	}
	return chromaTokens(from)
}

// chromaTokens runs a lexer as chroma does; for those made of several.
func chromaTokens(from chroma.Lexer) Tokens {
	return func(code string, yield func(chroma.Token) bool) {
		next, err := from.Tokenise(&chroma.TokeniseOptions{State: "root"}, code)
		if err != nil {
			return
		}
		for t := next(); t != chroma.EOF && yield(t); t = next() {
		}
	}
}

// quickLexer runs the rules of a chroma lexer to the same tokens in a fraction
// of the time: a rule whose expression cannot start with the next character is
// passed over, groups are collected only for rules that use them, and nearly all
// expressions have a matcher of ours. Trying rules in vain is most of what
// highlighting costs.
type quickLexer struct {
	lexer *chroma.RegexLexer
	rules map[string][]quickRule
	all   chroma.CompiledRules
}

type quickRule struct {
	*chroma.CompiledRule
	first firstSet
	quick *matcher // of its expression; nil if there is none
	plain bool     // one token, and no use for groups
}

// newQuickLexer compiles the rules of a lexer anew. It returns nil where that
// cannot be done.
func newQuickLexer(from *chroma.RegexLexer) *quickLexer {
	flags := patternFlags(from.Config())
	all, err := compile(from, flags)
	if err != nil {
		return nil
	}
	q := &quickLexer{lexer: from, rules: map[string][]quickRule{}, all: all}
	for state, compiled := range all {
		for _, rule := range compiled {
			if _, known := rule.Mutator.(chroma.SerialisableMutator); rule.Mutator != nil && !known {
				return nil // code of its own, which may change the rules under way
			}
			q.rules[state] = append(q.rules[state], newQuickRule(rule, flags))
		}
	}
	return q
}

// mostTime bounds one trial of an expression, as chroma does.
const mostTime = 250 * time.Millisecond

// compile makes of the rules that a lexer shows what chroma makes of them,
// which it shows to nobody.
func compile(from *chroma.RegexLexer, flags string) (chroma.CompiledRules, error) {
	rules, err := from.Rules()
	if err != nil {
		return nil, err
	}
	all := chroma.CompiledRules{}
	for state, rules := range rules {
		all[state] = make([]*chroma.CompiledRule, len(rules))
		for i, rule := range rules {
			pattern := "(?:" + rule.Pattern + ")"
			if flags != "" {
				pattern = "(?" + flags + ")" + pattern
			}
			expression, err := regexp2.Compile(`\G` + pattern)
			if err != nil {
				return nil, err
			}
			expression.MatchTimeout = mostTime
			all[state][i] = &chroma.CompiledRule{Rule: rule, Regexp: expression}
		}
	}
	return all, include(all)
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
// runs after a match might look at them, and what they are called only where
// nothing asks for them by name.
func newQuickRule(rule *chroma.CompiledRule, flags string) quickRule {
	_, oneToken := rule.Type.(chroma.TokenType)
	_, emits := rule.Type.(chroma.SerialisableEmitter) // code of chroma's own
	known, moves := rule.Mutator.(chroma.SerialisableMutator)
	moves = rule.Mutator == nil || moves && known.MutatorKind() != "mutators" // of which some may look at groups
	q := quickRule{CompiledRule: rule, first: everything, plain: oneToken && moves}
	if p, err := parsePattern(rule.Pattern, flags); err == nil {
		q.first = firstOf(p.tree)
		if moves && (emits || rule.Type == nil) {
			q.quick = newMatcher(p, !q.plain)
		}
	}
	return q
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

// tokens calls yield for each token of code until it returns false. It is
// chroma's own loop, with its way of going on after an error.
func (q *quickLexer) tokens(code string, yield func(chroma.Token) bool) {
	text := []rune(code)
	end := len(text)
	if q.lexer.Config().EnsureNL && !strings.HasSuffix(code, "\n") {
		text, code = append(text, '\n'), code+"\n"
	}
	l := &lexing{matching: matching{text: text}, LexerState: chroma.LexerState{
		Lexer: q.lexer, Registry: lexers.GlobalLexerRegistry, Text: text, Rules: q.all,
		Stack: []string{"root"}, MutatorContext: map[any]any{},
	}}
	if isASCII(code) {
		l.source = code
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

// step matches one rule and yields its tokens; false if yield did.
func (q *quickLexer) step(l *lexing, yield func(chroma.Token) bool) bool {
	at := l.Pos
	rule := q.match(l)
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
		if !rule.first.has(next) {
			continue
		}
		if end := rule.match(l); end != no {
			l.Rule, l.Pos = i, end
			return rule
		}
	}
	return nil
}

// match matches the expression of a rule, and notes the groups if they are
// wanted. It returns where the match ends, or no.
func (r *quickRule) match(l *lexing) (end int) {
	if r.quick != nil {
		if end, sure := r.quick.match(&l.matching, l.Pos); sure {
			if end != no && !r.plain {
				l.Groups = nil
				for i := 0; i < len(l.groups); i += 2 {
					l.Groups = append(l.Groups, l.between(l.groups[i], l.groups[i+1]))
				}
			}
			return end
		}
	}
	m, err := r.Regexp.FindRunesMatchStartingAt(l.Text, l.Pos)
	if m == nil || err != nil || m.RuneIndex != l.Pos {
		return no
	}
	if !r.plain {
		l.Groups, l.NamedGroups = nil, map[string]string{}
		for _, g := range m.Groups() {
			l.NamedGroups[g.Name] = g.String()
			l.Groups = append(l.Groups, g.String())
		}
	}
	return l.Pos + m.RuneLength
}
