package trace

import "encoding/json"

// stateJSON is a state's name as JSON has it: null where the host is in one of
// several.
type stateJSON string

// MarshalJSON implements json.Marshaler.
func (s stateJSON) MarshalJSON() ([]byte, error) {
	if !Certain(string(s)) {
		return []byte("null"), nil
	}
	return json.Marshal(string(s))
}

// oneOf are the states of a set, nil for one alone.
func oneOf(state string) []string {
	if Certain(state) {
		return nil
	}
	return StatesIn(state)
}

// sightJSON is what a segment of a capture has beyond those of a run.
type sightJSON struct {
	Packet    int         `json:"packet,omitempty"`
	Estimated []string    `json:"estimated,omitempty"`
	Kind      string      `json:"kind,omitempty"`
	Reason    *reasonJSON `json:"reason,omitempty"`
	OneOf     []string    `json:"one_of,omitempty"`
	Departs   string      `json:"departs,omitempty"`
	Overtaken bool        `json:"overtaken,omitempty"`
	Held      string      `json:"held,omitempty"`
	HeldUS    int64       `json:"held_us,omitempty"`
	Checksum  string      `json:"checksum,omitempty"`
	Room      *int        `json:"window_octets,omitempty"`
	Payload   []byte      `json:"payload,omitempty"` // in base64
}

// reasonJSON is why a RST was sent; null where it may be one of several.
type reasonJSON string

// MarshalJSON implements json.Marshaler.
func (r reasonJSON) MarshalJSON() ([]byte, error) {
	if r == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(r))
}

// sightOf is the published form of what a capture saw.
func sightOf(s *Sight) (j sightJSON) {
	if s == nil {
		return j
	}
	j.Packet, j.Kind, j.Departs, j.Payload = s.Packet, s.Kind, s.Departs, s.Payload
	j.Overtaken, j.Held, j.HeldUS, j.Checksum, j.Room = s.Overtaken, s.Held, s.HeldUS, s.Checksum, s.Room
	if s.EstimatedSent {
		j.Estimated = append(j.Estimated, "sent_us")
	}
	if s.EstimatedArrived {
		j.Estimated = append(j.Estimated, "arrived_us")
	}
	switch len(s.Reasons) {
	case 0:
	case 1:
		reason := reasonJSON(s.Reasons[0])
		j.Reason = &reason
	default:
		j.Reason, j.OneOf = new(reasonJSON), s.Reasons
	}
	return j
}

// doubtJSON is what an event of a capture has beyond those of a run.
type doubtJSON struct {
	OneOf    []string `json:"one_of,omitempty"`
	SinceUS  *int64   `json:"since_us,omitempty"`
	Inferred bool     `json:"inferred,omitempty"`
}

// doubtOf is the published form of what is not certain of an event.
func doubtOf(e Event) (j doubtJSON) {
	if e.Kind == State {
		j.OneOf = oneOf(e.To)
	}
	if e.Doubt == nil {
		return j
	}
	if e.Doubt.SinceUS < e.AtUS && e.Kind == State {
		j.SinceUS = &e.Doubt.SinceUS
	}
	j.Inferred = e.Doubt.Inferred
	return j
}

// sourceJSON tells what a record was made of: "capture", or nothing of a run.
type sourceJSON struct {
	Source string     `json:"source,omitempty"`
	Terms  *termsJSON `json:"terms,omitempty"`
}

// termsJSON is what the SYNs of a capture mean for later numbers, by the names of the
// hosts; null is what the capture does not show.
type termsJSON struct {
	MSS        map[string]int  `json:"mss"`
	Scale      map[string]int  `json:"window_scale"`
	SACK       map[string]bool `json:"sack"`
	Timestamps map[string]bool `json:"timestamps"`
}

// termsOf is the published form of the terms.
func termsOf(t *Trace) *termsJSON {
	terms := t.Capture.Terms
	return &termsJSON{byHost(t, terms.MSS), byHost(t, terms.Scale), byHost(t, terms.SACK), byHost(t, terms.Timestamps)}
}

// byHost is a list as an object by the names of the hosts, nil for none.
func byHost[T any](t *Trace, list []T) map[string]T {
	if list == nil {
		return nil
	}
	object := map[string]T{}
	for i, value := range list {
		object[t.Hosts[i].Name] = value
	}
	return object
}
