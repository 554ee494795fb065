package check

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"woshou/diagrams/tcp"
	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/site"
)

// number is a number in figures. One that a Chinese numeral follows (3万) is
// none that the other language would write alike.
var number = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)*)[ \x{00a0}]?(万|亿|千|百|[kKMG]\b|million|thousand|billion)?`)

func numbersIn(text string) (list []string) {
	for _, m := range number.FindAllStringSubmatch(text, -1) {
		if m[2] == "" {
			list = append(list, strings.ReplaceAll(m[1], ",", ""))
		}
	}
	return list
}

// numbers compares the numbers of two blocks. A small one that only one of the
// two writes in figures may be a word in the other, so something differs for
// sure only where both have numbers that the other lacks.
func (c *comparison) numbers(x, y *markdown.Block) {
	lost, new := apart(numbersIn(x.Text), numbersIn(y.Text))
	if len(lost) != len(new) {
		lost, new = slices.DeleteFunc(lost, mayBeWord), slices.DeleteFunc(new, mayBeWord)
	}
	if len(lost) > 0 && len(new) > 0 {
		c.report(diagnostic.Warning, "translation-number", y, fmt.Sprintf("this says %s, where %s says %s",
			strings.Join(new, ", "), c.there(x), strings.Join(lost, ", ")), "")
	}
}

// mayBeWord reports whether a number is one that texts spell out: up to twelve.
func mayBeWord(n string) bool {
	value, err := strconv.Atoi(n)
	return err == nil && value <= 12
}

// states does the same for names of states.
func (c *comparison) states(x, y *markdown.Block) {
	lost, new := apart(statesIn(x.Text), statesIn(y.Text))
	if len(lost) > 0 && len(new) > 0 {
		c.report(diagnostic.Warning, "translation-state", y, fmt.Sprintf("this names %s, where %s names %s",
			strings.Join(new, ", "), c.there(x), strings.Join(lost, ", ")), "")
	}
}

// stateWord matches what may be the name of a state.
var stateWord = regexp.MustCompile(`[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*`)

// statesIn are the states that a text names, each once.
func statesIn(text string) (list []string) {
	for _, word := range stateWord.FindAllString(text, -1) {
		name := strings.ReplaceAll(word, "_", "-")
		if slices.Contains(tcp.StateNames(), name) && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// apart takes what two lists share out of both, as often as both have it.
func apart(x, y []string) (onlyX, onlyY []string) {
	onlyY = slices.Clone(y)
	for _, v := range x {
		if i := slices.Index(onlyY, v); i >= 0 {
			onlyY = slices.Delete(onlyY, i, i+1)
		} else {
			onlyX = append(onlyX, v)
		}
	}
	return onlyX, onlyY
}

// links compares where links within the site lead: each page has its
// translation, and each heading. What lies elsewhere may be another address in
// another language.
func (c *comparison) links(x, y *markdown.Block) {
	lost, new := apart(c.targets(c.source, x.Links), c.targets(c.target, y.Links))
	switch {
	case len(lost) > 0 && len(new) > 0:
		c.report(diagnostic.Warning, "translation-link", y, fmt.Sprintf("this links to %s, where %s links to %s",
			strings.Join(new, ", "), c.there(x), strings.Join(lost, ", ")), "")
	case len(lost) > 0:
		c.report(diagnostic.Warning, "translation-link", y, fmt.Sprintf("%s has a link to %s that is not here", c.there(x), strings.Join(lost, ", ")), "")
	case len(new) > 0:
		c.report(diagnostic.Warning, "translation-link", y, fmt.Sprintf("%s has no link to %s", c.there(x), strings.Join(new, ", ")), "")
	}
}

// targets are the pages and headings of the site that links of a page lead to,
// by the ids that the original of each page gives them.
func (c *comparison) targets(from *site.Page, links []string) (list []string) {
	for _, dest := range links {
		target := c.site.Resolve(from, dest)
		u, err := url.Parse(target.Href)
		if err != nil || target.Problem != "" || u.Scheme != "" || u.Host != "" {
			continue
		}
		page := from
		if u.Path != "" {
			page = c.site.Page(path.Join(path.Dir(from.Address), u.Path))
		}
		if page != nil {
			list = append(list, page.Key+c.fragment(page, u.Fragment))
		}
	}
	return list
}

// fragment is what the original of a page calls one of its headings.
func (c *comparison) fragment(page *site.Page, id string) string {
	if id == "" {
		return ""
	}
	if original := c.site.Original(page); original != page {
		id = cmp.Or(c.site.Counterpart(page, original, id), id)
	}
	return "#" + id
}

// comment begins what a program does not read.
var comment = regexp.MustCompile(`(?:^|\s)(?://|#|--|;|%|/\*|<!--)`)

// code compares two blocks of code to the letter, but for what is said to
// people in it: comments, and words in Chinese.
func (c *comparison) code(x, y *markdown.Block) {
	if x.Text == y.Text {
		return
	}
	a, b := strings.Split(x.Text, "\n"), strings.Split(y.Text, "\n")
	if len(a) != len(b) {
		if !hasHan(x.Text + y.Text) {
			c.report(diagnostic.Warning, "translation-code", y, fmt.Sprintf("this code has %d lines, that in %s has %d", len(b)-1, c.there(x), len(a)-1), "")
		}
		return
	}
	for i := range a {
		if !sameCode(a[i], b[i]) {
			c.report(diagnostic.Warning, "translation-code", y, fmt.Sprintf("line %d of this code is not that of %s", i+1, c.there(x)), "")
			return
		}
	}
}

// sameCode reports whether two lines differ at most in what is said to people.
func sameCode(a, b string) bool {
	if a == b {
		return true
	}
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	return comment.MatchString(a[:at]) || hasHan(a[at:]) != hasHan(b[at:]) || !hasWord(a) && !hasWord(b)
}

// hasWord reports whether a line says anything: what points at a line above,
// such as ^^^, does not.
func hasWord(line string) bool {
	return strings.ContainsFunc(line, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func hasHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
