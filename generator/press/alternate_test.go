package press

import (
	"encoding/xml"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const root = "https://docs.example.org/base/"

var (
	hreflang  = regexp.MustCompile(`<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">`)
	canonical = regexp.MustCompile(`<link rel="canonical" href="([^"]*)">`)
)

// alternatesOf are a page's hreflang links, each as "en https://…".
func alternatesOf(page string) (all []string) {
	for _, m := range hreflang.FindAllStringSubmatch(page, -1) {
		all = append(all, m[1]+" "+m[2])
	}
	return all
}

// pageOf is the built page at an absolute address.
func pageOf(files map[string]string, address string) string {
	name := strings.NewReplacer("%20", " ", "%23", "#", "%3F", "?", "%25", "%").Replace(strings.TrimPrefix(address, root))
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return files[name]
}

// A search engine believes only those alternates that name each other.
func TestAlternatesNameEachOther(t *testing.T) {
	files := builtPages(t)
	checked := 0
	for name, page := range files {
		all := alternatesOf(page)
		if strings.HasPrefix(name, "both/") && len(all) > 0 {
			t.Errorf("%s is nobody's translation", name)
		}
		for _, a := range all {
			lang, address, _ := strings.Cut(a, " ")
			other := pageOf(files, address)
			if diff := cmp.Diff(all, alternatesOf(other)); diff != "" {
				t.Errorf("%s and %s disagree:\n%s", name, address, diff)
			}
			if lang != "x-default" && !strings.Contains(other, `<html lang="`+lang+`">`) {
				t.Errorf("%s is not in %s", address, lang)
			}
			checked++
		}
	}
	if checked < 12 {
		t.Errorf("only %d links", checked)
	}
}

func TestPageThatStandsInIsFoundUnderItsOriginal(t *testing.T) {
	page := builtPages(t)["guide/udp.html"]
	if len(alternatesOf(page)) > 0 || canonical.FindStringSubmatch(page)[1] != root+"en/guide/udp.html" {
		t.Errorf("%v %v", alternatesOf(page), canonical.FindStringSubmatch(page))
	}
}

func TestSitemapNamesTheTranslationsThatPagesName(t *testing.T) {
	files := builtPages(t)
	var set element
	if err := xml.Unmarshal([]byte(files["sitemap.xml"]), &set); err != nil {
		t.Fatal(err)
	}
	for _, u := range set.all("url") {
		var got []string
		for _, c := range u.Children {
			if c.XMLName.Local != "link" {
				continue
			}
			if c.XMLName.Space != "http://www.w3.org/1999/xhtml" || len(c.Attrs) != 3 {
				t.Errorf("%v", c)
				continue
			}
			got = append(got, c.Attrs[1].Value+" "+c.Attrs[2].Value)
		}
		if want := alternatesOf(pageOf(files, u.one(t, "loc"))); !slices.Equal(got, want) {
			t.Errorf("%s: %v, the page says %v", u.one(t, "loc"), got, want)
		}
	}
}

// What the search's button asks for must be found from any depth as well.
func TestMissingPageFindsItsFiles(t *testing.T) {
	files := builtPages(t)
	address := regexp.MustCompile(` (?:href|src|data-script|data-sheet|data-root)="/base/([^"]*)"`)
	found := address.FindAllStringSubmatch(files["404.html"], -1)
	for _, m := range found {
		if files[m[1]] == "" && m[1] != "" {
			t.Errorf("%s is not there", m[0])
		}
	}
	if len(found) < 9 {
		t.Errorf("only %d addresses: %v", len(found), found)
	}
}
