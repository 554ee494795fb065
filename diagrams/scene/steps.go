package scene

import "strings"

// Steps returns the stages of a picture that grows, one for each segment: the
// n-th shows what has happened until the n-th segment has arrived, or would
// have, with the change of state that it brings. All are of one size, with
// everything at its place: what a stage shows, the later ones show too, only
// that bands are cut where their stage ends. The last is s itself; a picture
// that does not grow has no other. The stages share with s what they show.
func Steps(s *Scene) []*Scene {
	var list []*Scene
	for n := 1; n < len(s.Growth.Cuts); n++ {
		list = append(list, stage(s, n))
	}
	return append(list, s)
}

// stage returns the n-th stage. In words it is the sentences of its segments.
func stage(whole *Scene, n int) *Scene {
	s := *whole
	s.Items, s.Desc, s.Growth = nil, "", Growth{}
	var said []string
	for i, item := range whole.Items {
		if whole.Growth.Steps[i] > n {
			continue
		}
		g, ok := item.(Group)
		if ok && g.State != "" {
			g.Items = above(g.Items, whole.Growth.Cuts[n-1])
			item = g
		} else if ok && g.Alt != "" {
			said = append(said, g.Alt)
		}
		s.Items = append(s.Items, item)
	}
	s.Desc = strings.Join(said, "\n")
	return &s
}

// above returns the items of a stretch of a state with its bands and hatches
// cut at a height.
func above(items []Item, y float64) []Item {
	var list []Item
	for _, item := range items {
		switch x := item.(type) {
		case Rect:
			if x.Y >= y {
				continue
			}
			x.Height = min(x.Height, y-x.Y)
			x.Radius = min(x.Radius, x.Height/2)
			item = x
		case Path:
			if x.Commands = strokesAbove(x.Commands, y); len(x.Commands) == 0 {
				continue
			}
			item = x
		}
		list = append(list, item)
	}
	return list
}

// strokesAbove cuts the strokes of a hatch, each from one point to another.
func strokesAbove(commands []Command, y float64) []Command {
	var list []Command
	for i := 0; i+1 < len(commands); i += 2 {
		from, to := commands[i].Points[0], commands[i+1].Points[0]
		if from.Y < to.Y {
			from, to = to, from
		}
		if to.Y >= y {
			continue
		}
		if from.Y > y {
			part := (from.Y - y) / (from.Y - to.Y)
			from = Point{from.X + (to.X-from.X)*part, y}
		}
		list = append(list, Command{Op: 'M', Points: [3]Point{from}}, Command{Op: 'L', Points: [3]Point{to}})
	}
	return list
}
