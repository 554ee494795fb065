package themes

import (
	"html/template"
	"strings"

	"golang.org/x/net/html"
)

// Opening is the figure that Body begins with, in whatever holds it; "" when
// Body begins with something else.
func (p *Page) Opening() template.HTML {
	opening, _ := p.split()
	return opening
}

// Rest is Body without its Opening.
func (p *Page) Rest() template.HTML {
	_, rest := p.split()
	return rest
}

func (p *Page) split() (opening, rest template.HTML) {
	first := firstElement(string(p.Body))
	if !strings.Contains(string(first), "<figure ") {
		return "", p.Body
	}
	return first, p.Body[len(first):]
}

// firstElement is a body up to the end of its first element, "" where none ends.
func firstElement(body string) template.HTML {
	tokens := html.NewTokenizer(strings.NewReader(body))
	depth, end := 0, 0
	for {
		kind := tokens.Next()
		end += len(tokens.Raw())
		switch kind {
		case html.ErrorToken:
			return ""
		case html.StartTagToken:
			if name, _ := tokens.TagName(); !void[string(name)] {
				depth++
			}
		case html.EndTagToken:
			if depth--; depth <= 0 {
				return template.HTML(body[:end])
			}
		}
	}
}

// void are the elements of text that have no end tag.
var void = map[string]bool{"br": true, "hr": true, "img": true, "input": true, "wbr": true}
