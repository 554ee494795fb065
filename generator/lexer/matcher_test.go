package lexer

import (
	"slices"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/dlclark/regexp2/v2"
)

// FuzzMatchers holds the matchers of real rules against regexp2, at each place of
// a text.
func FuzzMatchers(f *testing.F) {
	for _, code := range lexerSamples {
		f.Add(code)
	}
	var all []*quickLexer
	for _, name := range []string{"go", "ts", "bash", "c++", "python", "yaml", "sql", "rust"} {
		all = append(all, newQuickLexer(lexers.Get(name).(*chroma.RegexLexer)))
	}
	f.Fuzz(func(t *testing.T, code string) {
		if len(code) > 200 {
			return
		}
		m := &matching{text: []rune(code)}
		for _, q := range all {
			for _, rules := range q.rules {
				for i := range rules {
					for at := range m.text {
						sameMatch(t, &rules[i], m, at)
					}
				}
			}
		}
	})
}

func sameMatch(t *testing.T, r *quickRule, m *matching, at int) {
	t.Helper()
	if r.quick == nil {
		return
	}
	end, sure := r.quick.match(m, at)
	if !sure {
		return
	}
	want, err := r.Regexp.FindRunesMatchStartingAt(m.text, at)
	if err != nil {
		return
	}
	if want == nil {
		if end != no {
			t.Errorf("%s matches %q to %d", r.Pattern, string(m.text[at:]), end-at)
		}
		return
	}
	if !r.first.has(m.text[at]) {
		t.Errorf("%s does not start with %q", r.Pattern, m.text[at])
	}
	if end != at+want.RuneLength || r.quick.groups > 0 && !slices.Equal(m.groups, groupsOf(want)) {
		t.Errorf("%s matches %q to %d %v, not to %d %v", r.Pattern, string(m.text[at:]), end-at, m.groups, want.RuneLength, groupsOf(want))
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
