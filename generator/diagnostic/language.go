package diagnostic

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// In returns problems with what they say in a language: "zh", or English for
// all others. Problems are made in English, and so they are kept and compared;
// whoever shows them chooses the language. The problems given stay as they are.
func In(lang string, problems []Problem) []Problem {
	if lang != "zh" {
		return problems
	}
	said := slices.Clone(problems)
	for i := range said {
		said[i].Message = inChinese(said[i].Message)
		said[i].Hint = inChinese(said[i].Hint)
	}
	return said
}

// saying is a line of the table, ready to be recognised.
type saying struct {
	english *regexp.Regexp
	chinese string
}

// verb is a part of a format that package fmt fills in.
var verb = regexp.MustCompile(`%[-+# 0]*\d*[a-zA-Z]`)

// hole is a part of a Chinese format: %s, %t, %[2]s.
var hole = regexp.MustCompile(`%(?:\[(\d)\])?([st])`)

// sayings are the formats with parts, those with the most words of their own
// first: they fit more closely.
var sayings = sync.OnceValue(func() []saying {
	var formats []string
	for format := range chinese {
		if verb.MatchString(format) {
			formats = append(formats, format)
		}
	}
	own := func(format string) int { return len(verb.ReplaceAllString(format, "")) }
	slices.SortFunc(formats, func(a, b string) int { return cmp.Or(own(b)-own(a), strings.Compare(a, b)) })
	var all []saying
	for _, format := range formats {
		all = append(all, saying{pattern(format), chinese[format]})
	}
	return all
})

// pattern matches what a format gives.
func pattern(format string) *regexp.Regexp {
	literals := verb.Split(format, -1)
	for i := range literals {
		literals[i] = regexp.QuoteMeta(literals[i])
	}
	return regexp.MustCompile(`(?s)\A` + strings.Join(literals, `(.*?)`) + `\z`)
}

// inChinese is a message or a hint in Chinese; what is not in the table, such
// as the words of a library, stays as it is.
func inChinese(english string) string {
	if said, ok := chinese[english]; ok {
		return said
	}
	for _, s := range sayings() {
		if parts := s.english.FindStringSubmatch(english); parts != nil {
			return s.fill(parts[1:])
		}
	}
	return english
}

// fill puts the parts of the English message into the Chinese one.
func (s saying) fill(parts []string) string {
	next := 0
	return hole.ReplaceAllStringFunc(s.chinese, func(h string) string {
		m := hole.FindStringSubmatch(h)
		i := next
		if n, err := strconv.Atoi(m[1]); err == nil {
			i = n - 1
		} else {
			next++
		}
		if m[2] == "t" {
			return inChinese(parts[i])
		}
		return parts[i]
	})
}
