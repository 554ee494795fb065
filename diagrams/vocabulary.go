package diagrams

import (
	"fmt"
	"strings"

	"woshou/diagrams/protocol"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/trace"
)

// vocabularyOf are the words of a program in the language of scenarios.
func vocabularyOf(p *protocol.Program) *scenario.Vocabulary {
	v := &scenario.Vocabulary{Values: p.Words()}
	for i := range p.Roles {
		v.Roles = append(v.Roles, roleOf(p, i))
	}
	for _, h := range p.Hosts {
		v.Hosts = append(v.Hosts, scenario.Member{Name: h.Name, Label: labelOf(p, h), Role: h.Role})
	}
	for _, k := range p.Kinds {
		v.Messages = append(v.Messages, scenario.Form{Name: k.Name, Fields: k.Fields})
	}
	for _, c := range p.Choices {
		v.Choices = append(v.Choices, optionOf(p, c)...)
	}
	return v
}

// roleOf is a role in the language of scenarios.
func roleOf(p *protocol.Program, i int) scenario.Role {
	role := &p.Roles[i]
	r := scenario.Role{Name: role.Role.Name.Text, Calls: p.CallsOf(i), States: role.States}
	for _, t := range role.Timers {
		r.Timers = append(r.Timers, t.Name.Text)
	}
	for _, c := range role.Variables {
		r.Choices = append(r.Choices, optionOf(p, c)...)
	}
	return r
}

// rolesOf are the roles of a program as figures show them.
func rolesOf(p *protocol.Program) (roles []trace.Role) {
	rows := rowsOf(p)
	for i := range p.Roles {
		role := &p.Roles[i]
		shown := trace.Role{Name: role.Role.Name.Text, Label: role.Label.ByLanguage()}
		for s, name := range role.States {
			shown.States = append(shown.States, trace.RoleState{Name: name, Label: role.Labels[s].ByLanguage(), Rests: role.RestsIn(s), Shunned: p.Shuns(i, s)})
		}
		shown.SetStages(role.States[role.Initial()], rows[shown.Name])
		roles = append(roles, shown)
	}
	return roles
}

// rowsOf are the rows of a program's table, by role, as charts have them: a
// condition stands behind "|".
func rowsOf(p *protocol.Program) map[string][]trace.Transition {
	rows := map[string][]trace.Transition{}
	for _, r := range p.Table() {
		event := r.Event
		if r.If != "" {
			event += "|if " + r.If
		}
		emits := strings.ReplaceAll(r.Emits, ",", ", ")
		rows[r.Role] = append(rows[r.Role], trace.Transition{From: r.From, Event: event, To: r.To, Emits: emits, Rule: r.Rule})
	}
	return rows
}

// optionOf is a variable as something to choose; none for what only rules change.
func optionOf(p *protocol.Program, v protocol.Variable) []scenario.Option {
	if v.Tried == nil {
		return nil
	}
	o := scenario.Option{Name: v.Name}
	for _, value := range v.Tried {
		o.Values = append(o.Values, p.Say(value))
	}
	return []scenario.Option{o}
}

// labelOf is what a host is called: its role's label, with its number where
// there are several. Without a label it is its name.
func labelOf(p *protocol.Program, h protocol.Host) (label lines.Text) {
	role := &p.Roles[h.Role]
	for _, phrase := range role.Label {
		if role.Count > 1 {
			phrase.Text += fmt.Sprintf(" %d", h.Nth+1)
		}
		label = append(label, phrase)
	}
	return label
}
