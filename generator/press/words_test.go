package press

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"woshou/diagrams/words"

	"github.com/goccy/go-yaml"
)

// A third language is a line in site.yaml and a file of words.
func TestThirdLanguageIsOneFileOfWords(t *testing.T) {
	dir := t.TempDir()
	twoLanguages(t, dir)
	write(t, filepath.Join(dir, "site.yaml"), "title: T\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\n  fr: {name: Français, folder: fr}\n")
	write(t, filepath.Join(dir, "fr/guide/tcp.md"), "# TCP\n\n::: tip\nOui.\n:::\n\n![](handshake.scenario)\n")
	write(t, filepath.Join(dir, "theme/words/fr.yaml"), furtherLanguage(t))
	files, problems := pressed(t, dir)
	if len(problems) > 0 {
		t.Errorf("problems: %+v", problems)
	}
	page := files["fr/guide/tcp.html"]
	for _, want := range []string{">«skip»<", `aria-label="«search»"`, ">«tip»<", "«figure» 1", "«Step 1: ", ">«figure-table»<", ">«step»<", `data-copy="«copy»"`, ">«short»</a>"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	for key, english := range words.Of("en").Pages() {
		if len(english) > 6 && strings.Contains(page, ">"+english+"<") {
			t.Errorf("%s is in English: %s", key, english)
		}
	}
	if !strings.Contains(files["404.html"], "«missing»") || !strings.Contains(files["en/guide/tcp.html"], ">Skip to content<") {
		t.Error("each language has its own words")
	}
}

// furtherLanguage is a file with every word that there is, those of pages by
// their keys and the others as in English, in «».
func furtherLanguage(t *testing.T) string {
	english, _ := words.Source("en")
	texts, err := words.Read(english)
	if err != nil {
		t.Fatal(err)
	}
	tree := map[string]any{}
	for key, text := range texts {
		section, rest, within := strings.Cut(key, ".")
		if section == "hosts" { // labels of the language of scenarios, which no site adds to
			continue
		}
		if !within {
			tree[key] = "«" + key + "»"
			continue
		}
		at := tree
		for within {
			if at[section] == nil {
				at[section] = map[string]any{}
			}
			at = at[section].(map[string]any)
			section = rest
			section, rest, within = strings.Cut(section, ".")
		}
		at[section] = "«" + text + "»"
	}
	src, err := yaml.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func TestWordsThatAreMissingOrUnknownAreWarnings(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "site.yaml"), "languages:\n  fr: {folder: .}\n")
	write(t, filepath.Join(dir, "a.md"), "# A\n")
	write(t, filepath.Join(dir, "theme/words/fr.yaml"), "skip: Aller au texte\nserch: Recherche\n")
	write(t, filepath.Join(dir, "theme/words/en.yaml"), "skip: Go on\n")
	files, problems := pressed(t, dir)
	if len(problems) != 2 || problems[1].Place.String() != "theme/words/fr.yaml:2:1" || problems[1].Hint.String() != "did you mean `search`?" ||
		!strings.HasPrefix(problems[0].Message.String(), "words missing in fr: ack, ") {
		t.Errorf("problems: %+v", problems)
	}
	if !strings.Contains(files["a.html"], ">Aller au texte<") || !strings.Contains(files["a.html"], ">Back to top<") {
		t.Error("the page has the site's words, and English ones in their place")
	}
	if files["theme/words/fr.yaml"] != "" {
		t.Error("words are not published")
	}
	write(t, filepath.Join(dir, "theme/words/fr.yaml"), "skip: Au texte\n")
	files, _ = pressed(t, dir)
	if !strings.Contains(files["a.html"], ">Au texte<") {
		t.Error("a changed word did not reach the page")
	}
}

// What the interface says on the Chinese pages of our own site, in and around
// the text, is Chinese: but for names of protocols, and of languages.
func TestChinesePagesOfTheOwnSiteHaveNoLatinWords(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the whole site")
	}
	files, _ := pressed(t, "../../content")
	pages := 0
	for name, content := range files {
		if !strings.HasSuffix(name, ".html") || strings.HasPrefix(name, "en/") || strings.HasPrefix(name, "both/") {
			continue
		}
		pages++
		for _, word := range latinWords(content) {
			t.Errorf("%s: %q", name, word)
		}
	}
	if pages < 15 {
		t.Errorf("only %d pages", pages)
	}
}

var (
	pageHead   = regexp.MustCompile(`(?s)<head>.*?</head>`)
	authored   = regexp.MustCompile(`(?s)<article data-article.*?</article>|<nav data-toc.*?</nav>|<nav data-sidebar.*?</nav>|<nav class="(?:crumbs|pager)".*?</nav>|<header class="hero">.*?</header>|<ul class="features".*?</ul>`)
	otherWords = regexp.MustCompile(`(?s)<section lang="en">.*?</section>|<(?:a|div|p|span)\b[^>]* lang="en"[^>]*>.*?</(?:a|div|p|span)>`)
	chrome     = regexp.MustCompile(`(?s)<(\w+)[^>]* (?:data-chrome|data-title="default")[^>]*>([^<]*)<`)
	tableHead  = regexp.MustCompile(`(?s)<table data-(?:trace|transitions)>\s*<thead>(.*?)</thead>`)
	spoken     = regexp.MustCompile(` (?:aria-label|title|placeholder|data-(?:auto|light|dark|copy|copied))="([^"]*)"`)
	permalink  = regexp.MustCompile(` data-permalink[^>]* aria-label="([^"]*)"`)
	anyTag     = regexp.MustCompile(`<[^>]*>`)
	latinWord  = regexp.MustCompile(`[A-Za-z]{2,}`)
	// What protocols and their parts are called has no Chinese name. Ctrl+K and
	// the like are keys.
	untranslatable = regexp.MustCompile(`^(?:TCP|RFC|SYN|ACK|FIN|RST|PSH|URG|SACK|MSL|EN|English|[A-Z]+(?:_[A-Z0-9]+)*)$`)
)

// latinWords are those of the interface that are in Latin letters.
func latinWords(page string) (found []string) {
	page = otherWords.ReplaceAllString(page, "")
	var said []string
	for _, m := range chrome.FindAllStringSubmatch(page, -1) {
		said = append(said, m[2])
	}
	for _, m := range tableHead.FindAllStringSubmatch(page, -1) {
		said = append(said, m[1])
	}
	frame := authored.ReplaceAllString(page, "")
	for _, m := range append(spoken.FindAllStringSubmatch(frame, -1), permalink.FindAllStringSubmatch(page, -1)...) {
		said = append(said, m[1])
	}
	said = append(said, pageHead.ReplaceAllString(frame, ""))
	for _, text := range said {
		for _, word := range latinWord.FindAllString(anyTag.ReplaceAllString(text, " "), -1) {
			if !untranslatable.MatchString(word) {
				found = append(found, word)
			}
		}
	}
	return found
}

func TestLatinWordsAreSeen(t *testing.T) {
	for _, page := range []string{
		"<footer>Back to top</footer>", `<button title="Copy">`, `<head><script data-copy="Copy"></script></head>`, `<article data-article><small data-chrome>Figure 1</small></article>`,
		`<article data-article><p data-title="default">Tip</p></article>`,
		"<article data-article><table data-trace>\n<thead><tr><th>Step</th></tr></thead></table></article>",
	} {
		if len(latinWords(page)) == 0 {
			t.Errorf("nothing Latin in %s", page)
		}
	}
}
