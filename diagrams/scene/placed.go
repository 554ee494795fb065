package scene

// Placed is the items so many times as large, then moved: a point p of them
// comes to by + p × scale. The width of strokes is that of their paint, and stays.
func Placed(items []Item, scale float64, by Point) []Item {
	at := func(p Point) Point { return Point{by.X + p.X*scale, by.Y + p.Y*scale} }
	list := make([]Item, len(items))
	for i, item := range items {
		switch x := item.(type) {
		case Group:
			x.Items = Placed(x.Items, scale, by)
			item = x
		case Line:
			x.From, x.To = at(x.From), at(x.To)
			item = x
		case Path:
			x.Commands = placedCommands(x.Commands, at)
			item = x
		case Rect:
			p := at(Point{x.X, x.Y})
			x.X, x.Y, x.Width, x.Height, x.Radius = p.X, p.Y, x.Width*scale, x.Height*scale, x.Radius*scale
			item = x
		case Circle:
			x.Center, x.Radius = at(x.Center), x.Radius*scale
			item = x
		case Text:
			x.At, x.Size = at(x.At), x.Size*scale
			item = x
		}
		list[i] = item
	}
	return list
}

func placedCommands(commands []Command, at func(Point) Point) []Command {
	list := make([]Command, len(commands))
	for i, c := range commands {
		for j := range c.Used() {
			c.Points[j] = at(c.Points[j])
		}
		list[i] = c
	}
	return list
}
