// Package lecture makes the slides on which a run is told step by step: the
// figure on one side, what the step is about on the other.
//
//	┌──────────────────────────────────────┐
//	│ Title                        ① ❷ ③ ④ │
//	│──────────────────────────────────────│
//	│  Client    Server      ❷ SYN,ACK     │   the step thick, later ones pale
//	│    ┃──①────▶┃          what the step │
//	│    ┃◀━━❷━━━━┃          is about      │
//	│    ┃──③────▶┃          chips         │   old state → new state
//	│                        RFC 9293 §…   │
//	└──────────────────────────────────────┘
//
// A slide is a scene of 960 by 540 points, 13.33 by 7.5 inches, on which no
// text is smaller than Least; so every format of scenes is one of slides. A
// run that is too long for a slide goes on over several (package sheet). A
// title comes first, a table of all steps last.
package lecture

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// The size of a slide and of the smallest text on it, in points.
const (
	Width, Height = 960.0, 540.0
	Least         = 18.0
)

// Slide is one slide.
type Slide struct {
	Scene *scene.Scene
	Notes string // what to say, a line a sentence
}

// Talk is what is told.
type Talk struct {
	Run   *trace.Trace
	Voice sentence.Voice
	// Figures are the run laid out, the narrowest first; every figure grows.
	Figures []*scene.Scene
}

// Slides are the slides of a talk. They depend only on it.
func (t Talk) Slides() []Slide {
	c := newComposer(t)
	list := []Slide{c.cover()}
	for i := range c.steps {
		list = append(list, c.step(i+1))
	}
	return append(list, c.table()...)
}

// Whole are slides of the run as a whole, without words about its steps.
func (t Talk) Whole() (list []Slide) {
	c := composer{Talk: t, says: t.Voice.Words.Lecture(), arrangement: arrange(t.Figures, alone)}
	for i := range c.sheets.Len() {
		list = append(list, c.whole(i))
	}
	return list
}

// composer makes the slides of one talk.
type composer struct {
	Talk
	says *words.Lecture
	arrangement
	numbers []int   // of the messages: their steps
	steps   [][]int // by step: the IDs of its messages
}

func newComposer(t Talk) composer {
	return composer{
		Talk: t, says: t.Voice.Words.Lecture(), arrangement: arrange(t.Figures, place),
		numbers: t.Run.StepNumbers(), steps: t.Run.MessagesOfSteps(),
	}
}

// slide is a slide of the talk with its title.
func (c composer) slide(items []scene.Item, desc string) *scene.Scene {
	return &scene.Scene{
		Width: Width, Height: Height, Lang: c.figure.Lang, Title: c.figure.Title, Desc: desc,
		Items: within(items),
	}
}
