package trace

import (
	"encoding/json"
	"io"
)

// Encode writes t to w in the published JSON form, indented: version 1 of TCP,
// version 2 of any other protocol. `woshou run FILE --json` prints it. It returns
// the first error of w.
func (t *Trace) Encode(w io.Writer) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	if t.Capture != nil && t.Capture.Record != nil {
		t = t.Capture.Record
	}
	if t.TCP == nil {
		return out.Encode(documentOfAny(t))
	}
	return out.Encode(documentOf(t))
}

// version is that of the form below, which is of TCP's runs. It may gain fields
// and kinds of events; what is in it stays.
const version = 1

// document is the published form of a trace. Hosts are named.
type document struct {
	Version  int    `json:"version"`
	Protocol string `json:"protocol"`
	Profile  string `json:"profile,omitempty"`
	sourceJSON
	EndUS    int64                `json:"end_us"`
	Hosts    []hostJSON           `json:"hosts"`
	Segments []segmentJSON        `json:"segments"`
	Events   []eventJSON          `json:"events"`
	Final    map[string]stateJSON `json:"final"`
}

type hostJSON struct {
	Name string   `json:"name"`
	ISS  []uint32 `json:"iss"`
}

type segmentJSON struct {
	ID               int      `json:"id"`
	From             string   `json:"from"`
	To               string   `json:"to"`
	Flags            string   `json:"flags"`
	Seq              uint32   `json:"seq"`
	Ack              *uint32  `json:"ack"`
	Len              int      `json:"len"`
	Window           int      `json:"window"`
	Options          []string `json:"options"`
	SentUS           int64    `json:"sent_us"`
	ArrivedUS        *int64   `json:"arrived_us"`
	Fate             Fate     `json:"fate"`
	RetransmissionOf *int     `json:"retransmission_of"`
	CopyOf           *int     `json:"copy_of"`
	Urgent           int      `json:"urgent,omitempty"`
	Connection       int      `json:"connection,omitempty"`
	sightJSON
}

type eventJSON struct {
	N          int       `json:"n"`
	TUS        int64     `json:"t_us"`
	Host       string    `json:"host,omitempty"`
	Kind       Kind      `json:"kind"`
	Call       string    `json:"call,omitempty"`
	Len        int       `json:"len,omitempty"`
	From       stateJSON `json:"from,omitempty"`
	To         stateJSON `json:"to,omitempty"`
	Segment    int       `json:"segment,omitempty"`
	Timer      string    `json:"timer,omitempty"`
	Action     string    `json:"action,omitempty"`
	Urgent     bool      `json:"urgent,omitempty"`
	Error      string    `json:"error,omitempty"`
	Text       Text      `json:"text,omitempty"`
	Connection int       `json:"connection,omitempty"`
	CWnd       *int      `json:"cwnd,omitempty"`
	SSThresh   *int      `json:"ssthresh,omitempty"`
	Flight     *int      `json:"flight,omitempty"`
	Cause      int       `json:"cause,omitempty"`
	Rule       string    `json:"rule,omitempty"`
	doubtJSON
}

// documentOf is the published form of a run of TCP. Its lists are never null.
func documentOf(t *Trace) document {
	d := document{
		Version: version, Protocol: t.Protocol, Profile: t.TCP.Profile, EndUS: t.EndUS,
		Hosts: []hostJSON{}, Segments: []segmentJSON{}, Events: []eventJSON{}, Final: map[string]stateJSON{},
	}
	if t.Capture != nil {
		d.Source, d.Terms = "capture", termsOf(t)
	}
	for i, h := range t.Hosts {
		d.Hosts = append(d.Hosts, hostJSON{h.Name, notNull(t.TCP.ISS[i])})
		d.Final[h.Name] = stateJSON(h.Final)
	}
	for _, m := range t.Messages {
		d.Segments = append(d.Segments, segmentJSON{
			ID: m.ID, From: t.Hosts[m.From].Name, To: t.Hosts[m.To].Name, Flags: m.Name,
			Seq: m.TCP.Seq, Ack: m.TCP.Ack, Len: m.TCP.Len, Window: m.TCP.Window, Options: notNull(m.TCP.Options),
			SentUS: m.SentUS, ArrivedUS: m.ArrivedUS, Fate: m.Fate,
			RetransmissionOf: nullable(m.RepeatOf), CopyOf: nullable(m.CopyOf), Urgent: m.TCP.Urgent, Connection: m.TCP.Connection,
			sightJSON: sightOf(m.Sight),
		})
	}
	for _, e := range t.Events {
		j := eventJSON{
			N: e.N, TUS: e.AtUS, Host: t.nameOf(e.Host), Kind: e.Kind, Call: e.Call, Len: e.Len, From: stateJSON(e.From), To: stateJSON(e.To), Segment: e.Message,
			Timer: e.Timer, Action: e.Action, Urgent: e.Urgent, Error: e.Error, Text: e.Text, Cause: e.Cause, Rule: e.Rule, Connection: e.Connection,
			doubtJSON: doubtOf(e),
		}
		if e.Kind == Congestion {
			j.CWnd, j.SSThresh, j.Flight = &e.Window, &e.Threshold, &e.Flight
		}
		d.Events = append(d.Events, j)
	}
	return d
}

// nameOf is a host's name; "" for Nobody.
func (t *Trace) nameOf(host int) string {
	if host == Nobody {
		return ""
	}
	return t.Hosts[host].Name
}

// notNull is a list that JSON writes as [] when it is empty.
func notNull[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// nullable is the number of a message that JSON writes as null when it is 0.
func nullable(id int) *int {
	if id == 0 {
		return nil
	}
	return &id
}
