package packetdrill

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Parse reads a script. An error names the line.
func Parse(name, src string) (*Script, error) {
	s := &Script{Name: name}
	src = regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllStringFunc(src, func(c string) string {
		return strings.Repeat("\n", strings.Count(c, "\n")) // the lines below keep their numbers
	})
	shell := false
	for i, line := range strings.Split(src, "\n") {
		text, _, _ := strings.Cut(line, "//")
		text = strings.TrimSpace(text)
		var err error
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case shell || strings.HasPrefix(text, "`"):
			shell = strings.Count(text, "`")%2 == 0 == shell
			err = s.shell(strings.Trim(text, "`"))
		default:
			err = s.event(i+1, text)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return s, nil
}

// shell reads sysctl commands.
func (s *Script) shell(text string) error {
	for _, command := range strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '&' || r == '\\' }) {
		words := strings.Fields(command)
		if len(words) == 0 {
			continue
		}
		if words[0] != "sysctl" {
			return fmt.Errorf("only sysctl is run, not %q", words[0])
		}
		for _, w := range words[1:] {
			key, value, ok := strings.Cut(w, "=")
			if !ok {
				continue // -q, -w
			}
			key, below := strings.CutPrefix(key, "net.ipv4.")
			if !below || !strings.HasPrefix(key, "tcp_") {
				return fmt.Errorf("%q is no setting of TCP", w)
			}
			s.Sysctls = append(s.Sysctls, Sysctl{key, value})
		}
	}
	return nil
}

var callForm = regexp.MustCompile(`^(\w+)\((.*)\)\s*=\s*(-?\d+)(?:\s+([A-Z]+))?(?:\s*\(.*\))?$`)

// event reads a line of time and event.
func (s *Script) event(line int, text string) error {
	time, rest, _ := strings.Cut(text, " ")
	when, err := parseWhen(time)
	if err != nil {
		return err
	}
	e := Event{Line: line, Text: text, When: when}
	rest = strings.TrimSpace(rest)
	switch {
	case strings.HasPrefix(rest, "<"):
		e.In, err = parseSegment(rest[1:])
		if err == nil && e.In.Any {
			err = fmt.Errorf("a segment to be sent needs its options")
		}
	case strings.HasPrefix(rest, ">"):
		e.Out, err = parseSegment(rest[1:])
	default:
		e.Call, err = parseCall(rest)
	}
	s.Events = append(s.Events, e)
	return err
}

func parseCall(text string) (*Call, error) {
	m := callForm.FindStringSubmatch(text)
	if m == nil {
		return nil, fmt.Errorf("neither a segment nor a call with its result: %q", text)
	}
	c := &Call{Name: m[1], Errno: m[4]}
	c.Result, _ = strconv.Atoi(m[3])
	depth := 0
	for _, part := range strings.FieldsFunc(m[2], func(r rune) bool {
		depth += strings.Count("[{", string(r)) - strings.Count("]}", string(r))
		return r == ',' && depth == 0
	}) {
		c.Args = append(c.Args, strings.TrimSpace(part))
	}
	return c, nil
}

// parseWhen reads 0.5, +.1, +.1~+.2 and *.
func parseWhen(text string) (w When, err error) {
	if text == "*" {
		return When{To: time.Second, Relative: true, Any: true}, nil
	}
	from, to, ranged := strings.Cut(text, "~")
	if w.From, w.Relative, err = instant(from); err != nil || !ranged {
		w.To = w.From
		return w, err
	}
	w.To, _, err = instant(to)
	return w, err
}

func instant(text string) (d time.Duration, relative bool, err error) {
	digits, relative := strings.CutPrefix(text, "+")
	seconds, err := strconv.ParseFloat(digits, 64)
	if err != nil || seconds < 0 || seconds > 1e6 {
		return 0, false, fmt.Errorf("%q is no time", text)
	}
	return time.Duration(seconds*1e6+.5) * time.Microsecond, relative, nil
}
