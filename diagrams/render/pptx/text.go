package pptx

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strings"
	"unicode"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
	"woshou/diagrams/words"
)

// runStyle is how a run of text looks. The zero style is that of its place.
type runStyle struct {
	size         int // in hundredths of a point
	bold, italic bool
	fill         string // an element, "" for the place's
}

// run returns a run of text. It names the theme's font for each kind of script,
// as not every program looks for them there by itself, and its language by the
// script: Latin in a Chinese figure is not spelled the Chinese way. in is the
// language of the slide.
func run(text string, s runStyle, in *words.Language) string {
	attrs := ` lang="` + latin(in) + `"`
	if han(text) {
		attrs = ` lang="zh-CN" altLang="en-US"`
	}
	if s.size > 0 {
		attrs += fmt.Sprintf(` sz="%d"`, s.size)
	}
	if s.bold {
		attrs += ` b="1"`
	}
	if s.italic {
		attrs += ` i="1"`
	}
	return `<a:r><a:rPr` + attrs + ` dirty="0">` + s.fill +
		`<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:rPr><a:t>` + escape(text) + `</a:t></a:r>`
}

// han reports whether any of text is Chinese.
func han(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xffef
	})
}

// latin is the locale of Latin letters in a language.
func latin(in *words.Language) string {
	if about := in.About(); !han(about.Name) {
		return about.Locale
	}
	return "en-US"
}

// escape makes text fit between tags and between quotes.
func escape(text string) string {
	var out bytes.Buffer
	// A bytes.Buffer returns no error.
	_ = xml.EscapeText(&out, []byte(text))
	return out.String()
}

// What a text box is measured by, as parts of the size.
const (
	// The middle of a line of text stands above its baseline by half of what
	// the font reaches further up than down. Text stands in the middle of its
	// box, so that the fonts' other measures do not matter: Arial has 0.35,
	// Chinese fonts from 0.40 to 0.44.
	middleLatin = 0.35
	middleHan   = 0.41

	lineHeight = 1.3
	slack      = 1.1 // fonts differ from the one texts are measured with
)

// textBox returns the place of lines of text, the first of them t. The anchor
// decides which end of a line keeps its place in another font.
func (e *encoder) textBox(t scene.Text, lines []string, pitch float64) xfrm {
	width, middle := 0.0, middleLatin
	for _, line := range lines {
		width = max(width, font.Width(line, t.Size, t.Bold)*slack)
		if han(line) {
			middle = middleHan
		}
	}
	down := float64(len(lines)-1) * pitch
	along := map[scene.Anchor]float64{scene.Middle: 0, scene.End: -width / 2}
	dx, ok := along[t.Anchor]
	if !ok {
		dx = width / 2
	}
	dy := down/2 - middle*t.Size
	height := t.Size*lineHeight + down
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	x, y := t.At.X+dx*cos-dy*sin, t.At.Y+dx*sin+dy*cos
	return xfrm{
		frame: frame{e.place.x(x - width/2), e.place.y(y - height/2), e.place.length(width), e.place.length(height)},
		angle: t.Angle,
	}
}

// alignments are the anchors as paragraphs spell them.
var alignments = map[scene.Anchor]string{scene.Middle: "ctr", scene.End: "r"}

// body returns the text of a shape: lines of one look, in its middle, at a
// distance in points.
func (e *encoder) body(t scene.Text, lines []string, pitch float64) string {
	paint := scene.Of(e.deck.paints, t.Role)
	const leastSize = 100 // that the format takes
	style := runStyle{size: max(leastSize, int(math.Round(t.Size*e.place.scale*100))), bold: t.Bold}
	if paint.Fill != "" {
		style.fill = e.fill(paint.Fill)
	}
	align := alignments[t.Anchor]
	if align == "" {
		align = "l"
	}
	var out strings.Builder
	out.WriteString(`<p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="ctr"><a:noAutofit/></a:bodyPr><a:lstStyle/>`)
	out.WriteString(`<a:p><a:pPr algn="` + align + `">`)
	if len(lines) > 1 {
		fmt.Fprintf(&out, `<a:lnSpc><a:spcPts val="%.0f"/></a:lnSpc>`, pitch*e.place.scale*100)
	}
	out.WriteString(`</a:pPr>`)
	for i, line := range lines {
		if i > 0 {
			out.WriteString(`<a:br/>`)
		}
		style.italic = paint.Italic && scene.Slants(line)
		out.WriteString(run(line, style, e.in))
	}
	out.WriteString(`</a:p></p:txBody>`)
	return out.String()
}

// follows returns by how much next stands below text as the line below it; false
// if it is none.
func follows(text, next scene.Text) (pitch float64, ok bool) {
	pitch = next.At.Y - text.At.Y
	return pitch, text.Role == next.Role && text.Anchor == next.Anchor && text.Angle == 0 && next.Angle == 0 &&
		text.Size == next.Size && text.Bold == next.Bold && math.Abs(text.At.X-next.At.X) < 0.01 &&
		pitch > 1.1*text.Size && pitch < 1.45*text.Size
}
