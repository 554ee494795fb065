package svg

import (
	"fmt"
	"math"
	"strconv"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// outlines writes texts as the outlines of their glyphs. Each glyph is defined
// once, in thousandths of an em, and used wherever it stands:
//
//	<defs>
//	<path id="f-g1" d="M313 13Q248 13 …"/>
//	</defs>
//	<g class="flags" fill="#1d2530" role="img" aria-label="SYN" transform="translate(210 44) scale(.013)">
//	<use xlink:href="#f-g1" x="-950"/>
//
// The older way of reference is understood by every program that reads SVG.
type outlines struct {
	faces map[bool]*font.Face // by whether they are bold
	order []font.Glyph        // in the order in which they were met
	ids   map[shape]int       // by character and weight; 0 for what has no ink
}

type shape struct {
	char rune
	bold bool
}

// newOutlines refuses a scene with characters that cannot be outlined.
func newOutlines(s *scene.Scene) (*outlines, error) {
	if err := font.Check(s.Words()); err != nil {
		return nil, err
	}
	o := &outlines{faces: map[bool]*font.Face{}, ids: map[shape]int{}}
	for _, bold := range []bool{false, true} {
		face, err := font.Open(bold)
		if err != nil {
			return nil, err
		}
		o.faces[bold] = face
	}
	return o, nil
}

// id numbers a glyph when it is first met, from 1.
func (o *outlines) id(char rune, bold bool, g font.Glyph) int {
	key := shape{char, bold}
	id, known := o.ids[key]
	if !known && len(g.Outline) > 0 {
		o.order = append(o.order, g)
		id = len(o.order)
	}
	o.ids[key] = id
	return id
}

// outlined writes a run as uses of glyphs, in a group that says it in words.
func (e *encoder) outlined(t scene.Text) {
	glyphs, err := e.outlines.faces[t.Bold].Glyphs(t.Text)
	if err != nil {
		panic(fmt.Sprintf("svg: glyphs that were found before: %v", err))
	}
	style := e.open("g", t.Role)
	e.attr("role", "img")
	e.attr("aria-label", t.Text)
	t.At = e.local(t.At)
	e.attr("transform", placing(t, style.italic && scene.Slants(t.Text)))
	e.out.WriteString(">\n")
	pen := -font.Width(t.Text, 1000, t.Bold) * t.Anchor.Before()
	for i, char := range []rune(t.Text) {
		if id := e.outlines.id(char, t.Bold, glyphs[i]); id > 0 {
			e.out.WriteString("<use")
			e.attr("xlink:href", "#"+e.id("g"+strconv.Itoa(id)))
			e.length("x", pen)
			e.out.WriteString("/>\n")
		}
		pen += math.Round(glyphs[i].Advance * 1000)
	}
	e.out.WriteString("</g>\n")
}

// placing maps thousandths of an em, from where a run has its place, to points.
func placing(t scene.Text, slanted bool) string {
	out := "translate(" + number(t.At.X) + " " + number(t.At.Y) + ")"
	if angle := number(t.Angle); angle != "0" {
		out += " rotate(" + angle + ")"
	}
	if slanted {
		out += " skewX(-11.3)" // a fifth, as the PNG writer slants
	}
	return out + " scale(" + strconv.FormatFloat(math.Round(t.Size*100)/1e5, 'f', -1, 64) + ")"
}

// definitions writes the glyphs that were used. Contours close by themselves,
// as they are filled.
func (e *encoder) definitions() {
	e.out.WriteString("<defs>\n")
	for i, g := range e.outlines.order {
		e.out.WriteString("<path")
		e.attr("id", e.id("g"+strconv.Itoa(i+1)))
		e.out.WriteString(` d="`)
		for _, c := range g.Outline {
			e.out.WriteByte(c.Op)
			for j, p := range c.Used() {
				if j > 0 {
					e.out.WriteByte(' ')
				}
				e.point(scene.Point{X: p.X * 1000, Y: p.Y * 1000})
			}
		}
		e.out.WriteString("\"/>\n")
	}
	e.out.WriteString("</defs>\n")
}
