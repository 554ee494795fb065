package export

import (
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"woshou/generator/diagnostic"
)

// TestBookHoldsTogether holds that the book of our own guide, in a language and in
// both, has each id once, that every link within it leads somewhere, and that it
// needs no other file.
func TestBookHoldsTogether(t *testing.T) {
	for _, both := range []bool{false, true} {
		out := t.TempDir()
		files, problems, err := Book(t.Context(), "../../content/en/guide", BookOptions{Out: out, Langs: []string{"en"}, Both: both})
		if err != nil || diagnostic.Count(problems).Errors > 0 || len(files) != 1 || filepath.Base(files[0]) != "book.html" {
			t.Fatal(files, problems, err)
		}
		file, err := os.Open(files[0])
		if err != nil {
			t.Fatal(err)
		}
		ids, links, loaded := referencesIn(file)
		_ = file.Close()
		for id, n := range ids {
			if n > 1 {
				t.Errorf("both %v: %d elements have the id %q", both, n, id)
			}
		}
		if len(links) < 100 {
			t.Errorf("both %v: only %d links within the book", both, len(links))
		}
		for _, id := range links {
			if ids[id] == 0 {
				t.Errorf("both %v: a link leads to #%s, which is nowhere", both, id)
			}
		}
		if len(loaded) > 0 {
			t.Errorf("both %v: it asks for %q", both, loaded)
		}
	}
}

// referencesIn are the ids of a page and how often each is given, the ids that
// its links lead to, and the addresses that it loads something from.
func referencesIn(r io.Reader) (ids map[string]int, links, loaded []string) {
	ids = map[string]int{}
	tokens := html.NewTokenizer(r)
	for tokens.Next() != html.ErrorToken {
		token := tokens.Token()
		if token.Type == html.EndTagToken {
			continue
		}
		for _, a := range token.Attr {
			id, within := strings.CutPrefix(a.Val, "#")
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href" && within:
				id, _ = url.PathUnescape(id)
				links = append(links, id)
			case a.Key == "src" && !strings.HasPrefix(a.Val, "data:") || token.Data == "link" && a.Key == "href":
				loaded = append(loaded, a.Val)
			}
		}
	}
	return ids, links, loaded
}

// The same part of a site is meant by its folder in a language and by its place in
// all of them.
func TestBookOfAPart(t *testing.T) {
	var books []string
	for _, input := range []string{"../../content/zh/protocols", "../../content/en/protocols", "../../content/protocols"} {
		files, _, err := Book(t.Context(), input, BookOptions{Out: t.TempDir()})
		if err != nil {
			t.Fatal(input, err)
		}
		book, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		books = append(books, string(book))
	}
	if books[0] != books[1] || books[0] != books[2] {
		t.Errorf("three names of one part give books of %d, %d and %d octets", len(books[0]), len(books[1]), len(books[2]))
	}
}

func TestBookOfNothing(t *testing.T) {
	for input, opt := range map[string]BookOptions{
		t.TempDir():           {},
		"../../content":       {Langs: []string{"xx"}},
		"../../content/zh/no": {},
	} {
		opt.Out = filepath.Join(t.TempDir(), "book")
		if files, _, err := Book(t.Context(), input, opt); err == nil {
			t.Errorf("%s, %v: %q", input, opt.Langs, files)
		}
		if _, err := os.Stat(opt.Out); err == nil {
			t.Errorf("%s: something was written", input)
		}
	}
}

// A folder without site.yaml is a site, as it is to a build; so is that of a page
// alone.
func TestBookOfAFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"index.md": "# Home\n", "a.md": "# First\n\ntext\n", "b.md": "# Second\n\ntext\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for input, has := range map[string][2]bool{dir: {true, true}, filepath.Join(dir, "a.md"): {true, false}} {
		files, _, err := Book(t.Context(), input, BookOptions{Out: t.TempDir()})
		if err != nil {
			t.Fatal(err)
		}
		book, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]bool{strings.Contains(string(book), "First"), strings.Contains(string(book), "Second")}; got != has {
			t.Errorf("%s: it has First and Second: %v, want %v", input, got, has)
		}
	}
}
