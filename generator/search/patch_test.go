package search_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"woshou/generator/search"

	"github.com/google/go-cmp/cmp"
)

// lines are what random pages consist of.
var lines = strings.Fields("三次握手需要三个报文段 客户端先发SYN 服务器回SYN,ACK 快速重传 slow start 𠮷野家 TIME_WAIT handshake retransmission 状态机 窗口为零")

// random is a part of a page, with some words that no other has.
func random(r *rand.Rand, page int) search.Packed {
	p := search.Part{Address: fmt.Sprintf("page%d.html", page), Title: fmt.Sprint("Page ", page)}
	for n := range 1 + r.IntN(20) {
		s := search.Section{ID: fmt.Sprint("part", n), Heading: lines[r.IntN(len(lines))]}
		for range 1 + r.IntN(4) {
			s.Text += lines[r.IntN(len(lines))] + " " + word(r) + " " + word(r) + "\n"
		}
		p.Sections = append(p.Sections, s)
	}
	return p.Pack()
}

// word is one of many thousands.
func word(r *rand.Rand) string {
	letters := make([]byte, 4)
	for i := range letters {
		letters[i] = byte('a' + r.IntN(26))
	}
	return string(letters[:2+r.IntN(3)])
}

func merged(t *testing.T, parts []search.Packed) map[string]string {
	t.Helper()
	return mergedFrom(t, len(parts), nil, func(page int) search.Prepared { return search.Prepared{Packed: parts[page]} })
}

func mergedFrom(t *testing.T, pages int, room search.Room, part func(page int) search.Prepared) map[string]string {
	t.Helper()
	files := map[string]string{}
	about := search.About{Languages: map[string]search.Language{"zh": {Lang: "zh-Hans", Name: "中文"}}}
	err := search.Merge("zh", about, pages,
		func(page int) (search.Prepared, error) { return part(page), nil },
		room,
		func(name string, content []byte) error {
			if _, twice := files[name]; twice {
				t.Errorf("%s is written twice", name)
			}
			files[name] = string(content)
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// Law: an index that is patched after an edit is the one that is merged of all
// parts, and few files are touched.
func TestPatchedEqualsMerged(t *testing.T) {
	for pages, edits := range map[int]int{1: 5, 40: 20, 300: 25, 2100: 3} {
		r := rand.New(rand.NewPCG(14, uint64(pages)))
		var parts []search.Packed
		for page := range pages {
			parts = append(parts, random(r, page))
		}
		files := merged(t, parts)
		for range edits {
			changed := map[int]search.Packed{}
			for range 1 + r.IntN(3) {
				page := r.IntN(pages)
				changed[page] = random(r, page)
			}
			patch, err := search.Patch("zh", reader(files), changed)
			if err != nil {
				t.Fatal(err)
			}
			for name, content := range patch {
				if content == nil {
					delete(files, name)
				} else {
					files[name] = string(content)
				}
			}
			for page, part := range changed {
				parts[page] = part
			}
			want := merged(t, parts)
			if diff := cmp.Diff(want, files); diff != "" {
				t.Fatalf("%d pages: -merged +patched:\n%s", pages, diff)
			}
		}
		found, err := search.Parts(reader(files))
		if err != nil || len(found) != pages || !slices.Equal(found["page0.html"], parts[0]) {
			t.Errorf("%d parts are read back of %d: %v", len(found), pages, err)
		}
	}
}

// Where a file of the dictionary starts, a gram was that is a good one to start
// with. An edit that takes it away may move the cut before, in a file that it does
// not touch otherwise.
func TestPatchTakesTheFirstGramOfAFile(t *testing.T) {
	r := rand.New(rand.NewPCG(14, 6))
	text := ""
	for range 12_000 {
		text += word(r) + word(r) + " "
	}
	of := func(text string) []search.Packed {
		return []search.Packed{search.Part{Address: "a.html", Title: "A", Sections: []search.Section{{Text: text}}}.Pack()}
	}
	files := merged(t, of(text))
	var about search.About
	_, value, _ := strings.Cut(files["about.js"], `"about",`)
	if err := json.Unmarshal([]byte(strings.TrimSuffix(value, ")\n")), &about); err != nil {
		t.Fatal(err)
	}
	firsts := strings.Split(about.Grams, ",")
	if len(firsts) < 10 {
		t.Fatalf("only %d files", len(firsts))
	}
	for _, first := range firsts {
		without := of(strings.ReplaceAll(" "+text, " "+first+" ", " "))
		patch, err := search.Patch("zh", reader(files), map[int]search.Packed{0: without[0]})
		if err != nil {
			t.Fatal(err)
		}
		got := maps.Clone(files)
		for name, content := range patch {
			if content == nil {
				delete(got, name)
			} else {
				got[name] = string(content)
			}
		}
		if diff := cmp.Diff(merged(t, without), got); diff != "" {
			t.Errorf("without %s: -merged +patched:\n%s", first, diff)
		}
	}
}

func reader(files map[string]string) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		content, there := files[name]
		if !there {
			return nil, fs.ErrNotExist
		}
		return []byte(content), nil
	}
}

// An edit of a sentence touches the text of its page and the files that have its
// grams, however many pages there are.
func TestPatchReadsLittle(t *testing.T) {
	r := rand.New(rand.NewPCG(9293, 1))
	var parts []search.Packed
	for page := range 2100 {
		parts = append(parts, random(r, page))
	}
	files := merged(t, parts)
	p, err := parts[7].Unpack()
	if err != nil {
		t.Fatal(err)
	}
	p.Sections[0].Text += "只在这里\n"
	read := 0
	patch, err := search.Patch("zh", func(name string) ([]byte, error) {
		read++
		return reader(files)(name)
	}, map[int]search.Packed{7: p.Pack()})
	if err != nil || read > 20 || len(patch) > 12 {
		t.Errorf("%d files were read and %d written for four new grams: %v", read, len(patch), err)
	}
}

// FuzzUnpack holds that a part comes back as it was.
func FuzzUnpack(f *testing.F) {
	f.Add("三次握手", "text\nline", true)
	f.Fuzz(func(t *testing.T, heading, text string, term bool) {
		heading, text = strings.ToValidUTF8(heading, ""), strings.ToValidUTF8(text, "")
		p := search.Part{Address: "a.html", Title: "A"}
		for range 20 {
			p.Sections = append(p.Sections, search.Section{ID: "x", Heading: heading, Term: term, Text: text})
		}
		got, err := p.Pack().Unpack()
		if diff := cmp.Diff(p, got); err != nil || diff != "" {
			t.Error(err, diff)
		}
	})
}
