// Package listing reads what an author says about code: the line that opens a
// block, and the notes in its comments.
//
//	```js{1,3-4}:line-numbers=5 [title] active
//	a() // [!code ++]
//	```
//
//	<<< @/snippets/dial.go#retry{1,3-4 go:line-numbers} [dial.go]
//
// A Code is the text that is left, with marks on its lines; Wrap puts them around
// the lines of the same text in HTML, whatever colours it has.
package listing

import (
	"regexp"
	"strings"
)

// Info is what the line that opens a code block says:
// `js{1,3-4}:line-numbers=5 [title] active {.class}`, the language first.
type Info struct {
	Lang   string
	Marks  string // "1,3-4"
	Start  string // number of the first line, if lines are to be numbered
	Title  string
	Active bool // in a group: the tab that is open at first
}

var (
	titlePattern   = regexp.MustCompile(`\[(.*)\]`)
	numbersPattern = regexp.MustCompile(`:line-numbers(?:=(\d{1,9}))?`)
	marksPattern   = regexp.MustCompile(`\{([\d, -]+)\}`)
)

// Parse reads the line leniently: what it does not know, such as the words
// of plugins, it passes over. numbered says that lines are numbered unless it
// says otherwise.
func Parse(info string, numbered bool) Info {
	var i Info
	if m := titlePattern.FindStringSubmatchIndex(info); m != nil {
		i.Title = strings.TrimSpace(info[m[2]:m[3]])
		info = info[:m[0]] + " " + info[m[1]:]
	}
	i.Lang = info[:langLength(info)]
	rest := info[len(i.Lang):]
	i.Lang = strings.TrimSuffix(i.Lang, "-vue")
	if m := marksPattern.FindStringSubmatch(rest); m != nil {
		i.Marks = m[1]
	}
	if m := numbersPattern.FindStringSubmatch(rest); m != nil {
		i.Start = "1"
		if m[1] != "" {
			i.Start = m[1]
		}
	} else if numbered && !strings.Contains(rest, ":no-line-numbers") {
		i.Start = "1"
	}
	for _, word := range strings.Fields(rest) {
		i.Active = i.Active || word == "active"
	}
	return i
}

func langLength(info string) int {
	if n := strings.IndexAny(info, " \t{:"); n >= 0 {
		return n
	}
	return len(info)
}

// Label is what a tab says: the title, else the language.
func (i Info) Label() string {
	switch {
	case i.Title != "":
		return i.Title
	case i.Lang != "":
		return i.Lang
	}
	return "txt"
}

var (
	snippetPart = regexp.MustCompile(`#([\w.-]+)$`)
	snippetKind = regexp.MustCompile(`\.([A-Za-z0-9]+)$`)
)

// ParseSnippet reads `path#region{lines language words} [title]`. Without a
// language the file's ending names it.
func ParseSnippet(s string, numbered bool) (file, part string, i Info) {
	s, title := cutTitle(s)
	info, marks := "", ""
	if open := strings.LastIndexByte(s, '{'); open > 0 && strings.HasSuffix(s, "}") {
		inside := strings.TrimSpace(s[open+1 : len(s)-1])
		first, rest, _ := strings.Cut(inside, " ")
		if strings.Trim(first, "0123456789,-") == "" {
			marks, inside = first, strings.TrimSpace(rest)
		}
		info, s = inside, strings.TrimRight(s[:open], " ")
	}
	if m := snippetPart.FindStringSubmatchIndex(s); m != nil {
		part, s = s[m[2]:m[3]], s[:m[0]]
	}
	if m := snippetKind.FindStringSubmatch(s); m != nil && (info == "" || info[0] == ':') {
		info = m[1] + info
	}
	i = Parse(info, numbered)
	i.Title, i.Marks = title, marks
	return s, part, i
}

// cutTitle cuts a title in brackets off the end. A path may hold brackets too,
// as those of routes do.
func cutTitle(s string) (rest, title string) {
	if !strings.HasSuffix(s, "]") {
		return s, ""
	}
	at := strings.Index(s, " [")
	if at < 0 {
		at = strings.LastIndexByte(s, '[') - 1
	}
	if at < 0 {
		return s, ""
	}
	rest, title, _ = strings.Cut(s[at:], "[")
	return strings.TrimRight(s[:at]+rest, " "), strings.TrimSpace(strings.TrimSuffix(title, "]"))
}
