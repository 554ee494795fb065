package skin

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
	"woshou/generator/diagnostic"
	"woshou/generator/site"
	"woshou/themes"
)

// Each file of testdata is a site; `want` is what its own theme changes of a
// small page and of figures, and what is wrong with it.
func TestSkins(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		return c.With(golden.Want, changes(t, c.Folder(t)))
	})
}

// dressed is a site, the theme without and with what the site has of its own,
// and what is wrong with either.
func dressed(t *testing.T, dir string, rules func(scene.Palette) string) (s *site.Site, base, theme *themes.Theme, problems []diagnostic.Problem) {
	t.Helper()
	s, problems, err := site.Load(dir, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if base, err = themes.Load(rules); err != nil {
		t.Fatal(err)
	}
	theme, flaws := Of(base, ownOf(s))
	return s, base, theme, append(problems, flaws...)
}

// changes tells what the theme of a site changes, and what is wrong with it.
func changes(t *testing.T, dir string) string {
	t.Helper()
	_, base, theme, problems := dressed(t, dir, func(scene.Palette) string { return "" })
	var got strings.Builder
	ours, _ := page(t, base)
	theirs, faults := page(t, theme)
	list(&got, "page", added(ours, theirs, "\n"))
	list(&got, "style", added(lined(base.Style(themes.Article)), lined(theme.Style(themes.Article)), "\n"))
	list(&got, "script", added(string(base.Script().Bytes), string(theme.Script().Bytes), "\n"))
	list(&got, "icon", added(string(base.Icon().Bytes), string(theme.Icon().Bytes), " "))
	list(&got, "figures", repainted(base.Palette().Light, theme.Palette().Light))
	list(&got, "figures on dark", repainted(base.Palette().Dark, theme.Palette().Dark))
	read := func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, name)) }
	if err := diagnostic.Print(&got, diagnostic.Merge(problems, faults), read, false); err != nil {
		t.Fatal(err)
	}
	return got.String()
}

// ownOf is what a site puts over the theme, as package press hands it over.
func ownOf(s *site.Site) Own {
	own := Own{Languages: s.Words, Folder: site.ThemeFolder, Files: s.ThemeFiles(), Read: s.Read}
	for _, c := range s.Config.Colours {
		own.Colours = append(own.Colours, Colour{Spot(c.Name), Spot(c.Light), Spot(c.Dark)})
	}
	return own
}

// page is a small page, and what is wrong with the templates that wrote it.
func page(t *testing.T, theme *themes.Theme) (string, []diagnostic.Problem) {
	t.Helper()
	written, err := theme.Render(&themes.Page{
		Kind: themes.Article, Lang: "en", Code: "en", Site: "Site", Title: "Title", Root: "../", Icon: "../assets/favicon.svg", Body: "<p>Body</p>",
		Next: &themes.Link{Title: "Next", Href: "next.html"},
	})
	if fault, ok := errors.AsType[*themes.Fault](err); ok {
		return string(written), []diagnostic.Problem{Problem(site.ThemeFolder, fault)}
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(written), nil
}

// list prints parts under a heading, if there are any.
func list(got *strings.Builder, heading string, parts []string) {
	for i, part := range parts {
		if i == 0 {
			fmt.Fprintf(got, "%s:\n", heading)
		}
		fmt.Fprintf(got, "    %s\n", strings.TrimSpace(part))
	}
}

// lined is a style sheet with a line for each declaration.
func lined(sheet themes.Asset) string {
	return strings.NewReplacer("{", "{\n", ";", ";\n", "}", "\n}\n").Replace(string(sheet.Bytes))
}

// added are the parts of b that a does not have.
func added(a, b, end string) []string {
	had := map[string]bool{}
	for part := range strings.SplitSeq(a, end) {
		had[strings.TrimSpace(part)] = true
	}
	return slices.DeleteFunc(strings.Split(b, end), func(part string) bool { return had[strings.TrimSpace(part)] })
}

// repainted are the roles with another paint.
func repainted(a, b map[scene.Role]scene.Paint) (roles []string) {
	for _, role := range slices.Sorted(maps.Keys(b)) {
		if !reflect.DeepEqual(a[role], b[role]) {
			roles = append(roles, strings.TrimSpace(fmt.Sprintf("%s: %s %s", role, b[role].Fill, b[role].Stroke)))
		}
	}
	return roles
}

var write = golden.Write

// Whatever a site writes into a template, no more than its place is wrong: it
// crashes nothing, and a page is written.
func FuzzTemplate(f *testing.F) {
	f.Add(`{{define "site-footer"}}<p>{{.Site}}{{end}}`)
	f.Add(`{{define "head"}}<a title={{.Titel}} onclick="{{end}}`)
	f.Add("{{range .Languages}}{{.Nmae}}{{words 1}}")
	base, err := themes.Load(diagrams.DarkRules)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, source string) {
		theme, faults := base.With(themes.Own{Files: map[string]string{"partials/footer.html": source}})
		for _, fault := range faults {
			check(t, source, fault)
		}
		if regexp.MustCompile(`\btemplate\b`).MatchString(source) {
			return // it may ask for itself for ever, which is the site's own affair
		}
		_, err := theme.Render(&themes.Page{Kind: themes.Article, Code: "en"})
		if fault, ok := errors.AsType[*themes.Fault](err); ok {
			check(t, source, fault)
		} else if err != nil {
			t.Fatal(err)
		}
	})
}

// check holds that the place of a fault is in the file.
func check(t *testing.T, source string, fault *themes.Fault) {
	t.Helper()
	lines := strings.Split(source, "\n")
	if fault.Line < 0 || fault.Line > len(lines) || fault.Line > 0 && (fault.Col < 1 || fault.Col > len([]rune(lines[fault.Line-1]))+1) {
		t.Errorf("%q: %+v", source, fault)
	}
	if fault.File == "partials/footer.html" && Problem(site.ThemeFolder, fault).Message == "" {
		t.Errorf("%q: %+v says nothing", source, fault)
	}
}

// No link leads out of the site's folder.
func TestLinksStayInTheSite(t *testing.T) {
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "secret.css")
	write(t, outside, "/* secret */")
	write(t, filepath.Join(dir, "site.yaml"), "title: T\n")
	write(t, filepath.Join(dir, "theme/colours.yaml"), "ink: {light: \"#000000\"}\n")
	if err := os.Symlink(outside, filepath.Join(dir, "theme/extra.css")); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	_, _, theme, problems := dressed(t, dir, diagrams.DarkRules)
	if strings.Contains(string(theme.Style(themes.Article).Bytes), "secret") || len(problems) != 1 || problems[0].File != "theme/extra.css" {
		t.Errorf("problems %+v", problems)
	}
}
