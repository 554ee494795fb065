package build

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"

	"woshou/generator/site"
)

// history is what a manifest keeps of the commits: the dates of sources, as
// long as no commit was added. Reading them again takes Git longer than the
// rest of a small build.
type history struct {
	stamp site.Hash
	dates map[string]time.Time // the zero time for a source that has none

	commits *site.History // to ask for others; nil in a manifest that was read
}

// at returns the history of a build, which is that of the build before if no
// commit was added since.
func (h history) at(commits *site.History) history {
	next := history{stamp: commits.Stamp, dates: map[string]time.Time{}, commits: commits}
	if h.stamp == commits.Stamp {
		maps.Copy(next.dates, h.dates)
	}
	return next
}

// of returns the dates of sources. One that was not there at the build before
// may have been in older commits, so that all are asked for again.
func (h *history) of(sources []string) map[string]time.Time {
	isKnown := func(source string) bool { _, known := h.dates[source]; return known }
	if slices.ContainsFunc(sources, func(source string) bool { return !isKnown(source) }) {
		dates, err := h.commits.Dates(sources)
		if err != nil {
			h.stamp = site.Hash{} // not to be relied on at the next build
		}
		for _, source := range sources {
			h.dates[source] = dates[source]
		}
	}
	return h.dates
}

const undated = "-"

// encode writes the history as lines of a manifest, sorted.
func (h history) encode(w io.Writer) {
	fmt.Fprintf(w, "history %s\n", h.stamp)
	for _, source := range slices.Sorted(maps.Keys(h.dates)) {
		date := undated
		if t := h.dates[source]; !t.IsZero() {
			date = t.Format(time.RFC3339)
		}
		fmt.Fprintf(w, "date %s %s\n", date, strconv.Quote(source))
	}
}

// line reads one date.
func (h *history) line(f *fields) {
	text, source := f.word(), ""
	date := time.Time{}
	if text != undated {
		var err error
		date, err = time.ParseInLocation(time.RFC3339, text, time.UTC)
		f.fail(err)
	}
	source = f.path()
	if h.dates == nil {
		h.dates = map[string]time.Time{}
	}
	h.dates[source] = date
}
