package sequence_test

import (
	"fmt"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/words"
)

// TestTextsStandWhereTheyStood holds the look of two figures: every text with
// its place. A change of layout shows in the diff of the golden.
func TestTextsStandWhereTheyStood(t *testing.T) {
	for name, lang := range map[string]string{"handshake": "zh", "close": "en"} {
		s := sequence.Layout(samples()[name], sequence.Options{Words: words.Of(lang), Underscore: true})
		var b strings.Builder
		fmt.Fprintf(&b, "%.0f × %.0f  %s\n", s.Width, s.Height, s.Title)
		walk(s.Items, nil, func(it scene.Item, _ *scene.Group) {
			if text, ok := it.(scene.Text); ok {
				fmt.Fprintf(&b, "%4.0f %4.0f %4.0f° %-6s %-22s %s\n", text.At.X, text.At.Y, text.Angle, text.Anchor, text.Role, text.Text)
			}
		})
		golden.File(t, "testdata/"+name+"."+lang+".txt", b.String())
	}
}
