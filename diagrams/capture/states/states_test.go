package states_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams/capture/states"
	"woshou/diagrams/golden"
	"woshou/diagrams/tcp"
)

// TestOf holds the states of the ends in testdata. Their evidence is a line an item, with
// times in milliseconds:
//
//	near                                 the capture stood at the end
//	middle                               it began in the middle of the connection
//	until 500                            when it ended, from 0 on
//	0       out SYN 100                  sent at 0
//	30-60   in SYN,ACK 300 101 sure      arrived between 30 and 60
//
// Other words are those of states.Item: ends-input, acks-fin, covers-fin, closes, new,
// next, syn-again, blocked, len=N.
func TestOf(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		e, err := evidence(c.Part("evidence"))
		if err != nil {
			t.Fatal(err)
		}
		told := states.Of(e)
		var out strings.Builder
		for _, span := range told.Spans {
			var names []string
			for _, s := range span.States {
				names = append(names, s.String())
			}
			fmt.Fprintf(&out, "%s-%s ms %s\n", ms(span.From), ms(span.To), strings.Join(names, " "))
		}
		if told.Spans == nil {
			fmt.Fprintln(&out, "no story")
		}
		for _, i := range told.Odd {
			fmt.Fprintf(&out, "odd: item %d\n", i+1)
		}
		return c.With("told", out.String())
	})
}

func ms(us int64) string { return strconv.FormatFloat(float64(us)/1000, 'f', -1, 64) }

// evidence reads the lines of a case.
func evidence(text string) (e states.Evidence, err error) {
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0:
		case fields[0] == "near":
			e.Near = true
		case fields[0] == "middle":
			e.Middle = true
		case fields[0] == "until":
			e.End, err = us(fields[1])
		default:
			var it states.Item
			it, err = item(fields)
			it.Index = len(e.Items)
			e.Items = append(e.Items, it)
		}
		if err != nil {
			return e, fmt.Errorf("%q: %w", line, err)
		}
	}
	return e, nil
}

func us(field string) (int64, error) {
	n, err := strconv.ParseFloat(field, 64)
	return int64(n * 1000), err
}

// item reads a segment and how it has to do with the end.
func item(fields []string) (it states.Item, err error) {
	if len(fields) < 4 {
		return it, fmt.Errorf("too few words")
	}
	from, to, ranged := strings.Cut(fields[0], "-")
	if !ranged {
		to = from
	}
	if it.From, err = us(from); err == nil {
		it.To, err = us(to)
	}
	it.Out = fields[1] == "out"
	it.Sure = it.Out
	for flag := range strings.SplitSeq(fields[2], ",") {
		it.Flags |= map[string]tcp.Flags{"SYN": tcp.SYN, "ACK": tcp.ACK, "FIN": tcp.FIN, "RST": tcp.RST}[flag]
	}
	rest := fields[3:]
	for _, number := range []*tcp.Seq{&it.Seq, &it.Ack} {
		if len(rest) > 0 && err == nil && (number == &it.Seq || it.Has(tcp.ACK)) {
			var n uint64
			n, err = strconv.ParseUint(rest[0], 10, 32)
			*number, rest = tcp.Seq(n), rest[1:]
		}
	}
	flags := map[string]*bool{
		"sure": &it.Sure, "ends-input": &it.EndsInput, "acks-fin": &it.AcksFin, "covers-fin": &it.CoversFin, "closes": &it.Closes,
		"new": &it.New, "next": &it.AtNext, "syn-again": &it.SynAgain, "blocked": &it.Blocked,
	}
	for _, word := range rest {
		if length, ok := strings.CutPrefix(word, "len="); ok {
			it.Len, _ = strconv.Atoi(length)
			continue
		}
		set, known := flags[word]
		if !known {
			return it, fmt.Errorf("no word %s", word)
		}
		*set = true
	}
	return it, err
}
