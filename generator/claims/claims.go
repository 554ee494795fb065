// Package claims finds sentences that say about a protocol what its standard
// does not.
//
// What to look for are rules in YAML; those of this package are about TCP and
// RFC 9293 (rules/tcp.yaml), and a site adds its own:
//
//	about: TCP                             # pages that never say so are passed over
//	levels: {syn-connects: off}            # of rules that exist: error, warning, hint, off
//	doubt: {en: ["[myth|misconception]"]}  # sentences with such words claim nothing
//	rules:
//	  - id: fin-ends-connection            # reported as claim-fin-ends-connection
//	    level: warning                     # the default
//	    section: RFC 9293 §3.6
//	    in: [paragraph, item]              # else everywhere
//	    message: {zh: …, en: …}            # what is right
//	    says: {en: ["FIN … [means|closes] … connection"]}
//	    near: {en: [close]}
//	    unless: {en: ["[direction|half]"]}
//
// A rule speaks of a sentence that one of the phrases in `says` matches, in
// the language of the page. The way phrases are written is told at Phrase.
// `near` asks for words in the same block, or in a heading over it; `unless`
// are words in the sentence that make it right. A rule for glossaries has
// `term:`, a phrase for the term whose definition it is about.
//
// Rules know words, not meaning: one that cries wolf on a right sentence is
// worse than one that stays silent, and every rule has cases of both kinds in
// testdata.
package claims

import (
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// Check returns what the rules have to say about a page in a language, in the
// order of the text.
func (r *Rules) Check(title string, passages []page.Passage, lang string) []diagnostic.Problem {
	text := articleOf(title, passages)
	var problems []diagnostic.Problem
	for _, set := range r.sets {
		if !set.concerns(text) {
			continue
		}
		for i := range text.passages {
			problems = append(problems, r.passage(set, text, i, lang)...)
		}
	}
	return problems
}

// article is the text of a page with the headings over each of its passages.
type article struct {
	title    string
	passages []page.Passage
	headings []string // of the same index: those over it, joined
}

func articleOf(title string, passages []page.Passage) article {
	p := article{title: title, passages: passages}
	over := make([]string, 7)
	for _, passage := range p.passages {
		p.headings = append(p.headings, strings.Join(over, "\n"))
		if passage.Kind == page.InHeading {
			over[passage.Level] = passage.Text
			clear(over[passage.Level+1:])
		}
	}
	return p
}

// concerns reports whether a page is about what a set of rules is about.
func (s *set) concerns(p article) bool {
	return s.about.match == nil || s.about.match.MatchString(p.title) ||
		slices.ContainsFunc(p.passages, func(passage page.Passage) bool { return s.about.match.MatchString(passage.Text) })
}

// passage applies a set of rules to one passage. Each rule speaks once of it:
// what follows in the same block is usually the same claim again.
func (r *Rules) passage(s *set, p article, i int, lang string) []diagnostic.Problem {
	passage := p.passages[i]
	var problems []diagnostic.Problem
	for _, rule := range s.rules {
		wording, ok := rule.wordings[lang]
		level := r.levelOf(rule)
		if !ok || level == off || !rule.reads(passage) {
			continue
		}
		text := joined(passage.Text)
		if !wording.isNear(text, p.headings[i], p.title) {
			continue
		}
		if from, to, found := wording.find(text, s.doubt[lang]); found {
			problems = append(problems, diagnostic.Problem{
				Place: passage.Place(from, to), Severity: level, Code: rule.Code(),
				Message: diagnostic.Message(rule.Message.In(r.lang)), Hint: diagnostic.Message(rule.Section),
			})
		}
	}
	return problems
}

// joined is a text with the hyphens inside names such as SYN-SENT as
// underscores: a rule about SYN is not about that. Its length is the same.
func joined(text string) string {
	if !strings.Contains(text, "-") {
		return text
	}
	b := []byte(text)
	for i := 1; i+1 < len(b); i++ {
		if b[i] == '-' && isCapital(b[i-1]) && isCapital(b[i+1]) {
			b[i] = '_'
		}
	}
	return string(b)
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' }

// reads reports whether a rule is about passages of this kind.
func (r *Rule) reads(p page.Passage) bool {
	if r.term.match != nil {
		return p.Kind == page.InDefinition && r.term.match.MatchString(p.Term)
	}
	return len(r.in) == 0 || slices.Contains(r.in, p.Kind)
}

// isNear reports whether one of the words that must be around a claim is in
// one of the texts, or none must.
func (w wording) isNear(texts ...string) bool {
	return len(w.near) == 0 || slices.ContainsFunc(texts, func(text string) bool { return w.near.in(text) })
}

// find returns the first sentence's part that makes the claim.
func (w wording) find(text string, doubt phrases) (from, to int, found bool) {
	for start, stop := range sentences(text) {
		sentence := text[start:stop]
		if isQuestion(sentence) || w.unless.in(sentence) || doubt.in(sentence) {
			continue
		}
		for _, says := range w.says {
			if from, to, found := says.find(sentence); found {
				return start + from, start + to, true
			}
		}
	}
	return 0, 0, false
}

// isQuestion reports whether a sentence asks, and so claims nothing.
func isQuestion(sentence string) bool {
	sentence = strings.TrimRight(sentence, " \t\n”’\"')）」』")
	return strings.HasSuffix(sentence, "?") || strings.HasSuffix(sentence, "？")
}

// sentences yields where the sentences of a text start and stop. A semicolon
// ends one: in Chinese it parts whole statements.
func sentences(text string) func(yield func(start, stop int) bool) {
	return func(yield func(int, int) bool) {
		start := 0
		for i, r := range text {
			end := i + len(string(r))
			if !strings.ContainsRune("。！？；!?;\n", r) && (r != '.' || end < len(text) && text[end] != ' ') {
				continue
			}
			if !yield(start, end) {
				return
			}
			start = end
		}
		if start < len(text) {
			yield(start, len(text))
		}
	}
}
