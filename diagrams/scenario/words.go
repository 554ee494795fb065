package scenario

import "woshou/diagrams/place"

type (
	// Note puts words beside a host, or across the figure when Host is "".
	Note struct {
		place.Place
		Host string
		Text Text
	}

	// Section starts a labelled band across the figure.
	Section struct {
		place.Place
		Text Text
	}
)

// note reads `note [HOST] TEXT`. Where a word could be a language or a host,
// a host it is.
func (p *parser) note() Statement {
	n := Note{Place: p.next().Place}
	t := p.peek()
	after := p.ahead(1).kind
	misspelt := after == word || after == quoted && !languageTag.MatchString(t.text)
	if p.isHost(t) || t.kind == word && misspelt {
		n.Host = p.host()
	}
	n.Text = p.text()
	return n
}

// section reads `section TEXT`.
func (p *parser) section() Statement { return Section{p.next().Place, p.text()} }

// String is n in canonical spelling.
func (n Note) String() string {
	if n.Host != "" {
		return "note " + n.Host + " " + n.Text.String()
	}
	return "note " + n.Text.String()
}

// String is s in canonical spelling.
func (s Section) String() string { return "section " + s.Text.String() }
