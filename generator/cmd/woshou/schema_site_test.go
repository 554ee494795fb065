package main

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/diagnostic"
	"woshou/generator/site"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// TestSiteSchema holds that an editor and the command are of one opinion about
// site.yaml: testdata/schema/site.txtar has files that are right, and files
// that are wrong in one way each.
func TestSiteSchema(t *testing.T) {
	h := hold(t, "site")
	cases := unpacked(t, "site")
	for _, name := range glob(t, cases, "right/*") {
		src := read(t, name)
		h.accepts(t, filepath.Base(name), yamlAsJSON(t, src))
		for _, p := range misconfigured(t, src) {
			t.Errorf("%s: %v", filepath.Base(name), p)
		}
	}
	for _, name := range glob(t, cases, "wrong/*") {
		src := read(t, name)
		if h.strictly.Validate(yamlAsJSON(t, src)) == nil {
			t.Errorf("%s: the schema does not refuse it", filepath.Base(name))
		}
		if len(misconfigured(t, src)) == 0 {
			t.Errorf("%s: the command does not refuse it", filepath.Base(name))
		}
	}
	for _, key := range h.schema.keys() {
		at := strings.ReplaceAll(key, "*", "fr")
		if !h.seen.keys[at] {
			t.Errorf("no file that is right has `%s`", at)
		}
	}
}

// TestSiteSchemaHasTheKeysOfTheCommand puts a key that nobody knows at each
// place of site.yaml. The command then says which it knows there, and the
// schema knows the same.
func TestSiteSchemaHasTheKeysOfTheCommand(t *testing.T) {
	var known []string
	for at, src := range map[string]string{
		"":             "unheard-of: 1",
		"languages.*.": "languages: {fr: {unheard-of: 1}}",
		"markdown.":    "markdown: {unheard-of: 1}",
		"nav.":         "nav: [{unheard-of: 1}]",
		"nav.items.":   "nav: [{items: [{unheard-of: 1}]}]",
	} {
		problems := misconfigured(t, src)
		if len(problems) != 1 {
			t.Fatalf("%s: %v", src, problems)
		}
		_, list, _ := strings.Cut(problems[0].Hint.String(), ": ")
		for key := range strings.SplitSeq(list, ", ") {
			known = append(known, at+key)
		}
	}
	slices.Sort(known)
	// The items of an entry are entries again: the schema says so only once.
	keys := map[string]bool{}
	for _, key := range readSchema(t, "site").keys() {
		keys[key] = true
		if rest, ok := strings.CutPrefix(key, "nav."); ok {
			keys["nav.items."+rest] = true
		}
	}
	if diff := cmp.Diff(known, slices.Sorted(maps.Keys(keys))); diff != "" {
		t.Errorf("keys of the command (-) and of the schema (+):\n%s", diff)
	}
}

// TestOurSitesFollowTheSchema holds every site.yaml that we hand out.
func TestOurSitesFollowTheSchema(t *testing.T) {
	h := hold(t, "site")
	for _, name := range []string{ourContent + "/site.yaml", "starter/site.yaml"} {
		h.accepts(t, name, yamlAsJSON(t, read(t, name)))
	}
	section := regexp.MustCompile("(?s)## site.yaml {#site}.*?```yaml\n(.*?)```")
	for _, name := range []string{"/zh/guide/page.md", "/en/guide/page.md"} {
		example := section.FindStringSubmatch(read(t, ourContent+name))
		if example == nil {
			t.Fatalf("%s shows no site.yaml", name)
		}
		h.accepts(t, name, yamlAsJSON(t, example[1]))
	}
}

// misconfigured are the problems of a site that has this site.yaml.
func misconfigured(t *testing.T, src string) []diagnostic.Problem {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{site.ConfigFile: src, "tcp.md": "# TCP", "fr/tcp.md": "# TCP"} {
		golden.Write(t, filepath.Join(dir, name), text)
	}
	s, problems, err := site.Load(dir, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	return slices.DeleteFunc(problems, func(p diagnostic.Problem) bool { return p.Code != site.CodeConfig })
}

func yamlAsJSON(t *testing.T, src string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(src), &v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return decodeJSON(t, text)
}
