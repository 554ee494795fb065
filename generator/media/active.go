package media

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
)

// active are the endings of what browsers open as a page of its own, which runs
// what stands in it, and of what hosts run themselves.
var active = []string{
	".asp", ".aspx", ".cgi", ".hta", ".htc", ".htm", ".html", ".jsp", ".mht", ".mhtml", ".php", ".phtml", ".shtml", ".svgz", ".swf", ".xht",
	".xhtml", ".xsl", ".xslt",
}

// IsActive reports whether a file may run something where it is published, by
// its ending.
func IsActive(name string) bool { return slices.Contains(active, strings.ToLower(path.Ext(name))) }

// IsXML reports whether a file is XML, in which scripts may stand: see Script.
func IsXML(name string) bool {
	return slices.Contains([]string{".svg", ".xml", ".rdf", ".rss", ".atom"}, strings.ToLower(path.Ext(name)))
}

// Script finds what a browser would run that opens a file of XML by itself, such
// as a picture: its line and column, counted in octets, and what it is. None is
// "". What cannot be read as XML in UTF-8 counts as such.
func Script(content []byte) (line, column int, what string) {
	d := xml.NewDecoder(bytes.NewReader(content))
	for {
		line, column = d.InputPos()
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return 0, 0, ""
		case err != nil:
			line, column = d.InputPos()
			return line, column, "what is no XML"
		}
		if what := runs(token); what != "" {
			return line, column, what
		}
	}
}

// runs is what of a token runs, as it is written, or "".
func runs(token xml.Token) string {
	switch t := token.(type) {
	case xml.ProcInst:
		if t.Target != "xml" {
			return "<?" + t.Target
		}
	case xml.Directive:
		if bytes.Contains(t, []byte("ENTITY")) || bytes.Contains(t, []byte("ATTLIST")) {
			return "<!ENTITY"
		}
	case xml.StartElement:
		name := strings.ToLower(t.Name.Local)
		if slices.Contains(elements, name) || t.Name.Space == xhtml && !slices.Contains(textual, name) {
			return "<" + t.Name.Local + ">"
		}
		for _, a := range t.Attr {
			if strings.HasPrefix(strings.ToLower(a.Name.Local), "on") || leadsToScript(a.Value) {
				return a.Name.Local
			}
		}
	}
	return ""
}

// elements of a picture that run something, or hold what does.
var elements = []string{"script", "handler", "listener", "iframe", "embed", "object"}

// textual are the elements of HTML that may stand in a picture: drawing programs set
// text in them, in a <foreignObject>.
var textual = []string{
	"b", "blockquote", "body", "br", "center", "code", "dd", "del", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li",
	"mark", "ol", "p", "pre", "s", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}

const xhtml = "http://www.w3.org/1999/xhtml"

// leadsToScript reports whether a value, or one of a list of values, is an address
// that runs. Browsers overlook blanks and control characters in it.
func leadsToScript(value string) bool {
	plain := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, value))
	return strings.Contains(plain, "javascript:") || strings.Contains(plain, "vbscript:") || strings.Contains(plain, "data:text/") ||
		strings.Contains(plain, "data:image/svg") || strings.Contains(plain, "data:application/")
}
