// Package highlight turns code into HTML spans with classes, a handful for all
// languages. The rules are chroma's; the loop that runs them is ours, and many
// times faster (package lexer). Output of a terminal is a language too
// (ansi.go).
package highlight

import (
	"cmp"
	"html"
	"strings"
	"sync"

	"woshou/generator/lexer"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// Code returns code as HTML: text, and tokens in <span class="k">. The
// classes are
//
//	k keyword, operator in words    f function    i inserted
//	s string                        t type, built-in name, tag    d deleted
//	c comment                       a attribute, variable         g prompt, heading
//	m number, literal
//
// Spans do not nest, and neighbours of one class share one. Without their tags
// the spans are the code, to the byte; of `ansi`, what a terminal would print.
// An unknown language gets no spans.
// Code is safe for concurrent use.
func Code(code, lang string) []byte {
	if lang == "ansi" {
		return highlightANSI(code)
	}
	out, ok := highlightTokens(code, lang)
	if !ok {
		return []byte(html.EscapeString(code))
	}
	return out
}

// highlightTokens fails if there is no lexer, or if it does not give the code
// back as it is: all of it, in the steps that it may take.
func highlightTokens(code, lang string) (out []byte, ok bool) {
	tokens := tokensOf(lang)
	if tokens == nil {
		return nil, false
	}
	// A lexer is a pile of foreign expressions that meets arbitrary text; a
	// page without colours is better than no page.
	defer func() {
		if recover() != nil {
			out, ok = nil, false
		}
	}()
	f := formatter{code: code}
	f.out.Grow(len(code) * 2)
	tokens(code, f.add)
	f.close()
	if f.failed || f.at < len(code) {
		return nil, false
	}
	return []byte(f.out.String()), true
}

// formatter writes tokens, merging neighbours of one class.
type formatter struct {
	code string
	at   int // how much of code has been written
	out  strings.Builder
	open byte // class of the open span, or 0

	failed bool // a token was not what the code says
}

// add writes a token; false if it is not what the code says there. A line end
// that a lexer adds at the end is left out.
func (f *formatter) add(t chroma.Token) bool {
	value := t.Value
	if rest := f.code[f.at:]; !strings.HasPrefix(rest, value) {
		if value = strings.TrimSuffix(value, "\n"); value != rest {
			f.failed = true
			return false
		}
	}
	if value == "" {
		return true
	}
	f.write(value, classOf(t.Type))
	f.at += len(value)
	return true
}

// write writes text of a class.
func (f *formatter) write(value string, class byte) {
	if strings.TrimSpace(value) == "" {
		class = f.open // blanks have no colour
	}
	if class != f.open {
		f.close()
		if class != 0 {
			f.out.WriteString(`<span class="`)
			f.out.WriteByte(class)
			f.out.WriteString(`">`)
			f.open = class
		}
	}
	escapeTo(&f.out, value)
}

func (f *formatter) close() {
	if f.open != 0 {
		f.out.WriteString("</span>")
		f.open = 0
	}
}

// escapeTo writes s as text. Unlike html.EscapeString it leaves quotes alone:
// code is full of them and text needs no escape for them.
func escapeTo(out *strings.Builder, s string) {
	last := 0
	for i := range len(s) {
		var esc string
		switch s[i] {
		case '<':
			esc = "&lt;"
		case '>':
			esc = "&gt;"
		case '&':
			esc = "&amp;"
		default:
			continue
		}
		out.WriteString(s[last:i])
		out.WriteString(esc)
		last = i + 1
	}
	out.WriteString(s[last:])
}

// classOf returns the class of a token, or 0 for plain text.
func classOf(t chroma.TokenType) byte {
	switch {
	case t == chroma.KeywordType, t.InSubCategory(chroma.NameBuiltin), t == chroma.NameClass, t == chroma.NameTag, t == chroma.NameNamespace, t == chroma.NameException:
		return 't'
	case t.InCategory(chroma.Keyword), t == chroma.OperatorWord:
		return 'k'
	case t == chroma.NameAttribute, t.InSubCategory(chroma.NameVariable), t == chroma.NameProperty, t == chroma.NameEntity:
		return 'a'
	case t.InSubCategory(chroma.NameFunction), t == chroma.NameDecorator:
		return 'f'
	case t == chroma.NameConstant, t.InSubCategory(chroma.LiteralNumber), t == chroma.LiteralDate, t == chroma.Literal:
		return 'm'
	case t.InSubCategory(chroma.LiteralString):
		return 's'
	case t.InCategory(chroma.Comment):
		return 'c'
	case t == chroma.GenericInserted:
		return 'i'
	case t == chroma.GenericDeleted, t == chroma.GenericError:
		return 'd'
	case t == chroma.GenericPrompt, t == chroma.GenericHeading, t == chroma.GenericSubheading:
		return 'g'
	}
	return 0
}

// byLanguage remembers the lexers that were looked up: compiling one takes
// milliseconds, and asking chroma for a name it does not know tries the
// patterns of every language.
var byLanguage sync.Map // of string to lexer.Tokens, nil for none

// lexerNames are names that authors use and chroma does not, each with that of
// the nearest language that it knows.
var lexerNames = map[string]string{
	"angular-html": "html", "astro": "html", "template": "html", "vue-html": "html",
	"dotenv": "ini", "f#": "fsharp", "less": "scss", "mdx": "markdown",
	"shellscript": "bash", "shellsession": "console",
}

// nearest are languages, by chroma's names, whose lexers are programs of their
// own, which nobody could count the steps of, each with the nearest that is a set
// of rules.
var nearest = map[string]string{
	"Common Lisp": "Scheme", "EmacsLisp": "Scheme", "ERB": "HTML", "Go HTML Template": "Go Text Template", "Haxe": "ActionScript 3",
	"PHTML": "PHP", "Raku": "Perl", "Svelte": "HTML", "YAML+Jinja": "YAML",
}

// tokensOf returns the tokens of a language, or nil if nobody knows it.
func tokensOf(lang string) lexer.Tokens {
	if lang == "" {
		return nil
	}
	if t, ok := byLanguage.Load(lang); ok {
		return t.(lexer.Tokens)
	}
	found := lexers.Get(cmp.Or(lexerNames[lang], lang))
	if found != nil && nearest[found.Config().Name] != "" {
		found = lexers.Get(nearest[found.Config().Name])
	}
	t := lexer.Of(found)
	byLanguage.Store(lang, t)
	return t
}
