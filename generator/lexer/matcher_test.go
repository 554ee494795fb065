package lexer

import (
	"maps"
	"slices"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
)

// compared is a matcher with the expression that it is of, run by regexp2.
type compared struct {
	*matcher
	same *regexp2.Regexp
}

// FuzzMatchers holds the matcher of a real rule against regexp2, at each place of
// a text.
func FuzzMatchers(f *testing.F) {
	for i, code := range lexerSamples {
		f.Add(code, uint(i))
	}
	var all []compared
	for _, name := range []string{"go", "ts", "bash", "c++", "python", "yaml", "sql", "rust", "scss", "luau", "fish", "ruby", "perl", "markdown"} {
		lexer, ok := lexers.Get(name).(*chroma.RegexLexer)
		if !ok {
			lexer = inside(lexers.Get(name)).(*chroma.RegexLexer)
		}
		all = append(all, matchersOf(f, lexer)...)
	}
	f.Fuzz(func(t *testing.T, code string, rule uint) {
		if len(code) > 500 {
			return
		}
		m := &matching{text: []rune(code)}
		for at := range m.text {
			sameMatch(t, all[rule%uint(len(all))], m, at)
		}
	})
}

// TestMatchers holds all of them against it at each place of some code.
func TestMatchers(t *testing.T) {
	if testing.Short() {
		t.Skip("tries a thousand expressions at each character")
	}
	for name, code := range map[string]string{"go": lexerSamples[0], "ts": lexerSamples[1], "python": lexerSamples[2], "rust": lexerSamples[7], "ruby": lexerSamples[11], "fish": lexerSamples[3]} {
		m := &matching{text: []rune(code)}
		for _, c := range matchersOf(t, lexers.Get(name).(*chroma.RegexLexer)) {
			for at := range m.text {
				sameMatch(t, c, m, at)
			}
		}
	}
}

// matchersOf are those of a lexer's rules.
func matchersOf(t testing.TB, lexer *chroma.RegexLexer) (all []compared) {
	q := newQuickLexer(lexer)
	if q == nil {
		t.Fatalf("%s has no rules", lexer.Config().Name)
		return nil
	}
	flags := patternFlags(lexer.Config())
	for _, state := range slices.Sorted(maps.Keys(q.rules)) {
		for _, r := range q.rules[state] {
			expression := "(?:" + r.Pattern + ")"
			if flags != "" {
				expression = "(?" + flags + ")" + expression
			}
			all = append(all, compared{r.match, regexp2.MustCompile(`\G` + expression)})
		}
	}
	return all
}

func sameMatch(t *testing.T, c compared, m *matching, at int) {
	t.Helper()
	m.left = 1_000_000
	end := c.match(m, at)
	want, err := c.same.FindRunesMatchStartingAt(m.text, at)
	if err != nil {
		return
	}
	if want == nil {
		if end != no {
			t.Errorf("%s matches %q to %d", c.same, string(m.text[at:]), end-at)
		}
		return
	}
	if !c.first.has(m.text[at]) {
		t.Errorf("%s does not start with %q", c.same, m.text[at])
	}
	if end != at+want.RuneLength || len(c.names) > 0 && !slices.Equal(m.groups, groupsOf(want)) {
		t.Errorf("%s matches %q to %d %v, not to %d %v", c.same, string(m.text[at:]), end-at, m.groups, want.RuneLength, groupsOf(want))
	}
}

// groupsOf are the groups of a match, as a matching has them.
func groupsOf(m *regexp2.Match) (groups []int) {
	for _, g := range m.Groups() {
		if len(g.Captures) == 0 {
			groups = append(groups, no, no)
		} else {
			groups = append(groups, g.RuneIndex, g.RuneIndex+g.RuneLength)
		}
	}
	return groups
}
