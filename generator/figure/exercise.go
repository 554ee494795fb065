package figure

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/question"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// exercise is what a figure asks its reader before it shows itself.
type exercise struct {
	question.Question
	t    *trace.Trace
	lang Language
}

// exerciseOf is the exercise of a figure whose author wants one; ok is false if
// there is none, and the problem says why its author cannot have it.
func exerciseOf(f Figure, t *trace.Trace, lang Language) (e exercise, ok bool, problems []diagnostic.Problem) {
	if f.Predict == 0 {
		return exercise{}, false, nil
	}
	if f.Predict > 1 && f.Predict <= len(t.Messages) {
		if q, ok := diagrams.Question(t, f.Predict); ok {
			return exercise{q, t, lang}, true, nil
		}
	}
	message := diagnostic.Say("step %d leaves nothing to predict", f.Predict)
	return exercise{}, false, []diagnostic.Problem{errorAt(f.Place, "predict", message, askable(t))}
}

// askable tells an author which steps of a run can be asked about.
func askable(t *trace.Trace) diagnostic.Message {
	var steps []string
	for _, q := range diagrams.Questions(t) {
		if q.Step > 1 {
			steps = append(steps, strconv.Itoa(q.Step))
		}
	}
	if len(steps) == 0 {
		return "no step of this run changes a state in a way that another row of the table could be mistaken for"
	}
	return diagnostic.Say("a step after the first that changes a state: %s", strings.Join(steps, ", "))
}

// html is the exercise: the drawing up to the step, the question, and each choice
// as a fold with what is to be said of it. What it hides stands in a fold, too, so
// that all of it works without a script.
func (e exercise) html(drawing []byte, hidden []byte) []byte {
	voice := e.lang.Look.Asks()
	var b bytes.Buffer
	fmt.Fprintf(&b, "<div data-exercise>%s\n<div><p data-question>%s</p>\n", drawing, html.EscapeString(voice.Ask(e.t, e.Question)))
	for _, c := range e.Choices {
		right := ""
		if c.Right {
			right = " data-right"
		}
		fmt.Fprintf(&b, "<details data-choice%s><summary>%s</summary><p><b>%s</b> %s</p><p><small>%s</small></p></details>\n",
			right, html.EscapeString(voice.Answer(e.Question, c)), html.EscapeString(e.said(c)),
			html.EscapeString(voice.Verdict(e.t, e.Question, c)), html.EscapeString(c.Rule))
	}
	fmt.Fprintf(&b, "</div></div>\n<details data-answer><summary>%s</summary>\n%s</details>\n", html.EscapeString(e.lang.word("answer")), hidden)
	return b.Bytes()
}

// said is how what is said of a choice begins.
func (e exercise) said(c question.Choice) string {
	says := e.lang.Look.Words.Questions()
	if c.Right {
		return says.Yes
	}
	return says.No
}

// Solution is what the last sheet of a printed page says of a figure's exercise,
// "" if it has none.
func (st *Studio) Solution(f Figure, lang Language) string {
	t, problems := st.trace(f)
	if f.Chart != "" || len(problems) > 0 || t == nil {
		return ""
	}
	e, ok, _ := exerciseOf(f, t, lang)
	if !ok {
		return ""
	}
	voice := lang.Look.Asks()
	for _, c := range e.Choices {
		if c.Right {
			return fmt.Sprintf("%s: %s %s (%s)", f.label(lang), voice.Ask(t, e.Question), voice.Verdict(t, e.Question, c), c.Rule)
		}
	}
	return ""
}

// until draws a run up to the step that is asked about.
func (st *Studio) until(f Figure, t *trace.Trace, lang Language) drawing {
	v := view{numbers: f.Numbers, id: page.FigureIDs + f.ID, suffix: f.Suffix + ".ask", inline: true, until: f.Predict}
	return st.draw(f.Scenario.Source, v, lang)
}
