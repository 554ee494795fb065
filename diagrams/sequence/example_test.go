package sequence_test

import (
	"fmt"

	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/words"
)

// Each segment is a group of shapes that knows its number and says in a
// sentence what happened.
func ExampleLayout() {
	s := sequence.Layout(samples()["handshake"], sequence.Options{Words: words.Of("en")})
	for _, it := range s.Items {
		if g, ok := it.(scene.Group); ok && g.Segment > 0 {
			fmt.Println(g.Segment, g.Role)
		}
	}
	// Output:
	// 1 message
	// 2 message
	// 3 message
}
