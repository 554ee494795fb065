package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams/words"
	"woshou/generator/check"
	"woshou/generator/diagnostic"
)

// limit is one that an author is told of.
type limit struct {
	most    int
	message diagnostic.Message
	files   func(n int) map[string]string // a site that has n of what is limited
}

// page is a site of one page.
func onPage(text func(n int) string) func(int) map[string]string {
	return func(n int) map[string]string { return map[string]string{"index.md": "# Page\n\n" + text(n) + "\n"} }
}

// inMatter is a site of one page with front matter.
func inMatter(yaml func(n int) string) func(int) map[string]string {
	return func(n int) map[string]string {
		return map[string]string{"index.md": "---\n" + yaml(n) + "---\n# Page\n"}
	}
}

// inSettings is a site with a page and a file of settings.
func inSettings(name string, yaml func(n int) string) func(int) map[string]string {
	return func(n int) map[string]string { return map[string]string{"index.md": "# Page\n", name: yaml(n)} }
}

// rule is a file of one rule that has some phrases.
func rule(phrases ...string) string {
	return "rules:\n  - id: a\n    message: {en: b}\n    says: {en: [" + strings.Join(phrases, ", ") + "]}\n"
}

// named is a site with a page of a name.
func named(name func(n int) string) func(int) map[string]string {
	return func(n int) map[string]string { return map[string]string{name(n): "# Page\n"} }
}

func times(part string) func(int) string {
	return func(n int) string { return strings.Repeat(part, n) }
}

// counted repeats a part with a number in it.
func counted(part string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, part, i)
		}
		return b.String()
	}
}

// sending is a figure of a run of n segments that carry data, the handshake left out.
func sending(n int, options string) string {
	half := n / 2 * 2 // each is answered
	text := "```scenario " + options + "\nbegin established\n" + strings.Repeat("client send 1\n", half/2)
	if half < n {
		text += "forge RST to client seq 1\n"
	}
	return text + "```"
}

// limits are those of the guide's table, in its order.
var limits = []limit{
	{64, "more than %d KiB of YAML", inMatter(func(n int) string { return "a: " + strings.Repeat("x", (n-1)<<10+1000) + "\n" })},
	{1024, "more than %d KiB of YAML", func(n int) map[string]string {
		return map[string]string{"index.md": "# Page\n", "site.yaml": "title: " + strings.Repeat("x", (n-1)<<10+1000) + "\n"}
	}},
	{2000, "a text of more than %d octets", inSettings("site.yaml", func(n int) string { return "title: " + strings.Repeat("x", n) + "\n" })},
	{50, "more than %d languages", inSettings("site.yaml", func(n int) string { return "languages:\n" + counted("  l%d: {name: x, folder: f%[1]d}\n")(n) })},
	{100, "more than %d hosts", inSettings("site.yaml", func(n int) string { return "html: media\nmedia:\n" + counted("  - h%d.example.org\n")(n) })},
	{100, "more than %d containers", inSettings("site.yaml", func(n int) string { return "markdown:\n  containers:\n" + counted("  - c%d\n")(n) })},
	{2000, "more than %d entries in the glossary", inSettings("glossary.yaml", counted("- {zh: 词%d, en: w%[1]d}\n"))},
	{500, "more than %d characters in a phrase, with what … may skip", inSettings("rules.yaml", func(n int) string { return rule(strings.Repeat("x", n)) })},
	{50_000, "more than %d characters in all phrases, with what … may skip", inSettings("rules.yaml", func(n int) string {
		return rule(slices.Repeat([]string{strings.Repeat("x", 499)}, n/500)...) + "    near: {en: [" + strings.Repeat("x", n/500+n%500) + "]}\n"
	})},
	{64, "nested deeper than %d levels", inMatter(func(n int) string { return "a: " + strings.Repeat("[", n-1) + strings.Repeat("]", n-1) + "\n" })},
	{2000, "more than %d keys in one mapping", inMatter(counted("key%d: x\n"))},
	{100, "more than %d empty lines in a row", inMatter(func(n int) string { return "a: x\n" + strings.Repeat("\n", n) + "b: x\n" })},
	{100, "more than %d anchors, aliases, tags and directives", inMatter(func(n int) string { return "list:\n" + counted("  - &a%d x\n")(n) })},
	{200, "more than %d figures on a page", onPage(times("```states tcp\n```\n\n"))},
	{4, "a text of more than %d MiB", func(n int) map[string]string {
		return map[string]string{"index.md": "# Page\n", "x.scenario": strings.Repeat(strings.Repeat("x", 1023)+"\n", n*1024-1024+1)}
	}},
	{2000, "a title of more than %d octets", inMatter(func(n int) string { return "title: " + strings.Repeat("x", n) + "\n" })},
	{2000, "a heading of more than %d octets", onPage(func(n int) string { return "## " + strings.Repeat("x", n) + " {#x}" })},
	{100_000, "more than %d lines in lists, quotes and containers, counted for each", onPage(func(n int) string { return "- a\n" + strings.Repeat("\n", n-1) })},
	{8, "more than %d lists of the headings of a page", onPage(times("[[toc]]\n\n"))},
	{50_000, "more than %d cells in the tables of a page", onPage(func(n int) string {
		rows, rest := n/50-1, n%50
		return strings.Repeat("|a", 50) + "|\n" + strings.Repeat("|-", 50) + "|\n" + strings.Repeat("|a|\n", rows) + strings.Repeat("\n|a|\n|-|\n", rest)
	})},
	{500, "more than %d rows of a table with an escaped | and code", onPage(func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|`\\|`|\n", n) })},
	{256, "expressions put more than %d KiB of front matter into the page", func(n int) map[string]string {
		return map[string]string{"index.md": "---\na: " + strings.Repeat("x", 1000) + "\n---\n# Page\n\n" + strings.Repeat("{{ $frontmatter.a }} ", n*1024/1000)}
	}},
	{1024, "links by reference bring in more than %d KiB of addresses and titles", onPage(func(n int) string {
		return "[a]: #page '" + strings.Repeat("x", 1000) + "'\n\n" + strings.Repeat("[a] ", n*1024/1005)
	})},
	{1000, "an id of more than %d octets", onPage(func(n int) string { return "## " + strings.Repeat("x", n) })},
	{1000, "more than %d statements", onPage(func(n int) string { return "```scenario what-if=none\n" + strings.Repeat("note \"x\"\n", n) + "```" })},
	{500, "the run has %d messages, and a figure draws at most %d", onPage(func(n int) string { return sending(n, "what-if=none") })},
	{230, "a name of more than %d octets", named(func(n int) string { return strings.Repeat("x", n-3) + ".md" })},
	{1000, "the address has more than %d octets", named(func(n int) string { // .md is .html there
		return strings.Repeat(strings.Repeat("x", 99)+"/", 9) + strings.Repeat("x", n-905) + ".md"
	})},
}

// said is the message of a limit with its value.
func (l limit) said() diagnostic.Message {
	switch strings.Count(string(l.message), "%d") {
	case 2:
		return words.Say(string(l.message), l.most+1, l.most)
	}
	return words.Say(string(l.message), l.most)
}

// Each limit leaves what meets it alone, and names itself where one more stands.
func TestLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("builds sites at their limits")
	}
	for _, l := range limits {
		if found := told(t, l.files(l.most), l); found != nil {
			t.Errorf("%s: told at %d: %v", l.said(), l.most, found)
		}
		found := told(t, l.files(l.most+1), l)
		if found == nil {
			t.Errorf("%s: not told at %d", l.said(), l.most+1)
		} else if found.File == "" || found.Line < 1 && !strings.HasPrefix(found.Code, "file") && found.Code != "unreadable" {
			t.Errorf("%s: told without a place: %+v", l.said(), found)
		}
	}
}

// told is the problem of a limit in a site, or nil.
func told(t *testing.T, files map[string]string, l limit) *diagnostic.Problem {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	report, err := check.Site(t.Context(), check.Options{Site: dir, Lang: words.English})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range report.Problems {
		if strings.Contains(p.Message.String(), l.said().String()) {
			return &p
		}
	}
	return nil
}

// literal are the limits beyond which a text stays as it is written, in the
// order of the guide's second table: the file and the name of the constant.
var literal = [][2]string{
	{"generator/markdown/nesting.go", "mostBlocks"},
	{"generator/markdown/nesting.go", "mostPhrases"},
	{"generator/markdown/emphasis.go", "mostRuns"},
	{"generator/markdown/htmlfilter.go", "mostOpen"},
	{"generator/markup/attributes.go", "MostAttributes"},
	{"generator/markdown/destinations.go", "longestAddress"},
	{"generator/lexer/matcher.go", "stepsToStart"},
	{"generator/lexer/matcher.go", "mostTurns"},
	{"generator/mathml/parse.go", "mostDepth"},
	{"generator/source/files.go", "mostIncludes"},
	{"generator/source/files.go", "mostIncludeDepth"},
	{"generator/source/files.go", "mostIncludedText"},
	{"diagrams/sim/sim.go", "maxEvents"},
	{"generator/listing/code.go", "mostSets"},
	{"generator/source/region.go", "mostOpenRegions"},
	{"generator/markdown/limits.go", "longestTip"},
	{"themes/bounds.go", "MostSteps"},
	{"themes/bounds.go", "MostText"},
	{"themes/bounds.go", "MostValue"},
	{"generator/vitepress/project.go", "mostConfig"},
	{"generator/vitepress/literal/module.go", "mostValues"},
}

// unmet are the bounds that no table has, each with why.
var unmet = map[string]string{
	"generator/yaml.MostMatter":                 "the first row",
	"generator/yaml.MostSettings":               "the second row",
	"diagrams/sim.maxTime":                      "with maxEvents",
	"generator/claims.deepest":                  "told where a phrase is read: choices lie too deep in each other",
	"generator/diagnostic.longestLine":          "of what a message shows, not of what is read",
	"generator/diagnostic.longestSaid":          "likewise",
	"diagrams/scenario.maxValue":                "told where the number is read, as its range",
	"generator/figure.mostDrawnWays":            "of what a page draws of a check; `woshou check` tells all",
	"generator/figure.mostVaried":               "told below the first table, in messages: what-ifs are offered of the first alone",
	"generator/lexer.mostIdle":                  "of our loop over rules that read nothing; no text needs it",
	"generator/markdown.longestEmoji":           "longer than every name there is",
	"generator/markdown.longestFigureID":        "told where the id is read: it is none",
	"generator/markdown.mostKept":               "of a cache",
	"generator/markdown.mostWays":               "of what is drawn, not of what is read",
	"generator/site.mostHead":                   "of what a preview glances at first",
	"generator/site.mostUnread":                 "of a cache",
	"generator/twin.deepest":                    "of how a twin is indented",
	"generator/twin.mostBelow":                  "of how a twin spells out cells that span rows",
	"generator/twin.mostSpanned":                "of how a twin spells out cells that span columns",
	"generator/vitepress/literal.mostDepth":     "with mostValues",
	"generator/vitepress/literal.mostModules":   "with mostValues",
	"generator/vitepress/literal.mostTemplates": "with mostValues",
	"generator/vitepress/literal.mostTypes":     "where a comparison of numbers looks like a call",
	"diagrams/scenario.maxBacklog":              "told where the statement is read",
	"diagrams/scenario.maxWindow":               "told where the statement is read",
	"diagrams/scenario.maxRetries":              "told where the statement is read",
	"diagrams/scenario.maxInitialWindow":        "told where the statement is read",
	"diagrams/scenario/lines.maxWord":           "of what a message quotes",
}

// Every bound on what a site's files may ask for is in one of the tables, or is
// one that no author needs to know.
func TestEveryBoundIsTold(t *testing.T) {
	told := map[string]bool{}
	for _, c := range literal {
		told[path.Dir(c[0])+"."+c[1]] = true
	}
	declared := regexp.MustCompile(`(?m)^\s*(?:const )?((?:[mM]ost|longest|max)[A-Z]\w*|deepest)\s*=\s*\d`)
	var texts strings.Builder
	bounds := map[string]string{} // by their names, where
	for _, f := range sourceFiles(t) {
		content := read(t, filepath.Join(ourSource, f.dir, f.name))
		if f.isTest {
			continue
		}
		texts.WriteString(content)
		for _, m := range declared.FindAllStringSubmatch(content, -1) {
			if readsSites(f.dir) {
				bounds[f.dir+"."+m[1]] = m[1]
			}
		}
	}
	for _, l := range limits {
		said := regexp.MustCompile(regexp.QuoteMeta(string(l.message)) + `", (?:len\([^)]*\), )?(\w+)`)
		for _, m := range said.FindAllStringSubmatch(texts.String(), -1) {
			told[m[1]] = true
		}
	}
	for bound, name := range bounds {
		_, known := unmet[bound]
		switch {
		case told[bound] || told[name]:
			if known {
				t.Errorf("%s is told, and need not be excused", bound)
			}
		case !known:
			t.Errorf("%s is in no table of the guide", bound)
		}
	}
	for bound := range unmet {
		if bounds[bound] == "" {
			t.Errorf("there is no %s", bound)
		}
	}
}

// readsSites reports whether a package reads what may be in a site's files.
func readsSites(dir string) bool {
	return slices.ContainsFunc([]string{"generator/yaml", "generator/front", "generator/source", "generator/markdown", "generator/markup", "generator/mathml",
		"generator/listing", "generator/lexer", "generator/claims", "generator/vitepress", "generator/site", "generator/figure", "generator/twin",
		"generator/diagnostic", "diagrams/scenario", "diagrams/sim"}, func(top string) bool { return dir == top || strings.HasPrefix(dir, top+"/") })
}

// The guide's tables have each limit with its value, and with what is said.
func TestGuideKnowsTheLimits(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		text := read(t, ourContent+"/"+lang+"/guide/limits.md")
		first, second, _ := strings.Cut(text, "{#literal}")
		var want, values []string
		for _, l := range limits {
			said := words.Of(lang).Message(l.said())
			if strings.Count(string(l.message), "%d") == 2 {
				said = words.Of(lang).Message(words.Say(string(l.message), 612, l.most))
			}
			want = append(want, fmt.Sprintf("| %s | %s |", grouped(l.most), strings.ReplaceAll(said, "|", `\|`)))
		}
		for _, c := range literal {
			values = append(values, constant(t, c[0], c[1]))
		}
		if got := rows(first); !slices.Equal(got, want) {
			t.Errorf("%s: the first table has\n%s\nwant\n%s", lang, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		var shown []string
		for _, row := range rows(second) {
			shown = append(shown, strings.Split(row, "|")[1])
		}
		for i := range shown {
			shown[i] = strings.TrimSpace(shown[i])
		}
		if !slices.Equal(shown, values) {
			t.Errorf("%s: the second table has %q, want %q", lang, shown, values)
		}
	}
}

// rows are the rows of the tables in a text, without their first cells and without
// those of headers.
func rows(text string) (all []string) {
	row := regexp.MustCompile(`(?m)^\| [^|]+ (\| [\d,]+ \|.*)$`)
	for _, m := range row.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}

// grouped is a number as the guide prints it.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// constant is the value of a constant of ours, as the guide prints it.
func constant(t *testing.T, file, name string) string {
	t.Helper()
	value := regexp.MustCompile(`\b` + name + `\s*=\s*(\d[\d_]*)(?: << (\d+))?`).FindStringSubmatch(read(t, ourSource+"/"+file))
	if value == nil {
		t.Fatalf("%s has no %s", file, name)
	}
	n, err := strconv.Atoi(strings.ReplaceAll(value[1], "_", ""))
	if err != nil {
		t.Fatal(err)
	}
	if value[2] != "" {
		shift, _ := strconv.Atoi(value[2])
		n <<= shift
	}
	return grouped(n)
}
