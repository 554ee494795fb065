package sentence

import (
	"fmt"
	"strings"

	"woshou/diagrams/trace"
)

// Terms says what the SYNs of a capture mean for the segments after them, "" where
// they offer nothing beyond an MSS.
func (v Voice) Terms(t *trace.Trace) string {
	if t.Capture == nil || t.Capture.Terms.Message == 0 {
		return ""
	}
	says, about := v.Words.Sequence().Terms, v.Words.About()
	terms := t.Capture.Terms
	parts := v.scales(t)
	for host, may := range terms.SACK {
		switch {
		case may && terms.SACK[1-host] && host == 0:
			parts = append(parts, says["sack"])
		case may && !terms.SACK[1-host]:
			parts = append(parts, fmt.Sprintf(says["one-sack"], t.Hosts[host].In(v.Words.Code)))
		}
	}
	room := 0
	if terms.Timestamps != nil && terms.Timestamps[0] {
		room = trace.StampRoom
		parts = append(parts, says["timestamps"])
	}
	switch mss := terms.MSS; {
	case len(parts) == 0:
		return ""
	case mss[0] == mss[1]:
		parts = append(parts, fmt.Sprintf(says["longest"], mss[0]-room))
	default:
		parts = append(parts, fmt.Sprintf(says["longest-each"], mss[0]-room, t.Hosts[0].In(v.Words.Code), mss[1]-room, t.Hosts[1].In(v.Words.Code)))
	}
	return says["begin"] + strings.Join(parts, about.Semicolon)
}

// scales say by how much the windows of the hosts count.
func (v Voice) scales(t *trace.Trace) (parts []string) {
	says := v.Words.Sequence().Terms
	scale := t.Capture.Terms.Scale
	offered := t.Offered("WS=")
	switch {
	case scale == nil:
	case offered[0] && offered[1] && scale[0] == scale[1]:
		return []string{fmt.Sprintf(says["scale"], 1<<scale[0])}
	case offered[0] && offered[1]:
		return []string{fmt.Sprintf(says["scale-each"], t.Hosts[0].In(v.Words.Code), 1<<scale[0], t.Hosts[1].In(v.Words.Code), 1<<scale[1])}
	default:
		for host, one := range offered {
			if one {
				parts = append(parts, fmt.Sprintf(says["one-scale"], t.Hosts[host].In(v.Words.Code)))
			}
		}
	}
	return parts
}
