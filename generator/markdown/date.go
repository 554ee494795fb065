package markdown

import (
	"fmt"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// dateForms are the ways to write `date:`. Without a zone it is UTC.
var dateForms = []string{
	time.DateOnly, time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	time.DateTime, "2006-01-02 15:04", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 -07:00",
}

// ParseDate reads a date as front matter has it: 2026-11-22, with a time of day
// and a zone after it or without. The result does not depend on the zone of
// the machine. A year must be one to 9999.
func ParseDate(s string) (time.Time, bool) {
	for _, form := range dateForms {
		if date, err := time.ParseInLocation(form, s, time.UTC); err == nil && date.Year() > 0 {
			return date, true
		}
	}
	return time.Time{}, false
}

// date reads a date. One that is none is left out, with a warning: a page must
// not claim what nobody can read.
func (v *visit) date(to *string) func(ast.Node) {
	return func(n ast.Node) {
		var s string
		v.str(&s)(n)
		if _, ok := ParseDate(s); ok {
			*to = s
		} else if s != "" {
			v.frontWarn(n, fmt.Sprintf("`%s` is no date; write it as 2026-11-22", s))
		}
	}
}
