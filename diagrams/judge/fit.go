package judge

import "woshou/diagrams/scenario"

// wholeSegment is the one size of segments with which a kernel's receive buffer
// holds what it promises. A kernel charges the buffer for the memory that a
// packet takes, by a ratio that begins as a half; and this much data, with its
// headers and what the kernel adds, takes 2304 octets.
const wholeSegment = 1152

// ethernetSegment is the size of segments where nothing is set.
const ethernetSegment = 1460

// fit is a scenario that sets a window in the sizes in which a kernel's buffer
// is exact: what was n segments of the scenario's size is n of wholeSegment, a
// window at least two. Other scenarios it leaves as they are.
func fit(body []scenario.Statement, hosts []scenario.Host) []scenario.Statement {
	segment, windows := ethernetSegment, false
	each(body, func(s scenario.Statement) scenario.Statement {
		if s, ok := s.(scenario.Set); ok {
			windows = windows || s.Key == "window"
			if s.Key == "mss" {
				segment = s.N
			}
		}
		return s
	})
	if !windows {
		return body
	}
	fitted := []scenario.Statement{
		scenario.Set{Host: hosts[0].Name, Key: "mss", N: wholeSegment}, scenario.Set{Host: hosts[1].Name, Key: "mss", N: wholeSegment},
	}
	return append(fitted, each(body, func(s scenario.Statement) scenario.Statement {
		switch s := s.(type) {
		case scenario.Set:
			switch s.Key {
			case "mss":
				s.N = wholeSegment
			case "window":
				s.N = max(2, s.N/segment) * wholeSegment
			}
			return s
		case scenario.Call:
			if s.Verb == scenario.Send || s.Verb == scenario.Read {
				s.N = (s.N*wholeSegment + segment - 1) / segment
			}
			return s
		}
		return s
	})...)
}

// each is the body with every statement, also of blocks, replaced by what do
// makes of it.
func each(body []scenario.Statement, do func(scenario.Statement) scenario.Statement) (made []scenario.Statement) {
	for _, s := range body {
		switch s := s.(type) {
		case scenario.After:
			s.Do = do(s.Do)
			made = append(made, s)
		case scenario.Together:
			s.Body = each(s.Body, do)
			made = append(made, s)
		case scenario.When:
			s.Body = each(s.Body, do)
			made = append(made, s)
		default:
			made = append(made, do(s))
		}
	}
	return made
}

// setsWindow reports whether a scenario sets a window.
func setsWindow(f *scenario.File) (sets bool) {
	each(f.Body, func(s scenario.Statement) scenario.Statement {
		set, ok := s.(scenario.Set)
		sets = sets || ok && set.Key == "window"
		return s
	})
	return sets
}
