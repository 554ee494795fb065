package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/google/go-cmp/cmp"
)

// Each file of testdata is a site; `want` is the index made of it: languages,
// pages, files, navigation, where each link leads, and the problems.
func TestLoad(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		s, problems, err := Load(c.Folder(t), Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		for _, p := range s.Pages {
			problems = append(problems, s.CheckLinks(p)...)
		}
		return c.With(golden.Want, dump(s, diagnostic.Merge(problems)))
	})
}

var write = golden.Write

func dump(s *Site, problems []diagnostic.Problem) string {
	var b strings.Builder
	for i := range s.Config.Languages {
		lang := &s.Config.Languages[i]
		fmt.Fprintf(&b, "language %s %s %q %q\n", lang.Code, lang.Lang, lang.Name, s.Title(lang))
		dumpNav(&b, s.Nav(lang), "  ")
	}
	for _, p := range s.Pages {
		listing := ""
		if p.Listing {
			listing = " listing"
		}
		fmt.Fprintf(&b, "page %s %q%s\n", p.Address, p.Title(), listing)
		for _, link := range p.Outline().Links {
			fmt.Fprintf(&b, "  %s -> %s\n", link.Dest, s.Resolve(p, link.Dest).Href)
		}
	}
	for _, f := range s.Files {
		fmt.Fprintf(&b, "file %s from %s\n", f.Address, f.Source.Path)
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "%s[%s] %s: %s", p.Severity, p.Code, p.Place.String(), p.Message)
		if p.Hint != "" {
			fmt.Fprintf(&b, " (%s)", p.Hint)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func dumpNav(b *strings.Builder, branches []*Branch, indent string) {
	for _, branch := range branches {
		to := branch.Link
		if branch.Page != nil {
			to = branch.Page.Address
		}
		fmt.Fprintf(b, "%s%s %s\n", indent, branch.Title, to)
		dumpNav(b, branch.Children, indent+"  ")
	}
}

func TestRelativeAddresses(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "tcp.html", "tcp.html"},
		{"index.html", "index.html", "index.html"},
		{"en/index.html", "index.html", "../index.html"},
		{"en/guide/tcp.html", "en/index.html", "../index.html"},
		{"en/guide/tcp.html", "guide/tcp.html", "../../guide/tcp.html"},
		{"tcp.html", "en/tcp.html", "en/tcp.html"},
		{"en/a.html", "en", "../en"},
	} {
		if got := page.Rel(c.from, c.to); got != c.want {
			t.Errorf("Rel(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

func TestLinksOutOfTheSiteAreRefused(t *testing.T) {
	outside := t.TempDir()
	write(t, filepath.Join(outside, "secret.md"), "# secret")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "index.md"), "# home")
	for link, target := range map[string]string{"a.md": filepath.Join(outside, "secret.md"), "b": outside} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	s, problems, err := Load(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n := diagnostic.Count(problems).Errors; n != 2 {
		t.Errorf("%d errors, want 2: %v", n, problems)
	}
	if len(s.Sources) != 1 {
		t.Errorf("sources: %v", s.Sources)
	}
	if _, err := s.Read("../" + filepath.Base(outside) + "/secret.md"); err == nil {
		t.Error("Read leaves the site")
	}
}

func TestOutputsAreNoSources(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "# a")
	write(t, filepath.Join(dir, "public", Marker), "")
	write(t, filepath.Join(dir, "public", "a.html"), "")
	s, problems, err := Load(dir, Options{})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	defer s.Close()
	if len(s.Files) > 0 {
		t.Errorf("files: %v", s.Files)
	}
}

func TestReloadSeesEditsNewPagesAndDeletions(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "# One")
	write(t, filepath.Join(dir, "b.md"), "# Two")
	s, _, err := Load(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	write(t, filepath.Join(dir, "a.md"), "# One more")
	write(t, filepath.Join(dir, "c.md"), "# Three")
	if err := os.Remove(filepath.Join(dir, "b.md")); err != nil {
		t.Fatal(err)
	}
	next, problems := s.Reload([]string{"."})
	want := "language en en \"English\" \"Documentation\"\n  One more a.html\n  Three c.html\n" +
		"page a.html \"One more\"\npage c.html \"Three\"\npage index.html \"index\" listing\n"
	if diff := cmp.Diff(want, dump(next, problems)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if s.Page("b.html") == nil {
		t.Error("Reload changed the site it started from")
	}
}

func FuzzWords(f *testing.F) {
	f.Add("skip: Au texte\nshort: FR\n")
	f.Add("skip: [a]\n? x\n---\n")
	f.Fuzz(func(t *testing.T, src string) {
		words, problems := parseWords("theme/words/fr.yaml", []byte(src))
		for _, p := range problems {
			if p.File != words.File || p.Message == "" {
				t.Errorf("%+v", p)
			}
		}
	})
}

// checkPlaced holds that each problem says something, of that file.
func checkPlaced(t *testing.T, problems []diagnostic.Problem, file string) {
	t.Helper()
	for _, p := range problems {
		if p.File != file || p.Message == "" || p.Line < 0 {
			t.Errorf("%+v", p)
		}
	}
}

func FuzzConfig(f *testing.F) {
	f.Add("title: {zh: 握手}\nurl: https://e.org\nlanguages:\n  zh: {folder: zh}\n")
	f.Add("nav:\n  - a\n  - {title: x, items: [b]}\nmarkdown: {attributes: \"{ }\"}")
	f.Add("title: *x\nlanguages: []\n? a")
	f.Fuzz(func(t *testing.T, src string) {
		_, problems := parseConfig([]byte(src), words.Built())
		checkPlaced(t, problems, ConfigFile)
	})
}

func FuzzGlossary(f *testing.F) {
	f.Add("- {zh: 握手, en: handshake}\n- x\n")
	f.Add("zh: a\n")
	f.Add("- [a, {b: *c}]\n? d\n")
	f.Fuzz(func(t *testing.T, src string) {
		_, problems := parseGlossary([]byte(src))
		checkPlaced(t, problems, GlossaryFile)
	})
}

func FuzzColours(f *testing.F) {
	f.Add("host-a: {light: \"#8a1c6b\", dark: \"#123\"}\n")
	f.Add("host-a: #8a1c6b\nx: [1]\n")
	f.Fuzz(func(t *testing.T, src string) {
		_, problems := parseColours([]byte(src))
		checkPlaced(t, problems, ColoursFile)
	})
}
