package protocol

import (
	"path"
	"strconv"
	"strings"
)

// Row is a row of the table of a protocol: what one rule does in one state.
type Row struct {
	Role, From string
	// Event is a message, a timer or a call; "once" and the condition for a rule
	// on none.
	Event string
	// If is the condition, "" for none.
	If string
	// To is the state that it leads to, the same for none.
	To string
	// Emits are the messages that are sent, joined by commas.
	Emits string
	// Rule is where the rule stands: name.protocol:6. Per is the clause that
	// demands it, "" where none is named.
	Rule, Per string
}

// Table are the rows of a program, in the order of its rules.
func (p *Program) Table() (rows []Row) {
	for _, role := range p.Roles {
		for _, r := range role.rules {
			for s, state := range role.States {
				if r.in>>s&1 == 1 {
					rows = append(rows, r.source.rows(p, role.Role.Name.Text, state)...)
				}
			}
		}
	}
	return rows
}

// rows are those of a rule in one state, one for each event.
func (r *Rule) rows(p *Program, role, state string) (rows []Row) {
	row := Row{Role: role, From: state, To: state, Rule: path.Base(p.Name) + ":" + strconv.Itoa(r.Line), Per: r.Per}
	var emits []string
	for _, a := range r.Do {
		switch a := a.(type) {
		case *Become:
			row.To = a.State.Text
		case *Send:
			for _, m := range a.Flight {
				emits = append(emits, m.Message.Text)
			}
		}
	}
	row.Emits = strings.Join(emits, ",")
	if r.Once {
		row.Event = "once " + r.If.String()
		return []Row{row}
	}
	row.If = r.If.String()
	for _, e := range r.On {
		row.Event = e.Text
		rows = append(rows, row)
	}
	return rows
}
