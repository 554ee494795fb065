package main

import (
	"fmt"
	"io"
	"strings"

	"woshou/diagrams/words"
	"woshou/generator/bilingual"
	"woshou/generator/site"
	"woshou/generator/translate"
)

// showStatus prints a table for each language, then the sections to work on.
func showStatus(l *ledger) error {
	if l.asJSON {
		for _, i := range l.chosen() {
			if err := l.writeJSON(i, nil); err != nil {
				return &failure{statusEnvironment, err}
			}
		}
		return nil
	}
	items := l.chosen()
	var b strings.Builder
	if len(items) == 0 {
		fmt.Fprintln(&b, l.in.Line("nothing to translate"))
	}
	for n := range l.Config.Languages {
		l.table(&b, items, l.Config.Languages[n].Code)
	}
	l.work(&b, items)
	_, err := io.WriteString(l.out, b.String())
	return written(err)
}

// table counts the sections of one language, page by page and in all.
func (l *ledger) table(b *strings.Builder, items []site.Item, code string) {
	inLanguage := func(i site.Item) bool { return i.Translation.Target == code }
	total := site.CountOf(items, inLanguage)
	if len(total) == 0 {
		return
	}
	head := []string{code, l.in.States()["translated"]}
	for _, state := range bilingual.States {
		head = append(head, l.in.States()[string(state)])
	}
	rows := [][]string{head}
	for at := 0; at < len(items); at++ {
		page := items[at].Page
		if inLanguage(items[at]) && (at == 0 || items[at-1].Translation != items[at].Translation) {
			count := site.CountOf(items, func(i site.Item) bool { return inLanguage(i) && i.Page == page })
			rows = append(rows, countRow(page, count))
		}
	}
	rows = append(rows, countRow(l.in.Line("all pages"), total))
	writeColumns(b, rows, 1)
	b.WriteByte('\n')
}

// countRow is one row: a name, how much is translated, and each state.
func countRow(name string, count site.Count) []string {
	row := []string{name, fmt.Sprintf("%d %%", count.Percent())}
	for _, state := range bilingual.States {
		cell := "·" // a table of noughts is hard to read
		if n := count[state]; n > 0 {
			cell = fmt.Sprint(n)
		}
		row = append(row, cell)
	}
	return row
}

// work lists the sections that somebody should look at. Before the first
// `translate done` nothing is verified, and a list of everything would not help.
func (l *ledger) work(b *strings.Builder, items []site.Item) {
	var rows [][]string
	for _, state := range []bilingual.State{bilingual.Stale, bilingual.Missing, bilingual.Orphan, bilingual.Unverified} {
		for _, i := range items {
			if i.State == state && (state != bilingual.Unverified || len(l.Lock) > 0) {
				rows = append(rows, []string{l.in.States()[string(state)], i.Source.Lines(), i.Target.Lines(), i.Heading()})
			}
		}
	}
	writeColumns(b, rows, 4)
	if len(l.Lock) == 0 && len(items) > 0 {
		fmt.Fprintln(b, l.in.Line("Nothing is verified yet. Where the pages correspond, record it: woshou translate done %s", l.site))
	}
}

// writeColumns writes rows in columns: the first so many stand at the left, the
// others at the right.
func writeColumns(b *strings.Builder, rows [][]string, left int) {
	var widths []int
	for _, row := range rows {
		for n, cell := range row {
			if n == len(widths) {
				widths = append(widths, 0)
			}
			widths[n] = max(widths[n], words.Columns(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for n, cell := range row {
			blank := strings.Repeat(" ", widths[n]-words.Columns(cell))
			if n < left {
				line.WriteString(cell + blank + "  ")
			} else {
				line.WriteString(blank + cell + "  ")
			}
		}
		fmt.Fprintln(b, strings.TrimRight(line.String(), " "))
	}
}

// showChanges prints, for each stale section, what changed in its source.
func showChanges(l *ledger) error {
	history := translate.NewHistory(l.Site)
	for _, i := range l.chosen() {
		if i.State != bilingual.Stale {
			continue
		}
		change, err := history.Change(i)
		if err != nil {
			return &failure{statusEnvironment, err}
		}
		if l.asJSON {
			err = l.writeJSON(i, &change)
		} else {
			err = l.print(i, change)
		}
		if err != nil {
			return &failure{statusEnvironment, err}
		}
	}
	return nil
}

// print shows one change to a person.
func (l *ledger) print(i site.Item, change translate.Change) error {
	var b strings.Builder
	fmt.Fprintln(&b, l.in.Line("# %s: translated in %s", i.Heading(), i.Target.Lines()))
	switch {
	case change.Commit == "":
		fmt.Fprintln(&b, l.in.Line("# The text that was translated is not in the history of a repository. The original is now, in %s:", i.Source.Lines()))
		b.WriteString(change.Now)
	case change.Diff == "":
		fmt.Fprintln(&b, l.in.Line("# The Markdown in %s is that of commit %s; what it takes in or refers to has changed.", i.Source.Lines(), change.Commit))
	default:
		b.WriteString(change.Diff)
	}
	text := strings.TrimRight(b.String(), "\n") + "\n\n"
	_, err := io.WriteString(l.out, text)
	return err
}
