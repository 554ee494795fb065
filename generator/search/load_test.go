package search

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// paragraphs are those of our own pages in a language.
func paragraphs(t *testing.T, lang string) (all []string) {
	err := filepath.WalkDir("../../content/"+lang, func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		for _, p := range strings.Split(string(text), "\n\n") {
			if len(p) > 80 && !strings.ContainsAny(p[:1], "`#-:|!") {
				all = append(all, p)
			}
		}
		return err
	})
	if err != nil || len(all) < 100 {
		t.Fatal(len(all), err)
	}
	return all
}

// large is a site of a thousand pages of eight kilobytes, mixed from our own
// paragraphs. Real sites of that size have more words, and so fewer hits.
func large(t *testing.T, lang string, random *rand.Rand) (units []Unit) {
	source := paragraphs(t, lang)
	for page := range 1000 {
		title := fmt.Sprint("Page ", page)
		for part := range 8 {
			u := Unit{Href: fmt.Sprintf("guide/page%d.html#part%d", page, part), Title: title, Heading: fmt.Sprint("Part ", part)}
			for len(u.Text) < 900 {
				u.Text += source[random.IntN(len(source))] + "\n"
			}
			units = append(units, u)
		}
	}
	return units
}

// TestAQueryLoadsLittle counts what the page's script loads for a query and
// its first five hits, as a host sends it, compressed.
func TestAQueryLoadsLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("makes an index of a thousand pages")
	}
	for _, lang := range []string{"zh", "en"} {
		random := rand.New(rand.NewPCG(9293, 3))
		units := large(t, lang, random)
		host := newHost(lang, units)
		var loads []int
		for len(loads) < 150 {
			letters := []rune(units[random.IntN(len(units))].Text)
			at := random.IntN(len(letters) - 4)
			query := string(letters[at : at+2+len(loads)%3])
			if len(Cover(query)) > 0 {
				loads = append(loads, host.load(query))
			}
		}
		slices.Sort(loads)
		median, worst := loads[len(loads)/2], loads[len(loads)-1]
		t.Logf("%s: a query of a thousand pages loads %d octets in the median, %d at worst", lang, median, worst)
		if median > 20<<10 || worst > 60<<10 {
			t.Error("more than 20 KB in the median or 60 KB at worst")
		}
	}
}

// host is a site's index and what a search needs to know of it.
type host struct {
	files   map[string][]byte
	shards  uint32
	normals []string // of the units
	textOf  []string // the text file of each unit
}

func newHost(lang string, units []Unit) *host {
	h := &host{files: map[string][]byte{}}
	for _, f := range Index(lang, units, About{}) {
		h.files[f.Name] = f.Bytes
		if f.Name[0] == 'g' {
			h.shards++
		}
	}
	_, counts := textFiles(lang, units)
	for i, c := range counts { // no file holds 32 units, so each count is one digit
		for range strings.IndexRune(digits, c) {
			h.textOf = append(h.textOf, fmt.Sprintf("t%d.js", i))
		}
	}
	for _, u := range units {
		h.normals = append(h.normals, Normal(u.Title+"\n"+u.Heading+"\n"+u.Text))
	}
	return h
}

// load is what a query and its first five hits cost.
func (h *host) load(query string) (sum int) {
	wanted := map[string]bool{"about.js": true}
	for _, gram := range Cover(query) {
		wanted[fmt.Sprintf("g%d.js", hash(gram)%h.shards)] = true
	}
	hits, normal := 0, Normal(query)
	for i, text := range h.normals {
		if hits < 5 && strings.Contains(text, normal) {
			wanted[h.textOf[i]] = true
			hits++
		}
	}
	for name := range wanted {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		_, _ = w.Write(h.files[name]) // a buffer takes everything
		w.Close()
		sum += b.Len()
	}
	return sum
}
