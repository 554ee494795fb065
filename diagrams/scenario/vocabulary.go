package scenario

import (
	"slices"
	"strings"

	"woshou/diagrams/scenario/lines"
)

// Vocabulary is what the protocol that a scenario uses brings into the
// language: who there is, and the words for what they do and send.
type Vocabulary struct {
	// Hosts are those of the protocol, in its order.
	Hosts []Member
	Roles []Role
	// Messages are the kinds that there are.
	Messages []Form
	// Choices belong to the whole protocol.
	Choices []Option
	// Values are the words, besides numbers and hosts, that a field may hold.
	Values []string
}

// Member is a host of a protocol.
type Member struct {
	Name  string
	Label lines.Text
	Role  int // index in Roles
}

// Role is what the hosts of a role have in common.
type Role struct {
	Name                  string
	Calls, States, Timers []string
	Choices               []Option
}

// Form is a kind of message, with the names of its fields.
type Form struct {
	Name   string
	Fields []string
}

// Option is a choice with the values that it has.
type Option struct {
	Name   string
	Values []string
}

// roleOf is the role of a host; nil without a vocabulary, and for a host that is
// none.
func (p *parser) roleOf(host string) *Role {
	if p.vocabulary == nil {
		return nil
	}
	for _, h := range p.vocabulary.Hosts {
		if h.Name == host {
			return &p.vocabulary.Roles[h.Role]
		}
	}
	return nil
}

// allCalls are the calls of all roles, each once.
func (v *Vocabulary) allCalls() (calls []string) {
	for _, r := range v.Roles {
		for _, c := range r.Calls {
			if !slices.Contains(calls, c) {
				calls = append(calls, c)
			}
		}
	}
	return calls
}

// form is the kind of message of that name, or nil.
func (v *Vocabulary) form(name string) *Form {
	for i := range v.Messages {
		if v.Messages[i].Name == name {
			return &v.Messages[i]
		}
	}
	return nil
}

// messageNames are the names of all kinds of messages.
func (v *Vocabulary) messageNames() (names []string) {
	for _, f := range v.Messages {
		names = append(names, f.Name)
	}
	return names
}

// values are all words that a field may hold.
func (v *Vocabulary) values() []string {
	all := append(slices.Clone(v.Values), "nobody")
	for _, h := range v.Hosts {
		all = append(all, h.Name)
	}
	return all
}

// spelt is the one of some names that a word spells, with hyphens or
// underscores.
func spelt(word string, names []string) (name string, ok bool) {
	for _, n := range names {
		if n == word {
			return n, true
		}
	}
	for _, n := range names {
		if strings.ReplaceAll(n, "_", "-") == strings.ReplaceAll(word, "_", "-") {
			return n, true
		}
	}
	return word, false
}
