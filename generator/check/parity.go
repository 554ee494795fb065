package check

import (
	"cmp"
	"fmt"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
)

// parity compares each translation with the page it is made from, block by
// block. Only blocks that are certain to be partners are compared: those of
// sections that have the same kinds of blocks in the same order on both pages.
func parity(s *site.Site) ([]diagnostic.Problem, error) {
	var problems []diagnostic.Problem
	for _, page := range s.Pages {
		original := s.Original(page)
		if page == original || !page.IsWritten() || !original.IsWritten() {
			continue
		}
		source, err := s.Document(original)
		if err != nil {
			return nil, err
		}
		target, err := s.Document(page)
		if err != nil {
			return nil, err
		}
		c := comparison{site: s, source: original, target: page}
		c.headings()
		c.blocks(source.Blocks(), target.Blocks())
		problems = append(problems, c.problems...)
	}
	return problems, nil
}

// comparison is a page beside its translation.
type comparison struct {
	site           *site.Site
	source, target *site.Page
	problems       []diagnostic.Problem
}

// differ warns of what differs at a line of the translation.
func (c *comparison) differ(file string, line int, code string, message diagnostic.Message) {
	at := diagnostic.File(file)
	at.Line, at.Col, at.Width = line, 1, 1
	c.problems = append(c.problems, diagnostic.Problem{Place: at, Severity: diagnostic.Warning, Code: code, Message: message})
}

// there is where a block of the source stands.
func (c *comparison) there(b *page.Block) string {
	return fmt.Sprintf("%s:%d", cmp.Or(b.File, c.source.Source.Path), b.Line)
}

// headings compares levels and order. What lacks is found with what
// translations owe.
func (c *comparison) headings() {
	partner := c.site.Counterparts(c.source, c.target)
	translated := map[string]bool{}
	byID := map[string]page.Heading{}
	for _, h := range c.target.Outline().Headings {
		byID[h.ID] = h
	}
	for _, h := range c.source.Outline().Headings {
		own, paired := byID[partner[h.ID]]
		if same, ok := byID[h.ID]; !paired && ok && h.Explicit && same.Explicit {
			own = same
			c.heading(own, diagnostic.Say("this section stands at another place than in %s:%d", c.source.Source.Path, h.Line))
		}
		translated[own.ID] = true
		if paired && own.Level != h.Level {
			c.heading(own, diagnostic.Say("this heading has level %d, and level %d in %s:%d", own.Level, h.Level, c.source.Source.Path, h.Line))
		}
	}
	for _, h := range c.target.Outline().Headings {
		// A home page may be front matter alone, and have nothing to compare.
		if !translated[h.ID] && len(c.source.Outline().Headings) > 0 {
			c.heading(h, diagnostic.Say("%s has no such section", c.source.Source.Path))
		}
	}
}

func (c *comparison) heading(h page.Heading, message diagnostic.Message) {
	c.differ(h.File, h.Line, "translation-heading", message)
}

// blocks compares pairs of single blocks.
func (c *comparison) blocks(a, b []page.Block) {
	for _, pair := range c.site.SurePairs(c.source, c.target, a, b) {
		x, y := pair[0], pair[1]
		switch x.Kind {
		case "figure": // what its runs are is compared by differences
			continue
		case "code":
			c.code(x, y)
			continue
		case "table":
			c.table(x, y)
		}
		c.links(x, y)
		c.numbers(x, y)
		c.states(x, y)
	}
}

// table compares the size of two tables.
func (c *comparison) table(x, y *page.Block) {
	if x.Rows != y.Rows {
		c.differ(y.File, y.Line, "translation-table", diagnostic.Say("this table has %d rows, that in %s has %d", y.Rows, c.there(x), x.Rows))
	}
	if x.Columns != y.Columns {
		c.differ(y.File, y.Line, "translation-table", diagnostic.Say("this table has %d columns, that in %s has %d", y.Columns, c.there(x), x.Columns))
	}
}
