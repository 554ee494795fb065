package themes

import (
	"io/fs"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams/scene"

	"github.com/google/go-cmp/cmp"
)

type rgb [3]float64

func parseColour(t *testing.T, s string) rgb {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 32)
	if err != nil || len(s) != 7 {
		t.Fatalf("%q is not a colour", s)
	}
	return rgb{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}
}

// luminance and ratio are those of WCAG 2.2.
func (c rgb) luminance() float64 {
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		v := c[i] / 255
		if v <= .04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

func ratio(a, b rgb) float64 {
	hi, lo := max(a.luminance(), b.luminance()), min(a.luminance(), b.luminance())
	return (hi + .05) / (lo + .05)
}

// mixed is share of a over b, as color-mix(in srgb) does it.
func mixed(a, b rgb, share float64) rgb {
	for i := range a {
		a[i] = a[i]*share + b[i]*(1-share)
	}
	return a
}

// colours reads the custom properties of a source of the style sheet.
func colours(t *testing.T, name string) map[string]rgb {
	t.Helper()
	text, err := fs.ReadFile(embedded, "default/style/"+name)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]rgb{}
	for _, m := range regexp.MustCompile(`--([\w-]+): (#\w+);`).FindAllStringSubmatch(string(text), -1) {
		all[m[1]] = parseColour(t, m[2])
	}
	return all
}

var colourFiles = map[string]string{"light": "colours.css", "dark": "dark.css"}

// codeTint is how much of its tone a marked line of code has.
const codeTint = .08

func TestTextStandsOutFromItsGround(t *testing.T) {
	inks := strings.Fields("ink soft host-a host-b good warn bad deep rose steel")
	for scheme, file := range colourFiles {
		c := colours(t, file)
		check := func(what string, ink, ground rgb, least float64) {
			if r := ratio(ink, ground); r < least {
				t.Errorf("%s: %s: contrast %.2f, at least %.1f", scheme, what, r, least)
			}
		}
		for _, ink := range inks {
			for _, ground := range []string{"paper", "wash", "line"} {
				check(ink+" on "+ground, c[ink], c[ground], 4.5)
			}
		}
		for _, tone := range strings.Fields("soft steel warn good deep rose") { // state chips
			check("chip "+tone, c[tone], mixed(c[tone], c["paper"], .12), 4.5)
			check("chip on wash "+tone, c[tone], mixed(c[tone], c["wash"], .12), 4.5)
		}
		for _, tone := range strings.Fields("good bad warn") { // marked lines of code
			for _, ink := range strings.Fields("ink soft good rose warn steel deep host-b bad") {
				check(ink+" in a line "+tone, c[ink], mixed(c[tone], c["wash"], codeTint), 4.5)
			}
		}
		check("marked text", c["ink"], mixed(c["warn"], c["paper"], .22), 4.5)
		check("edge", c["edge"], c["paper"], 3)
	}
}

func TestDarkHasTheColoursOfLight(t *testing.T) {
	light, dark := colours(t, "colours.css"), colours(t, "dark.css")
	if diff := cmp.Diff(slices.Sorted(maps.Keys(light)), slices.Sorted(maps.Keys(dark))); diff != "" {
		t.Error(diff)
	}
	if ratio(light["paper"], dark["paper"]) < 10 {
		t.Error("dark is not dark")
	}
}

// Figures let the page show through and paint paper over themselves, and hosts
// keep their colours from figure to prose.
func TestPageAndFiguresShareTheirColours(t *testing.T) {
	for scheme, paints := range map[string]map[scene.Role]scene.Paint{"light": Default().Light, "dark": Default().Dark} {
		page := colours(t, colourFiles[scheme])
		for name, colour := range map[string]string{
			"paper":  scene.Of(paints, scene.FoldGround).Fill,
			"ink":    scene.Of(paints, scene.Flags).Fill,
			"host-a": scene.Of(paints, scene.HostName.Of("a")).Fill,
			"host-b": scene.Of(paints, scene.HostName.Of("b")).Fill,
		} {
			if page[name] != parseColour(t, colour) {
				t.Errorf("%s: %s is %s in figures", scheme, name, colour)
			}
		}
	}
}

func TestBrowserFrameHasTheColourOfPaper(t *testing.T) {
	theme := loadTheme(t)
	page := render(t, theme, &Page{Kind: Article, Lang: "en", Code: "en"})
	for scheme, file := range colourFiles {
		m := regexp.MustCompile(`content="(#\w+)" media="\(prefers-color-scheme: ` + scheme).FindStringSubmatch(page)
		if m == nil || parseColour(t, m[1]) != colours(t, file)["paper"] {
			t.Errorf("%s: %v", scheme, m)
		}
	}
}

func TestColoursAreNamed(t *testing.T) {
	hex := regexp.MustCompile(`#[0-9a-fA-F]{6}\b`)
	used := regexp.MustCompile(`var\(--([\w-]+)\)`)
	defined := regexp.MustCompile(`--([\w-]+):`)
	all := loadTheme(t)
	sheets := string(all.Style().Bytes)
	for _, name := range furtherSheets {
		sheets += string(all.Sheet(name).Bytes)
	}
	names := map[string]bool{}
	for _, m := range defined.FindAllStringSubmatch(sheets, -1) {
		names[m[1]] = true
	}
	for _, m := range used.FindAllStringSubmatch(sheets, -1) {
		if !names[m[1]] {
			t.Errorf("--%s is used but not defined", m[1])
		}
	}
	for _, name := range append(slices.Clone(styleSheets), "print.css") {
		text, err := fs.ReadFile(embedded, "default/style/"+name)
		if err != nil {
			t.Fatal(err)
		}
		if found := hex.FindString(string(text)); found != "" && name != "colours.css" {
			t.Errorf("%s: %s stands outside the colours", name, found)
		}
	}
}

func TestStyleSheetTakesInFigures(t *testing.T) {
	theme, err := Load("[data-figure] .flags { fill: #e6eaf0; }\n")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(theme.Style().Bytes), "[data-figure] .flags{fill:#e6eaf0}@media print") {
		t.Error("the figures' rules are not there, or come after print")
	}
}

func TestSqueeze(t *testing.T) {
	for in, want := range map[string]string{
		"a  { b : c ; }":                      "a{b :c}",
		"/* one */ a { } /* two */ b { }":     "a{}b{}",
		"a /* x */ b { c: d }":                "a b{c:d}",
		`a::before { content: "  /* , */ " }`: `a::before{content:"  /* , */ "}`,
		"a > b, c :hover { }":                 "a>b,c :hover{}",
		"p { width: calc(1em + 2px) }":        "p{width:calc(1em + 2px)}",
		"@media (a: 1) and (b) { }":           "@media (a:1) and (b){}",
		"a { b: 'it; }":                       "a{b:'it; }",
		`a { b: ";" } c { d: ";}"; }`:         `a{b:";"}c{d:";}"}`,
	} {
		if got := squeeze(in); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

func FuzzSqueeze(f *testing.F) {
	f.Add("a { b: c; } /* d */")
	f.Add(`a::before { content: ";} " }`)
	f.Fuzz(func(t *testing.T, css string) {
		once := squeeze(css)
		if twice := squeeze(once); !strings.Contains(once, "/*") && twice != once {
			t.Errorf("%q, squeezed %q, squeezed again %q", css, once, twice)
		}
	})
}

func TestSqueezeScript(t *testing.T) {
	if got, want := squeezeScript("  // why\n  a();\n\n  b('//');\n"), "a();\nb('//');\n"; got != want {
		t.Errorf("%q", got)
	}
}
