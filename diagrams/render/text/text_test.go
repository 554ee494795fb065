package text_test

import (
	"bytes"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/render/text"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// TestLifelinesAreStraight holds that the first lifeline stands in one column,
// however long what stands beside it is.
func TestLifelinesAreStraight(t *testing.T) {
	const protocol = `role customer "Somebody who has ordered"
  timer patience-of-a-customer 3s
  in BROWSING on buy: send ORDER, start patience-of-a-customer, become WAITING-FOR-A-RECEIPT
  in WAITING-FOR-A-RECEIPT on patience-of-a-customer: send ORDER, become BROWSING
  rest in BROWSING
role shop
  in OPEN on ORDER: ignore
`
	for _, src := range []string{
		"use order.protocol\ncustomer buy\n",
		"host client \"The browser of a reader\"\nhost server\nserver listen\nlose SYN from client\nclient connect\n",
	} {
		run, errs := diagrams.Open(src, func(name string) (string, string, bool) { return name, protocol, true }).Run("x")
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		var b bytes.Buffer
		if err := text.Encode(&b, run, text.Options{Words: words.Of("en"), Spell: trace.Hyphens}); err != nil {
			t.Fatal(err)
		}
		column := 0
		for line := range strings.Lines(b.String()) {
			at := strings.IndexAny(line, "│├")
			if at < 0 {
				continue
			}
			if cells := words.Columns(line[:at]); column == 0 {
				column = cells
			} else if cells != column {
				t.Errorf("the lifeline stands in column %d and in %d:\n%s", column, cells, b.String())
				break
			}
		}
		if column == 0 {
			t.Errorf("no lifeline:\n%s", b.String())
		}
	}
}
