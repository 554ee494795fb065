package claims

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/source"
)

// TestRulesFindWrongSentencesAndLeaveRightOnesAlone runs testdata/*.txtar, one
// for each rule: every line of LANG/wrong must be found by that rule; every line of
// LANG/right must be found by none. A line "TERM = definition" is an entry of a glossary.
func TestRulesFindWrongSentencesAndLeaveRightOnesAlone(t *testing.T) {
	rules, problems := Load(nil, "en")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, rule := range rules.sets[0].rules {
		t.Run(rule.ID, func(t *testing.T) {
			cases := golden.Read(t, filepath.Join("testdata", "rules", rule.ID+".txtar"))
			seen := map[string]bool{}
			for _, f := range cases.Parts {
				seen[f.Name] = true
				lang, kind, _ := strings.Cut(f.Name, "/")
				for line := range strings.Lines(f.Text) {
					found := codes(rules, strings.TrimSpace(line), lang)
					if kind == "wrong" && !strings.Contains(found, rule.Code()) || kind == "right" && found != "" {
						t.Errorf("%s: %sfound: %q", f.Name, line, found)
					}
				}
			}
			for _, name := range []string{"zh/wrong", "zh/right", "en/wrong", "en/right"} {
				if !seen[name] {
					t.Errorf("there are no cases %s", name)
				}
			}
		})
	}
}

// codes are the claims found in a page of one sentence.
func codes(rules *Rules, line, lang string) string {
	body := line
	if term, definition, ok := strings.Cut(line, " = "); ok {
		body = "::: glossary\n" + term + "\n: " + definition + "\n:::"
	}
	src := []byte("# TCP\n\n" + body + "\n")
	var found []string
	for _, p := range check(rules, src, lang) {
		found = append(found, p.Code)
	}
	return strings.Join(found, " ")
}

// TestTheStandardIsRight reads RFC 9293 as an article: what the rules find in it
// they find wrongly.
func TestTheStandardIsRight(t *testing.T) {
	if testing.Short() {
		t.Skip("reads all of the standard")
	}
	text, err := os.ReadFile("../../../shared/rfc/rfc9293.txt")
	if err != nil {
		t.Skip("the RFC is not beside this repository: ", err)
	}
	rules, _ := Load(nil, "en")
	page := regexp.MustCompile(`(?m)^ +|\f`).ReplaceAllString(string(text), "") // what is indented would be code
	src := []byte(page)
	for _, p := range check(rules, src, "en") {
		t.Errorf("%s: %s", p.Place.String(), p.Code)
	}
}

// TestMessagesExistInBothLanguages holds every rule to its words.
func TestMessagesExistInBothLanguages(t *testing.T) {
	rules, _ := Load(nil, "en")
	for _, rule := range rules.sets[0].rules {
		if rule.Message["zh"] == "" || rule.Message["en"] == "" || rule.Section == "" {
			t.Errorf("%s lacks a message or the section of the standard", rule.ID)
		}
	}
}

// TestSiteRules runs testdata/site.txtar: a site's rules.yaml, a page, and the
// problems that come of the two.
func TestSiteRules(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) (parts []golden.Part) {
		for i := 0; i+2 < len(c.Parts); i += 3 {
			given, page, want := c.Parts[i], c.Parts[i+1], c.Parts[i+2]
			rules, problems := Load([]byte(given.Text), "en")
			src := []byte(page.Text)
			want.Text = list(append(problems, check(rules, src, "en")...))
			parts = append(parts, given, page, want)
		}
		return parts
	})
}

func list(problems []diagnostic.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s %s[%s] %d: %s (%s)\n", p.Place.String(), p.Severity, p.Code, p.Width, p.Message, p.Hint)
	}
	return b.String()
}

// FuzzPhrase holds that no phrase stops a check, and none matches nothing.
func FuzzPhrase(f *testing.F) {
	f.Add("[SYN|FIN] … [means|stands [for|]] connect*", "The SYN flag stands for connecting.")
	f.Add("[a|", "a")
	f.Add("]|…*", "…")
	f.Fuzz(func(t *testing.T, phrase, text string) {
		p, err := ParsePhrase(phrase, "en")
		if err != nil {
			return
		}
		if from, to, found := p.find(text); found && (from >= to || to > len(text)) {
			t.Errorf("%q matches [%d:%d] of %q", phrase, from, to, text)
		}
	})
}

// FuzzRules holds that a site's file of rules is read or refused, whatever it is,
// and that what was read can be asked.
func FuzzRules(f *testing.F) {
	f.Add([]byte("rules:\n  - {id: a, says: {en: [x, \"[y|z]\"]}, message: {en: y}, near: {en: [b]}, unless: {en: [c]}, level: off}\nlevels: {a: off}\n"))
	f.Add([]byte("about: TCP\ndoubt: {en: [\"x … *\"]}\nrules:\n- id: a\n  term: x\n  in: [item, cell]\n  says: &a {en: []}\n  near: *a\n"))
	nowhere := func(int, int) diagnostic.Place { return diagnostic.Place{} }
	passages := []page.Passage{{Kind: page.InHeading, Level: 1, Text: "TCP", Place: nowhere}, {Kind: page.InParagraph, Text: "x y z b c", Place: nowhere}}
	f.Fuzz(func(t *testing.T, src []byte) {
		theirs, problems := parse(src)
		for _, p := range problems {
			if _, err := json.Marshal(p); err != nil || p.Message == "" {
				t.Errorf("a problem that says nothing: %+v", p)
			}
		}
		if theirs != nil {
			(&Rules{sets: []*set{theirs}, lang: "en"}).Check("TCP", passages, "en")
		}
	})
}

// check holds a page of no front matter against the rules.
func check(rules *Rules, src []byte, lang string) []diagnostic.Problem {
	doc := markdown.Parse(source.Read("page.md", src, source.Files{}), markdown.Options{Lang: lang})
	return rules.Check("", doc.Passages(), lang)
}

// Rules are bounded before they are parsed, and those that repeat others cannot
// be multiplied.
func TestDeepRulesAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"rules: " + strings.Repeat("[", 100_000):                     "nested deeper than 64 levels",
		"a: &a {}\nrules: [" + strings.Repeat("*a, ", 100_000) + "]": "more than 100 anchors, aliases, tags and directives",
		"# nothing\n": "",
	} {
		_, problems := parse([]byte(text))
		if want == "" && len(problems) == 0 {
			continue
		}
		if len(problems) != 1 || problems[0].Message.String() != want || problems[0].Line < 1 {
			t.Errorf("%.20q: %+v", text, problems)
		}
	}
}
