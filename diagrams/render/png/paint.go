package png

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"slices"

	"golang.org/x/image/vector"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// painter paints one picture.
type painter struct {
	img    *image.RGBA
	paints map[scene.Role]scene.Paint
	scale  float64 // pixels per point
	raster vector.Rasterizer
	mask   []uint8 // reused: how far each pixel of a shape's box is covered
	faults []error
}

// items paints one after the other, later ones above earlier ones.
func (p *painter) items(items []scene.Item) {
	for _, item := range items {
		o := outline{scale: p.scale}
		switch x := item.(type) {
		case scene.Group:
			p.items(x.Items)
		case scene.Line:
			p.line(x)
		case scene.Path:
			o.path(x.Commands)
			p.shape(x.Role, o)
		case scene.Rect:
			o.rect(x.X, x.Y, x.X+x.Width, x.Y+x.Height, x.Radius)
			p.shape(x.Role, o)
		case scene.Circle:
			c, r := x.Center, x.Radius
			o.rect(c.X-r, c.Y-r, c.X+r, c.Y+r, r)
			p.shape(x.Role, o)
		case scene.Text:
			p.text(x)
		}
	}
}

// line strokes a line; the head of an arrow has the stroke's colour.
func (p *painter) line(l scene.Line) {
	to := l.To
	var head outline
	if l.Arrow {
		triangle, shaft := l.Head()
		to, head.scale = shaft, p.scale
		head.move(head.pixel(triangle[0]))
		head.line(head.pixel(triangle[1]))
		head.line(head.pixel(triangle[2]))
	}
	o := outline{scale: p.scale}
	o.move(o.pixel(l.From))
	o.line(o.pixel(to))
	paint := scene.Of(p.paints, l.Role)
	p.stroke(o.lines, paint)
	p.fill(head.lines, paint.Stroke)
}

// shape fills an outline and then strokes it, as SVG does.
func (p *painter) shape(role scene.Role, o outline) {
	paint := scene.Of(p.paints, role)
	p.fill(o.lines, paint.Fill)
	p.stroke(o.lines, paint)
}

// stroke fills the outline of a stroke; without colour or width there is none.
func (p *painter) stroke(lines []polyline, paint scene.Paint) {
	if paint.Stroke == "" || paint.Width <= 0 {
		return
	}
	pen := pen{half: paint.Width / 2 * p.scale, butt: paint.Butt}
	for _, n := range paint.Dash {
		pen.dash = append(pen.dash, n*p.scale)
	}
	p.fill(pen.stroke(lines), paint.Stroke)
}

// text fills the glyphs of a run, one after the other as it was measured. That
// there are such glyphs was made sure of before.
func (p *painter) text(t scene.Text) {
	paint := scene.Of(p.paints, t.Role)
	face, err := font.Open(t.Bold)
	if err != nil {
		p.faults = append(p.faults, err)
		return
	}
	glyphs, err := face.Glyphs(t.Text)
	if err != nil {
		p.faults = append(p.faults, err)
		return
	}
	length := 0.0 // in ems
	for _, g := range glyphs {
		length += g.Advance
	}
	pen := -length * t.Anchor.Before()
	slant := 0.0
	if paint.Italic && scene.Slants(t.Text) {
		slant = 0.2 // about the slant that browsers give to upright faces
	}
	// One outline for the whole run, as each filling has its cost.
	place := placer(t, p.scale, slant)
	o := outline{scale: p.scale}
	for _, g := range glyphs {
		o.glyph(g, pen, place)
		pen += g.Advance
	}
	p.fill(o.lines, paint.Fill)
}

// placer maps ems from the run's place, y downward, to pixels.
func placer(t scene.Text, scale, slant float64) func(x, y float64) point {
	// y grows downward, so that this turns clockwise.
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	em := t.Size * scale
	at := point{t.At.X * scale, t.At.Y * scale}
	return func(x, y float64) point {
		x -= y * slant
		return point{at.x + (x*cos-y*sin)*em, at.y + (x*sin+y*cos)*em}
	}
}

// glyph adds the outline of a glyph that starts at pen.
func (o *outline) glyph(g font.Glyph, pen float64, place func(x, y float64) point) {
	for _, c := range g.Outline {
		var at [3]point
		for i, p := range c.Points {
			at[i] = place(pen+p.X, p.Y)
		}
		switch c.Op {
		case 'M':
			o.move(at[0])
		case 'L':
			o.line(at[0])
		case 'Q':
			o.quad(at[0], at[1])
		case 'C':
			o.curve(at[0], at[1], at[2])
		}
	}
}

// fill paints the inside of the lines, each closed. Only the pixels that they
// may touch are looked at.
func (p *painter) fill(lines []polyline, colour string) {
	c, ok := colourOf(colour)
	if !ok || len(lines) == 0 {
		return
	}
	box := bounds(lines).Intersect(p.img.Bounds())
	if box.Empty() {
		return
	}
	left, top := float64(box.Min.X), float64(box.Min.Y)
	// The rasterizer counts from the corner of the box.
	p.raster.Reset(box.Dx(), box.Dy())
	for _, l := range lines {
		for i, q := range l.points {
			x, y := float32(q.x-left), float32(q.y-top)
			if i == 0 {
				p.raster.MoveTo(x, y)
			} else {
				p.raster.LineTo(x, y)
			}
		}
		p.raster.ClosePath()
	}
	p.blend(box, c)
}

// blend lays a colour over the pixels of a box, as far as the rasterizer finds
// each of them covered. The library lays it over those that are not covered as
// well, which around a slanting stroke are nearly all.
func (p *painter) blend(box image.Rectangle, c color.RGBA) {
	width, height := box.Dx(), box.Dy()
	p.mask = slices.Grow(p.mask[:0], width*height)[:width*height]
	covered := image.Alpha{Pix: p.mask, Stride: width, Rect: image.Rect(0, 0, width, height)}
	p.raster.DrawOp = draw.Src
	p.raster.Draw(&covered, covered.Rect, image.Opaque, image.Point{})
	for y := range height {
		row := p.img.Pix[p.img.PixOffset(box.Min.X, box.Min.Y+y):]
		for x, part := range p.mask[y*width : (y+1)*width] {
			switch at := 4 * x; part {
			case 0:
			case 255:
				row[at], row[at+1], row[at+2] = c.R, c.G, c.B
			default:
				row[at], row[at+1], row[at+2] = mixed(row[at], c.R, part), mixed(row[at+1], c.G, part), mixed(row[at+2], c.B, part)
			}
		}
	}
}

// mixed is a part of 255 of above, and the rest of below.
func mixed(below, above, part uint8) uint8 {
	return uint8((uint(below)*uint(255-part) + uint(above)*uint(part) + 127) / 255)
}

// bounds is the smallest rectangle of pixels around the lines.
func bounds(lines []polyline) image.Rectangle {
	low := point{math.Inf(1), math.Inf(1)}
	high := point{math.Inf(-1), math.Inf(-1)}
	for _, l := range lines {
		for _, q := range l.points {
			low = point{min(low.x, q.x), min(low.y, q.y)}
			high = point{max(high.x, q.x), max(high.y, q.y)}
		}
	}
	return image.Rect(int(math.Floor(low.x)), int(math.Floor(low.y)), int(math.Ceil(high.x)), int(math.Ceil(high.y)))
}
