package trace

import "strconv"

// versionOfAny is that of the form of the runs of every other protocol.
const versionOfAny = 2

// anyDocument is the published form of a run of a protocol that an author has
// defined.
type anyDocument struct {
	Version  int               `json:"version"`
	Protocol string            `json:"protocol"`
	Choices  map[string]any    `json:"choices"`
	EndUS    int64             `json:"end_us"`
	Hosts    []actorJSON       `json:"hosts"`
	Messages []messageJSON     `json:"messages"`
	Events   []stepJSON        `json:"events"`
	Final    map[string]string `json:"final"`
}

type actorJSON struct {
	Name    string         `json:"name"`
	Role    string         `json:"role"`
	Choices map[string]any `json:"choices"`
}

type messageJSON struct {
	ID        int            `json:"id"`
	From      string         `json:"from"`
	To        string         `json:"to"`
	Name      string         `json:"name"`
	Fields    map[string]any `json:"fields"`
	SentUS    int64          `json:"sent_us"`
	ArrivedUS *int64         `json:"arrived_us"`
	Fate      Fate           `json:"fate"`
	CopyOf    *int           `json:"copy_of"`
	Flight    int            `json:"flight,omitempty"`
}

// stepJSON is an event. What follows from a rule has rule and per, the latter
// null where no clause is cited.
type stepJSON struct {
	N       int    `json:"n"`
	TUS     int64  `json:"t_us"`
	Host    string `json:"host,omitempty"`
	Kind    Kind   `json:"kind"`
	Call    string `json:"call,omitempty"`
	From    string `json:"from,omitempty"`
	To      string `json:"to,omitempty"`
	Message int    `json:"message,omitempty"`
	Timer   string `json:"timer,omitempty"`
	Action  string `json:"action,omitempty"`
	Name    string `json:"name,omitempty"`
	Of      string `json:"of,omitempty"`
	Value   any    `json:"value,omitempty"`
	Text    Text   `json:"text,omitempty"`
	Cause   int    `json:"cause,omitempty"`
	*ruleJSON
}

type ruleJSON struct {
	Rule string  `json:"rule"`
	Per  *string `json:"per"`
}

// documentOfAny is the published form of a run of another protocol than TCP.
func documentOfAny(t *Trace) anyDocument {
	d := anyDocument{
		Version: versionOfAny, Protocol: t.Protocol, Choices: object(t.Choices), EndUS: t.EndUS,
		Hosts: []actorJSON{}, Messages: []messageJSON{}, Events: []stepJSON{}, Final: map[string]string{},
	}
	for _, h := range t.Hosts {
		d.Hosts = append(d.Hosts, actorJSON{h.Name, h.Role, object(h.Choices)})
		d.Final[h.Name] = h.Final
	}
	for _, m := range t.Messages {
		d.Messages = append(d.Messages, messageJSON{
			ID: m.ID, From: t.Hosts[m.From].Name, To: t.Hosts[m.To].Name, Name: m.Name, Fields: object(m.Fields),
			SentUS: m.SentUS, ArrivedUS: m.ArrivedUS, Fate: m.Fate, CopyOf: nullable(m.CopyOf), Flight: m.Flight,
		})
	}
	for _, e := range t.Events {
		j := stepJSON{
			N: e.N, TUS: e.AtUS, Host: t.nameOf(e.Host), Kind: e.Kind, Call: e.Call, From: e.From, To: e.To, Message: e.Message,
			Timer: e.Timer, Action: e.Action, Name: e.Variable, Of: e.Of, Text: e.Text, Cause: e.Cause,
		}
		if e.Kind == Set {
			j.Value = valueOf(e.Value)
		}
		if e.Rule != "" {
			j.ruleJSON = &ruleJSON{Rule: e.Rule}
			if e.Per != "" {
				j.Per = &e.Per
			}
		}
		d.Events = append(d.Events, j)
	}
	return d
}

// object is a list of fields as JSON has it.
func object(fields []Field) map[string]any {
	o := map[string]any{}
	for _, f := range fields {
		o[f.Name] = valueOf(f.Value)
	}
	return o
}

// valueOf is a value as JSON has it: a number, or else a word.
func valueOf(s string) any {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	return s
}
