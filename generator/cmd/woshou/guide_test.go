package main

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

// ourPages are the README and the pages of our site, by name.
func ourPages(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for _, root := range []string{"../../../README.md", "../../../content"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".md" {
				return err
			}
			text, err := os.ReadFile(name)
			pages[name] = string(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

// shown is a command that a page shows in a block of its own.
var shown = regexp.MustCompile("(?m)^woshou ([^#|<>&\n]+)")

// TestShownCommandsExist: whoever copies a command from a page is not told that
// there is no such command, flag or number of arguments.
func TestShownCommandsExist(t *testing.T) {
	fence := regexp.MustCompile("(?ms)^```sh\n(.*?)^```")
	found := 0
	for name, text := range ourPages(t) {
		for _, block := range fence.FindAllStringSubmatch(text, -1) {
			for _, line := range shown.FindAllStringSubmatch(block[1], -1) {
				found++
				if err := parses(strings.Fields(line[1])); err != nil {
					t.Errorf("%s: woshou %s: %v", name, line[1], err)
				}
			}
		}
	}
	if found < 50 {
		t.Errorf("%d commands found", found)
	}
}

// parses reports what is wrong with a command line, without carrying it out.
func parses(args []string) error {
	cmd, rest, err := newRoot().Find(args)
	if err != nil {
		return err
	}
	if err := cmd.ParseFlags(rest); err != nil {
		return err
	}
	return cmd.ValidateArgs(cmd.Flags().Args())
}

// TestShownShardsMakeTheWhole runs what the guide says of building in parts on one
// machine, as it stands there.
func TestShownShardsMakeTheWhole(t *testing.T) {
	if _, err := exec.LookPath("xargs"); err != nil {
		t.Skip(err)
	}
	block := regexp.MustCompile("(?ms)^```sh [^\n]*\n([^`]*xargs -P[^`]*)^```")
	commands := map[string]bool{}
	for _, text := range ourPages(t) {
		if found := block.FindStringSubmatch(text); found != nil {
			commands[found[1]] = true
		}
	}
	if len(commands) != 1 {
		t.Fatalf("the guides show %d ways", len(commands))
	}
	for command := range commands {
		dir := t.TempDir()
		golden.Write(t, filepath.Join(dir, "my-site", "index.md"), "# A\n\n```scenario\nserver listen\nclient connect\n```\n")
		golden.Write(t, filepath.Join(dir, "my-site", "b.md"), "# B\n")
		script := exec.Command("sh", "-ec", command+"woshou build my-site -o whole\nrm whole/.woshou-manifest public/.woshou-manifest\ndiff -r whole public\n")
		script.Dir = dir
		if said, err := script.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, said)
		}
	}
}

// TestFiguresAreOfTheScenarioAboveThem: where a page shows the text of a
// scenario and then its figure, both are the same scenario.
func TestFiguresAreOfTheScenarioAboveThem(t *testing.T) {
	pair := regexp.MustCompile("(?ms)^```text\n((?:[^`]*?))^```\n\n```scenario[^\n]*\n(.*?)^```")
	found := 0
	for name, text := range ourPages(t) {
		for _, p := range pair.FindAllStringSubmatch(text, -1) {
			found++
			if p[1] != p[2] {
				t.Errorf("%s: the figure is not of this:\n%s", name, p[1])
			}
		}
	}
	if found < 60 {
		t.Errorf("%d pairs found", found)
	}
}

// TestShownProtocolsAreChecked: where a page shows a protocol, what it shows next
// as said by a check is what a check says.
func TestShownProtocolsAreChecked(t *testing.T) {
	pair := regexp.MustCompile("(?ms)^```text\n(title [^`]*?^role [^`]*?)^```.*?^```text\n(order\\.protocol[^`]*?)^```")
	found := 0
	for name, text := range ourPages(t) {
		lang := "en"
		if strings.Contains(name, "/zh/") {
			lang = "zh"
		}
		for _, p := range pair.FindAllStringSubmatch(text, -1) {
			found++
			t.Chdir(t.TempDir())
			golden.Write(t, "order.protocol", p[1])
			cmd := newRoot()
			var out strings.Builder
			cmd.SetOut(&out)
			cmd.SetArgs([]string{"check", "order.protocol", "--lang", lang})
			_ = cmd.Execute() // what it finds wrong is what the page shows
			if !strings.HasPrefix(out.String(), p[2]) {
				t.Errorf("%s shows\n%s\nand a check says\n%s", name, p[2], &out)
			}
		}
	}
	if found != 4 {
		t.Errorf("%d protocols found", found)
	}
}
