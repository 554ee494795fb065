package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"woshou/diagrams/golden"
	"woshou/diagrams/golden/chromium"

	"github.com/chromedp/chromedp"
	"github.com/goccy/go-yaml"
)

// recipe is a section of the guide on figures in other programs: what it needs, and
// the file that its commands make. The project that they are carried out in is
// testdata/recipes/SECTION.txtar.
type recipe struct {
	section string
	needs   []string // programs; one of npm's begins with "npx "
	product string
	folder  string // the product's site
	table   bool   // the run stands below
}

var recipes = []recipe{
	{"github", []string{"git", "go"}, "README.md", ".", true},
	{"vitepress", []string{"npx vitepress"}, "tcp.html", "docs/.vitepress/dist", true},
	{"docusaurus", []string{"npx docusaurus"}, "tcp/", "build", true},
	{"mkdocs", []string{"mkdocs"}, "tcp/", "site", true},
	{"hugo", []string{"hugo"}, "tcp/", "public", true},
	{"mdbook", []string{"mdbook"}, "tcp.html", "book", true},
	{"marp", []string{"npx marp"}, "slides.html", ".", false},
	{"slidev", []string{"npx slidev"}, "", "dist", false},
	{"latex", []string{"pandoc", "xelatex", "pdftotext"}, "article.pdf", ".", false},
}

// TestRecipes carries out what the guide says, as it stands there, and looks at what
// comes of it. `.ci/recipes` installs the programs; those of npm lie in the folder
// WOSHOU_RECIPES.
func TestRecipes(t *testing.T) {
	if testing.Short() {
		t.Skip("runs other programs")
	}
	for _, r := range recipes {
		t.Run(r.section, func(t *testing.T) {
			dir := golden.Read(t, filepath.Join("testdata", "recipes", r.section+".txtar")).Folder(t)
			r.install(t, dir)
			for _, commands := range commandsOf(t, r.section) {
				carryOut(t, dir, commands)
			}
			switch r.section {
			case "latex":
				inPrint(t, filepath.Join(dir, r.product))
				return
			case "github":
				pushed(t, dir)
			}
			r.shown(t, filepath.Join(dir, filepath.FromSlash(r.folder)))
		})
	}
}

// install skips the test where a program is missing, by its name. What npm brought
// is linked into the folder.
func (r recipe) install(t *testing.T, dir string) {
	t.Helper()
	for _, name := range r.needs {
		npm, ours := strings.CutPrefix(name, "npx ")
		if !ours {
			if _, err := exec.LookPath(name); err != nil {
				t.Skip(name, " is not installed")
			}
			continue
		}
		modules := filepath.Join(os.Getenv("WOSHOU_RECIPES"), "node_modules")
		if _, err := os.Stat(filepath.Join(modules, ".bin", npm)); err != nil {
			t.Skip(npm, " is not installed in WOSHOU_RECIPES")
		}
		if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
			t.Fatal(err)
		}
	}
	if r.section == "github" {
		repository(t, dir)
	}
}

// commandsOf are those of a section: its lines for a shell, or the steps of its
// workflow.
func commandsOf(t *testing.T, section string) (commands []string) {
	t.Helper()
	page := ourPages(t)["../../../content/en/guide/elsewhere.md"]
	fence := regexp.MustCompile("(?ms)^##+ [^\n]*\\{#" + section + "\\}\n.*?^```(sh|yaml)\n(.*?)^```").FindStringSubmatch(page)
	if fence == nil {
		t.Fatal("the guide has no recipe ", section)
	}
	if fence[1] == "sh" {
		return []string{fence[2]}
	}
	var workflow struct {
		Jobs map[string]struct {
			Steps []struct{ Run string }
		}
	}
	if err := yaml.Unmarshal([]byte(fence[2]), &workflow); err != nil {
		t.Fatal(err)
	}
	for _, job := range workflow.Jobs {
		for _, step := range job.Steps {
			commands = append(commands, step.Run)
		}
	}
	return commands
}

// carryOut has a shell do what a reader would type.
func carryOut(t *testing.T, dir, commands string) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, "sh", "-e", "-c", commands)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "RUNNER_TEMP="+filepath.Join(dir, ".git"), "npm_config_offline=true", "DO_NOT_TRACK=1")
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", commands, err, said)
	}
}

// repository makes a clone of the folder, as the workflow finds it: with somewhere to
// push to, and with Woshou's source.
func repository(t *testing.T, dir string) {
	t.Helper()
	source, err := filepath.Abs("../../..")
	if err == nil {
		err = os.Symlink(source, filepath.Join(dir, ".woshou"))
	}
	if err != nil {
		t.Fatal(err)
	}
	carryOut(t, dir, `git init -q -b main && git init -q --bare .git/remote && git remote add origin .git/remote
git config user.name author && git config user.email author@example.org
git add README.src.md && git commit -q -m source && git push -q -u origin main`)
}

// pushed holds that the workflow sent one commit with the page and its drawings, and
// that it has nothing to send when nothing changed.
func pushed(t *testing.T, dir string) {
	t.Helper()
	for _, commands := range commandsOf(t, "github") {
		carryOut(t, dir, commands)
	}
	cmd := exec.Command("git", "--git-dir", ".git/remote", "log", "--format=%an", "--name-only", "main")
	cmd.Dir = dir
	said, err := cmd.Output()
	want := "figures\n\nREADME.md\nfigures/README-figure-1.en.dark.svg\nfigures/README-figure-1.en.light.svg\nauthor\n\nREADME.src.md\n"
	if err != nil || string(said) != want {
		t.Errorf("pushed:\n%s%v", said, err)
	}
}

// shown holds that a browser shows the drawing on the page that was made, in both
// schemes, and the run as a table.
func (r recipe) shown(t *testing.T, folder string) {
	t.Helper()
	files := http.FileServer(http.Dir(folder))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if strings.HasSuffix(request.URL.Path, ".md") { // the HTML in it passes through to readers
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		files.ServeHTTP(w, request)
	}))
	defer server.Close()
	window, stop := context.WithTimeout(chromium.Window(t), time.Minute)
	defer stop()
	do(window, t, chromedp.Navigate(server.URL+"/"+r.product))
	if _, err := chromedp.Run(window, chromedp.Poll[bool](`[...document.images].some(i => i.alt.startsWith("Segments") && i.complete && i.naturalWidth > 300)`)); err != nil {
		t.Fatal("no drawing: ", err)
	}
	if r.table && !strings.Contains(eval[string](window, t, `document.body.textContent`), "RECEIVED") {
		t.Error("the run does not stand below it")
	}
}

// inPrint holds that the figure stands in a PDF, with letters that can be copied.
func inPrint(t *testing.T, name string) {
	t.Helper()
	text, err := exec.Command("pdftotext", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"A run:", "SYN_RECEIVED", "More text."} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the PDF does not say %q:\n%s", want, text)
		}
	}
}
