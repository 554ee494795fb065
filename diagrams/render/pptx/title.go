package pptx

import (
	"fmt"
	"math"

	"woshou/diagrams/scene"
)

// title writes what a slide is about as its title, by which outlines and screen
// readers know it: what the scene says in that role, where it says it, or else
// the scene's own title at the layout's place. It returns the other items.
func (e *encoder) title(s *scene.Scene) (rest []scene.Item) {
	var lines []string
	var first scene.Text
	for _, item := range s.Items {
		t, ok := item.(scene.Text)
		if !ok || t.Role != scene.SlideTitle {
			rest = append(rest, item)
			continue
		}
		if lines = append(lines, t.Text); len(lines) == 1 {
			first = t
		}
	}
	frame, style := "", runStyle{}
	if len(lines) == 0 {
		lines = []string{s.Title}
	} else {
		box := e.textBox(first, lines, titlePitch*first.Size)
		box.W = emu(slideWidth) - 2*box.X // room for an edit
		frame, style.size = box.String(), int(math.Round(first.Size*100))
	}
	fmt.Fprintf(&e.out, `<p:sp><p:nvSpPr><p:cNvPr id="%d" name="%s"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>`, titleID, escape(e.names.Title))
	e.out.WriteString(`<p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr>` + frame + `</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p>`)
	for i, line := range lines {
		if i > 0 {
			e.out.WriteString(`<a:br/>`)
		}
		e.out.WriteString(run(line, style, e.in))
	}
	e.out.WriteString(`</a:p></p:txBody></p:sp>`)
	return rest
}

// titlePitch is the distance of two lines of a title, as a part of their size.
const titlePitch = 1.2
