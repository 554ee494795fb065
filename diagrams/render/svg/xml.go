package svg

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"

	"woshou/diagrams/scene"
)

// xmlWriter writes attributes of elements, and text between them.
type xmlWriter struct {
	out   bytes.Buffer
	steps float64 // to a point, of lengths
}

// Steps to a point: two decimals for files, which may be enlarged, one for pages,
// which are to be short.
const (
	fileSteps = 100
	pageSteps = 10
)

// attr writes an attribute whose value may hold anything.
func (w *xmlWriter) attr(name, value string) {
	w.begin(name)
	w.escape(value)
	w.out.WriteByte('"')
}

// length writes an attribute in points.
func (w *xmlWriter) length(name string, n float64) {
	w.begin(name)
	w.number(n)
	w.out.WriteByte('"')
}

// begin writes an attribute up to its value.
func (w *xmlWriter) begin(name string) {
	w.out.WriteByte(' ')
	w.out.WriteString(name)
	w.out.WriteString(`="`)
}

// point writes x and y of a path.
func (w *xmlWriter) point(p scene.Point) {
	w.number(p.X)
	w.out.WriteByte(' ')
	w.number(p.Y)
}

// number appends n to the output in place.
func (w *xmlWriter) number(n float64) {
	w.out.Write(appendNumber(w.out.AvailableBuffer(), n, w.steps))
}

// spell is n as it is written.
func (w *xmlWriter) spell(n float64) string { return string(appendNumber(nil, n, w.steps)) }

// escape writes text so that it can stand between tags and between quotes.
// Characters that XML forbids become U+FFFD.
func (w *xmlWriter) escape(text string) {
	// A bytes.Buffer returns no error.
	_ = xml.EscapeText(&w.out, []byte(text))
}

func number(n float64) string { return string(appendNumber(nil, n, fileSteps)) }

// appendNumber prints n to the nearest of so many steps to one, and never as "-0".
func appendNumber(b []byte, n, steps float64) []byte {
	n = math.Round(n*steps) / steps
	if n == 0 {
		return append(b, '0')
	}
	return strconv.AppendFloat(b, n, 'f', -1, 64)
}
