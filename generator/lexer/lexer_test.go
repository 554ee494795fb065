package lexer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/google/go-cmp/cmp"
)

// lexerSamples are texts that take lexers through many of their states. Every
// lexer gets every text: wrong programs are where rules are tried the most.
var lexerSamples = []string{
	"package a\n\nimport \"b\"\n\n// c\nfunc (t *T) F(x int) (err error) { return fmt.Errorf(`%d`, x+0x1F, 'c') }\n",
	"import {a} from \"b\"; /* c */ const f = async (x) => `a ${x + 1} b`; class A extends B { #p = 1.5e3; static s = /re+[/]/g }\n",
	"def f(x: int = 3, *a, **k) -> str:\n    '''doc'''\n    return f\"{x!r} {k['a']}\" # c\n@dec\nclass A(B): pass\n",
	"#!/bin/sh\nset -e; for f in *.md; do echo \"$f ${x:-1} $(ls `pwd`)\" 2>&1 | grep -v 'x'; done <<EOF\nhere $x\nEOF\n",
	"{\"a\": [1, -2.5e3, null, true], \"b\\n\": {\"c\": \"\\u4e2d\"}}\n",
	"a: &x 1\nb:\n  - \"s\" # c\n  - {k: v, l: [1, 2]}\nc: |\n  text\n<<: *x\n",
	"#include <stdio.h>\n#define A(x) x\nint main(void) { char *s = \"a\\n\"; return s[0] == 'a' ? 0x1 : 1L; } /* c */\n",
	"fn main<'a>(x: &'a str) -> Result<(), E> { let mut v: Vec<_> = vec![1u8]; println!(\"{}\", v.len()); Ok(()) } // c\n",
	"<!DOCTYPE html><p class=\"a\" id=b>x &amp; y</p><script>var a = 1 < 2</script><style>a{b:c}</style><!-- c -->\n",
	"SELECT a.b, COUNT(*) FROM t AS a WHERE x = 'it''s' AND y >= 1.5 -- c\nGROUP BY a;\n",
	"--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z\n",
	"中文，“引号”：变量 = 1；é ñ \t\v\f €\n\n\n$ ls\n> x\n\\ ' \" ` (",
}

func TestQuickLexersGiveTheTokensOfChroma(t *testing.T) {
	names := []string{"go", "js", "ts", "jsx", "python", "bash", "json", "yaml", "toml", "c", "c++", "rust", "java", "css",
		"sql", "diff", "docker", "make", "ini", "lua", "ruby", "perl", "kotlin", "swift", "nginx", "xml", "vue"}
	quick := 0
	for _, name := range names {
		lexer, ok := lexers.Get(name).(*chroma.RegexLexer)
		if !ok {
			continue
		}
		q := newQuickLexer(lexer)
		if q == nil {
			t.Errorf("%s: no rules", name)
			continue
		}
		quick++
		for _, code := range lexerSamples {
			got, gotPanic := collect(tokensOf(lexer), code)
			if diff := differs(lexer, code, got, gotPanic); diff != "" {
				t.Errorf("%s, %q (-chroma +ours)\n%s", name, code, diff)
			}
		}
	}
	if quick < 20 {
		t.Errorf("only %d lexers are quick", quick)
	}
}

// differs tells in what our tokens are not those of chroma, "" if they are. It is
// asked three times: an expression of chroma's matches nothing once the clock on
// the wall has gone on for a quarter of a second, as it does on a busy machine.
func differs(lexer *chroma.RegexLexer, code string, got []chroma.Token, gotPanic bool) (diff string) {
	for range 3 {
		want, wantPanic := collect(chromaTokens(lexer), code)
		if gotPanic == wantPanic && (gotPanic || cmp.Equal(want, got)) {
			return ""
		}
		diff = fmt.Sprintf("gave up: chroma %v, ours %v\n%s", wantPanic, gotPanic, cmp.Diff(want, got))
	}
	return diff
}

// chromaTokens runs a lexer as chroma does.
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

// collect returns the tokens of code, and whether the lexer gave up.
func collect(tokens Tokens, code string) (out []chroma.Token, panicked bool) {
	defer func() { panicked = recover() != nil }()
	tokens(code, func(t chroma.Token) bool {
		out = append(out, t)
		return true
	})
	return out, false
}

func TestFirstSets(t *testing.T) {
	for _, c := range []struct{ pattern, flags, in, out string }{
		{`abc|x`, "", "ax", "bcy"},
		{`\s+`, "", " \t\n", "a"},
		{`(?i)select\b`, "", "sS", "e"},
		{`if`, "i", "iI", "f"},
		{`[^\n"]+`, "", "a'", "\n\""},
		{`a*b?c`, "", "abc", "d"},
		{`(?<!x)foo(?=bar)`, "", "f", "bx"},
		{`(?=a)`, "", "ab", ""},
		{`^\s*#`, "m", " #", "a"},
		{`.`, "", "a", "\n"},
		{`.`, "s", "a\n", ""},
		{`(["'])\1`, "", "'\"", "a"},
		{`[]a]`, "", "]a", "b"},
		{`\(\?=x`, "", "(", "?x"},
	} {
		x, err := newMatcher("(?"+c.flags+":"+c.pattern+")", false)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, r := range c.in + "中" {
			if !x.first.has(r) {
				t.Errorf("%s cannot start with %q", c.pattern, r)
			}
		}
		for _, r := range strings.TrimSpace(c.out) {
			if x.first.has(r) {
				t.Errorf("%s may start with %q", c.pattern, r)
			}
		}
	}
}

func TestCircularRulesEnd(t *testing.T) {
	lexer := chroma.MustNewLexer(&chroma.Config{Name: "circle"}, func() chroma.Rules {
		return chroma.Rules{
			"root":  {{Pattern: ``, Type: chroma.Text, Mutator: chroma.Push("other")}},
			"other": {{Pattern: ``, Type: chroma.Text, Mutator: chroma.Pop(1)}},
		}
	})
	if got, _ := collect(Of(lexer), "a"); len(got) > 2*mostIdle {
		t.Errorf("%d tokens", len(got))
	}
}
