package themes

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"woshou/diagrams/words"

	"github.com/google/go-cmp/cmp"
)

// Branches that no sample takes ask for words too.
func TestTemplatesAskForWordsThatExist(t *testing.T) {
	asked := regexp.MustCompile(`Get "([^"]*)"`)
	theme := loadTheme(t)
	count := 0
	err := fs.WalkDir(embedded, "default", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".html") {
			return err
		}
		text, err := fs.ReadFile(embedded, name)
		for _, m := range asked.FindAllStringSubmatch(string(text), -1) {
			count++
			for _, code := range words.Built().Codes() {
				if _, err := theme.Words(code).Get(m[1]); err != nil {
					t.Errorf("%s: %s: %v", name, code, err)
				}
			}
		}
		return err
	})
	if err != nil || count < 10 {
		t.Errorf("%d words asked for: %v", count, err)
	}
}

// What Markdown and figures ask for by key.
func TestWordsOfTheBody(t *testing.T) {
	words := loadTheme(t).Words("zh")
	for _, key := range strings.Fields(`tip info warning danger details note important caution analogy glossary
		copy copied permalink footnotes backlink done open figure figure-table
		step time from to flags seq ack len state lost
		state-from event state-to emits rule`) {
		if _, err := words.Get(key); err != nil {
			t.Error(err)
		}
	}
}

func TestWordsOfALanguageWithoutItsOwn(t *testing.T) {
	theme := loadTheme(t)
	for code, want := range map[string]string{"zh": "zh", "zh-Hant-TW": "zh", "en-GB": "en", "fr": "en", "": "en"} {
		if diff := cmp.Diff(theme.Words(want), theme.Words(code)); diff != "" {
			t.Errorf("%q is not served by %q:\n%s", code, want, diff)
		}
	}
	if theme.short("zh") != "中" || theme.short("fr") != "FR" {
		t.Errorf("%s %s", theme.short("zh"), theme.short("fr"))
	}
}

// Mainland Chinese, which zh-Hans is read as here, quotes with “ ”.
func TestChineseWordsQuoteAsThePagesDo(t *testing.T) {
	for key, word := range loadTheme(t).Words("zh") {
		if strings.ContainsAny(word, "「」『』\"") {
			t.Errorf("%s: %s", key, word)
		}
	}
}

// Names of people, protocols and languages aside, a Chinese page speaks
// Chinese: also to those who hear it.
func TestChinesePageHasNoLatinWords(t *testing.T) {
	var (
		island  = regexp.MustCompile(`(?s)<(\w+)[^>]* lang="en".*?</`)
		section = regexp.MustCompile(`(?s)<section lang="en">.*?</section>`)
		head    = regexp.MustCompile(`(?s)<head>.*</head>`)
		heard   = regexp.MustCompile(` (?:aria-label|title|alt|data-auto|data-light|data-dark|data-copy|data-copied)="([^"]*)"`)
		tag     = regexp.MustCompile(`(?s)<[^>]*>`)
		latin   = regexp.MustCompile(`[A-Za-z]{2,}`)
	)
	theme := loadTheme(t)
	for _, kind := range kinds {
		page := samplePage(t, theme, kind, "zh")
		page.Body = ""
		html := section.ReplaceAllString(render(t, theme, page), "")
		html = island.ReplaceAllString(html, "</")
		said := tag.ReplaceAllString(head.ReplaceAllString(html, ""), " ")
		for _, m := range heard.FindAllStringSubmatch(html, -1) {
			said += " " + m[1]
		}
		if !strings.Contains(said, "跳到正文") {
			t.Fatalf("%s: the test does not see the words", kind)
		}
		for _, word := range latin.FindAllString(said, -1) {
			if word != "TCP" {
				t.Errorf("%s: %q", kind, word)
			}
		}
	}
}
