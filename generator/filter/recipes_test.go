package filter

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"woshou/diagrams/golden"
)

// recipe is how a program makes something of a page that was filtered for it. The
// guide has the same commands; `.ci/recipes` installs the programs.
type recipe struct {
	target  string
	page    string // where the filtered page goes
	folder  string // where its figures go
	link    string
	command []string
	out     string // what the command makes
	shows   []string
}

var recipes = []recipe{
	{"vitepress", "docs/index.md", "docs/figures", "", []string{"npx", "--no-install", "vitepress", "build", "docs"}, "docs/.vitepress/dist/index.html", []string{"<picture", "<summary>View as table", "<td"}},
	{"docusaurus", "docs/index.md", "docs/figures", "", []string{"npx", "--no-install", "docusaurus", "build"}, "build/docs/index.html", []string{"<img", "<summary>View as table", "<td"}},
	{"mkdocs", "docs/index.md", "docs/figures", "", []string{"mkdocs", "build", "-q"}, "site/index.html", []string{`src="figures/`, "<summary>View as table", "<td"}},
	{"hugo", "content/_index.md", "static/figures", "/figures", []string{"hugo"}, "public/index.html", []string{`src="/figures/`, "<td"}},
	{"mdbook", "src/index.md", "src/figures", "", []string{"mdbook", "build"}, "book/index.html", []string{"<picture", "<summary>View as table", "<td"}},
	{"marp", "slides.md", "figures", "", []string{"npx", "--no-install", "marp", "slides.md", "-o", "slides.html"}, "slides.html", []string{`src="./figures/`}},
	{"slidev", "slides.md", "figures", "", []string{"npx", "--no-install", "slidev", "build", "slides.md"}, "dist/index.html", []string{"<script"}},
	{"latex", "article.md", "figures", "", []string{"pandoc", "article.md", "-o", "article.tex"}, "article.tex", []string{`\includegraphics`, ".pdf}"}},
}

// TestRecipes has each program make something of a page with a figure, where the
// program is installed: in the folder WOSHOU_RECIPES, for those that npm brings.
func TestRecipes(t *testing.T) {
	if testing.Short() {
		t.Skip("runs other programs")
	}
	for _, r := range recipes {
		t.Run(r.target, func(t *testing.T) {
			t.Parallel()
			dir := golden.Read(t, filepath.Join("testdata", "recipes", r.target+".txtar")).Folder(t)
			if !installed(t, r.command, dir) {
				t.Skip(r.target, " is not installed")
			}
			r.filter(t, dir)
			ctx, stop := context.WithTimeout(t.Context(), 5*time.Minute)
			defer stop()
			cmd := exec.CommandContext(ctx, r.command[0], r.command[1:]...)
			cmd.Dir = dir
			if said, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v: %v\n%s", r.command, err, said)
			}
			made, err := os.ReadFile(filepath.Join(dir, r.out))
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range r.shows {
				if !strings.Contains(string(made), want) {
					t.Errorf("%s does not show %q", r.out, want)
				}
			}
		})
	}
}

// installed reports whether a command can be run in a folder; what npm brought is
// linked into it.
func installed(t *testing.T, command []string, dir string) bool {
	if command[0] != "npx" {
		_, err := exec.LookPath(command[0])
		return err == nil
	}
	modules := filepath.Join(os.Getenv("WOSHOU_RECIPES"), "node_modules")
	if _, err := os.Stat(filepath.Join(modules, ".bin", command[2])); err != nil {
		return false
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return true
}

// filter makes the page of a recipe of page.md.
func (r recipe) filter(t *testing.T, dir string) {
	text, err := os.ReadFile(filepath.Join(dir, "page.md"))
	if err != nil {
		t.Fatal(err)
	}
	out, files, problems := Page(text, Options{Page: r.page, Folder: r.folder, Link: r.link, Target: Targets[r.target]})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	golden.Write(t, filepath.Join(dir, r.page), string(out))
	for _, f := range files {
		golden.Write(t, filepath.Join(dir, f.Name), string(f.Bytes))
	}
}
