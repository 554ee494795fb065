package themes

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/scene"
	"woshou/themes/srgb"
)

// schemes are the inks of the default theme.
var schemes = map[string]inks{"light": defaults().light(), "dark": defaults().dark()}

// codeTint is how much of its tone a marked line of code has.
const codeTint = .08

func TestTextStandsOutFromItsGround(t *testing.T) {
	inks := strings.Fields("ink soft host-a host-b good warn bad deep rose steel")
	for scheme, c := range schemes {
		check := func(what string, ink, ground string, least float64) {
			if r := srgb.Contrast(ink, ground); r < least {
				t.Errorf("%s: %s: contrast %.2f, at least %.1f", scheme, what, r, least)
			}
		}
		for _, ink := range inks {
			for _, ground := range []string{"paper", "wash", "line"} {
				check(ink+" on "+ground, c[ink], c[ground], 4.5)
			}
		}
		for _, tone := range strings.Fields("soft steel warn good deep rose") { // state chips
			check("chip "+tone, c[tone], srgb.Mix(c[tone], c["paper"], .12), 4.5)
			check("chip on wash "+tone, c[tone], srgb.Mix(c[tone], c["wash"], .12), 4.5)
		}
		for _, tone := range strings.Fields("good bad warn") { // marked lines of code
			for _, ink := range strings.Fields("ink soft good rose warn steel deep host-b bad") {
				check(ink+" in a line "+tone, c[ink], srgb.Mix(c[tone], c["wash"], codeTint), 4.5)
			}
		}
		check("marked text", c["ink"], srgb.Mix(c["warn"], c["paper"], .22), 4.5)
		check("edge", c["edge"], c["paper"], 3)
	}
}

func TestDarkIsDark(t *testing.T) {
	if srgb.Contrast(schemes["light"]["paper"], schemes["dark"]["paper"]) < 10 {
		t.Error("dark is not dark")
	}
}

func TestBrowserFrameHasTheColourOfPaper(t *testing.T) {
	theme := loadTheme(t)
	page := render(t, theme, &Page{Kind: Article, Lang: "en", Code: "en"})
	for scheme, inks := range schemes {
		m := regexp.MustCompile(`content="(#\w+)" media="\(prefers-color-scheme: ` + scheme).FindStringSubmatch(page)
		if m == nil || m[1] != inks["paper"] {
			t.Errorf("%s: %v", scheme, m)
		}
	}
}

func TestColoursAreNamed(t *testing.T) {
	hex := regexp.MustCompile(`#[0-9a-fA-F]{6}\b`)
	used := regexp.MustCompile(`var\(--([\w-]+)\)`)
	defined := regexp.MustCompile(`--([\w-]+):`)
	all := loadTheme(t)
	sheets := string(all.Style(Home).Bytes)
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
	for _, name := range append(slices.Concat(styleSheets, frontSheets), "print.css") {
		text, err := fs.ReadFile(embedded, "default/style/"+name)
		if err != nil {
			t.Fatal(err)
		}
		if found := hex.FindString(string(text)); found != "" {
			t.Errorf("%s: %s stands outside the colours", name, found)
		}
	}
}

func TestStyleSheetTakesInFigures(t *testing.T) {
	theme, err := Load(func(p scene.Palette) string {
		return "[data-figure] .flags { fill: " + scene.Of(p.Dark, scene.Flags).Fill + "; }\n"
	})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(theme.Style(Article).Bytes), "[data-figure] .flags{fill:#e6eaf0}@media print") {
		t.Error("the figures' rules are not there, or come after print")
	}
}
