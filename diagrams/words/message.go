package words

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Message is what is said to an author, a sentence of English, in the language.
// What no file has, such as the words of a library, stays as it is.
//
// Sentences come in English, and with their parts filled in, because so they are
// kept from build to build, compared and printed as JSON; the part that is
// itself a sentence may come from a library. They are recognised by the words
// between the parts.
func (l *Language) Message(english string) string {
	for _, l := range l.chain() {
		if said, ok := l.recognise(english); ok {
			return said
		}
	}
	return english
}

// saying is a line of the table with parts, ready to be recognised.
type saying struct {
	english *regexp.Regexp
	said    string
}

// verb is a part of a format that package fmt fills in.
var verb = regexp.MustCompile(`%[-+# 0]*\d*[a-zA-Z]`)

// hole is a part of what is said: %s, %t, %[2]s.
var hole = regexp.MustCompile(`%(?:\[(\d)\])?([st])`)

// sayingsOf are the lines with parts, those with the most words of their own
// first: they fit more closely.
func sayingsOf(table map[string]string) (all []saying) {
	var formats []string
	for format := range table {
		if verb.MatchString(format) {
			formats = append(formats, format)
		}
	}
	own := func(format string) int { return len(verb.ReplaceAllString(format, "")) }
	slices.SortFunc(formats, func(a, b string) int { return cmp.Or(own(b)-own(a), strings.Compare(a, b)) })
	for _, format := range formats {
		all = append(all, saying{pattern(format), table[format]})
	}
	return all
}

// pattern matches what a format gives.
func pattern(format string) *regexp.Regexp {
	literals := verb.Split(format, -1)
	for i := range literals {
		literals[i] = regexp.QuoteMeta(literals[i])
	}
	return regexp.MustCompile(`(?s)\A` + strings.Join(literals, `(.*?)`) + `\z`)
}

// recognise is a sentence by the table of this language alone.
func (l *Language) recognise(english string) (string, bool) {
	if said, ok := l.file.section(messages)[english]; ok {
		return said, true
	}
	for _, s := range l.sayings() {
		if parts := s.english.FindStringSubmatch(english); parts != nil {
			return l.fill(s, parts[1:]), true
		}
	}
	return "", false
}

// fill puts the parts of the English sentence into what is said.
func (l *Language) fill(s saying, parts []string) string {
	next := 0
	return hole.ReplaceAllStringFunc(s.said, func(h string) string {
		m := hole.FindStringSubmatch(h)
		i := next
		if n, err := strconv.Atoi(m[1]); err == nil {
			i = n - 1
		} else {
			next++
		}
		if i >= len(parts) {
			return h
		}
		if m[2] == "t" {
			return l.Message(parts[i])
		}
		return parts[i]
	})
}
