package bilingual_test

import (
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

// outlines reads the pages that have the same headings in both languages, and
// forgets the ids that their authors gave, which would make it easy.
func outlines(t *testing.T, root string) (pages [][2]bilingual.Outline) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(root, "zh/*/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		var pair [2]bilingual.Outline
		for i, lang := range []string{"zh", "en"} {
			src, err := os.ReadFile(filepath.Join(root, lang, strings.TrimPrefix(name, filepath.Join(root, "zh"))))
			if err != nil {
				break // it is not translated
			}
			doc := markdown.Parse(source.Read("page.md", src, source.Files{}), markdown.Options{Lang: lang})
			pair[i] = outline(doc)
			for j := range pair[i].Headings {
				pair[i].Headings[j].Explicit = false
			}
		}
		a, b := pair[0].Headings, pair[1].Headings
		if len(a) > 2 && slices.EqualFunc(a, b, func(x, y page.Heading) bool { return x.Level == y.Level }) {
			pages = append(pages, pair)
		}
	}
	return pages
}

// without is an outline that lacks a section.
func without(o bilingual.Outline, id string) bilingual.Outline {
	return bilingual.Outline{
		Headings: slices.DeleteFunc(slices.Clone(o.Headings), func(h page.Heading) bool { return h.ID == id }),
		Sections: slices.DeleteFunc(slices.Clone(o.Sections), func(s page.Section) bool { return s.ID == id }),
	}
}

// TestHeadingsSurviveAMissingSection leaves out each section of a translation
// in turn. The others should keep their partners.
func TestHeadingsSurviveAMissingSection(t *testing.T) {
	for name, root := range map[string]string{
		"own pages":    "../../content",
		"corpus pages": "../../../shared/corpus/vitepress-docs",
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat(root); err != nil {
				t.Skipf("no %s here", root)
			}
			right, all := 0, 0
			for _, pair := range outlines(t, root) {
				a, b := pair[0], pair[1]
				for missing := range b.Headings {
					partner := bilingual.Headings(a, without(b, b.Headings[missing].ID), nil, nil)
					for i := range a.Headings {
						want := b.Headings[i].ID
						if i == missing {
							want = ""
						}
						all++
						if partner[a.Headings[i].ID] == want {
							right++
						}
					}
				}
			}
			t.Logf("%d headings: %.1f %% right", all, 100*float64(right)/float64(all))
			if all < 100 || right*100 < 95*all {
				t.Errorf("%d of %d headings keep their partners, want 95 %%", right, all)
			}
		})
	}
}
