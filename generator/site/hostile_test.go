package site

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/generator/diagnostic"
)

// Every file of YAML that a site may bring is bounded before it is parsed, and
// the bound is named where the file goes beyond it.
func TestDeepYAMLIsRefused(t *testing.T) {
	deep := strings.Repeat("[", 60_000)
	for name, text := range map[string]string{
		"index.md":               "---\na: " + deep + "\n---\n# x\n",
		ConfigFile:               "title: " + deep,
		GlossaryFile:             deep,
		ColoursFile:              deep,
		WordsFolder + "/fr.yaml": deep,
	} {
		files := map[string]string{ConfigFile: "title: T\n"}
		files[name] = text
		problems := loaded(t, files)
		found := false
		for _, p := range problems {
			found = found || p.File == name && p.Line > 0 && p.Col > 0 && strings.Contains(p.Message.String(), "nested deeper than 64 levels")
		}
		if !found {
			t.Errorf("%s: %+v", name, problems)
		}
	}
}

// Names that cannot be published, or not everywhere, are said to be so before
// anything is written.
func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"CON.md":                          "warning: to Windows, CON is a device, whatever stands behind the dot",
		"lpt1.a/x.md":                     "warning: to Windows, lpt1 is a device, whatever stands behind the dot",
		"console.md":                      "",
		"a?b.md":                          "warning: Windows has no names with ?",
		`a\b.md`:                          `warning: Windows has no names with \`,
		"a./b.md":                         "warning: Windows drops the dot or the blank at the end of the name",
		"a\nb.md":                         "error: the name has a control character, such as the end of a line",
		"a\xffb.md":                       "error: the name is no UTF-8, which addresses are written in",
		strings.Repeat("x", 227) + ".md":  "",
		strings.Repeat("x", 228) + ".md":  "error: a name of more than 230 octets",
		strings.Repeat("x", 231) + ".png": "error: a name of more than 230 octets",
		strings.Repeat(strings.Repeat("x", 98)+"/", 10) + "x.html":    "warning: not copied: what stands in such a file runs where it is opened",
		strings.Repeat(strings.Repeat("x", 98)+"/", 10) + "xxxxx.png": "",
		strings.Repeat(strings.Repeat("x", 99)+"/", 10) + "x.png":     "error: the address has more than 1000 octets",
		"public/evil.html": "",
		"x.SVGZ":           "warning: not copied: what stands in such a file runs where it is opened",
	} {
		problems := loaded(t, map[string]string{ConfigFile: "title: T\n", name: "# x\n"})
		got := ""
		for _, p := range problems {
			got += string(p.Severity) + ": " + p.Message.String()
		}
		if got != want {
			t.Errorf("%.30q: %q, want %q", name, got, want)
		}
	}
}

// What one file system or another takes for one file is told so, and why.
func TestNamesThatAreAlike(t *testing.T) {
	for _, c := range []struct{ one, two, want string }{
		{"Async.md", "async.md", "the name differs from that of Async.md only in upper and lower case"},
		{"\u00e9.md", "e\u0301.md", "the name differs from that of e\u0301.md only in how its characters are composed"},
		{"\u00e9.png", "e\u0301.png", "the name differs from that of e\u0301.png only in how its characters are composed"},
		{"e.md", "\u00e9.md", ""},
	} {
		problems := loaded(t, map[string]string{c.one: "# x\n", c.two: "# y\n"})
		got := ""
		for _, p := range problems {
			got += p.Message.String()
		}
		if got != c.want {
			t.Errorf("%q and %q: %q, want %q", c.one, c.two, got, c.want)
		}
	}
}

// loaded are the problems of a site of some files.
func loaded(t *testing.T, files map[string]string) []diagnostic.Problem {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Skip("this file system has no such names:", err)
		}
	}
	_, problems, err := Load(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return problems
}

// A link that leads out of the site is told as such.
func TestLinksOutOfTheSite(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	if err := errors.Join(os.WriteFile(filepath.Join(outside, "a.md"), nil, 0o644), os.WriteFile(filepath.Join(dir, "index.md"), []byte("# x\n"), 0o644),
		os.Symlink(outside, filepath.Join(dir, "folder")), os.Symlink(filepath.Join(outside, "a.md"), filepath.Join(dir, "a.md"))); err != nil {
		t.Skip("no links here:", err)
	}
	_, problems, err := Load(dir, Options{})
	if err != nil || len(problems) != 2 {
		t.Fatal(problems, err)
	}
	for _, p := range problems {
		if p.Message != "a link that leads out of the site is not followed" {
			t.Errorf("%s: %s", p.File, p.Message)
		}
	}
}
