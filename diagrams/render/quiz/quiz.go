// Package quiz writes questions about a run for programs that ask them: in GIFT,
// which Moodle reads, and as cards for Anki, a line each with a tab between front
// and back.
//
//	::Closing, step 3:: Step 1\: …\n\nStep 3\: “CLOSE”. What does Server do? {
//		=It sends FIN,ACK and enters LAST-ACK.#Yes. …
//		~It sends nothing and enters CLOSED.#Not this one. …
//	}
package quiz

import (
	"fmt"
	"html"
	"io"
	"strings"
)

// Question is one question in words.
type Question struct {
	Name    string   // what it is found by: the figure's title and the step
	Before  []string // what has happened so far, a sentence a step
	Ask     string
	Answers []Answer
}

// Answer is one of those to choose among, with what is said to who chooses it and
// the clause behind that.
type Answer struct {
	Text, Verdict, Rule string
	Right               bool
}

// special are the characters that mean something in GIFT.
var special = strings.NewReplacer(`\`, `\\`, "~", `\~`, "=", `\=`, "#", `\#`, "{", `\{`, "}", `\}`, ":", `\:`, "\n", `\n`)

// GIFT writes questions in Moodle's format of that name. It returns the first
// error of w.
func GIFT(w io.Writer, questions []Question) error {
	var b strings.Builder
	for _, q := range questions {
		before := strings.Join(append(q.Before, "", q.Ask), "\n")
		fmt.Fprintf(&b, "::%s:: %s {\n", special.Replace(q.Name), special.Replace(strings.TrimLeft(before, "\n")))
		for _, a := range q.Answers {
			mark := "~"
			if a.Right {
				mark = "="
			}
			fmt.Fprintf(&b, "\t%s%s#%s\n", mark, special.Replace(a.Text), special.Replace(a.Verdict+" "+a.Rule))
		}
		b.WriteString("}\n\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Anki writes questions as cards: a line each, the fields parted by a tab, in HTML,
// behind the lines that tell Anki so. It returns the first error of w.
func Anki(w io.Writer, questions []Question) error {
	var b strings.Builder
	b.WriteString("#separator:tab\n#html:true\n#columns:Front\tBack\n")
	for _, q := range questions {
		front := append(q.Before, "", q.Ask)
		var back []string
		for _, a := range q.Answers {
			front = append(front, "○ "+a.Text)
			if a.Right {
				back = append(back, a.Text, a.Verdict, a.Rule)
			}
		}
		fmt.Fprintf(&b, "%s\t%s\n", lines(front), lines(back))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// lines are lines of a card, as HTML without a tab or a line break. None begins with
// the mark of a comment.
func lines(texts []string) string {
	var all []string
	for _, text := range texts {
		all = append(all, html.EscapeString(strings.Join(strings.Fields(text), " ")))
	}
	text := strings.TrimPrefix(strings.Join(all, "<br>"), "<br>")
	if rest, marked := strings.CutPrefix(text, "#"); marked {
		return "&#35;" + rest
	}
	return text
}
