package statechart

import (
	"cmp"
	"fmt"
	"slices"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// WideRoles lays the tables of roles out for slides, each role on as many pictures
// of at most wideWidth by wideHeight as it takes. None is cut through: an arrow to a
// state of another picture ends at that state's name, and a state that all that
// leads out of it is too much for goes on in the next.
//
//	[ WORKING ]
//	      PREPARE if vote is yes   send YES
//	    ────────────────────────────────────────> PREPARED
//
// The scenes depend only on the arguments, which are not modified.
func WideRoles(of trace.Text, roles []RoleTable, opt Options) (list []*scene.Scene) {
	opt.Words = cmp.Or(opt.Words, words.Of(words.English))
	opt.Tag = cmp.Or(opt.Tag, opt.Words.About().Tag)
	for _, r := range roles {
		title := fmt.Sprintf(opt.Words.Chart().Role, newLadder(r, opt, wideWidth).title())
		if len(roles) > 1 {
			title = of.In(opt.Words.Code) + opt.Words.Chart().Colon + title
		}
		for _, l := range inPictures(r, opt) {
			height := l.lay(margin)
			list = append(list, &scene.Scene{
				Width: wideWidth, Height: height, Lang: opt.Tag, Title: title, Desc: l.describe(), Items: l.items,
			})
		}
	}
	return list
}

// inPictures are the rungs of a role, as many at a time as a picture has room for.
func inPictures(r RoleTable, opt Options) (list []*ladder) {
	all := newLadder(r, opt, wideWidth).rungs
	for next := 0; len(all) > 0; all = all[next:] {
		n := fitting(all, r, opt)
		l := onRungs(all[:n], r, opt)
		next = n
		if n == 0 { // the first alone is too high
			first, rest := divided(all[0], r, opt)
			l, all, next = onRungs([]rung{first}, r, opt), append([]rung{rest}, all[1:]...), 0
		}
		if len(list) == 0 || l.tells() {
			list = append(list, l)
		}
	}
	return list
}

// tells reports whether anything leads out of a state of the picture. States at the
// end need no picture of their own: arrows of others end at their names.
func (l *ladder) tells() bool {
	return slices.ContainsFunc(l.rungs, func(r rung) bool { return len(r.outs) > 0 })
}

// fitting is how many of the first rungs fit a picture together.
func fitting(rungs []rung, r RoleTable, opt Options) (n int) {
	for n < len(rungs) && onRungs(rungs[:n+1], r, opt).lay(margin) <= wideHeight {
		n++
	}
	return n
}

// divided parts a rung into one that fits a picture and what remains: at least a
// row of the table is in the first.
func divided(whole rung, r RoleTable, opt Options) (first, rest rung) {
	first, rest = rung{state: whole.state}, rung{state: whole.state}
	for _, o := range whole.outs {
		for _, row := range o.rows {
			with := first.and(o.to, row)
			if len(rest.outs) == 0 && (len(first.outs) == 0 || fitting([]rung{with}, r, opt) == 1) {
				first = with
			} else {
				rest = rest.and(o.to, row)
			}
		}
	}
	return first, rest
}

// and is a rung with one more row that leads out of it.
func (r rung) and(to string, row trace.Transition) rung {
	outs := append([]out(nil), r.outs...)
	if last := len(outs) - 1; last >= 0 && outs[last].to == to {
		outs[last].rows = append(outs[last].rows[:len(outs[last].rows):len(outs[last].rows)], row)
	} else {
		outs = append(outs, out{to: to, rows: []trace.Transition{row}})
	}
	return rung{state: r.state, outs: outs}
}

// onRungs is a ladder of some rungs only.
func onRungs(rungs []rung, r RoleTable, opt Options) *ladder {
	l := newLadder(r, opt, wideWidth)
	l.wide, l.rungs = true, nil
	for _, r := range rungs {
		r.outs = append([]out(nil), r.outs...) // which get their heights
		l.rungs = append(l.rungs, r)
	}
	return l
}

// nameGap is the room between an arrow and the state's name at its end.
const nameGap = 6.0

// elsewhere sets the name of a state of another picture at the end of an arrow.
func (l *ladder) elsewhere(o out) {
	l.draw(scene.Text{
		Role: scene.StateName.Of(l.hue(o.to)), At: scene.Point{X: l.ends, Y: o.y + baseline}, Anchor: scene.End,
		Size: textSize, Bold: true, Text: l.name(o.to),
	})
}

// namesElsewhere is the room for the names of states of other pictures.
func (l *ladder) namesElsewhere() (room float64) {
	for _, r := range l.rungs {
		for _, o := range r.outs {
			if l.rungOf(o.to) < 0 {
				room = max(room, textWidth(l.name(o.to), true)+2*nameGap)
			}
		}
	}
	return room
}
