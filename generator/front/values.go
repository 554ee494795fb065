package front

import (
	"strconv"
	"strings"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/goccy/go-yaml/ast"
)

// fields calls the reader of each key of a map that has one.
func (r *reader) fields(n ast.Node, readers map[string]func(ast.Node)) {
	m, ok := plainNode(n).(ast.MapNode)
	if !ok {
		r.warn(n, "expected keys with values")
		return
	}
	for it := m.MapRange(); it.Next(); {
		if read := readers[scalar(it.Key())]; read != nil && it.Value() != nil {
			read(it.Value())
		}
	}
}

// list calls read for each entry of a list.
func (r *reader) list(n ast.Node, read func(ast.Node)) {
	s, ok := plainNode(n).(*ast.SequenceNode)
	if !ok {
		r.warn(n, "expected a list")
		return
	}
	for _, entry := range s.Values {
		if entry != nil {
			read(entry)
		}
	}
}

// plainNode takes anchors and tags off a node.
func plainNode(n ast.Node) ast.Node {
	switch m := n.(type) {
	case *ast.AnchorNode:
		return plainNode(m.Value)
	case *ast.TagNode:
		return plainNode(m.Value)
	}
	return n
}

// scalar returns a scalar as text: a string without its quotes, anything else
// as written.
func scalar(n ast.Node) string {
	switch m := plainNode(n).(type) {
	case *ast.StringNode:
		return m.Value
	case *ast.LiteralNode:
		return m.Value.Value
	case *ast.MappingKeyNode:
		return scalar(m.Value)
	case *ast.NullNode, nil:
		return ""
	case ast.ScalarNode:
		return m.GetToken().Value
	}
	return ""
}

func isScalar(n ast.Node) bool {
	_, ok := plainNode(n).(ast.ScalarNode)
	return ok
}

// str reads a text, integer a whole number, boolean yes or no; quotes around
// any of them do not matter.
func (r *reader) str(into *string) func(ast.Node) {
	return func(n ast.Node) {
		if !isScalar(n) {
			r.warn(n, "expected a text")
			return
		}
		*into = strings.TrimSpace(scalar(n))
		r.commented(n)
	}
}

// longestTitle is how many octets a title may have: each page may name it.
const longestTitle = 2000

// title reads the name of a page.
func (r *reader) title(into *string) func(ast.Node) {
	return func(n ast.Node) {
		r.str(into)(n)
		if len(*into) > longestTitle {
			*into = ""
			at := r.offset(n.GetToken())
			r.report(diagnostic.Error, "limit", at, at, diagnostic.Say("a title of more than %d octets", longestTitle), "")
		}
	}
}

// address reads a link, which counts among the page's.
func (r *reader) address(into *string) func(ast.Node) {
	return func(n ast.Node) {
		var dest string
		r.str(&dest)(n)
		if dest == "" {
			return
		}
		if page.AllowedLink(dest) {
			r.link(n, dest, false)
			*into = dest
		} else {
			r.refuse(n, dest)
		}
	}
}

func (r *reader) integer(into *int) func(ast.Node) {
	return func(n ast.Node) {
		i, err := strconv.Atoi(strings.TrimSpace(scalar(n)))
		if err != nil {
			r.warn(n, "expected a whole number")
			return
		}
		*into = i
	}
}

func (r *reader) boolean(into *bool) func(ast.Node) {
	return func(n ast.Node) {
		switch strings.ToLower(scalar(n)) {
		case "true", "yes", "on", "1":
			*into = true
		case "false", "no", "off", "0", "":
			*into = false
		default:
			r.warn(n, "expected true or false")
		}
	}
}

// link notes a link or an image.
func (r notes) link(n ast.Node, dest string, image bool) {
	r.Links = append(r.Links, page.Link{Dest: dest, Image: image, Place: r.text.Place(r.offset(n.GetToken()))})
}

// refuse warns about an address that is left out.
func (r notes) refuse(n ast.Node, dest string) {
	at := r.offset(n.GetToken())
	r.report(diagnostic.Warning, "link-scheme", at, at, diagnostic.Say("link with the scheme %s: was left out", page.Scheme(dest)),
		"allowed are http, https, mailto, tel and relative addresses")
}

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
func (r *reader) date(to *string) func(ast.Node) {
	return func(n ast.Node) {
		var s string
		r.str(&s)(n)
		if _, ok := ParseDate(s); ok {
			*to = s
		} else if s != "" {
			r.warn(n, diagnostic.Say("`%s` is no date; write it as 2026-11-22", s))
		}
	}
}
