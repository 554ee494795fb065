package diagnostic

import (
	"slices"

	"woshou/diagrams/words"
)

// In returns problems with what they say in a language. Problems are made in
// English, and so they are kept and compared; whoever shows them chooses the
// language. The problems given stay as they are.
func In(l *words.Language, problems []Problem) []Problem {
	said := slices.Clone(problems)
	for i := range said {
		said[i].Message = Message(l.Message(said[i].Message))
		said[i].Hint = Message(l.Message(said[i].Hint))
	}
	return said
}
