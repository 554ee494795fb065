package search

import (
	"strings"

	"woshou/generator/page"
)

// sectionSize bounds a section: a longer one becomes several, cut between blocks.
const sectionSize = 1200

// NewPart is the part of a page of which found was found. leads says that it is there
// to lead to others, as the home of a folder is.
func NewPart(address, title string, leads bool, found []page.Found) Part {
	p := Part{Address: address, Title: title}
	figures := 0
	for i, f := range found {
		top := f.Heading == title && !f.Term || f.ID == ""
		for n, text := range pieces(f.Lines) {
			s := Section{ID: f.ID, Heading: f.Heading, Under: f.Under, Term: f.Term, Text: text}
			if top {
				s.ID, s.Heading = "", ""
			}
			if n == 0 {
				s.Figures = shown(f.Figures)
			}
			if i > 0 || text != "" {
				p.Sections = append(p.Sections, s)
			}
		}
		for _, figure := range f.Figures {
			if figure.File {
				figures++
			}
		}
	}
	if len(p.Sections) == 0 {
		p.Sections = []Section{{}}
	}
	p.Behind = leads || figures >= 5 && p.grams() < wordy*figures
	return p
}

// grams is how many the part has in its texts.
func (p *Part) grams() (n int) {
	for _, s := range p.Sections {
		for range Grams(Fold(s.Text)) {
			n++
		}
	}
	return n
}

// shown are the figures that a link can lead to.
func shown(all []page.FoundFigure) (figures []Figure) {
	for _, f := range all {
		if f.ID != "" {
			figures = append(figures, Figure{f.ID, f.Caption})
		}
	}
	return figures
}

// wordy is how many grams an article has at least for each of its figures: our
// own galleries have up to 134, our articles with figures 240 and more.
const wordy = 150

// pieces are texts of one size of all lines: at least one, be it empty.
func pieces(lines []string) (texts []string) {
	var text strings.Builder
	for _, line := range lines {
		if text.Len() > 0 && text.Len()+len(line) > sectionSize {
			texts = append(texts, text.String())
			text.Reset()
		}
		text.WriteString(line)
		text.WriteByte('\n')
	}
	return append(texts, text.String())
}
