package figure

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/explore"
	"woshou/diagrams/protocol"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/generator/twin"
)

// checked is what a check of a protocol found, and the shortest ways to what it
// found, each as a scenario.
type checked struct {
	Verdict
	ways []counterexample
}

// counterexample is the shortest way to something that is wrong, or that can fail
// as its author says.
type counterexample struct {
	diagrams.Source
	property int // index of the verdict; -1 for a problem that no property has to name
	title    diagnostic.Message
}

// mostDrawnWays is how many counter-examples a page draws; the rest are told by
// `woshou check`.
const mostDrawnWays = 4

// check checks a protocol, once for all pages.
func (st *Studio) check(protocol diagrams.File) checked {
	return st.checks.Get(protocol, func() checked { return checkOf(protocol) })
}

func checkOf(protocol diagrams.File) checked {
	report, err := Check(context.Background(), protocol.Name, protocol.Text, CheckOptions{})
	c := checked{Verdict: report}
	if err != nil || report.Explored == nil {
		return c
	}
	for i, v := range report.Explored.Verdicts {
		c.add(protocol, v.Path, i, "")
	}
	for _, p := range report.Explored.Problems {
		c.add(protocol, p.Path, -1, p.Message)
	}
	return c
}

// Counterexample is the first counter-example that a check of a protocol finds, as
// a scenario, or false where it finds none.
func Counterexample(protocol diagrams.File) (diagrams.Source, bool) {
	if c := checkOf(protocol); len(c.ways) > 0 {
		return c.ways[0].Source, true
	}
	return diagrams.Source{}, false
}

// add adds the way of a path, if there is one and room for it.
func (c *checked) add(protocol diagrams.File, path *explore.Path, property int, title words.Message) {
	if path != nil && len(c.ways) < mostDrawnWays {
		source := diagrams.Source{Text: path.Scenario(), Protocol: protocol}
		c.ways = append(c.ways, counterexample{source, property, title})
	}
}

// checkHTML is the HTML of a check on a page: what was looked at, a line for each
// property, and each counter-example as a figure. What the check found wrong is a
// problem at its place in the protocol.
func (st *Studio) checkHTML(f Figure, lang Language) ([]byte, []diagnostic.Problem) {
	if len(f.Missing) > 0 {
		return broken(f, f.Missing), f.Missing
	}
	c := st.check(f.Protocol)
	if c.Explored == nil {
		return broken(f, c.Problems), c.Problems
	}
	var b bytes.Buffer
	title := strings.TrimSpace(lang.word("check") + " " + f.ProtocolName())
	fmt.Fprintf(&b, "<section data-check=\"%s\" data-result=\"%s\" aria-label=\"%s\">\n", html.EscapeString(f.ID), c.worst(), html.EscapeString(title))
	fmt.Fprintf(&b, "<p data-verdict><b>%s</b><br><small>%s</small></p>\n", html.EscapeString(c.summary(lang)), html.EscapeString(c.extent(lang)))
	b.WriteString("<ul data-properties>\n")
	for _, p := range c.properties(lang) {
		fmt.Fprintf(&b, "<li data-result=\"%s\"><span>%s</span> <strong>%s</strong></li>\n", p.result, p.html(), html.EscapeString(p.came))
	}
	b.WriteString("</ul>\n")
	problems := slices.Clone(c.Problems) // the check is shared by pages
	for i, way := range c.ways {
		figure, undrawn := st.wayHTML(f, i, way, c, lang)
		b.Write(figure)
		problems = append(problems, undrawn...)
	}
	b.WriteString("</section>\n")
	return b.Bytes(), problems
}

// wayHTML is a counter-example as a figure. The first has the id of the check, so
// that sentences can point at its steps.
func (st *Studio) wayHTML(f Figure, i int, way counterexample, c checked, lang Language) ([]byte, []diagnostic.Problem) {
	run := st.run(way.Source)
	if run.trace == nil {
		return nil, run.problems(Scenario{Source: way.Source, Origin: diagnostic.Whole(f.Protocol.Name), Found: true})
	}
	f.Caption = c.titleOf(way, lang)
	if i > 0 {
		f.ID = fmt.Sprintf("%s-%d", f.ID, i+1)
		f.Anchor = false
	}
	d := st.draw(way.Source, f.onPage(), lang)
	if d.err != nil {
		return nil, undrawn(f, d.err)
	}
	return framed(f, lang, "", d, func(w io.Writer) { writeTable(w, run.trace, lang) }), nil
}

// checkInWords is a check as plain text tells it.
func (st *Studio) checkInWords(f Figure, lang Language) twin.Figure {
	c := st.check(f.Protocol)
	if len(f.Missing) > 0 || c.Explored == nil {
		return twin.Figure{Diagram: linesOf(append(f.Missing, c.Problems...))}
	}
	words := twin.Figure{Caption: lang.word("check") + " " + f.ProtocolName() + lang.Look.Words.About().Colon + c.summary(lang)}
	for _, p := range c.properties(lang) {
		words.Steps = append(words.Steps, p.text()+lang.Look.Words.About().Colon+p.came)
	}
	if len(c.ways) > 0 {
		if t := st.run(c.ways[0].Source).trace; t != nil {
			words.Diagram = encodedText(t, lang.Look)
		}
	}
	return words
}

// wayOf is the run whose steps a page can point at: the first counter-example.
func (st *Studio) wayOf(f Figure) *trace.Trace {
	if len(f.Missing) > 0 {
		return nil
	}
	if c := st.check(f.Protocol); len(c.ways) > 0 {
		return st.run(c.ways[0].Source).trace
	}
	return nil
}

// property is one line of a check.
type property struct {
	said   string // in words; "" where the file has none
	source string // as the file has it; "" for what is asked of every protocol
	result explore.Result
	came   string
}

// text is the property in words, or as the file has it.
func (p property) text() string { return cmp.Or(p.said, p.source) }

// html is the property in words, and below as the file has it.
func (p property) html() string {
	var parts []string
	if p.said != "" {
		parts = append(parts, html.EscapeString(p.said))
	}
	if p.source != "" {
		parts = append(parts, "<code>"+html.EscapeString(p.source)+"</code>")
	}
	return strings.Join(parts, "<br>")
}

// results are what came of each line of a check: of what is asked of every protocol,
// then of what its author asks.
func (c checked) results() []explore.Result {
	every := explore.Holds
	if c.Explored.Ended || c.Explored.Beyond {
		every = explore.Within
	}
	if len(c.Explored.Problems) > 0 {
		every = explore.Fails
	}
	results := []explore.Result{every}
	for _, v := range c.Explored.Verdicts {
		results = append(results, v.Result)
	}
	return results
}

// properties are the lines of a check.
func (c checked) properties(lang Language) (list []property) {
	for i, result := range c.results() {
		p := property{result: result, came: lang.word("check-" + string(result))}
		if i == 0 {
			p.said = lang.word("check-complete")
			list = append(list, p)
			continue
		}
		v := c.Explored.Verdicts[i-1]
		p.said, p.source = v.Of().Text.In(lang.Code), claim(v.Of())
		if v.Path != nil {
			p.came += lang.Look.Words.About().Comma + lang.Look.Words.Count(v.Path.Steps(), "step")
		}
		list = append(list, p)
	}
	return list
}

// claim is a property as its file has it, but for the words `can fail`: what came
// of it says that.
func claim(q *protocol.Property) string {
	bare := *q
	bare.CanFail = false
	return bare.Plain()
}

// byWeight are the results, the best first.
var byWeight = []explore.Result{explore.Holds, explore.CanFail, explore.Within, explore.CannotFail, explore.Fails}

// worst is the worst result of the lines.
func (c checked) worst() explore.Result {
	return slices.MaxFunc(c.results(), func(a, b explore.Result) int {
		return slices.Index(byWeight, a) - slices.Index(byWeight, b)
	})
}

// summary counts the lines by what came of them.
func (c checked) summary(lang Language) string {
	all, in := c.results(), lang.Look.Words
	var parts []string
	for _, r := range byWeight {
		n := 0
		for _, result := range all {
			if result == r {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, in.Count(n, "property-"+string(r)))
		}
	}
	return in.Count(len(all), "property") + in.About().Colon + strings.Join(parts, in.About().Comma)
}

// extent says how far the check went: what the network was allowed to do, and how
// many worlds there are.
func (c checked) extent(lang Language) string {
	in := lang.Look.Words
	return strings.Join(append([]string{in.Count(c.Explored.Worlds, "world"), in.Count(c.Explored.Transitions, "transition")}, c.Bounds...), in.About().Comma)
}

// titleOf is the caption of a counter-example.
func (c checked) titleOf(way counterexample, lang Language) string {
	if way.property < 0 {
		return lang.Look.Words.Message(way.title)
	}
	v := c.Explored.Verdicts[way.property].Of()
	return cmp.Or(v.Text.In(lang.Code), claim(v))
}
