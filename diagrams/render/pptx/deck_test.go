package pptx_test

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/internal/shipped"
	"woshou/diagrams/render/pptx"
	"woshou/diagrams/scene"
)

// encode writes a deck in colours that its figures have.
func encode(t *testing.T, slides []pptx.Slide, theme string) []byte {
	t.Helper()
	var scenes []*scene.Scene
	for _, s := range slides {
		scenes = append(scenes, s.Scene)
	}
	var out bytes.Buffer
	if err := pptx.Encode(&out, slides, pptx.Options{Palette: example.PaletteOf(scenes...), Theme: theme}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestDecksOfShippedFigures looks into the deck of everything that the project
// draws, a slide for each step.
func TestDecksOfShippedFigures(t *testing.T) {
	names, scenes := shipped.Figures(t)
	for i, s := range scenes {
		t.Run(names[i], func(t *testing.T) { checkDeck(t, decked(scene.Steps(s))) })
	}
}

// decked is a slide for each of some scenes.
func decked(scenes []*scene.Scene) (slides []pptx.Slide) {
	for _, s := range scenes {
		slides = append(slides, pptx.Slide{Scene: s, Notes: s.Desc})
	}
	return slides
}

func checkDeck(t *testing.T, slides []pptx.Slide) {
	deck := encode(t, slides, "")
	parts, names := unzip(t, deck)
	checkParts(t, parts, names)
	for i, slide := range slides {
		name := fmt.Sprintf("ppt/slides/slide%d.xml", i+1)
		tree := parse(t, name, parts[name])
		checkIDs(t, name, tree)
		checkTexts(t, name, tree, slide.Scene)
		checkSegments(t, name, tree, slide.Scene)
		var said []string
		for _, n := range parse(t, name, parts[fmt.Sprintf("ppt/notesSlides/notesSlide%d.xml", i+1)]).all("a:t") {
			said = append(said, n.text)
		}
		if got := strings.Join(said, "\n"); got != slide.Notes {
			t.Errorf("%s: the notes are %q, want %q", name, got, slide.Notes)
		}
	}
}

func TestSameSlidesSameBytes(t *testing.T) {
	slides := []pptx.Slide{{Scene: example.Scene(), Notes: "第 1 步"}}
	if !bytes.Equal(encode(t, slides, ""), encode(t, slides, "")) {
		t.Error("two decks of one scene differ")
	}
}

func TestNoDeckOfNothing(t *testing.T) {
	broken := example.Scene()
	broken.Items = append(broken.Items, scene.Circle{Role: scene.StepDisc})
	for name, slides := range map[string][]pptx.Slide{"no slides": nil, "slide 1: ": {{Scene: broken}}} {
		var out bytes.Buffer
		if err := pptx.Encode(&out, slides, pptx.Options{}); err == nil || !strings.Contains(err.Error(), name) || out.Len() > 0 {
			t.Errorf("want %q and nothing written, got %v and %d bytes", name, err, out.Len())
		}
	}
}

func TestDeckOfEveryKindOfItem(t *testing.T) {
	for _, theme := range []string{"light", "dark"} {
		slides := []pptx.Slide{{Scene: example.Scene(), Notes: "a\nb <c>"}, {Scene: example.Scene()}}
		parts, names := unzip(t, encode(t, slides, theme))
		checkParts(t, parts, names)
		tree := parse(t, "slide 1", parts["ppt/slides/slide1.xml"])
		checkIDs(t, "slide 1", tree)
		checkTexts(t, "slide 1", tree, example.Scene())
		if got := len(parse(t, "notes", parts["ppt/notesSlides/notesSlide1.xml"]).all("a:t")); got != 2 {
			t.Errorf("two lines of notes become %d paragraphs", got)
		}
	}
}

// TestGroundOfATheme follows the colours of ground and text from their names on
// slides through the master to the theme.
func TestGroundOfATheme(t *testing.T) {
	_, scenes := shipped.Figures(t)
	palette := example.PaletteOf(scenes...)
	for theme, paints := range map[string]map[scene.Role]scene.Paint{"light": palette.Light, "dark": palette.Dark} {
		parts, _ := unzip(t, encode(t, []pptx.Slide{{Scene: scenes[0]}}, theme))
		colours := parse(t, "theme", parts["ppt/theme/theme1.xml"]).kid("a:clrScheme")
		names := parse(t, "master", parts["ppt/slideMasters/slideMaster1.xml"]).kid("p:clrMap").attrs
		for name, want := range map[string]string{
			"bg1": scene.Of(paints, scene.Paper).Fill,
			"tx1": scene.Of(paints, scene.Flags).Fill,
			"bg2": scene.Of(paints, scene.Tick).Stroke,
		} {
			if got := "#" + colours.kid("a:" + names[name]).kid("a:srgbClr").attrs["val"]; got != want {
				t.Errorf("%s: %s is %s, want %s", theme, name, got, want)
			}
		}
	}
}

// checkParts asks that every part is well-formed and in order, has a type, and
// is what others refer to; and that there are no pictures.
func checkParts(t *testing.T, parts map[string][]byte, names []string) {
	t.Helper()
	if names[0] != "[Content_Types].xml" {
		t.Errorf("the first part is %s", names[0])
	}
	typed := map[string]bool{}
	for _, n := range parse(t, names[0], parts[names[0]]).all("Override") {
		typed[strings.TrimPrefix(n.attrs["PartName"], "/")] = true
	}
	meant := map[string]bool{names[0]: true}
	for _, name := range names {
		tree := parse(t, name, parts[name])
		if at := misplaced(tree); at != "" {
			t.Errorf("%s: %s", name, at)
		}
		if len(tree.all("p:pic")) > 0 || strings.Contains(name, "media") {
			t.Errorf("%s holds a picture", name)
		}
		if !strings.HasSuffix(name, ".rels") {
			if !typed[name] && name != names[0] {
				t.Errorf("%s has no type", name)
			}
			delete(typed, name)
			checkRelations(t, parts, name, tree)
			continue
		}
		meant[name] = true
		for _, n := range tree.all("Relationship") {
			target := path.Join(path.Dir(path.Dir(name)), n.attrs["Target"])
			if parts[target] == nil {
				t.Errorf("%s: there is no %s", name, target)
			}
			meant[target] = true
		}
	}
	for name := range typed {
		t.Errorf("%s has a type but is not there", name)
	}
	for _, name := range names {
		if !meant[name] {
			t.Errorf("nothing refers to %s", name)
		}
	}
}

// checkRelations asks that every id a part uses is one of its relations.
func checkRelations(t *testing.T, parts map[string][]byte, name string, tree *node) {
	t.Helper()
	var known []string
	if rels := parts[path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")]; rels != nil {
		for _, n := range parse(t, name, rels).all("Relationship") {
			if slices.Contains(known, n.attrs["Id"]) {
				t.Errorf("%s: relation %s twice", name, n.attrs["Id"])
			}
			known = append(known, n.attrs["Id"])
		}
	}
	for _, element := range []string{"p:sldMasterId", "p:notesMasterId", "p:sldId", "p:sldLayoutId"} {
		for _, n := range tree.all(element) {
			if !slices.Contains(known, n.attrs["r:id"]) {
				t.Errorf("%s: no relation %q", name, n.attrs["r:id"])
			}
		}
	}
}

// checkIDs asks that no two shapes of a slide have one id.
func checkIDs(t *testing.T, name string, tree *node) {
	t.Helper()
	seen := map[string]bool{}
	for _, n := range tree.all("p:cNvPr") {
		if id := n.attrs["id"]; id == "" || id == "0" || seen[id] {
			t.Errorf("%s: id %q of %q is not its own", name, id, n.attrs["name"])
		}
		seen[n.attrs["id"]] = true
	}
}

// checkTexts asks that every text is a run, in the fonts of the theme and the
// language of its script.
func checkTexts(t *testing.T, name string, tree *node, s *scene.Scene) {
	t.Helper()
	runs := map[string]int{}
	for _, run := range tree.all("a:r") {
		text, look := run.kid("a:t").text, run.kid("a:rPr")
		runs[text]++
		for element, font := range map[string]string{"a:latin": "+mn-lt", "a:ea": "+mn-ea", "a:cs": "+mn-cs"} {
			if look.kid(element).attrs["typeface"] != font {
				t.Errorf("%s: %q has no font %s", name, text, font)
			}
		}
		want := "en-US"
		if !scene.Slants(text) { // some of it is wide
			want = "zh-CN"
		}
		if got := look.attrs["lang"]; got != want {
			t.Errorf("%s: %q is marked %s", name, text, got)
		}
	}
	for text := range s.Words() {
		if runs[text]--; runs[text] < 0 {
			t.Errorf("%s lacks %q", name, text)
		}
	}
	if colours := tree.all("a:srgbClr"); len(colours) > 0 {
		t.Errorf("%s has colours that are not the theme's", name)
	}
}

// checkSegments asks that every segment is a group with its sentence, and its
// arrow glued to its number and, where it arrives, to its dot.
func checkSegments(t *testing.T, name string, tree *node, s *scene.Scene) {
	t.Helper()
	groups := map[string]*node{}
	for _, g := range tree.all("p:grpSp") {
		groups[g.kid("p:cNvPr").attrs["descr"]] = g
	}
	if groups[s.Desc] == nil {
		t.Errorf("%s does not describe the figure", name)
	}
	for _, item := range s.Items {
		g, ok := item.(scene.Group)
		if !ok || g.Segment == 0 {
			continue
		}
		group := groups[g.Alt]
		if group == nil {
			t.Errorf("%s has no group %q", name, g.Alt)
			continue
		}
		checkArrows(t, name, g, group)
	}
}

// checkArrows holds that each arrow of a step is glued to where it begins, the disc
// of the step, and to where it arrives: a dot of its own.
func checkArrows(t *testing.T, name string, g scene.Group, group *node) {
	t.Helper()
	arrivals := 0
	for _, item := range g.Items {
		if c, ok := item.(scene.Circle); ok && c.Role == scene.Arrival {
			arrivals++
		}
	}
	begun, ends := 0, map[string]bool{}
	for _, c := range group.all("p:cxnSp") {
		if start := attribute(c, "a:stCxn"); start != "" && isCircle(group, start) {
			begun++
		}
		if end := attribute(c, "a:endCxn"); end != "" && isCircle(group, end) {
			ends[end] = true
		}
	}
	if begun == 0 || begun < arrivals || len(ends) != arrivals {
		t.Errorf("%s: of %q %d arrows begin at the disc and %d end at dots, of which there are %d", name, g.Alt, begun, len(ends), arrivals)
	}
}

// attribute is the id that an end of a connector is glued to, or "".
func attribute(connector *node, end string) string {
	if all := connector.all(end); len(all) > 0 {
		return all[0].attrs["id"]
	}
	return ""
}

// isCircle reports whether the shape of an id is a circle.
func isCircle(group *node, id string) bool {
	for _, n := range group.all("p:sp") {
		if n.kid("p:cNvPr").attrs["id"] == id {
			return n.kid("a:prstGeom").attrs["prst"] == "ellipse"
		}
	}
	return false
}
