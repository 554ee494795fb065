package bilingual_test

import (
	"fmt"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/bilingual"
	"woshou/generator/markdown"
	"woshou/generator/source"

	"github.com/google/go-cmp/cmp"
)

// TestStatus runs the cases of testdata/status. Each has a page and its
// translation when they were last said to be equal (then/zh.md, then/en.md),
// as they are now (now/…), and the states that follow (want).
func TestStatus(t *testing.T) {
	golden.Run(t, "testdata/status", func(t *testing.T, c golden.Case) []golden.Part {
		all := func(bilingual.Status) bool { return true }
		lock := bilingual.Done(bilingual.Statuses(translations(c, "then/"), nil), all)
		read, err := bilingual.ParseLock(lock.String())
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, s := range bilingual.Statuses(translations(c, "now/"), read) {
			fmt.Fprintf(&got, "%s#%s %s\n", s.Page, s.ID(), s.State)
		}
		return c.With(golden.Want, got.String())
	})
}

// translations pairs the pages of a folder: NAME.zh.md with NAME.en.md.
func translations(c golden.Case, folder string) (all []bilingual.Translation) {
	for _, page := range []string{"page", "other"} {
		src := c.Part(folder + page + ".zh.md")
		if src == "" {
			continue
		}
		states := markdown.StateNames{Machine: "tcp", Names: []string{"SYN-SENT"}}
		zh := markdown.Parse(source.Read(page, []byte(src), source.Files{}), markdown.Options{Lang: "zh", States: states})
		en := markdown.Parse(source.Read(page, []byte(c.Part(folder+page+".en.md")), source.Files{}), markdown.Options{Lang: "en", States: states})
		sections := bilingual.Sections(zh.Sections(), en.Sections(), bilingual.Headings(outline(zh), outline(en), nil, nil))
		all = append(all, bilingual.Translation{Page: page, Source: "zh", Target: "en", Sections: sections})
	}
	return all
}

func outline(doc *markdown.Document) bilingual.Outline {
	return bilingual.Outline{Headings: doc.Headings, Sections: doc.Sections()}
}

func FuzzParseLock(f *testing.F) {
	f.Add("# page\tsection\tsource\tdigest\ttranslation\tdigest\ntcp\t#syn\tzh\t0123456789ab\ten\tba9876543210\n")
	f.Add("tcp\t#\tzh\t0123456789ab\ten\tba9876543210\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		lock, err := bilingual.ParseLock(text)
		if err != nil {
			return
		}
		again, err := bilingual.ParseLock(lock.String())
		if diff := cmp.Diff(lock.String(), again.String()); err != nil || diff != "" {
			t.Errorf("written and read again: %v\n%s", err, diff)
		}
	})
}
