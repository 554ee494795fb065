package bilingual_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/generator/bilingual"
	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/source"
)

// document is one page in one language, as lines and as blocks.
type document struct {
	lines  []string
	blocks []page.Block
}

func read(src, lang string) document {
	doc := markdown.Parse(source.Read("page.md", []byte(src), source.Files{}), markdown.Options{Lang: lang})
	return document{strings.Split(src, "\n"), doc.Blocks()}
}

// inOrder reports whether every block stands where it is written: notes do not,
// they are gathered at the end.
func (d document) inOrder() bool {
	return slices.IsSortedFunc(d.blocks, func(a, b page.Block) int { return a.Line - b.Line })
}

// source are the lines of block i, the blank ones after it among them.
func (d document) source(i int) []string {
	if i+1 < len(d.blocks) {
		return d.lines[d.blocks[i].Line-1 : d.blocks[i+1].Line-1]
	}
	return append(slices.Clone(d.lines[d.blocks[i].Line-1:]), "")
}

// load reads the pages that exist in both languages and have the same kinds of
// blocks in the same order: there the true pairs are known.
func load(t *testing.T, root string) (pages [][2]document) {
	err := filepath.WalkDir(filepath.Join(root, "zh"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		other, err := os.ReadFile(strings.Replace(name, filepath.Join(root, "zh"), filepath.Join(root, "en"), 1))
		if err != nil {
			return nil // it is not translated
		}
		src, err := os.ReadFile(name)
		zh, en := read(string(src), "zh"), read(string(other), "en")
		if zh.inOrder() && en.inOrder() && slices.EqualFunc(zh.blocks, en.blocks, func(a, b page.Block) bool { return a.Kind == b.Kind && a.Level == b.Level }) {
			pages = append(pages, [2]document{zh, en})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// patient is a translation that takes damage: the source of each block, and
// which blocks of the page it is the translation of.
type patient struct {
	blocks   [][]string
	partners [][]int
	hurt     []bool // it stands in a section that was damaged
}

// damages are what may happen to paragraph i of a translation.
var damages = map[string]func(p *patient, i int, stranger []string){
	"drop": func(p *patient, i int, _ []string) { p.remove(i) },
	"double": func(p *patient, i int, _ []string) {
		p.insert(i, p.blocks[i], p.partners[i])
	},
	"insert": func(p *patient, i int, stranger []string) { p.insert(i, stranger, nil) },
	"merge": func(p *patient, i int, _ []string) {
		first := strings.TrimRight(strings.Join(p.blocks[i], "\n"), "\n")
		p.blocks[i] = append(strings.Split(first, "\n"), p.blocks[i+1]...)
		p.partners[i] = append(slices.Clone(p.partners[i]), p.partners[i+1]...)
		p.remove(i + 1)
	},
}

func (p *patient) remove(i int) {
	p.blocks, p.partners = slices.Delete(p.blocks, i, i+1), slices.Delete(p.partners, i, i+1)
	p.hurt = slices.Delete(p.hurt, i, i+1)
}

func (p *patient) insert(i int, lines []string, partners []int) {
	p.blocks, p.partners = slices.Insert(p.blocks, i, lines), slices.Insert(p.partners, i, partners)
	p.hurt = slices.Insert(p.hurt, i, true)
}

// hit damages one paragraph of every section that has four blocks or more and
// two paragraphs that follow each other.
func hit(d document, kind string, random *rand.Rand, strangers [][]string) *patient {
	p := &patient{}
	for i := range d.blocks {
		p.blocks, p.partners = append(p.blocks, d.source(i)), append(p.partners, []int{i})
	}
	p.hurt = make([]bool, len(p.blocks))
	for end := len(d.blocks); end > 0; {
		begin := end - 1
		for begin > 0 && d.blocks[begin].Section == d.blocks[end-1].Section {
			begin--
		}
		if d.blocks[begin].Section != d.blocks[end-1].Section {
			begin++
		}
		var places []int
		for i := begin; i+1 < end; i++ {
			if d.blocks[i].Kind == "paragraph" && d.blocks[i+1].Kind == "paragraph" {
				places = append(places, i)
			}
		}
		if end-begin >= 4 && len(places) > 0 {
			for i := begin; i < end; i++ {
				p.hurt[i] = d.blocks[i].Kind != "heading"
			}
			damages[kind](p, places[random.IntN(len(places))], strangers[random.IntN(len(strangers))])
		}
		end = begin
	}
	return p
}

// tally counts blocks of damaged sections that have a partner.
type tally struct{ right, narrow, all, illegible int }

// count pairs a page with its damaged translation. A block is right when all
// its partners stand in its row and the row has at most three blocks a side,
// narrow when moreover the row holds nothing else.
func (c *tally) count(page document, p *patient) {
	damaged := read(strings.Join(slices.Concat(p.blocks...), "\n"), "en")
	if len(damaged.blocks) != len(p.blocks) {
		c.illegible++ // the damage made other blocks of them
		return
	}
	for _, row := range bilingual.Pair(page.blocks, damaged.blocks, nil) {
		for j := row.B.From; j < row.B.To; j++ {
			if !p.hurt[j] || len(p.partners[j]) == 0 {
				continue
			}
			c.all++
			here := func(i int) bool { return row.A.From <= i && i < row.A.To }
			if row.A.Len() > 3 || row.B.Len() > 3 || slices.ContainsFunc(p.partners[j], func(i int) bool { return !here(i) }) {
				continue
			}
			c.right++
			if row.A.Len() == len(p.partners[j]) && row.B.Len() == 1 {
				c.narrow++
			}
		}
	}
}

// TestPairsSurviveDamage damages translations whose pairs are known.
func TestPairsSurviveDamage(t *testing.T) {
	if testing.Short() {
		t.Skip("damages every page there is")
	}
	for name, root := range map[string]string{
		"own pages":    "../../content",
		"corpus pages": "../../../shared/corpus/vitepress-docs",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat(root); err != nil {
				t.Skipf("no %s here", root)
			}
			pages := load(t, root)
			var strangers [][]string
			for _, p := range pages {
				for i, b := range p[1].blocks {
					if b.Kind == "paragraph" {
						strangers = append(strangers, p[1].source(i))
					}
				}
			}
			for _, kind := range []string{"drop", "double", "insert", "merge"} {
				random := rand.New(rand.NewPCG(9293, 3))
				var c tally
				for range 5 {
					for _, p := range pages {
						c.count(p[0], hit(p[1], kind, random, strangers))
					}
				}
				t.Logf("%-6s %5d blocks: %.1f %% right, %.1f %% of them alone with their partner", kind, c.all,
					100*float64(c.right)/float64(c.all), 100*float64(c.narrow)/float64(c.right))
				if least := map[bool]int{true: 92, false: 95}[kind == "merge"]; c.all < 100 || c.illegible > len(pages)/2 || c.right*100 < c.all*least {
					t.Errorf("%s: %d of %d right, want %d %%", kind, c.right, c.all, least)
				}
			}
		})
	}
}

// TestRowsHoldEveryBlockOnce holds the shape of the result, however unlike the
// pages are.
func TestRowsHoldEveryBlockOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	kinds := []string{"# h\n", "## h {#x}\n", "p 1\n", "a longer paragraph `c`\n", "- l\n", "```\ncode\n```\n", "<!-- align: k -->\np\n"}
	text := func() document {
		var b strings.Builder
		for range random.IntN(12) {
			b.WriteString(kinds[random.IntN(len(kinds))] + "\n")
		}
		return read(b.String(), "en")
	}
	for range 2000 {
		a, b := text(), text()
		at := bilingual.Row{}
		for _, row := range bilingual.Pair(a.blocks, b.blocks, nil) {
			if row.A.From != at.A.To || row.B.From != at.B.To || row.A.Len()+row.B.Len() == 0 {
				t.Fatalf("row %v after %v", row, at)
			}
			at = row
		}
		if at.A.To != len(a.blocks) || at.B.To != len(b.blocks) {
			t.Fatalf("rows end at %v of %d and %d", at, len(a.blocks), len(b.blocks))
		}
	}
}

func Example() {
	zh := read("# 握手 {#handshake}\n\n先发 `SYN`。\n\n再回 `ACK`。\n", "zh")
	en := read("# The handshake {#handshake}\n\nFirst `SYN`, then `ACK`.\n", "en")
	for _, row := range bilingual.Pair(zh.blocks, en.blocks, nil) {
		fmt.Println(row.A, row.B)
	}
	// Output:
	// {0 1} {0 1}
	// {1 3} {1 2}
}
