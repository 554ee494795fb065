package judge

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ReadRecording reads a recording of a kernel: tab-separated lines, of which
// those of segments have eleven columns and begin with the time in
// milliseconds. The head of each file says what the columns are.
func ReadRecording(text string) (Record, error) {
	var r Record
	for i, line := range strings.Split(text, "\n") {
		cols := strings.Split(line, "\t")
		var err error
		switch {
		case len(cols) == 11 && cols[0] != "t_ms":
			err = r.readSegment(cols)
		case len(cols) > 2 && strings.HasPrefix(cols[2], "call: "):
			err = r.readCall(cols)
		case strings.HasPrefix(line, "path A"):
			r.Paths[0] = readPath(cols[1])
		case strings.HasPrefix(line, "path B"):
			r.Paths[1] = readPath(cols[1])
		}
		if err != nil {
			return r, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	r.settle()
	r.markRepeats()
	return r, nil
}

func (r *Record) readSegment(cols []string) error {
	sent, err := milliseconds(cols[0])
	if err != nil {
		return err
	}
	s := Segment{Sent: sent}
	if strings.HasPrefix(cols[1], "B") {
		s.From = 1
	}
	var options string
	s.Flags, options, _ = strings.Cut(cols[2], " ")
	s.Options = strings.NewReplacer("<", "", ">", "", "=", " ").Replace(options)
	if s.Seq, err = readNumber(cols[3]); err != nil {
		return err
	}
	if cols[4] != "-" {
		if s.Ack, err = readNumber(cols[4]); err != nil {
			return err
		}
	}
	if s.Len, err = strconv.Atoi(cols[5]); err != nil {
		return err
	}
	if s.Window, err = strconv.Atoi(cols[6]); err != nil {
		return err
	}
	s.Arrived = neverArrived
	if cols[8] != "-" {
		if s.Arrived, err = milliseconds(cols[8]); err != nil {
			return err
		}
	}
	fate, _, _ := strings.Cut(cols[7], ":")
	switch fate {
	case "ok", "held": // held back, and then let through
	case "LOST", "forged":
		s.Fate = strings.ToLower(fate)
	default:
		return fmt.Errorf("unknown fate %q", cols[7])
	}
	r.Segments = append(r.Segments, s)
	return nil
}

// readCall notes when a user did something.
func (r *Record) readCall(cols []string) error {
	at, err := milliseconds(cols[0])
	host := strings.Index("AB", cols[1])
	if err == nil && host < 0 {
		err = fmt.Errorf("unknown host %q", cols[1])
	}
	if err == nil {
		r.Calls[host] = append(r.Calls[host], at)
	}
	return err
}

func milliseconds(text string) (time.Duration, error) {
	ms, err := strconv.ParseFloat(text, 64)
	return time.Duration(ms * float64(time.Millisecond)), err
}

// readNumber reads "11", "2:0" or "raw:0".
func readNumber(text string) (Number, error) {
	isn, offset, ok := strings.Cut(text, ":")
	if !ok {
		isn, offset = "1", text
	}
	if isn == "raw" {
		isn = "0"
	}
	n, err := strconv.Atoi(offset)
	which, err2 := strconv.Atoi(isn)
	if err != nil || err2 != nil {
		return Number{}, fmt.Errorf("no sequence number: %q", text)
	}
	return Number{which, n}, nil
}

// readPath reads "CLOSED > LISTEN > …". That the listening socket outlives a
// connection, "(+LISTEN)", says nothing about the connection.
func readPath(text string) (path []Stay) {
	for _, state := range strings.Split(text, " > ") {
		path = append(path, Stay{State: strings.TrimSuffix(state, "(+LISTEN)")})
	}
	return path
}
