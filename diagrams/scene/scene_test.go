package scene

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func sample() *Scene {
	return &Scene{Width: 200, Height: 100, Lang: "zh-Hans", Title: "握手", Items: []Item{
		Group{Segment: 1, Alt: "第 1 步", Items: []Item{
			Line{Role: Message, From: Point{10, 10}, To: Point{110, 10}, Arrow: true},
			Text{Role: Flags, At: Point{60, 8}, Anchor: Middle, Angle: 1.005, Size: 13, Bold: true, Text: "SYN"},
		}},
		Group{State: "SYN-SENT", Host: "client", Items: []Item{
			Rect{Role: Band.Of("SYN-SENT"), X: 5, Y: 10, Width: 11, Height: 20, Radius: 3},
		}},
		Circle{Role: StepDisc, Center: Point{20, 20}, Radius: 8},
		Path{Role: Cross, Commands: []Command{
			{Op: 'M', Points: [3]Point{{1, 1}}}, {Op: 'C', Points: [3]Point{{2, 1}, {3, 1}, {4, -0.001}}}, {Op: 'Z'},
		}},
	}}
}

func TestDump(t *testing.T) {
	const want = `scene 200x100 zh-Hans "握手"
  group segment=1 "第 1 步"
    line message 10,10 -> 110,10 arrow
    text flags 60,8 middle angle=1 13 bold "SYN"
  group state=SYN-SENT host=client
    rect state syn-sent 5,10 11x20 radius=3
  circle step 20,20 radius=8
  path cross M 1,1 C 2,1 3,1 4,0 Z
`
	if got := sample().String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestTextsAreYieldedAsPainted(t *testing.T) {
	s := sample()
	s.Items = append(s.Items, Text{Text: "b"}, Group{Items: []Item{Group{Items: []Item{Text{Text: "c"}}}, Text{Text: "d"}}})
	if got := strings.Join(slices.Collect(s.Words()), " "); got != "SYN b c d" {
		t.Errorf("got %s", got)
	}
	for range s.Words() {
		break // must not be called again after this
	}
}

func TestValidSceneHasNoFaults(t *testing.T) {
	if err := Validate(sample()); err != nil {
		t.Error(err)
	}
}

func TestValidateNamesTheFault(t *testing.T) {
	inside := Point{10, 10}
	for want, item := range map[string]Item{
		"not in the picture":        Line{Role: Message, From: Point{-1, 0}, To: inside},
		"201,10 is not":             Rect{Role: Band, X: 190, Y: 5, Width: 11, Height: 5},
		"NaN":                       Text{Role: Flags, At: Point{math.NaN(), 1}, Size: 13, Text: "x"},
		"size 0":                    Text{Role: Flags, At: inside, Text: "x"},
		"angle +Inf":                Text{Role: Flags, At: inside, Size: 1, Angle: math.Inf(1), Text: "x"},
		"bad text":                  Text{Role: Flags, At: inside, Size: 13, Text: "a\x00"},
		`bad text ""`:               Text{Role: Flags, At: inside, Size: 13},
		`unknown anchor "left"`:     Text{Role: Flags, At: inside, Size: 13, Text: "x", Anchor: "left"},
		`bad role ""`:               Line{From: Point{}, To: inside},
		`bad role "Message"`:        Line{Role: "Message", From: Point{}, To: inside},
		`bad role "message head"`:   Line{Role: "message head", From: Point{}, To: inside},
		"without a direction":       Line{Role: Message, From: inside, To: inside, Arrow: true},
		"unknown command 'Q'":       Path{Role: Cross, Commands: []Command{{Op: 'M'}, {Op: 'Q'}}},
		"does not start with M":     Path{Role: Cross},
		"radius 6":                  Rect{Role: Band, Width: 11, Height: 20, Radius: 6},
		"height -1":                 Rect{Role: Band, X: 1, Y: 5, Width: 11, Height: -1},
		"radius 0":                  Circle{Role: StepDisc, Center: inside},
		"*scene.Line":               &Line{Role: Message, To: inside},
		`state "" of host "server"`: Group{Host: "server"},
		`segment 1 with state`:      Group{Segment: 1, State: "LISTEN", Host: "server"},
		"scene, group 1, line 1: ":  Group{Items: []Item{Line{Role: "?", To: inside}}},
	} {
		s := sample()
		s.Items = []Item{item}
		if err := Validate(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want a fault with %q, got %v", want, err)
		}
	}
}

func TestEveryItemOfAGrowingPictureHasItsStage(t *testing.T) {
	for want, growth := range map[string]Growth{
		"come with stages": {Steps: []int{1}, Cuts: []float64{9}},
		"stage 3 of 2":     {Steps: []int{3, 1}, Cuts: []float64{9, 10}},
		"stage 0 of 2":     {Steps: []int{1, 0}, Cuts: []float64{9, 10}},
	} {
		s := sample()
		s.Items, s.Growth = s.Items[:2], growth
		if err := Validate(s); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want a fault with %q, got %v", want, err)
		}
	}
}

func TestHeadPointsAtTo(t *testing.T) {
	for _, to := range []Point{{50, 0}, {0, 50}, {-30, 40}, {3, -4}} {
		l := Line{To: to, Arrow: true}
		head, shaft := l.Head()
		if head[0] != to {
			t.Errorf("to %v: tip at %v", to, head[0])
		}
		length := math.Hypot(to.X, to.Y)
		base := Point{(head[1].X + head[2].X) / 2, (head[1].Y + head[2].Y) / 2}
		if got, want := distance(base, to), min(length, HeadLength); math.Abs(got-want) > 1e-9 {
			t.Errorf("to %v: head is %v long, want %v", to, got, want)
		}
		if d := distance(shaft, to); d >= min(length, HeadLength) {
			t.Errorf("to %v: shaft ends %v before the tip, outside the head", to, d)
		}
		if area := (head[1].X-to.X)*(head[2].Y-to.Y) - (head[1].Y-to.Y)*(head[2].X-to.X); area == 0 {
			t.Errorf("to %v: flat head", to)
		}
	}
}

func distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

func TestPaintFallsBackWordByWord(t *testing.T) {
	paints := map[Role]Paint{"message": {Stroke: "#000000"}, "message lost": {Stroke: "#ff0000"}}
	for role, want := range map[Role]string{
		"message": "#000000", "message copy": "#000000", "message lost": "#ff0000", "message lost copy": "#ff0000",
		"messages": "", "cross": "", "": "",
	} {
		if got := Of(paints, role).Stroke; got != want {
			t.Errorf("%q is painted %q, want %q", role, got, want)
		}
	}
}

func TestPaletteMayDifferInColoursOnly(t *testing.T) {
	light := map[Role]Paint{"message": {Stroke: "#000000", Width: 1}}
	for name, dark := range map[string]map[Role]Paint{
		"another width":  {"message": {Stroke: "#ffffff", Width: 2}},
		"a fill":         {"message": {Stroke: "#ffffff", Width: 1, Fill: "#000000"}},
		"another role":   {"cross": {Stroke: "#ffffff", Width: 1}},
		"one role more":  {"message": {Stroke: "#ffffff", Width: 1}, "cross": {}},
		"a name":         {"message": {Stroke: "white", Width: 1}},
		"capital digits": {"message": {Stroke: "#FFFFFF", Width: 1}},
	} {
		if (Palette{light, dark}).Validate() == nil {
			t.Errorf("%s in dark passes", name)
		}
	}
	endless := map[Role]Paint{"message": {Stroke: "#000000", Width: 1, Dash: []float64{3, 0}}}
	if (Palette{endless, endless}).Validate() == nil {
		t.Error("a gap without length passes")
	}
	if err := (Palette{light, map[Role]Paint{"message": {Stroke: "#ffffff", Width: 1}}}).Validate(); err != nil {
		t.Error(err)
	}
}
