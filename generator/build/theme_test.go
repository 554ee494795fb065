package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/generator/diagnostic"
)

// A colour reaches all that is drawn: pages, figures in them and as files, the
// scripts with their variants, the rules for a dark ground.
func TestColourOfTheSiteReachesEveryFigure(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	write(t, filepath.Join(dir, "zh/states.md"), "# 状态\n\n```states tcp\npath client handshake.scenario\n```\n")
	build(t, dir, out)
	before := tree(t, out)
	write(t, filepath.Join(dir, "theme/colours.yaml"), "host-a: {light: \"#8a1c6b\", dark: \"#f29ad8\"}\n")
	if _, problems := build(t, dir, out); len(problems) > 0 {
		t.Fatal(problems)
	}
	coloured := 0
	for name, content := range tree(t, out) {
		if strings.Contains(content, "#1f5fa8") || strings.Contains(content, "#7fb2f0") {
			t.Errorf("%s has the colour of before", name)
		}
		if strings.Contains(before[name], "#1f5fa8") {
			coloured++
			if !strings.Contains(content, "#8a1c6b") {
				t.Errorf("%s has no colour for the left host", name)
			}
		}
	}
	if coloured < 8 {
		t.Errorf("only %d files had the colour of before", coloured)
	}
	if style := only(t, out, "assets/style."); !strings.Contains(style, "--host-a:#f29ad8") || !strings.Contains(style, ".host.a{fill:#f29ad8}") {
		t.Error("the style sheet lacks the colour for dark pages")
	}
}

// only is the one file whose name starts so.
func only(t *testing.T, out, prefix string) (content string) {
	t.Helper()
	for name, text := range tree(t, out) {
		if strings.HasPrefix(name, prefix) {
			if content != "" {
				t.Fatalf("several files are named %s", prefix)
			}
			content = text
		}
	}
	return content
}

// Every kind of page has the site's template, and each comes back without it.
func TestTemplateOfTheSiteReachesEveryPage(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	build(t, dir, out)
	before := tree(t, out)
	head := filepath.Join(dir, "theme/partials/head.html")
	write(t, head, `{{define "head"}}<!doctype html><html lang="{{.Lang}}"><head><title>Ours at {{.Root}}</title>{{with .CSP}}<meta http-equiv="Content-Security-Policy" content="{{.}}">{{end}}</head>{{end}}`)
	if _, problems := build(t, dir, out); len(problems) > 0 {
		t.Fatal(problems)
	}
	for name, content := range tree(t, out) {
		want := "<title>Ours at " + strings.Repeat("../", strings.Count(name, "/")) + "</title>"
		if name == "404.html" {
			want = "<title>Ours at /base/</title>"
		}
		if strings.HasSuffix(name, ".html") && !strings.Contains(content, want) {
			t.Errorf("%s: not %s", name, want)
		}
	}
	if err := os.Remove(head); err != nil {
		t.Fatal(err)
	}
	build(t, dir, out)
	for name, content := range tree(t, out) {
		if content != before[name] {
			t.Errorf("%s is not as it was", name)
		}
	}
}

// A template that fails on some pages fails the build, and is told once.
func TestTemplateThatFailsIsToldOnce(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	twoLanguages(t, dir)
	write(t, filepath.Join(dir, "theme/partials/footer.html"), "{{define \"page-footer\"}}\n{{with .Next}}{{.Titel}}{{end}}{{end}}")
	result, problems := build(t, dir, out)
	if result != (Result{}) || diagnostic.Count(problems).Errors != 1 || problems[0].Place.String() != "theme/partials/footer.html:2:18" {
		t.Errorf("%+v, %+v", result, problems)
	}
}
