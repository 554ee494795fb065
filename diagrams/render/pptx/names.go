package pptx

import (
	"cmp"
	"fmt"
	"strings"

	"woshou/diagrams/scene"
	"woshou/diagrams/words"
)

// names are what shapes are called in the list of a slide's objects.
type names struct{ *words.Slides }

// in is the language of a slide: that of the deck, or, where it has none, the
// built-in one of the slide's scene.
func (d deck) in(s Slide) *words.Language { return cmp.Or(d.words, words.Of(s.Scene.Lang)) }

// step is what the group of a segment is called.
func (n names) step(id int) string { return fmt.Sprintf(n.Step, id) }

// of is what a shape of a role is called.
func (n names) of(r scene.Role) string {
	return cmp.Or(n.Roles[string(first(r))], n.Other)
}

// first is the first word of a role.
func first(r scene.Role) scene.Role {
	word, _, _ := strings.Cut(string(r), " ")
	return scene.Role(word)
}

// roleOf is the role of an item.
func roleOf(item scene.Item) scene.Role {
	switch x := item.(type) {
	case scene.Group:
		return x.Role
	case scene.Line:
		return x.Role
	case scene.Path:
		return x.Role
	case scene.Rect:
		return x.Role
	case scene.Circle:
		return x.Role
	case scene.Text:
		return x.Role
	}
	return ""
}
