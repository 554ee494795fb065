package svg_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/internal/shipped"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/scene"
)

// TestPageHasShapesWhereAFileHasThem: inside a page shapes are counted from their
// groups, and labels along their arrows; the picture is the same.
func TestPageHasShapesWhereAFileHasThem(t *testing.T) {
	names, scenes := shipped.Figures(t)
	for i, s := range append(scenes, example.Scene()) {
		name := append(names, "example")[i]
		page, file := points(t, encode(t, s, svg.Options{Inline: true, ID: "f"})), points(t, encode(t, s, svg.Options{Theme: "light"}))[1:] // without its paper
		if len(page) != len(file) || len(page) < 10 {
			t.Fatalf("%s: %d shapes in a page, %d in a file", name, len(page), len(file))
		}
		for i, shape := range page {
			if len(shape) != len(file[i]) {
				t.Fatalf("%s: %v in a page, %v in a file", name, shape, file[i])
			}
			for j, p := range shape {
				if q := file[i][j]; math.Hypot(p.X-q.X, p.Y-q.Y) > 0.25 {
					t.Errorf("%s: shape %d is at %v in a page, at %v in a file", name, i, p, q)
				}
			}
		}
	}
}

// points are where the shapes of a picture have their corners.
func points(t *testing.T, picture string) (shapes [][]scene.Point) {
	t.Helper()
	var turns []string // of the elements that are open
	decoder := xml.NewDecoder(strings.NewReader(picture))
	decoder.Strict = false // an attribute of HTML needs no value
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return shapes
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			turns = turns[:len(turns)-1]
		case xml.StartElement:
			turns = append(turns, attr(e, "transform"))
			if shape := corners(t, e); shape != nil {
				for i := range shape {
					for j := len(turns) - 1; j >= 0; j-- {
						shape[i] = moved(t, shape[i], turns[j])
					}
				}
				shapes = append(shapes, shape)
			}
		}
	}
}

var step = regexp.MustCompile(`([A-Za-z])|(-?[\d.]+) (-?[\d.]+)`)

// corners are those that an element's own attributes tell.
func corners(t *testing.T, e xml.StartElement) (list []scene.Point) {
	t.Helper()
	at := func(x, y string) scene.Point {
		p := scene.Point{}
		p.X, _ = strconv.ParseFloat(x, 64)
		p.Y, _ = strconv.ParseFloat(y, 64)
		return p
	}
	switch e.Name.Local {
	case "rect", "text":
		return []scene.Point{at(attr(e, "x"), attr(e, "y"))}
	case "circle":
		return []scene.Point{at(attr(e, "cx"), attr(e, "cy"))}
	case "path":
		command := ""
		for _, m := range step.FindAllStringSubmatch(attr(e, "d"), -1) {
			p := at(m[2], m[3])
			switch {
			case m[1] != "":
				command = m[1]
				continue
			case command == "l":
				last := list[len(list)-1]
				p = scene.Point{X: last.X + p.X, Y: last.Y + p.Y}
			case command != strings.ToUpper(command):
				t.Fatalf("what is %s in %q", command, attr(e, "d"))
			}
			list = append(list, p)
		}
	}
	return list
}

// moved is where a transformation puts a point.
func moved(t *testing.T, p scene.Point, transform string) scene.Point {
	t.Helper()
	var a, x, y float64
	if transform == "" {
		return p
	}
	if n, _ := fmt.Sscanf(transform, "translate(%g %g)", &x, &y); n == 2 {
		return scene.Point{X: p.X + x, Y: p.Y + y}
	}
	if n, _ := fmt.Sscanf(transform, "rotate(%g %g %g)", &a, &x, &y); n != 1 && n != 3 {
		t.Fatalf("what is %q", transform)
	}
	sin, cos := math.Sincos(a * math.Pi / 180)
	p.X, p.Y = p.X-x, p.Y-y
	return scene.Point{X: x + p.X*cos - p.Y*sin, Y: y + p.X*sin + p.Y*cos}
}
