package lecture

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/sheet"
)

// On a slide, in points.
const (
	margin    = 36.0
	top       = ruleAt + 10.0 // below the title
	bottom    = Height - 24.0 // where the lowest text may stand
	gap       = 24.0          // between figure and words
	leastText = 212.0         // the narrowest column of words
	band      = 138.0         // the height of words below a figure
	edgeRoom  = 14.0          // below a figure, to say that it goes on
	enlarged  = Least/13 + .001
)

// area is a part of a slide.
type area struct{ left, top, right, bottom float64 }

func (a area) width() float64  { return a.right - a.left }
func (a area) height() float64 { return a.bottom - a.top }

// arrangement is where figure and words stand, and which part of the figure is
// seen at each step.
type arrangement struct {
	figure         *scene.Scene
	scale          float64
	picture, words area
	sheets         sheet.Sheets
	of             []int // by step: its sheet
}

// arrange takes the figure that comes out on the fewest sheets, the widest of
// several; its smallest texts, of 13 points, become Least.
func arrange(figures []*scene.Scene, place func(*scene.Scene) arrangement) (best arrangement) {
	for _, f := range figures {
		a := place(f)
		a.sheets, a.of = sheet.Follow(f, a.picture.height()/a.scale)
		if best.figure == nil || a.sheets.Len() <= best.sheets.Len() {
			best = a
		}
	}
	return best
}

// alone sets a figure in the middle of a slide, without words.
func alone(f *scene.Scene) arrangement {
	a := arrangement{figure: f, scale: min(enlarged, (Width-2*margin)/f.Width)}
	width := f.Width * a.scale
	a.picture = area{(Width - width) / 2, top, (Width + width) / 2, bottom - edgeRoom}
	return a
}

// place sets words beside a figure, or below one that is too wide for that.
func place(f *scene.Scene) arrangement {
	a := arrangement{figure: f, scale: min(enlarged, (Width-2*margin)/f.Width)}
	width := f.Width * a.scale
	if left := margin + width + gap; left+leastText <= Width-margin {
		a.picture = area{margin, top, margin + width, bottom - edgeRoom}
		a.words = area{left, top, Width - margin, bottom}
		return a
	}
	a.picture = area{(Width - width) / 2, top, (Width + width) / 2, bottom - band}
	a.words = area{margin, bottom - band + gap/2, Width - margin, bottom}
	return a
}

// half is the room of the chips under a figure.
const half = 440.0

// room is the width of a block of words.
func (a arrangement) room() float64 {
	if a.beside() {
		return a.words.width()
	}
	return half
}

// beside reports whether the words stand beside the figure, and not below it.
func (a arrangement) beside() bool { return a.words.top == top }
