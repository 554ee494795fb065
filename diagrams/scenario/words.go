package scenario

import (
	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
)

type (
	// Note puts words beside a host, or across the figure when Host is "".
	Note struct {
		place.Place
		Host string
		Text lines.Text
	}

	// Section starts a labelled band across the figure.
	Section struct {
		place.Place
		Text lines.Text
	}
)

// note reads `note [HOST] TEXT`. Where a word could be a language or a host,
// a host it is.
func (p *parser) note() Statement {
	n := Note{Place: p.Next().Place}
	t := p.Peek()
	after := p.Ahead(1).Kind
	misspelt := after == lines.Word || after == lines.Quoted && !lines.IsLanguage(t.Text)
	if p.isHost(t) || t.Kind == lines.Word && misspelt {
		n.Host = p.host()
	}
	n.Text = p.Text()
	return n
}

// section reads `section TEXT`.
func (p *parser) section() Statement { return Section{p.Next().Place, p.Text()} }

// String is n in canonical spelling.
func (n Note) String() string {
	if n.Host != "" {
		return "note " + n.Host + " " + n.Text.String()
	}
	return "note " + n.Text.String()
}

// String is s in canonical spelling.
func (s Section) String() string { return "section " + s.Text.String() }
