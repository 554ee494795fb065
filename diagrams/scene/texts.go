package scene

import "iter"

// Texts yields every text of the picture in the order of painting, those in
// groups included.
func (s *Scene) Texts() iter.Seq[Text] {
	return func(yield func(Text) bool) { texts(s.Items, yield) }
}

// Words yields what the texts say, in the same order.
func (s *Scene) Words() iter.Seq[string] {
	return func(yield func(string) bool) {
		for t := range s.Texts() {
			if !yield(t.Text) {
				return
			}
		}
	}
}

// texts reports whether all of them were taken.
func texts(items []Item, yield func(Text) bool) bool {
	for _, item := range items {
		switch x := item.(type) {
		case Group:
			if !texts(x.Items, yield) {
				return false
			}
		case Text:
			if !yield(x) {
				return false
			}
		}
	}
	return true
}
