package scene

import (
	"cmp"
	"slices"
	"strings"
)

// Steps returns the stages of a sequence diagram, one for each segment: the
// n-th shows what has happened until the n-th segment has arrived, or would
// have, with the change of state that it brings. All are of one size, with
// everything at its place: what a stage shows, the later ones show too, only
// that bands are cut where their stage ends. The last is s itself; a picture
// without segments has no other. The stages share with s what they show.
func Steps(s *Scene) []*Scene {
	p := newStages(s)
	var list []*Scene
	for n := 1; n < len(p.flights); n++ {
		list = append(list, p.stage(n))
	}
	return append(list, s)
}

// stages says which stage each item of a scene comes with.
type stages struct {
	scene   *Scene
	flights []flight // by departure
	lifelines
	steps   []int     // by item: the first stage that shows it, from 1
	bottoms []float64 // by stage: where its bands are cut
}

// tail is how far a lifeline goes on below what happened last, in points: the
// height of a state's name.
const tail = 16.0

func newStages(s *Scene) *stages {
	p := &stages{scene: s, flights: flightsOf(s), lifelines: lifelinesOf(s), steps: make([]int, len(s.Items))}
	for i, fl := range p.flights {
		p.steps[fl.item] = i + 1
	}
	things := p.things()
	for line := range max(1, len(p.lifelines)) {
		p.follow(things, line)
	}
	for _, t := range things {
		for _, i := range t.items {
			p.steps[i] = t.step
		}
	}
	for n := range p.flights {
		bottom := p.horizon(n + 1)
		for _, t := range things {
			if t.step <= n+1 && t.kind != fold && t.kind != heading {
				bottom = max(bottom, t.bottom)
			}
		}
		p.bottoms = append(p.bottoms, bottom)
	}
	return p
}

// flight is what is known of a segment.
type flight struct {
	id       int
	item     int // its group
	from, to Point
	detached bool // its stroke does not begin on a lifeline
}

// flightsOf returns the segments of a scene in the order of their departure.
func flightsOf(s *Scene) []flight {
	var list []flight
	for i, item := range s.Items {
		if g, ok := item.(Group); ok && g.Segment > 0 {
			list = append(list, flightOf(g, i))
		}
	}
	slices.SortStableFunc(list, func(a, b flight) int { return cmp.Compare(a.id, b.id) })
	return list
}

// flightOf reads a segment's group: the whole way, also of one that was lost,
// goes from the start of its stroke to the end of its arrow or of its ghost.
func flightOf(g Group, item int) flight {
	fl := flight{id: g.Segment, item: item, detached: g.Role == MessageForged || g.Role == MessageCopy}
	for _, item := range g.Items {
		l, ok := item.(Line)
		if !ok {
			continue
		}
		if l.Role == Ghost || l.Arrow {
			fl.to = l.To
		}
		if l.Role != Ghost {
			fl.from = l.From
		}
	}
	return fl
}

// horizon is the height down to which time has run when the first n segments
// have arrived.
func (p *stages) horizon(n int) float64 {
	y := 0.0
	for _, fl := range p.flights[:n] {
		y = max(y, fl.to.Y)
	}
	return y + tail
}

// reached is the first stage whose time has run down to y.
func (p *stages) reached(y float64) int {
	for n := range p.flights {
		if p.horizon(n+1) >= y {
			return n + 1
		}
	}
	return len(p.flights)
}

// due is the stage of the first segment that leaves at y or below: what has
// happened before a segment leaves is shown with it at the latest.
func (p *stages) due(y float64) int {
	for i, fl := range p.flights {
		if fl.from.Y >= y-near {
			return i + 1
		}
	}
	return len(p.flights)
}

// stage returns the n-th stage. In words it is the sentences of its segments.
func (p *stages) stage(n int) *Scene {
	s := *p.scene
	s.Items, s.Desc = nil, ""
	var said []string
	for i, item := range p.scene.Items {
		if p.steps[i] > n {
			continue
		}
		g, ok := item.(Group)
		if ok && g.State != "" {
			g.Items = above(g.Items, p.bottoms[n-1])
			item = g
		} else if ok && g.Alt != "" {
			said = append(said, g.Alt)
		}
		s.Items = append(s.Items, item)
	}
	s.Desc = strings.Join(said, "\n")
	return &s
}
