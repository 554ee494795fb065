package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
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
var shown = regexp.MustCompile("(?m)^woshou ([^#|>&\n]+)")

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
