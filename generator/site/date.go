package site

import (
	"time"

	"woshou/generator/front"
)

// date gives the pages their dates: that of the front matter, else that of the
// source's last commit, if the options know of commits.
func (s *Site) date() {
	var undated []string
	for _, p := range s.Pages {
		if date, ok := front.ParseDate(p.Meta.Date); ok {
			p.Date = date
		} else if !p.Listing {
			undated = append(undated, p.Source.Path)
		}
	}
	if s.options.Dates == nil || len(undated) == 0 {
		return
	}
	dates := s.options.Dates(undated)
	for _, p := range s.Pages {
		if p.Date.IsZero() && !p.Listing {
			p.Date = dates[p.Source.Path]
		}
	}
}

// Day is the date of the page as 2026-11-22, "" if it has none.
func (p *Page) Day() string {
	if p.Date.IsZero() {
		return ""
	}
	return p.Date.Format(time.DateOnly)
}
