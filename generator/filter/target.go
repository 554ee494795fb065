package filter

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// Target is what a program that reads Markdown can show.
type Target struct {
	Format string // of the files: "svg", "png", "pdf"
	// Theme is "light", "dark", "both" for a file of each, or "" for one file that
	// follows the reader's system, which only an svg does.
	Theme string
	// Picture says that it takes HTML in the place of an image: <picture> with both
	// files.
	Picture bool
	// Table is how the run is told below: "details" folded away, "plain", or "" not
	// at all.
	Table string
	// Details is the tag that opens what is folded away, in a line of its own: MDX
	// takes it for text of a paragraph else.
	Details string
}

// Targets are the programs whose ways are known, by name. Where a reader can choose a
// dark page against the system, the figure is one svg: browsers show a drawing in the
// scheme of the page around it (color-scheme), which <picture> does not ask.
var Targets = map[string]Target{
	"github":     {Format: "svg", Theme: "both", Picture: true, Table: "details", Details: "<details>"},
	"vitepress":  {Format: "svg", Table: "details", Details: "<details>"},
	"mdbook":     {Format: "svg", Table: "details", Details: "<details>"},
	"docusaurus": {Format: "svg", Table: "details", Details: "<details>"},              // MDX looks only at images in Markdown for files
	"mkdocs":     {Format: "svg", Table: "details", Details: `<details markdown="1">`}, // so does MkDocs; the extension md_in_html reads the table
	"hugo":       {Format: "svg", Table: "plain"},                                      // HTML is left out unless it is asked for
	"marp":       {Format: "svg", Theme: "light"},
	"slidev":     {Format: "svg", Theme: "light"},
	"latex":      {Format: "pdf", Theme: "light"},
	"markdown":   {Format: "svg", Table: "plain"},
}

// TargetNames are the names of Targets, sorted.
func TargetNames() []string {
	var names []string
	for name := range Targets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// With is the target with its table told in another way: "details", "plain" or
// "none".
func (t Target) With(table string) Target {
	t.Table = table
	switch {
	case table == "none":
		t.Table = ""
	case table == "details" && t.Details == "":
		t.Details = "<details>"
	}
	return t
}

// themes are those that a file is made in.
func (t Target) themes() []string {
	if t.Theme == "both" {
		return []string{"light", "dark"}
	}
	return []string{t.Theme}
}

// view is what a page shows of a figure.
type view struct {
	alt     string
	files   []string // addresses, as many as themes
	table   [][]string
	summary string // of the table, where it is folded away
}

// show returns the lines that show a figure, the image first.
func (t Target) show(v view) []string {
	lines := []string{t.image(v)}
	switch {
	case t.Table == "plain" && len(v.table) > 0:
		lines = append(append(lines, ""), pipes(v.table)...)
	case t.Table == "details" && len(v.table) > 0:
		lines = append(lines, "", t.Details, "<summary>"+html.EscapeString(v.summary)+"</summary>", "")
		lines = append(append(lines, pipes(v.table)...), "", "</details>")
	}
	return lines
}

func (t Target) image(v view) string {
	if !t.Picture {
		return fmt.Sprintf("![%s](%s)", bracketed(v.alt), strings.ReplaceAll(v.files[0], " ", "%20"))
	}
	image := fmt.Sprintf(`<img src="%s" alt="%s">`, html.EscapeString(v.files[0]), html.EscapeString(v.alt))
	if len(v.files) > 1 {
		image = fmt.Sprintf(`<source media="(prefers-color-scheme: dark)" srcset="%s">`, html.EscapeString(v.files[1])) + image
	}
	return "<picture>" + image + "</picture>"
}

// bracketed is a text as it stands between brackets.
func bracketed(s string) string {
	return strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "\n", " ").Replace(s)
}

// pipes is a table of Markdown.
func pipes(table [][]string) (lines []string) {
	for i, row := range table {
		var b strings.Builder
		for _, cell := range row {
			b.WriteString("| " + cellEscaper.Replace(cell) + " ")
		}
		lines = append(lines, b.String()+"|")
		if i == 0 {
			lines = append(lines, strings.Repeat("|---", len(row))+"|")
		}
	}
	return lines
}

// cellEscaper keeps a text one cell, and from being anything but text.
var cellEscaper = strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;", "*", `\*`, "_", `\_`, "{", "&#123;", "[", `\[`)
