package press

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// element is any element of an XML document.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

// all are the children of a name.
func (e element) all(name string) (found []element) {
	for _, c := range e.Children {
		if c.XMLName.Local == name && c.XMLName.Space == e.XMLName.Space {
			found = append(found, c)
		}
	}
	return found
}

// one is the text of a child that there must be once.
func (e element) one(t *testing.T, name string) string {
	t.Helper()
	found := e.all(name)
	if len(found) != 1 || found[0].Text == "" {
		t.Errorf("<%s> has %d <%s>", e.XMLName.Local, len(found), name)
		return ""
	}
	return found[0].Text
}

// link is where the one link of a relation leads.
func (e element) link(t *testing.T, rel string) string {
	t.Helper()
	var to []string
	for _, l := range e.all("link") {
		attrs := map[string]string{}
		for _, a := range l.Attrs {
			attrs[a.Name.Local] = a.Value
		}
		if attrs["rel"] == rel {
			to = append(to, attrs["href"])
		}
	}
	if len(to) != 1 {
		t.Errorf("<%s> has links %v of relation %s", e.XMLName.Local, to, rel)
		return ""
	}
	return to[0]
}

// checkFeed holds a feed against RFC 4287 and returns the addresses of its
// entries.
func checkFeed(t *testing.T, text, at string) []string {
	t.Helper()
	var feed element
	if err := xml.Unmarshal([]byte(text), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.XMLName.Space != "http://www.w3.org/2005/Atom" || feed.XMLName.Local != "feed" {
		t.Errorf("the root is %v", feed.XMLName)
	}
	feed.one(t, "title")
	if authors := feed.all("author"); len(authors) != 1 { // §4.1.1: the feed, or each entry
		t.Errorf("authors: %v", authors)
	} else {
		authors[0].one(t, "name")
	}
	if feed.link(t, "self") != at {
		t.Errorf("the feed at %s says that it is at %s", at, feed.link(t, "self"))
	}
	ids := []string{feed.one(t, "id")}
	latest := checkTime(t, feed.one(t, "updated"))
	var addresses []string
	for i, entry := range feed.all("entry") {
		entry.one(t, "title")
		ids = append(ids, entry.one(t, "id"))
		updated := checkTime(t, entry.one(t, "updated"))
		if updated.After(latest) || i == 0 && !updated.Equal(latest) {
			t.Errorf("entry %d is newer than what is before it", i)
		}
		latest = updated
		addresses = append(addresses, entry.link(t, "alternate")) // §4.1.2: there is no content
	}
	for _, id := range ids {
		if u, err := url.Parse(id); err != nil || !u.IsAbs() {
			t.Errorf("the id %q is no absolute IRI", id)
		}
	}
	if slices.Sort(ids); len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("ids are not unique: %v", ids)
	}
	return addresses
}

func checkTime(t *testing.T, text string) time.Time {
	t.Helper()
	date, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Error(err)
	}
	return date
}

func TestFeedOfEachLanguageIsValidAtom(t *testing.T) {
	dir := t.TempDir()
	twoLanguages(t, dir)
	for i := range 60 {
		write(t, filepath.Join(dir, fmt.Sprintf("zh/p%02d.md", i)),
			fmt.Sprintf("---\ndate: 2026-%02d-%02d\ndescription: 说“<%d>”&c\n---\n# 第%d页\n", i%12+1, i%28+1, i, i))
	}
	files, _ := pressed(t, dir)
	chinese := checkFeed(t, files["feed.xml"], "https://docs.example.org/base/feed.xml")
	if len(chinese) != 50 || chinese[0] != "https://docs.example.org/base/p23.html" {
		t.Errorf("%d entries: %v", len(chinese), chinese)
	}
	english := checkFeed(t, files["en/feed.xml"], "https://docs.example.org/base/en/feed.xml")
	if diff := cmp.Diff([]string{"https://docs.example.org/base/en/guide/tcp.html"}, english); diff != "" {
		t.Errorf("pages without a date, and those nobody translated, are no news:\n%s", diff)
	}
	for _, address := range chinese {
		if files[strings.TrimPrefix(address, "https://docs.example.org/base/")] == "" {
			t.Errorf("%s leads nowhere", address)
		}
	}
	want := `<link rel="alternate" type="application/atom+xml" href="../feed.xml" title="Woshou">`
	if !strings.Contains(files["en/guide/udp.html"], want) || strings.Contains(files["both/index.html"], "atom+xml") {
		t.Error("the pages of a language lead to its feed")
	}
}

func TestNoFeedWithoutAnAddressOrDates(t *testing.T) {
	for _, config := range []string{"title: T\n", "title: T\nurl: https://example.org\n"} {
		dir := t.TempDir()
		front := "---\ndate: 2026-11-22\n---\n"
		if strings.Contains(config, "url") {
			front = ""
		}
		write(t, filepath.Join(dir, "site.yaml"), config)
		write(t, filepath.Join(dir, "a.md"), front+"# A\n")
		files, _ := pressed(t, dir)
		if files["feed.xml"] != "" || strings.Contains(files["a.html"], "atom+xml") {
			t.Errorf("%q: %s", config, files["feed.xml"])
		}
	}
}
