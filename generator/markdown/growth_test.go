package markdown

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// growing are texts that ask for much, by how often their part is repeated: for
// each construct what could make a reader go back to where it has been.
var growing = map[string]func(n int) string{
	"tildes": repeat("~a "),
	"lines":  repeat("\\- a\\\n"),
	"html tables": func(n int) string {
		return "<table>" + strings.Repeat("<tr>"+strings.Repeat("<td>a", 3), n) + "</table>"
	},
	"html wide": func(n int) string {
		return "<table><tr>" + strings.Repeat("<td>a", n) + strings.Repeat("<tr><td>b", n) + "</table>"
	},
	"html spans":   repeat("<table><tr><td colspan=100 rowspan=100>a"),
	"html quotes":  func(n int) string { return strings.Repeat("<blockquote>\n\n", 150) + strings.Repeat("a\n\n", n) },
	"html lists":   func(n int) string { return strings.Repeat("<ul><li>\n\n", 90) + strings.Repeat("a\n\n", n) },
	"html unended": repeat("<ul><li><p><b>a"),
	"containers deep": func(n int) string {
		var open strings.Builder
		for i := range 90 {
			open.WriteString(strings.Repeat(":", 100-i) + " tip\n")
		}
		return open.String() + strings.Repeat("a\n\n", n)
	},
	"link":               repeat("[a](b) "),
	"link open":          repeat("[a]("),
	"link brackets":      func(n int) string { return "[a](" + strings.Repeat("(", n) },
	"link escape":        repeat(`[a](\(`),
	"link angle":         repeat("[a](<b"),
	"link title":         repeat(`[a](b "`),
	"links in links":     func(n int) string { return strings.Repeat("[", n) + "a" + strings.Repeat("](b)", n) },
	"image open":         repeat("!["),
	"bracket":            repeat("["),
	"brackets":           func(n int) string { return strings.Repeat("[", n) + "a" + strings.Repeat("]", n) },
	"reference":          numbered("[r%d]: /u\n"),
	"reference used":     func(n int) string { return numbered("[r%d]: /u\n")(n) + "\n" + numbered("[r%d] ")(n) },
	"reference again":    repeat("[r]: /u\n"),
	"reference title":    repeat("[r]: /u\n\"t\"\n"),
	"reference open":     repeat("[r]: /u \"a\n"),
	"reference label":    func(n int) string { return "[" + strings.Repeat("a\n", n) },
	"reference brackets": repeat("[a\n"),
	"reference titled": func(n int) string {
		return "[a]: /u \"" + strings.Repeat("t", n) + "\"\n\n" + strings.Repeat("[a] ", n)
	},
	"container":         repeat("::: tip\n"),
	"containers":        repeat("::: tip\na\n:::\n"),
	"container unknown": repeat("::: x\n"),
	"container title":   repeat("::: tip **a\n"),
	"list":              repeat("- a\n"),
	"lists in lists":    repeat("- "),
	"list stairs":       func(n int) string { return stairs(n, "- a\n") },
	"list loose":        repeat("- a\n\n"),
	"list lazy":         func(n int) string { return strings.Repeat("- ", 40) + "a\n" + strings.Repeat("b\n", n) },
	"list blank":        func(n int) string { return strings.Repeat("- ", 40) + "a\n" + strings.Repeat("\n", n) + "b" },
	"list deep blank":   func(n int) string { return stairs(90*91, "- a\n\n") + strings.Repeat("\n", n) + "b" },
	"list tabs":         repeat("-\t"),
	"list numbers":      numbered("%d. a\n"),
	"task":              repeat("- [ ] a\n"),
	"quote":             repeat("> a\n\n"),
	"quotes in quotes":  repeat(">"),
	"quote lazy":        func(n int) string { return strings.Repeat("> ", 40) + "a\n" + strings.Repeat("b\n", n) },
	"quote and list":    repeat("> - "),
	"table rows":        func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|b|\n", n) },
	"table columns":     func(n int) string { return strings.Repeat("|a", n) + "|\n" + strings.Repeat("|-", n) + "|\n" },
	"table short rows": func(n int) string {
		return strings.Repeat("|a", n) + "|\n" + strings.Repeat("|-", n) + "|\n" + strings.Repeat("|b|\n", n)
	},
	"table pipes":      func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|`\\|`|\n", n) },
	"table delimiters": repeat("|-"),
	"tables":           repeat("|a|\n|-|\n|b|\n\n"),
	"emphasis open":    repeat("*a "),
	"emphasis close":   repeat("a* "),
	"emphasis both":    repeat("a**b"),
	"emphasis mixed":   repeat("*a_ "),
	"emphasis nested":  func(n int) string { return strings.Repeat("*a **a ", n) + strings.Repeat(" b** b*", n) },
	"emphasis run":     repeat("*"),
	"emphasis runs": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("*", i) + "a_")
		}
		return b.String()
	},
	"underscores":      repeat("_a_"),
	"emphasis Chinese": repeat("**中。**文"),
	"strike":           repeat("~~a "),
	"code open":        repeat("`a"),
	"code":             repeat("`a` "),
	"code runs": func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("`", i) + "a")
		}
		return b.String() + "[a]{step=1}"
	},
	"fence": repeat("```\n"),
	"fence lines": func(n int) string {
		return "```js {" + numbered("%d,")(n) + "9}\n" + strings.Repeat("a\n", n) + "```\n"
	},
	"fence attributes":    func(n int) string { return "``` {" + strings.Repeat(".a ", n) + "}\n" },
	"fence options":       func(n int) string { return "```scenario " + numbered("a%d ")(n) + "\n```\n" },
	"fence marks":         func(n int) string { return "```js\n" + strings.Repeat("a // [!code ++]\n", n) + "```\n" },
	"code group":          func(n int) string { return "::: code-group\n" + strings.Repeat("```js [a]\nx\n```\n", n) + ":::\n" },
	"indented":            repeat("    a\n"),
	"headings":            numbered("## h%d\n"),
	"headings alike":      repeat("## a\n"),
	"heading attributes":  numbered("## a {#x%d}\n"),
	"heading long":        func(n int) string { return "# " + strings.Repeat("a", n) + "\n\n" + strings.Repeat("a\n\n", n) },
	"setext":              repeat("a\n---\n"),
	"contents":            func(n int) string { return strings.Repeat("[[toc]]\n\n", n) + numbered("## h%d\n")(n) },
	"notes":               numbered("a[^%d]\n\n[^%[1]d]: b\n\n"),
	"note used":           func(n int) string { return strings.Repeat("a[^1] ", n) + "\n\n[^1]: b\n" },
	"note in line":        repeat("a^[b] "),
	"notes in notes":      repeat("^[a"),
	"note open":           repeat("[^a"),
	"note chain":          func(n int) string { return "[^0]\n\n" + numbered("[^%d]: [^%[1]d0]\n\n")(n) },
	"attributes":          repeat("{.a}"),
	"attributes open":     repeat("{"),
	"attributes many":     func(n int) string { return "*a*{" + strings.Repeat(".b ", n) + "}" },
	"attributes quote":    repeat(`*a*{b="`),
	"attributes of block": repeat("a\n{.b}\n\n"),
	"formula open":        repeat("$a"),
	"formula":             repeat("$a$ "),
	"formula nested":      func(n int) string { return "$" + strings.Repeat("{", n) + strings.Repeat("}", n) + "$" },
	"formula fractions":   func(n int) string { return "$" + strings.Repeat(`\frac{`, n) + "$" },
	"formula indices":     func(n int) string { return "$" + strings.Repeat("a_{", n) + "$" },
	"formula matrix":      func(n int) string { return "$$\n\\begin{matrix}" + strings.Repeat(`a&b\\`, n) + "\\end{matrix}\n$$" },
	"formula begins":      func(n int) string { return "$$\n" + strings.Repeat(`\begin{matrix}`, n) + "\n$$" },
	"formula long":        func(n int) string { return "$$\n" + strings.Repeat("a+", n) + "\n$$" },
	"element open":        repeat("<b>"),
	"element close":       repeat("</b>"),
	"elements crossed":    repeat("<b><i></b></i>"),
	"element lines":       repeat("<div\n"),
	"element attribute":   repeat(`<a b="`),
	"element value":       repeat("<A b="),
	"element dropped":     repeat("<script></x"),
	"angle":               repeat("<"),
	"comment":             repeat("<!-- "),
	"instruction":         repeat("<?"),
	"declaration":         repeat("<!A "),
	"character data":      repeat("<![CDATA["),
	"entity":              repeat("&amp;"),
	"entity numbered":     repeat("&#x41;"),
	"entity open":         repeat("&a"),
	"entity long":         func(n int) string { return "&" + strings.Repeat("a", n) + ";" },
	"components":          numbered("<Foo%d />\n"),
	"component lines":     repeat("<Foo\n"),
	"badge":               repeat(`<Badge text="a"/>`),
	"emoji":               repeat(":a"),
	"expression open":     repeat("{{ "),
	"expression":          repeat("{{ a }} "),
	"expression value": func(n int) string {
		return "---\na: " + strings.Repeat("b", n) + "\n---\n" + strings.Repeat("{{ $frontmatter.a }} ", n)
	},
	"address":          repeat("http://a.b/ "),
	"address brackets": func(n int) string { return "http://a.b/" + strings.Repeat(")", n) },
	"address dots":     repeat("www.a."),
	"mail":             repeat("a@b."),
	"mail pluses":      func(n int) string { return strings.Repeat("a+", n) + "@" },
	"include":          repeat("<!--@include: ./y.md-->\n"),
	"snippet":          repeat("<<< ./y.md#a\n\n"),
	"alert":            repeat("> [!NOTE]\n> a\n\n"),
	"glossary":         func(n int) string { return "::: glossary\n" + numbered("T%d\n: b\n\n")(n) + ":::\n" },
	"glossary used": func(n int) string {
		return "::: glossary\nCLOSED\n: " + strings.Repeat("b", n) + "\n:::\n" + strings.Repeat("CLOSED ", n)
	},
	"analogy":         func(n int) string { return "::: analogy\n" + strings.Repeat("- A：b\n", n) + ":::\n" },
	"step":            repeat("[a]{step=1}\n"),
	"step open":       repeat("[a]{step="),
	"step classes":    func(n int) string { return "[a]{step=1" + strings.Repeat(" .b", n) + "}" },
	"steps in steps":  func(n int) string { return strings.Repeat("[", n) + "a" + strings.Repeat("]{step=1}", n) },
	"figures":         repeat("```scenario\n```\n\n"),
	"figures in line": repeat("![](x.scenario)\n"),
	"charts":          repeat("```states tcp\n```\n"),
	"invisible":       repeat("a\u202e\n"),
	"Chinese":         repeat("中a"),
	"blanks":          repeat(" "),
	"tabs":            repeat("\t"),
	"lines of blanks": repeat("  \n"),
	"returns":         repeat("\r"),
	"nothing":         repeat("\x00"),
	"broken":          repeat("\xff"),
	"selectors":       repeat("\ufe0f"),
	"accents":         func(n int) string { return "# e" + strings.Repeat("\u0301", n) },
}

func repeat(part string) func(int) string {
	return func(n int) string { return strings.Repeat(part, n) }
}

func numbered(part string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, part, i)
		}
		return b.String()
	}
}

// stairs indents each line by two more than the last, as often as that makes a
// text of about n lines of four letters.
func stairs(n int, line string) string {
	var b strings.Builder
	for i := 0; b.Len() < 4*n; i++ {
		b.WriteString(strings.Repeat("  ", i) + line)
	}
	return b.String()
}

// fewest is how often a part is repeated at first.
const fewest = 1000

// TestGrowth holds that what a page costs grows as it does, whatever it is made
// of: each text is doubled three times. Cost is counted, not timed, in statements
// that are carried out, here and in goldmark: a test with coverage counts them. Of what is bounded per part, such as the
// length of an address, the parts are as long as that only in the longer text.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of pathological lines, some of them slowly")
	}
	counting := filepath.Join(t.TempDir(), "counting.test")
	build := exec.Command("go", "test", "-c", "-cover", "-covermode=count",
		"-coverpkg=woshou/generator/...,woshou/diagrams/...,github.com/yuin/goldmark/...", "-o", counting, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var both sync.WaitGroup
	names := make(chan string)
	for range 2 {
		both.Go(func() {
			for name := range names {
				few, many := work(t, counting, name, fewest), work(t, counting, name, 8*fewest)
				if many > 12*few { // eightfold, and half as much again for what is sorted
					t.Errorf("%s × %d: %d statements; × %d: %d", name, fewest, few, 8*fewest, many)
				}
			}
		})
	}
	for name := range growing {
		names <- name
	}
	close(names)
	both.Wait()
}

// TestMemoryGrowth holds the octets that a page allocates, from its text to HTML
// and twin, to what the guide states, and their growth to that of the text, which
// is doubled three times. A slice or map that grows may have been copied just
// before one size and not before the other, so four times the text may take up to
// eight times as much; the square of it would be sixteen. What is made once and
// kept, lexers and buffers, is allowed for.
func TestMemoryGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of pathological lines")
	}
	const start, perOctet, kept = 32 << 20, 1500, 2 << 20
	for _, name := range slices.Sorted(maps.Keys(growing)) {
		text := growing[name]
		var took [4]uint64
		for i := range took {
			src := text(fewest << i)
			took[i] = allocated(func() { readAll(t, src) })
			if most := uint64(start + perOctet*len(src)); took[i] > most {
				t.Errorf("%s: %d octets for a page of %d", name, took[i], len(src))
			}
		}
		if took[3] > 8*took[1]+kept {
			t.Errorf("%s × %d: %d octets; fourfold: %d", name, 2*fewest, took[1], took[3])
		}
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// readAll makes of a text all that a build makes of it.
func readAll(t *testing.T, src string) {
	doc := parsePage("a.md", []byte(src), Options{States: states, Lang: "zh", Math: true})
	render(t, doc)
	twinOf(doc, TwinRenderer{Figure: told})
}

// work is how many statements a text takes.
func work(t *testing.T, counting, name string, n int) (statements int) {
	profile := filepath.Join(t.TempDir(), "profile")
	child := exec.Command(counting, "-test.run", "^TestOneGrowing$", "-test.coverprofile", profile)
	child.Env = append(os.Environ(), growingName+"="+name, growingSize+"="+strconv.Itoa(n))
	if out, err := child.CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", name, err, out)
		return 0
	}
	counts, err := os.Open(profile)
	if err != nil {
		t.Error(err)
		return 0
	}
	defer counts.Close()
	for lines := bufio.NewScanner(counts); lines.Scan(); {
		fields := strings.Fields(lines.Text()) // file:from,to statements times
		if len(fields) != 3 {
			continue
		}
		block, _ := strconv.Atoi(fields[1])
		times, _ := strconv.Atoi(fields[2])
		statements += block * times
	}
	return statements
}

// How TestGrowth tells its children what to read.
const (
	growingName = "WOSHOU_GROWING"
	growingSize = "WOSHOU_GROWING_SIZE"
)

// TestOneGrowing reads one text in a child of TestGrowth.
func TestOneGrowing(t *testing.T) {
	text := growing[os.Getenv(growingName)]
	n, err := strconv.Atoi(os.Getenv(growingSize))
	if text == nil || err != nil {
		t.Skip("for TestGrowth")
	}
	readAll(t, text(n))
}

// A twin is no longer than some times its page as HTML.
func TestTwinsGrowAsTheirPages(t *testing.T) {
	for name, text := range growing {
		src := text(300)
		doc := parsePage("a.md", []byte(src), Options{States: states, Lang: "zh", Math: true})
		page := doc.Render(Renderer{}).HTML
		if twin := twinOf(doc, TwinRenderer{}); len(twin) > 6*len(page)+1000 {
			t.Errorf("%s: a twin of %d octets for a page of %d", name, len(twin), len(page))
		}
	}
}
