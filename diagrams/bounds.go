package diagrams

import (
	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// MostDrawn is how many messages a figure draws. The layout of n takes the
// square of n: 500 take a second, and are a picture of fifteen screens.
const MostDrawn = 500

// CodeLong is the code of a run of more messages than a figure draws.
const CodeLong = "figure-long"

// RunToDraw runs a scenario for a figure: a run that is too long to
// be drawn is an error too.
func RunToDraw(name string, src Source) (*trace.Trace, []lines.Error) {
	t, errs := src.Run(name)
	if len(errs) == 0 && len(t.Messages) > MostDrawn {
		errs = []lines.Error{{
			Place: place.Place{Line: 1, Col: 1, Width: 1}, Code: CodeLong,
			Message: words.Say("the run has %d messages, and a figure draws at most %d", len(t.Messages), MostDrawn),
			Hint:    "send less, `end` it sooner, or show its parts in figures of their own",
		}}
	}
	return t, errs
}
