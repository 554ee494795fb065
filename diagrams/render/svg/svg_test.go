package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"woshou/diagrams/golden"
	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/scene"
)

func encode(t *testing.T, s *scene.Scene, opt svg.Options) string {
	t.Helper()
	opt.Palette = example.Palette()
	var out bytes.Buffer
	if err := svg.Encode(&out, s, opt); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	for name, opt := range map[string]svg.Options{
		"inline":  {Inline: true, ID: "handshake"},
		"file":    {},
		"dark":    {Theme: "dark"},
		"outline": {Outline: true, ID: "f"},
	} {
		got := encode(t, example.Scene(), opt)
		golden.File(t, "testdata/"+name+".svg", got)
	}
}

// elements parses an SVG, so it also fails for what is not well-formed.
func elements(t *testing.T, picture string) []xml.StartElement {
	t.Helper()
	var list []xml.StartElement
	decoder := xml.NewDecoder(strings.NewReader(picture))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok {
			list = append(list, start.Copy())
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestInlinePictureNeedsNoStyleOfItsOwn(t *testing.T) {
	for _, theme := range []string{"", "light", "dark"} {
		picture := encode(t, example.Scene(), svg.Options{Inline: true, ID: "f", Theme: theme})
		for _, e := range elements(t, picture) {
			if e.Name.Local == "style" || attr(e, "style") != "" || attr(e, "class") == "paper" {
				t.Errorf("theme %q: %v", theme, e)
			}
			if id := attr(e, "id"); id != "" && !strings.HasPrefix(id, "f-") && !strings.HasPrefix(id, "f:") {
				t.Errorf("theme %q: id %q", theme, id)
			}
		}
		if picture != encode(t, example.Scene(), svg.Options{Inline: true, ID: "f"}) {
			t.Errorf("theme %q: changes an inline picture", theme)
		}
	}
}

func TestHooks(t *testing.T) {
	var segments, states []string
	list := elements(t, encode(t, example.Scene(), svg.Options{Inline: true, ID: "a b"}))
	for _, e := range list {
		if n := attr(e, "data-segment"); n != "" {
			segments = append(segments, n)
		}
		if s := attr(e, "data-state"); s != "" {
			states = append(states, s+" "+attr(e, "data-host"))
		}
	}
	if got := strings.Join(segments, " "); got != "1 2 3" {
		t.Errorf("segments %s", got)
	}
	if got := strings.Join(states, ", "); got != "SYN-SENT client, TIME-WAIT server" {
		t.Errorf("states %s", got)
	}
	root, title, desc := list[0], list[1], list[2]
	for name, want := range map[string]string{
		"role": "img", "lang": "zh-Hans", "viewBox": "0 0 360 220",
		"aria-labelledby": attr(title, "id"), "aria-describedby": attr(desc, "id"),
	} {
		if got := attr(root, name); got != want || want == "" {
			t.Errorf("%s=%q, want %q", name, got, want)
		}
	}
	if title.Name.Local != "title" || desc.Name.Local != "desc" || attr(title, "id") != "a-b-title" {
		t.Errorf("%v, %v", title, desc)
	}
}

func TestOnlyAFileForEveryReaderHasDarkRules(t *testing.T) {
	for theme, want := range map[string]bool{"": true, "light": false, "dark": false} {
		got := encode(t, example.Scene(), svg.Options{Theme: theme})
		if strings.Contains(got, "prefers-color-scheme") != want {
			t.Errorf("theme %q", theme)
		}
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	const evil = "\"><script>alert(1)</script>\x00\uffff"
	s := example.Scene()
	s.Desc = evil
	s.Items = []scene.Item{scene.Group{State: evil, Host: evil, Alt: evil, Items: []scene.Item{
		scene.Text{Role: scene.Flags, At: scene.Point{X: 1, Y: 1}, Size: 13, Text: strings.Trim(evil, "\x00\uffff")},
	}}}
	for _, e := range elements(t, encode(t, s, svg.Options{ID: evil})) {
		if e.Name.Local == "script" {
			t.Error("a script element")
		}
	}
}

func TestInvalidSceneIsRefused(t *testing.T) {
	s := example.Scene()
	s.Height = math.NaN()
	var out bytes.Buffer
	if err := svg.Encode(&out, s, svg.Options{}); err == nil || out.Len() > 0 {
		t.Errorf("error %v, %d bytes written", err, out.Len())
	}
}

func TestRulesOfEqualColoursAreOne(t *testing.T) {
	got := svg.Rules(map[scene.Role]scene.Paint{
		"step":         {Fill: "#000000", Stroke: "#111111"},
		"step current": {Fill: "#222222"},
		"numbers":      {Fill: "#000000", Width: 2},
		"message":      {Stroke: "#111111"},
	}, "[data-figure]")
	const want = `[data-figure]{
.message,.step{stroke:#111111;color:#111111}
.numbers,.step{fill:#000000}
.step.current{fill:#222222}
.step.current{stroke:transparent;color:transparent}
.head.head.head{fill:currentColor;stroke:none}
}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// painted is what a browser makes of a shape: the heaviest rule that matches
// wins. Two that weigh the same must not disagree, as their order is nobody's.
func painted(t *testing.T, rules string, classes []string) map[string]string {
	t.Helper()
	values, weights := map[string]string{}, map[string]int{}
	for line := range strings.Lines(rules) {
		list, body, _ := strings.Cut(strings.TrimSuffix(line, "}\n"), "{")
		weight := 0
		for _, selector := range strings.Split(list, ",") {
			words := strings.Split(selector, ".")[1:]
			if !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(classes, w) }) {
				weight = max(weight, len(words))
			}
		}
		for _, d := range strings.Split(body, ";") {
			property, value, _ := strings.Cut(d, ":")
			if weight > 0 && weight == weights[property] && value != values[property] {
				t.Errorf("%q: two rules of one weight set %s", classes, property)
			}
			if weight > weights[property] {
				values[property], weights[property] = value, weight
			}
		}
	}
	if values["fill"] == "currentColor" {
		values["fill"] = values["color"]
	}
	return values
}

func TestRulesPaintAsThePaletteSays(t *testing.T) {
	paints := map[scene.Role]scene.Paint{
		"step": {Fill: "#000001", Stroke: "#000002"}, "step current": {Fill: "#000003"},
		"numbers": {Fill: "#000001"}, "message": {Stroke: "#000002"}, "message copy": {Stroke: "#000001"},
		"state": {Fill: "#000004"}, "state closed": {Stroke: "#000002"}, "state closed old": {Fill: "#000001", Stroke: "#000001"},
	}
	picture := &scene.Scene{Lang: "en", Title: "x", Width: 9, Height: 9}
	roles := append(slices.Sorted(maps.Keys(paints)), "message lost", "message copy lost", "state listen")
	for _, role := range roles {
		picture.Items = append(picture.Items, scene.Line{Role: role, To: scene.Point{X: 9}, Arrow: true})
	}
	var out bytes.Buffer
	palette := scene.Palette{Light: paints, Dark: paints}
	if err := svg.Encode(&out, picture, svg.Options{Palette: palette}); err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(out.String(), "(prefers-color-scheme:dark){\n")
	rules, _, _ := strings.Cut(strings.ReplaceAll(rest, ":root ", ""), "}\n}\n")
	list := elements(t, out.String())
	for i, role := range roles {
		shaft, head := list[len(list)-2*(len(roles)-i)], list[len(list)-2*(len(roles)-i)+1]
		want := scene.Of(paints, role)
		got := painted(t, rules+"}\n", strings.Fields(attr(shaft, "class")))
		if visible(got["fill"]) != want.Fill || visible(got["stroke"]) != want.Stroke {
			t.Errorf("%s: painted %v, want %v", role, got, want)
		}
		got = painted(t, rules+"}\n", strings.Fields(attr(head, "class")))
		if visible(got["fill"]) != want.Stroke || visible(got["stroke"]) != "" {
			t.Errorf("head of %s: painted %v, want %v", role, got, want)
		}
	}
}

// visible is a colour, "" for one that nobody sees.
func visible(colour string) string {
	if colour == "none" || colour == "transparent" {
		return ""
	}
	return colour
}

// TestOnlyShapesHaveClasses: a group's paint would be inherited.
func TestOnlyShapesHaveClasses(t *testing.T) {
	for _, e := range elements(t, encode(t, example.Scene(), svg.Options{})) {
		shape := strings.Contains(" path rect circle text ", " "+e.Name.Local+" ")
		if classes := attr(e, "class"); shape != (classes != "") {
			t.Errorf("<%s> has the classes %q", e.Name.Local, classes)
		}
	}
}

// TestClassesMatchOnlyTheirOwnRule: "message copy forged" is painted as
// "message copy", so the class "forged" would be one too many.
func TestClassesMatchOnlyTheirOwnRule(t *testing.T) {
	palette := scene.Palette{Light: map[scene.Role]scene.Paint{
		"message": {Stroke: "#000000"}, "message copy": {Stroke: "#111111"}, "message forged": {Stroke: "#222222"},
	}}
	for role, want := range map[scene.Role]string{
		"message":             "message",
		"message lost":        "message lost",
		"message copy forged": "message copy",
		"message copy lost":   "message copy lost",
		"ghost":               "ghost",
	} {
		s := example.Scene()
		s.Items = []scene.Item{scene.Line{Role: role, To: scene.Point{X: 9}}}
		var out bytes.Buffer
		if err := svg.Encode(&out, s, svg.Options{Palette: palette, Inline: true}); err != nil {
			t.Fatal(err)
		}
		list := elements(t, out.String())
		if got := attr(list[len(list)-1], "class"); got != want {
			t.Errorf("%q has the classes %q, want %q", role, got, want)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	s, palette := example.Scene(), example.Palette()
	for b.Loop() {
		if err := svg.Encode(io.Discard, s, svg.Options{Palette: palette, ID: "f", Inline: true}); err != nil {
			b.Fatal(err)
		}
	}
}
