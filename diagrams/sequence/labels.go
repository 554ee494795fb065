package sequence

import (
	"math"
	"slices"
	"strings"

	"woshou/diagrams/scene"
)

// runGap is what two pieces of one row stand apart, in points.
const runGap = 6.0

// piece is one run of text in a row of a label.
type piece struct {
	role scene.Role
	text string
	bold bool
	room float64 // the width it may take
}

// newPiece measures a piece.
func newPiece(role scene.Role, text string, bold bool) piece {
	return piece{role, text, bold, textWidth(text, textSize, bold)}
}

// row is one line of a label: one piece, or several side by side.
type row []piece

// width is the room the row may take.
func (r row) width() float64 {
	w := runGap * float64(len(r)-1)
	for _, p := range r {
		w += p.room
	}
	return w
}

// widest is the width of the widest of some rows.
func widest(rows []row) (width float64) {
	for _, r := range rows {
		width = max(width, r.width())
	}
	return width
}

// label is what is said of a message, or the part of it that has one place.
type label struct {
	flags   piece  // "SYN,ACK"; without text where they have another place
	remark  string // "retransmission"; or ""
	numbers []number
}

// labelOf returns the whole label of a message, an empty one if it stands on
// another line of its step.
func (f *figure) labelOf(fl *flight) label {
	if fl.echoes {
		return label{}
	}
	l := label{flags: newPiece(scene.Flags, fl.heading(), true), numbers: fl.numbers}
	switch {
	case fl.nobody:
		l.remark = f.says.Unheard
	case fl.forged():
		l.remark = f.says.Forged
	case fl.origin != nil && fl.origin.to != fl.to:
		l.remark = f.says.Leak
	case fl.origin != nil:
		l.remark = f.says.Copy
	case fl.repeats():
		l.remark = f.says.Repeat
	}
	if aspects := fl.message.Aspects(); len(aspects) > 0 {
		l.remark = strings.Join(f.says.Briefly(aspects), " ")
	}
	return l
}

// headline returns the flags, if they are here, with the remark beside them.
func (l label) headline() []row {
	switch {
	case l.flags.text == "":
		return nil
	case l.remark == "":
		return []row{{l.flags}}
	}
	return []row{{l.flags, newPiece(scene.Remark, l.remark, false)}}
}

// stacked returns the flags, if they are here, below the remark.
func (l label) stacked() []row {
	if l.flags.text == "" || l.remark == "" {
		return l.headline()
	}
	return []row{{newPiece(scene.Remark, l.remark, false)}, {l.flags}}
}

// wrapped returns the rows of the numbers, if any, none wider than width unless
// a single number is.
func (l label) wrapped(width float64) []row {
	var rows []row
	var line piece
	for _, n := range l.numbers {
		longer := newPiece(scene.NumbersText, strings.TrimSpace(line.text+" "+n.text), false)
		if line.text != "" && longer.room > width {
			rows = append(rows, row{line})
			longer = newPiece(scene.NumbersText, n.text, false)
		}
		line = longer
	}
	if line.text == "" {
		return nil
	}
	return append(rows, row{line})
}

// rows returns the whole label unbroken: the flags, then the numbers.
func (l label) rows() []row { return append(l.headline(), l.wrapped(math.Inf(1))...) }

// single returns the whole label in one row.
func (l label) single() []row {
	if l.flags.text == "" {
		return nil
	}
	return []row{slices.Concat(l.rows()...)}
}

// pair returns the whole label in two rows, as much as fits in the upper one,
// or nil if they do not hold it.
func (l label) pair(upper, lower float64) []row {
	if l.flags.text == "" {
		return nil
	}
	for n := len(l.numbers) - 1; n > 0; n-- {
		first, rest := l, l
		first.numbers, rest.numbers = l.numbers[:n], l.numbers[n:]
		rows := []row{first.single()[0], rest.wrapped(math.Inf(1))[0]}
		if rows[0].width() <= upper && rows[1].width() <= lower {
			return rows
		}
	}
	return nil
}

// moved is how much of a label has moved out of the wire, beside the departure,
// because the wire has no place for it.
type moved int

const (
	nothingMoved moved = iota
	remarkMoved        // the word "retransmission"
	extrasMoved        // window and options
	numbersMoved       // all numbers
	labelMoved         // the flags as well
	labelKeyed         // all of it, into the key under the figure
)

// alongWire returns what of a label stands along the arrow.
func (f *figure) alongWire(fl *flight, out moved) label {
	l := f.labelOf(fl)
	if out >= remarkMoved && fl.remarks() {
		l.remark = ""
	}
	switch out {
	case extrasMoved:
		l.numbers = slices.DeleteFunc(slices.Clone(l.numbers), func(n number) bool { return n.extra })
	case numbersMoved:
		l.numbers = nil
	case labelMoved, labelKeyed:
		return label{}
	}
	return l
}

// besideDeparture returns the rows of a label that stand beside the departure.
func (f *figure) besideDeparture(fl *flight, out moved) []row {
	if out == nothingMoved || out == labelKeyed || fl.echoes {
		return nil
	}
	l := f.labelOf(fl)
	var rows []row
	if fl.remarks() {
		for _, line := range f.columns.wrapOuter(fl.from, l.remark) {
			rows = append(rows, row{newPiece(scene.Remark, line, false)})
		}
		l.remark = ""
	}
	switch out {
	case remarkMoved:
		return rows
	case extrasMoved:
		l.numbers = slices.DeleteFunc(slices.Clone(l.numbers), func(n number) bool { return !n.extra })
	case labelMoved:
		if single := l.single(); single[0].width() <= f.columns.outer[fl.from] {
			return append(rows, single...)
		}
		rows = append(rows, l.stacked()...)
	}
	l.numbers = breakable(l.numbers, f.columns.outer[fl.from])
	return append(rows, l.wrapped(f.columns.outer[fl.from])...)
}

// breakable parts the ranges that are too long for a column of texts.
func breakable(numbers []number, width float64) (list []number) {
	for _, n := range numbers {
		if i := strings.IndexByte(n.text, '-'); i > 0 && textWidth(n.text, textSize, false) > width {
			list = append(list, number{n.text[:i+1], n.extra})
			n.text = n.text[i+1:]
		}
		list = append(list, n)
	}
	return list
}
