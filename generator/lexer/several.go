package lexer

import (
	"reflect"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// tokensOf is what a lexer makes of code, nil if nothing is known of how: of one
// set of rules by our loop, of what wraps such a lexer by the same.
func tokensOf(from chroma.Lexer) Tokens {
	if r, ok := from.(*chroma.RegexLexer); ok {
		q := newQuickLexer(r)
		if q == nil {
			return nil
		}
		return func(code string, yield func(chroma.Token) bool) { q.tokens(code, reading{}, yield) }
	}
	wrapped := inside(from)
	if wrapped == nil {
		return nil
	}
	switch inner := tokensOf(wrapped); from.Config().Name {
	case "markdown":
		return withMatter(inner)
	case "HTTP":
		return withContent(inner)
	}
	return nil
}

// inside is the lexer that another wraps; nil if it wraps none that can be seen.
func inside(from chroma.Lexer) chroma.Lexer {
	v := reflect.Indirect(reflect.ValueOf(from))
	if v.Kind() != reflect.Struct {
		return nil
	}
	field := v.FieldByName("Lexer")
	if !field.IsValid() || !field.CanInterface() {
		return nil
	}
	inner, _ := field.Interface().(chroma.Lexer)
	return inner
}

// withMatter reads front matter as YAML, the rest of a text as before.
func withMatter(rest Tokens) Tokens {
	return func(code string, yield func(chroma.Token) bool) {
		if after, ok := strings.CutPrefix(code, "---\n"); ok {
			if end := strings.Index("\n"+after, "\n---\n"); end >= 0 {
				matter := code[:len("---\n")+end+len("---\n")]
				going := true
				called("YAML")(matter, func(t chroma.Token) bool {
					going = yield(t)
					return going
				})
				if code = code[len(matter):]; !going {
					return
				}
			}
		}
		rest(code, yield)
	}
}

// withContent reads what a message of HTTP carries in the language that its
// header names.
func withContent(message Tokens) Tokens {
	return func(code string, yield func(chroma.Token) bool) {
		kind, named := "", false
		message(code, func(t chroma.Token) bool {
			switch {
			case t.Type == chroma.Name:
				named = strings.EqualFold(t.Value, "content-type")
			case t.Type == chroma.Literal && named:
				kind, _, _ = strings.Cut(t.Value, ";")
			case t.Type == chroma.Generic && kind != "":
				if l := lexers.MatchMimeType(strings.TrimSpace(kind)); l != nil {
					going := true
					called(l.Config().Name)(t.Value, func(t chroma.Token) bool {
						going = yield(t)
						return going
					})
					return going
				}
				t.Type = chroma.Text
			}
			return yield(t)
		})
	}
}

// called are the tokens of a lexer of chroma's by its name, each lexer made once;
// of one that is not known all is one token.
func called(name string) Tokens {
	t, ok := tokensByName.Load(name)
	if !ok {
		t, _ = tokensByName.LoadOrStore(name, sync.OnceValue(func() Tokens {
			if tokens := Of(lexers.Get(name)); tokens != nil {
				return tokens
			}
			return func(code string, yield func(chroma.Token) bool) { yield(chroma.Token{Type: chroma.Text, Value: code}) }
		}))
	}
	return t.(func() Tokens)()
}

var tokensByName sync.Map // of string to func() Tokens

// registry are chroma's lexers for rules that call one by its name: their texts
// are read by our loop too.
var registry = sync.OnceValue(func() *chroma.LexerRegistry {
	all := chroma.NewLexerRegistry()
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		all.Register(other{l})
	}
	return all
})

// other is a lexer that a rule of another calls.
type other struct{ chroma.Lexer }

// SetRegistry implements chroma.Lexer. The lexer stays in chroma's own.
func (o other) SetRegistry(*chroma.LexerRegistry) chroma.Lexer { return o }

// Tokenise implements chroma.Lexer.
func (o other) Tokenise(_ *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	return iterator(text, called(o.Config().Name)), nil
}

// own is what a rule emits, with our loop where it would call its own lexer by
// chroma's, or another past the registry.
func (q *quickLexer) own(e chroma.Emitter) chroma.Emitter {
	if _, ok := e.(chroma.EmitterFunc); ok {
		switch q.lexer.Config().Name {
		case "Go": // a raw string, which may be a template
			return emitter("Go Text Template", map[chroma.TokenType]chroma.TokenType{chroma.Other: chroma.LiteralString})
		case "reStructuredText": // a directive with code
			return chroma.Text
		}
	}
	known, ok := e.(chroma.SerialisableEmitter)
	if !ok {
		return e
	}
	field := reflect.Indirect(reflect.ValueOf(e)).FieldByName
	switch known.EmitterKind() {
	case "usingself":
		as := reading{state: field("State").String(), nested: true}
		return chroma.EmitterFunc(func(groups []string, _ *chroma.LexerState) chroma.Iterator {
			return iterator(groups[0], func(code string, yield func(chroma.Token) bool) { q.tokens(code, as, yield) })
		})
	case "bygroups":
		return chroma.ByGroups(q.owned(field("Emitters"))...)
	case "usingbygroup":
		return chroma.UsingByGroup(int(field("SublexerNameGroup").Int()), int(field("CodeGroup").Int()), q.owned(field("Emitters"))...)
	}
	return e
}

func (q *quickLexer) owned(list reflect.Value) []chroma.Emitter {
	var all []chroma.Emitter
	for _, e := range list.Interface().(chroma.Emitters) {
		all = append(all, q.own(e))
	}
	return all
}

// emitter emits what another lexer reads, with some types of tokens for others.
func emitter(name string, as map[chroma.TokenType]chroma.TokenType) chroma.Emitter {
	return chroma.EmitterFunc(func(groups []string, _ *chroma.LexerState) chroma.Iterator {
		return iterator(groups[0], func(code string, yield func(chroma.Token) bool) {
			called(name)(code, func(t chroma.Token) bool {
				if other, ok := as[t.Type]; ok {
					t.Type = other
				}
				return yield(t)
			})
		})
	})
}

// iterator gives tokens one by one, as chroma wants them.
func iterator(text string, tokens Tokens) chroma.Iterator {
	var all []chroma.Token
	tokens(text, func(t chroma.Token) bool {
		all = append(all, t)
		return true
	})
	return chroma.Literator(all...)
}
