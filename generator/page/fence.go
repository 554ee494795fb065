package page

import "woshou/diagrams/words"

// What is said of a block of code whose fence is never closed, by whoever finds
// that it hurts.
const (
	CodeUnclosed = "fence-unclosed"

	Unclosed     words.Message = "this code block is never closed: all that follows is part of it"
	UnclosedHint words.Message = "close it with a line of the same marks, as many or more"
)
