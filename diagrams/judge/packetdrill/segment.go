package packetdrill

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var segmentForm = regexp.MustCompile(`^\s*([FSRPU.]+)\s+(\d+):(\d+)\((\d+)\)((?:\s+(?:ack|win|urg)\s+\d+)*)\s*(?:<(.*)>)?$`)

// parseSegment reads what follows "<" or ">".
func parseSegment(text string) (*Segment, error) {
	m := segmentForm.FindStringSubmatch(text)
	if m == nil {
		return nil, fmt.Errorf("no segment: %q", strings.TrimSpace(text))
	}
	s := &Segment{Flags: m[1], Seq: atoi(m[2]), Len: atoi(m[4]), Window: -1, Options: Options{Scale: -1}}
	if end := atoi(m[3]); end != s.Seq+s.Len {
		return nil, fmt.Errorf("%d:%d does not have %d octets", s.Seq, end, s.Len)
	}
	fields := strings.Fields(m[5])
	for ; len(fields) > 1; fields = fields[2:] {
		n := atoi(fields[1])
		switch fields[0] {
		case "ack":
			s.Ack = n
		case "win":
			s.Window = n
		case "urg":
			s.Urgent = n
		}
	}
	return s, s.options(m[6])
}

// options reads the words between < and >.
func (s *Segment) options(text string) error {
	if text == "..." {
		s.Any = true
		return nil
	}
	for option := range strings.SplitSeq(text, ",") {
		words := strings.Fields(option)
		if len(words) == 0 || words[0] == "nop" || words[0] == "eol" {
			continue
		}
		switch {
		case words[0] == "mss" && len(words) == 2:
			s.MSS = atoi(words[1])
		case words[0] == "wscale" && len(words) == 2:
			s.Scale = atoi(words[1])
		case words[0] == "sackOK" && len(words) == 1:
			s.SackOK = true
		case words[0] == "TS" && len(words) == 5 && words[1] == "val" && words[3] == "ecr":
			s.Stamps = &[2]int{atoi(words[2]), atoi(words[4])}
		case words[0] == "sack" && len(words) > 1:
			for _, block := range words[1:] {
				from, to, ok := strings.Cut(block, ":")
				if !ok {
					return fmt.Errorf("no block: %q", block)
				}
				s.Sack = append(s.Sack, [2]int{atoi(from), atoi(to)})
			}
		default:
			return fmt.Errorf("unknown option %q", option)
		}
	}
	return nil
}

// atoi is the number of digits; what is too large is too large for any field.
func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
