package sequence

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// LayoutAnew is Layout, but no attempt takes anything over from the one before.
func LayoutAnew(t *trace.Trace, opt Options) *scene.Scene {
	f := newFigure(t, opt)
	more := f.firstDemands()
	for range f.attempts() - 1 {
		h := newSpacer(f).space(more)
		now := f.write(h, more, kept{}, patient)
		if now.done {
			return f.draw(h, now.placed)
		}
		more = now.more
	}
	h := newSpacer(f).space(more)
	return f.draw(h, f.write(h, more, kept{}, impatient).placed)
}
