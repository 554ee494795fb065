package scene

import "math"

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

// heights returns how far down the page an item begins and ends.
func heights(item Item) (top, bottom float64) {
	switch x := item.(type) {
	case Line:
		return min(x.From.Y, x.To.Y), max(x.From.Y, x.To.Y)
	case Path:
		top, bottom = math.Inf(1), math.Inf(-1)
		for _, c := range x.Commands {
			for _, q := range c.Used() {
				top, bottom = min(top, q.Y), max(bottom, q.Y)
			}
		}
		return top, bottom
	case Rect:
		return x.Y, x.Y + x.Height
	case Circle:
		return x.Center.Y - x.Radius, x.Center.Y + x.Radius
	case Text:
		return x.At.Y - 0.8*x.Size, x.At.Y + 0.2*x.Size
	}
	return 0, 0
}

// start is the x of an item's first point.
func start(item Item) float64 {
	switch x := item.(type) {
	case Line:
		return x.From.X
	case Path:
		return x.Commands[0].Points[0].X
	case Rect:
		return x.X
	case Circle:
		return x.Center.X
	case Text:
		return x.At.X
	}
	return 0
}
