package markdown

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"woshou/generator/diagnostic"
	"woshou/generator/flavour"
	"woshou/generator/page"

	"golang.org/x/text/unicode/norm"
)

// Slug is the id that a heading gets from its text, and the form in which the
// fragment of a link is compared with it. Letters of every script are kept, in
// lower case; marks and spaces become "-", none at the ends; a digit at the
// start gets "_" before it. It is VitePress' rule, brought to normal form C.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case 0x300 <= r && r <= 0x36F || r < 0x20 && !unicode.IsSpace(r): // accents, controls
		case unicode.IsSpace(r) || strings.ContainsRune("~`!@#$%^&*()-_+=[]{}|\\;:\"'“”‘’<>,.?/", r):
			gap = true
		default:
			if b.Len() == 0 && '0' <= r && r <= '9' {
				b.WriteByte('_')
			} else if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(b.String())
}

// SlugOf is the id that a heading gets in a flavour, without the number that tells it
// from others.
func SlugOf(name, heading string) string {
	if !flavour.Of(name).GitHub {
		return Slug(heading)
	}
	var b strings.Builder
	for _, r := range strings.TrimSpace(heading) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// ids are the element ids of a page that are taken.
type ids struct {
	taken map[string]bool
	next  map[string]int // the number to try next behind an id that unique was asked for
}

func newIDs() ids { return ids{map[string]bool{}, map[string]int{}} }

// unique takes the first free one of id, id-1, id-2, ….
func (x ids) unique(id string) string {
	if id == "" {
		id = "section"
	}
	free := id
	for !x.take(free) {
		x.next[id]++
		free = id + "-" + strconv.Itoa(x.next[id])
	}
	return free
}

// take takes id if it is free and may stand in a page.
func (x ids) take(id string) bool {
	if id == "" || x.taken[id] || strings.ContainsAny(id, " \t\n") || isReserved(id) {
		return false
	}
	x.taken[id] = true
	return true
}

// isReserved reports whether an id is one of footnotes, of what is inside a
// figure, or of the page around the text.
func isReserved(id string) bool {
	return strings.HasPrefix(id, "fn:") || strings.HasPrefix(id, "fnref:") || strings.HasPrefix(id, page.FigureIDs) ||
		id == "_top" || id == "_content"
}

func (x ids) sorted() []string { return slices.Sorted(maps.Keys(x.taken)) }

// claim takes an id that an author wrote at an offset, or warns.
func (r *reading) claim(id string, place int) bool {
	if len(id) > longestID {
		r.beyond(place, diagnostic.Say("an id of more than %d octets", longestID))
		return false
	}
	if r.ids.take(id) {
		return true
	}
	r.warn("duplicate-id", place, place, diagnostic.Say("id %s is taken or not valid, and was left out", strconv.Quote(id)), "ids must be unique in a page")
	return false
}
