package skin

import (
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/themes"

	"github.com/google/go-cmp/cmp"
)

// guides are the pages about all this, in both languages.
var guides = []string{"../../content/zh/guide/theme.md", "../../content/en/guide/theme.md"}

func eachGuide(t *testing.T, check func(t *testing.T, base *themes.Theme, guide string)) {
	base, err := themes.Load(diagrams.DarkRules)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range guides {
		t.Run(strings.Split(name, "/")[3], func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			check(t, base, string(text))
		})
	}
}

func TestGuideHasEveryColour(t *testing.T) {
	row := regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\| `(#\\w+)` \\| `(#\\w+)` \\| .+ \\|$")
	eachGuide(t, func(t *testing.T, base *themes.Theme, guide string) {
		listed := themes.Colours{}
		for _, m := range row.FindAllStringSubmatch(guide, -1) {
			listed[m[1]] = themes.Colour{Light: m[2], Dark: m[3]}
		}
		if diff := cmp.Diff(base.Colours(), listed); diff != "" {
			t.Errorf("-theme +guide:\n%s", diff)
		}
	})
}

func TestGuideNamesEveryTemplateAndScript(t *testing.T) {
	defined := regexp.MustCompile(`\{\{define "(.*?)"`)
	eachGuide(t, func(t *testing.T, base *themes.Theme, guide string) {
		for _, name := range base.Sources() {
			if path.Ext(name) == ".js" && !strings.Contains(guide, "`"+name+"`") {
				t.Errorf("`%s` is not named", name)
			}
			if path.Ext(name) != ".html" {
				continue
			}
			names := []string{name}
			text, _ := base.Source(name)
			for _, m := range defined.FindAllStringSubmatch(text, -1) {
				if path.Dir(name) == "partials" { // what stands elsewhere one kind of page keeps to itself
					names = append(names, m[1])
				}
			}
			for _, name := range names {
				if !strings.Contains(guide, "`"+name+"`") {
					t.Errorf("`%s` is not named", name)
				}
			}
		}
	})
}

// The files that the guide shows make a theme without a flaw, and whoever types
// the mistakes it shows is told what it says.
func TestGuideCanBeFollowed(t *testing.T) {
	block := regexp.MustCompile("(?ms)^```\\w+ \\[(theme/.*?)\\]\n(.*?)^```$")
	eachGuide(t, func(t *testing.T, _ *themes.Theme, guide string) {
		files := map[string]string{}
		for _, m := range block.FindAllStringSubmatch(guide, -1) {
			files[m[1]] = m[2]
		}
		want := []string{"theme/colours.yaml", "theme/extra.css", "theme/partials/footer.html", "theme/partials/header.html"}
		if diff := cmp.Diff(want, slices.Sorted(maps.Keys(files))); diff != "" {
			t.Error(diff)
		}
		if said := problemsIn(t, "en", files); said != "" {
			t.Error(said)
		}
		wrong := map[string]string{
			"theme/colours.yaml":         "soft: {light: \"#9999aa\"}\n",
			"theme/partials/footer.html": "{{define \"site-footer\"}}\n\n<p>{{.Titel}}</p>\n{{end}}\n",
		}
		lang := "en"
		if strings.Contains(guide, "是不是") {
			lang = "zh"
		}
		for said := range strings.SplitSeq(problemsIn(t, lang, wrong), "\n\n") {
			if !strings.Contains(guide, strings.TrimSpace(said)) {
				t.Errorf("not shown:\n%s", said)
			}
		}
	})
}

// problemsIn is what is said, in a language, of a site with these files.
func problemsIn(t *testing.T, lang string, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "site.yaml"), "title: T\n")
	for name, text := range files {
		write(t, filepath.Join(dir, name), text)
	}
	s, _, theme, problems := dressed(t, dir, diagrams.DarkRules)
	_, faults := page(t, theme)
	var said strings.Builder
	problems = diagnostic.In(words.Of(lang), diagnostic.Merge(problems, faults))
	if err := diagnostic.Print(&said, problems, s.Read, false); err != nil {
		t.Fatal(err)
	}
	return said.String()
}
