package search

import (
	"math"
	"strings"
)

// occurrence is a gram in a section of a page, and how much it matters there.
type occurrence struct {
	section int
	level   int // 0 to levels-1
}

// levels are how many weights a gram can have in a section: a quarter, and each
// next one greater by half.
const (
	levels     = 8
	leastLevel = 0.25
	step       = 1.5
)

// average is how many grams a section has that is neither short nor long. It is
// the same for all sites, as otherwise each edit would move every weight.
const average = 120

// weigh is how much a gram matters in a section that has so many grams in its
// text and its heading. It is BM25's saturation for the text, in which code
// counts half; a heading counts for more, and for the more the less else is in
// it; that of the section around it for less.
func weigh(c count, text, heading int, behind bool) float64 {
	weight := 0.0
	if times := float64(c.text) + float64(c.code)/2; times > 0 {
		weight = times / (times + 0.5 + 0.7*float64(text)/average)
	}
	if c.heading > 0 {
		weight += 0.9 + 2.6*float64(c.heading)/float64(heading)
	} else if c.under > 0 {
		weight += 0.5
	}
	if behind {
		weight *= 0.6
	}
	return weight
}

// level is the level that comes nearest to a weight.
func level(weight float64) int {
	return min(max(int(math.Round(math.Log(weight/leastLevel)/math.Log(step))), 0), levels-1)
}

// counter counts the grams of one section after the other.
type counter struct {
	of     map[string]int // a place in counts
	counts []count
}

type count struct {
	gram                       string
	text, code, heading, under int // how many times it is in each
}

func (c *counter) at(gram string) *count {
	i, known := c.of[gram]
	if !known {
		i = len(c.counts)
		c.of[gram] = i
		c.counts = append(c.counts, count{gram: gram})
	}
	return &c.counts[i]
}

// occurrences calls yield for every gram of a part in each of its sections, in
// their order. The gram is part of a text of the section's size: whoever keeps
// it clones it.
func (p *Part) occurrences(yield func(gram string, o occurrence)) {
	c := counter{of: map[string]int{}}
	for n, s := range p.Sections {
		clear(c.of)
		c.counts = c.counts[:0]
		text, inHeading := 0, 0
		for line := range strings.Lines(s.Text) {
			code := strings.HasPrefix(line, "\t")
			for gram := range Grams(Fold(line)) {
				if code {
					c.at(gram).code++
				} else {
					c.at(gram).text++
				}
				text++
			}
		}
		heading := s.Heading
		if heading == "" && n == 0 {
			heading = p.Title
		}
		for gram := range Grams(Fold(heading)) {
			c.at(gram).heading++
			inHeading++
		}
		for gram := range Grams(Fold(s.Under)) {
			c.at(gram).under++
		}
		for _, count := range c.counts {
			yield(count.gram, occurrence{n, level(weigh(count, text, inHeading, p.Behind))})
		}
	}
}

// entries are the grams of a part, each with its sections as a posting has them.
func (p *Part) entries() map[string]string {
	lists := map[string]*posting{}
	p.occurrences(func(gram string, o occurrence) {
		l := lists[gram]
		if l == nil {
			l = &posting{}
			lists[strings.Clone(gram)] = l
		}
		l.add(0, o)
	})
	entries := map[string]string{}
	for gram, l := range lists {
		entries[gram] = l.String()[1:] // without the page
	}
	return entries
}
