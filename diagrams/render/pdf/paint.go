package pdf

import (
	"fmt"
	"math"

	"codeberg.org/go-pdf/fpdf"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// painter paints one page.
type painter struct {
	doc    *fpdf.Fpdf
	paints map[scene.Role]scene.Paint
	height float64 // of the page, in points
}

// paintPage adds a page: its ground, then the shapes in their order.
func paintPage(doc *fpdf.Fpdf, s *scene.Scene, paints map[scene.Role]scene.Paint) {
	doc.AddPageFormat("P", sizeOf(s))
	doc.SetLineJoinStyle("round")
	p := painter{doc: doc, paints: paints, height: s.Height}
	doc.RawWriteStr(fmt.Sprintf("/Figure <</MCID %d>> BDC", marked))
	// A palette without paper means that of the printer.
	if ground := scene.Of(paints, scene.Paper); ground.Fill != "" {
		// It reaches over the edge, else what a screen shows of the page may end
		// in a line half covered.
		doc.Rect(-1, -1, s.Width+2, s.Height+2, p.pick(scene.Paint{Fill: ground.Fill}))
	}
	p.items(s.Items)
	doc.RawWriteStr("EMC")
}

func (p *painter) items(items []scene.Item) {
	for _, item := range items {
		switch x := item.(type) {
		case scene.Group:
			p.items(x.Items)
		case scene.Line:
			p.line(x)
		case scene.Path:
			p.shape(x.Role, x.Commands)
		case scene.Rect:
			p.rect(x)
		case scene.Circle:
			if style := p.pick(scene.Of(p.paints, x.Role)); style != "" {
				p.doc.Circle(x.Center.X, x.Center.Y, x.Radius, style)
			}
		case scene.Text:
			p.text(x)
		}
	}
}

// line strokes a line; the head of an arrow has the stroke's colour.
func (p *painter) line(l scene.Line) {
	paint := scene.Of(p.paints, l.Role)
	to := l.To
	head, shaft := l.Head()
	if l.Arrow {
		to = shaft
	}
	if style := p.pick(scene.Paint{Stroke: paint.Stroke, Width: paint.Width, Dash: paint.Dash, Butt: paint.Butt}); style != "" {
		p.doc.Line(l.From.X, l.From.Y, to.X, to.Y)
	}
	if !l.Arrow {
		return
	}
	if style := p.pick(scene.Paint{Fill: paint.Stroke}); style != "" {
		p.doc.MoveTo(head[0].X, head[0].Y)
		p.doc.LineTo(head[1].X, head[1].Y)
		p.doc.LineTo(head[2].X, head[2].Y)
		p.doc.ClosePath()
		p.doc.DrawPath(style)
	}
}

// rect has the same round corners as SVG's.
func (p *painter) rect(r scene.Rect) {
	style := p.pick(scene.Of(p.paints, r.Role))
	switch {
	case style == "":
	case r.Radius == 0:
		p.doc.Rect(r.X, r.Y, r.Width, r.Height, style)
	default:
		p.doc.RoundedRect(r.X, r.Y, r.Width, r.Height, r.Radius, "1234", style)
	}
}

// shape paints an outline: PDF has the same commands.
func (p *painter) shape(role scene.Role, commands []scene.Command) {
	style := p.pick(scene.Of(p.paints, role))
	if style == "" {
		return
	}
	for _, c := range commands {
		a, b, end := c.Points[0], c.Points[1], c.Points[2]
		switch c.Op {
		case 'M':
			p.doc.MoveTo(a.X, a.Y)
		case 'L':
			p.doc.LineTo(a.X, a.Y)
		case 'C':
			p.doc.CurveBezierCubicTo(a.X, a.Y, b.X, b.Y, end.X, end.Y)
		case 'Z':
			p.doc.ClosePath()
		}
	}
	p.doc.DrawPath(style)
}

// pick takes up the colours and the pen of a paint. It returns how the library
// is to paint a shape with them: "F" fills, "D" strokes, "" does nothing.
func (p *painter) pick(paint scene.Paint) string {
	style := ""
	if r, g, b, ok := scene.RGB(paint.Fill); ok {
		p.doc.SetFillColor(r, g, b)
		style = "F"
	}
	r, g, b, ok := scene.RGB(paint.Stroke)
	if !ok || paint.Width <= 0 {
		return style
	}
	p.doc.SetDrawColor(r, g, b)
	p.doc.SetLineWidth(paint.Width)
	p.doc.SetDashPattern(paint.Dash, 0)
	ends := "round"
	if paint.Butt {
		ends = "butt"
	}
	p.doc.SetLineCapStyle(ends)
	return style + "D"
}

// text writes a run as it was measured: with the same faces and no kerning.
func (p *painter) text(t scene.Text) {
	paint := scene.Of(p.paints, t.Role)
	r, g, b, ok := scene.RGB(paint.Fill)
	if !ok {
		return
	}
	p.doc.SetFillColor(r, g, b)
	p.doc.SetTextColor(r, g, b)
	p.doc.SetFont(family, styleOf(t.Bold), t.Size)
	before := font.Width(t.Text, t.Size, t.Bold) * t.Anchor.Before()
	p.doc.TransformBegin()
	p.doc.Transform(p.turned(t, paint.Italic && scene.Slants(t.Text)))
	// Readers that gather text by lines would take a sloping run apart, and
	// drop narrow spaces. They measure what is said at its end, so that must
	// lie within the same coordinates.
	p.doc.RawWriteStr(fmt.Sprintf("/Span <</ActualText <%X>>> BDC", utf16Text(t.Text)))
	p.doc.Text(-before, p.height, t.Text) // the library turns y round
	p.doc.RawWriteStr("EMC")
	p.doc.TransformEnd()
}

// turned maps a run that starts at the page's origin to its place. In PDF y
// grows upward.
func (p *painter) turned(t scene.Text, slanted bool) fpdf.TransformMatrix {
	slant := 0.0
	if slanted {
		slant = 0.2 // as the PNG writer slants
	}
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	return fpdf.TransformMatrix{
		A: cos, B: -sin,
		C: cos*slant + sin, D: -sin*slant + cos,
		E: t.At.X, F: p.height - t.At.Y,
	}
}
