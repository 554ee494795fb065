package translate_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/bilingual"
	"woshou/generator/site"
	"woshou/generator/translate"
)

// copyOfOurs is a copy of our own site, to be changed, with some of its
// translations gone.
func copyOfOurs(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, site.LockFile)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "en/gallery/loss.md")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func load(t *testing.T, dir string) (*site.Site, []site.Item) {
	t.Helper()
	s, problems, err := site.Load(dir, site.Options{})
	if err != nil || site.IsMisconfigured(problems) {
		t.Fatal(err, problems)
	}
	t.Cleanup(func() { s.Close() })
	return s, s.Items()
}

func states(items []site.Item) site.Count {
	return site.CountOf(items, func(site.Item) bool { return true })
}

// TestWhatIsDoneIsFresh records some sections at random, then all, and wants
// just these to be fresh each time.
func TestWhatIsDoneIsFresh(t *testing.T) {
	dir := copyOfOurs(t)
	s, items := load(t, dir)
	if n := states(items); n[bilingual.Unverified] < 100 || n[bilingual.Missing] < 10 {
		t.Fatal("the site has changed too much for this test:", n)
	}
	random := rand.New(rand.NewPCG(9293, 3))
	done := map[string]bool{}
	for round := range 4 {
		var names []string
		for _, i := range items {
			if i.State == bilingual.Unverified && random.IntN(4) == 0 {
				names = append(names, i.Page+"#"+i.ID())
			}
		}
		if round == 3 {
			names = nil // all
		}
		choice, err := translate.Choose(s, items, names)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range items {
			if choice.Has(i) && i.State != bilingual.Missing {
				done[i.Page+"#"+i.ID()] = true
			}
		}
		if err := translate.Write(dir, translate.Done(items, choice)); err != nil {
			t.Fatal(err)
		}
		s, items = load(t, dir)
		for _, i := range items {
			if fresh := i.State == bilingual.Fresh; fresh != done[i.Page+"#"+i.ID()] {
				t.Errorf("round %d: %s#%s is %s", round, i.Page, i.ID(), i.State)
			}
		}
	}
}

// TestMovedSectionsAreFollowed moves the second half of a page to a new page,
// in both languages: nothing of it is unverified there but the new title.
func TestMovedSectionsAreFollowed(t *testing.T) {
	dir := copyOfOurs(t)
	_, items := load(t, dir)
	if err := translate.Write(dir, translate.Done(items, nil)); err != nil {
		t.Fatal(err)
	}
	for lang, title := range map[string]string{"zh": "# 新的一页\n", "en": "# A new page\n"} {
		name := filepath.Join(dir, lang, "guide/check.md")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		before, _, found := strings.Cut(string(text), "{#ci}\n")
		if !found {
			t.Fatal(name, "has no section #ci")
		}
		at := strings.LastIndex(before, "\n## ")
		stays, moves := before[:at], string(text[at:])
		for file, content := range map[string]string{name: stays, filepath.Join(dir, lang, "new.md"): title + moves} {
			if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	_, items = load(t, dir)
	for _, i := range items {
		if i.State != bilingual.Fresh && i.State != bilingual.Missing && !(i.Page == "new" && i.ID() == "新的一页") {
			t.Errorf("%s#%s is %s", i.Page, i.ID(), i.State)
		}
	}
}

// TestALockThatSaysTheSameIsNotWritten, so that no build sees a change.
func TestALockThatSaysTheSameIsNotWritten(t *testing.T) {
	dir := copyOfOurs(t)
	_, items := load(t, dir)
	lock := translate.Done(items, nil)
	name := filepath.Join(dir, site.LockFile)
	if err := translate.Write(dir, lock); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o755) })
	before, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := translate.Write(dir, lock); err != nil {
		t.Error(err)
	}
	after, err := os.Stat(name)
	if err != nil || !os.SameFile(before, after) {
		t.Error("it was written:", err)
	}
}

// TestANewSectionChangesNoOther records a translation that lacks sections, and
// then adds one to its source: what was recorded stays so, though the
// headings alone would now pair otherwise.
func TestANewSectionChangesNoOther(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		golden.Write(t, filepath.Join(dir, name), text)
	}
	const source = "# 三次握手\n\n一段话。\n\n## 建立\n\n建立连接。\n\n## 关闭\n\n关闭连接。\n"
	put("site.yaml", "languages:\n  zh: {folder: zh}\n  fr: {folder: fr}\n")
	put("zh/a.md", source)
	put("fr/a.md", "# La poignée de main\n\nUne phrase.\n\n## Ouverture\n\nLa connexion s'ouvre.\n")
	_, items := load(t, dir)
	if err := translate.Write(dir, translate.Done(items, nil)); err != nil {
		t.Fatal(err)
	}
	_, before := load(t, dir)
	put("zh/a.md", source+"\n## 窗口\n\n### 大小\n\n接收窗口有多大。\n\n## 重传\n\n没有确认就重传。\n")
	_, after := load(t, dir)
	for _, b := range before {
		for _, a := range after {
			if a.ID() == b.ID() && a.State != b.State {
				t.Errorf("%s was %s and is %s", a.ID(), b.State, a.State)
			}
		}
	}
	if n := states(after); n[bilingual.Fresh] != 2 || n[bilingual.Missing] != 4 {
		t.Error("states:", n)
	}
}
