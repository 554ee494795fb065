package svg

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"woshou/diagrams/scene"
)

// Frame is a picture and how long it is seen.
type Frame struct {
	Scene *scene.Scene
	For   time.Duration
}

// EncodeMoving writes frames of one size to w as a file that shows them one
// after the other and begins again. It needs no script, so that it moves
// wherever a picture may be shown. Readers who prefer less motion, and programs
// that move nothing, see the last frame, whose title and description are those
// of the file. Errors are as Encode's.
func EncodeMoving(w io.Writer, frames []Frame, opt Options) error {
	last := frames[len(frames)-1].Scene
	opt.Inline = false
	e := newEncoder(last, opt)
	for i, f := range frames {
		if err := scene.Validate(f.Scene); err != nil {
			return fmt.Errorf("svg: frame %d: %w", i+1, err)
		}
		e.out.WriteString(`<g class="moment at-` + strconv.Itoa(i+1) + "\">\n")
		e.items(f.Scene.Items)
		e.out.WriteString("</g>\n")
	}
	shapes := e.taken()
	e.root(last)
	e.styleSheet()
	e.motion(frames)
	e.paper()
	return e.finish(w, shapes)
}

// motion writes when each frame is seen: for its share of the whole, in turn.
func (e *encoder) motion(frames []Frame) {
	var whole, from time.Duration
	for _, f := range frames {
		whole += f.For
	}
	share := func(d time.Duration) string { return number(100 * float64(d) / float64(whole)) }
	fmt.Fprintf(&e.out, "<style>\n.moment{visibility:hidden}\n.at-%d{visibility:visible}\n@media (prefers-reduced-motion:no-preference){\n", len(frames))
	fmt.Fprintf(&e.out, ".moment{animation:%ss step-end infinite}\n", number(whole.Seconds()))
	for i, f := range frames {
		to := from + f.For
		fmt.Fprintf(&e.out, ".at-%[1]d{animation-name:at-%[1]d}\n@keyframes at-%[1]d{", i+1)
		if from > 0 {
			e.out.WriteString("0%{visibility:hidden}")
		}
		e.out.WriteString(share(from) + "%{visibility:visible}")
		if to < whole {
			e.out.WriteString(share(to) + "%{visibility:hidden}")
		}
		e.out.WriteString("100%{visibility:" + map[bool]string{true: "visible", false: "hidden"}[to == whole] + "}}\n")
		from = to
	}
	e.out.WriteString("}\n</style>\n")
}
