package words

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The files are read section by section, and whole they say the same.
func TestFilesAreReadBySection(t *testing.T) {
	for _, code := range Built().Codes() {
		src, _ := Source(code)
		all, err := Read(src)
		if err != nil {
			t.Fatal(err)
		}
		whole := sections(all)
		for name := range whole {
			if diff := cmp.Diff(whole[name], embedded(code).section(name)); diff != "" {
				t.Errorf("%s: %q (-whole +cut):\n%s", code, name, diff)
			}
		}
	}
}

func TestLanguagesHaveTheSameWords(t *testing.T) {
	for _, code := range Built().Codes() {
		if lacking := Of(code).Missing(); len(lacking) > 0 {
			t.Errorf("%s lacks %s", code, lacking)
		}
		src, _ := Source(code)
		texts, err := Read(src)
		if err != nil {
			t.Fatal(err)
		}
		for key, text := range texts {
			if !slices.Contains(Known(), key) && !Open(key) {
				t.Errorf("%s: nothing asks for %s", code, key)
			}
			if !Fits(key, text) {
				t.Errorf("%s: %s takes other parts than in English: %q", code, key, text)
			}
		}
		for english, said := range Of(code).file.section(commands) {
			if !slices.Equal(partsOf(english), partsOf(said)) {
				t.Errorf("%s: %q takes other parts: %q", code, english, said)
			}
		}
	}
}

// A struct has a field for each key, and a key for each field.
func TestEveryKeyHasAField(t *testing.T) {
	l := Of(English)
	asked := map[string]int{}
	for name, value := range map[string]any{
		about: l.About(), sequence: l.Sequence(), chart: l.Chart(), sentences: l.Sentences(), consequences: l.Consequences(), questions: l.Questions(),
		characters: l.Characters(), slides: l.Slides(), export: l.Export(),
	} {
		cmp.Equal(value, value, cmp.FilterPath(func(p cmp.Path) bool {
			switch p.Last().(type) {
			case cmp.StructField, cmp.MapIndex:
				if v, _ := p.Last().Values(); v.Kind().String() == "string" {
					asked[name]++
					if v.String() == "" {
						t.Errorf("%s has nothing for %s", name, p)
					}
				}
			}
			return false
		}, cmp.Ignore()))
		if got := len(l.file.section(name)); got != asked[name] {
			t.Errorf("%s has %d keys, and %d are asked for", name, got, asked[name])
		}
	}
}

func TestNearestLanguage(t *testing.T) {
	for code, want := range map[string]string{"zh": "zh", "zh-Hant-TW": "zh", "en-GB": "en", "fr": "en", "": "en"} {
		if got := Of(code).Code; got != want {
			t.Errorf("%q is served by %q, want %q", code, got, want)
		}
	}
}

const french = `
skip: Aller au texte
language: {tag: fr-FR}
sequence:
  repeat: retransmission
  timers: {persist: "persistance %s", heartbeat: "battement %s"}
sentences:
  step: "Étape %d : de %s à %s, %s"
counts:
  page: {one: "%d page", other: "%d pages"}
commands:
  "%s: %s, %s, %s": "%[1]s : %s, %s et %s"
messages:
  "there is no scenario %s": "pas de scénario %s"
  "expected %s, found %s": "%[2]s au lieu de %[1]s"
  "a host": un hôte
help:
  woshou build: {short: Construire un site, flags: {out: dossier}}
`

// TestOneFileIsOneLanguage: what the file has is said so, all else in English.
func TestOneFileIsOneLanguage(t *testing.T) {
	fr, err := Parse("fr", []byte(french))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{fr.Pages()["skip"], "Aller au texte"},
		{fr.Pages()["menu"], "Contents"},
		{fr.Pages()["short"], "FR"},
		{fr.About().Tag, "fr-FR"},
		{fr.About().Colon, ": "},
		{fr.Sequence().Timers["persist"], "persistance %s"},
		{fr.Sequence().Timers["heartbeat"], "battement %s"},
		{fr.Sequence().Timers["user"], "user timeout %s"},
		{fr.Sequence().Copy, "copy"},
		{fr.Count(0, "page"), "0 page"}, // as French counts
		{fr.Count(0, "figure"), "0 figures"},
		{fr.Line("%s: %s, %s, %s", "a", "b", "c", "d"), "a : b, c et d"},
		{fr.Line("usage: %s", "x"), "usage: x"},
		{fr.Message(Say("expected %s, found %s", Message("a host"), "zh")), "zh au lieu de un hôte"},
		{fr.Message(Say("unknown host %s", "x")), "unknown host x"},
		{fr.Help()["woshou build"].Flags["out"], "dossier"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
	missing := fr.Missing()
	for _, key := range []string{"menu", "sequence.copy", "chart", "counts.figure.one"} {
		if !slices.Contains(missing, key) {
			t.Errorf("%s is not missed", key)
		}
	}
	for _, key := range []string{"skip", "sequence", "counts.page.one", "sequence.timers.persist"} {
		if slices.Contains(missing, key) {
			t.Errorf("%s is missed", key)
		}
	}
	if Of("fr").Code != English {
		t.Error("the built-in languages have changed")
	}
}

func TestFewerWordsGoBeforeThoseThere(t *testing.T) {
	zh, err := Parse("zh", []byte("skip: 到正文\n"))
	if err != nil {
		t.Fatal(err)
	}
	if zh.Pages()["skip"] != "到正文" || zh.Pages()["short"] != "中" || zh.About().Tag != "zh-Hans" || len(zh.Missing()) > 0 {
		t.Error("the other words are those of the language", zh.Missing())
	}
}

func TestWhatIsNoFileOfWords(t *testing.T) {
	for _, src := range []string{"skip: [a]", "a: b: c", "- a"} {
		if _, err := Parse("fr", []byte(src)); err == nil {
			t.Errorf("%q is read", src)
		}
	}
}

// TestMessages: parts go where a language wants them, and those that are
// messages themselves are said in it too.
func TestMessages(t *testing.T) {
	zh := Of("zh")
	for _, c := range []struct {
		message          Message
		english, chinese string
	}{
		{Say("expected %s, found %s", Message("a call"), "x"), "expected a call, found x", "应该是一个调用，却是x"},
		{Say("expected %s, found %s", Message("a call"), Message("the end of the line")), "expected a call, found the end of the line", "应该是一个调用，却是行尾"},
		{Say("expected %s, found %s", Message("a call"), "a call"), "expected a call, found a call", "应该是一个调用，却是a call"},
		{Say("attribute %s of %s was left out", "on", "<a>"), "attribute on of <a> was left out", "去掉了<a>的属性on"},
		{Say("`%s` is none of %q", "x\x1f\x1e%s", []string{"a"}), "`xU+001FU+001E%s` is none of [\"a\"]", "`xU+001FU+001E%s`不在[\"a\"]之中"},
		{Say("formula: %s", Say("unknown command %s", `\x`)), `formula: unknown command \x`, `公式：不认识的命令\x`},
		{"delete it", "delete it", "删掉它"},
		{"100% of a library", "100% of a library", "100% of a library"},
		{"", "", ""},
	} {
		if got := c.message.String(); got != c.english {
			t.Errorf("got %q, want %q", got, c.english)
		}
		if got := zh.Message(c.message); got != c.chinese {
			t.Errorf("got %q, want %q", got, c.chinese)
		}
	}
}

// TestMessagesHaveTheirParts fills every format, and wants all of its parts in
// what a language says.
func TestMessagesHaveTheirParts(t *testing.T) {
	for _, code := range Built().Codes() {
		for format, said := range Of(code).file.section(messages) {
			parts := []any{"A1", "B2", "C3", "D4", "E5"}[:len(verb.FindAllString(format, -1))]
			got := Of(code).Message(Say(verb.ReplaceAllString(format, "%s"), parts...))
			if want := verb.ReplaceAllString(format, "%s"); want != format {
				got = Of(code).Message(Message(format) + Say(want, parts...)[len(want):])
			}
			for _, part := range parts {
				if !strings.Contains(got, part.(string)) {
					t.Errorf("%s: %q loses %s: %q", code, format, part, said)
				}
			}
			if strings.Contains(got, "%!") || hole.MatchString(got) {
				t.Errorf("%s: %q is said as %q", code, format, got)
			}
		}
	}
}

// TestMessagesShowWhatNobodySees: an author's text in a message neither steers a
// terminal nor fills it.
func TestMessagesShowWhatNobodySees(t *testing.T) {
	for text, want := range map[string]string{
		"abc\u202edef":           "abcU+202Edef",
		"\u2066\u2069\u200e":     "U+2066U+2069U+200E",
		"a\u200bb\u2060\ufeff":   "aU+200BbU+2060U+FEFF",
		"\x00\x1b[31m\x7f\u0085": "U+0000U+001B[31mU+007FU+0085",
		"lis\xff\xfeten\xe6\x8f": `lis\xff\xfeten\xe6\x8f`,
		"握手\u3164\u034f":         "握手U+3164U+034F",
		"a\u200db a\ufe0fb":      "aU+200Db aU+FE0Fb",
		"👩\u200d💻 ❤\ufe0f":       "👩\u200d💻 ❤\ufe0f", // joined as it should be
		"نمی\u200cخواهم":         "نمی\u200cخواهم",
		"a\tb\nc 握　手\u00a0é ﷺ":   "a\tb\nc 握　手\u00a0é ﷺ",
	} {
		if got := Say("%s", text).String(); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
	if got := []rune(Say("%s", strings.Repeat("握", 1<<20)).String()); len(got) != longestPart+1 || got[longestPart] != '…' {
		t.Errorf("a word of 1 Mi characters is told with %d", len(got))
	}
}

// FuzzMessage holds that a message is in English what package fmt makes of it,
// whatever its parts are, and in no language loses itself.
func FuzzMessage(f *testing.F) {
	f.Add("client", "the end of the line")
	f.Add("\x1f\x1e0%s\x00", "%[2]s \x1e")
	f.Fuzz(func(t *testing.T, a, b string) {
		inner := Say("unknown command %s", b)
		m := Say("expected %s, found %s", a, Say("formula: %s", inner))
		a, b = shown(a), shown(b)
		if want := "expected " + a + ", found formula: unknown command " + b; m.String() != want {
			t.Errorf("got %q, want %q", m, want)
		}
		if want := "应该是" + a + "，却是公式：不认识的命令" + b; Of("zh").Message(m) != want {
			t.Errorf("got %q, want %q", Of("zh").Message(m), want)
		}
	})
}

// FuzzRead holds that a file is read or refused, and what was read is a language.
func FuzzRead(f *testing.F) {
	f.Add(french)
	f.Add("a: &x b\nc: *x\n--- d")
	f.Add("? a\n: |\n b\n%")
	f.Fuzz(func(t *testing.T, src string) {
		l, err := Parse("fr", []byte(src))
		if err != nil {
			return
		}
		if l.Sequence().Title == "" && l.Text("sequence.title") != "" || l.Count(2, "page") == "" || l.Pages() == nil {
			t.Error("words were lost")
		}
		l.Missing()
	})
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		for _, code := range Built().Codes() {
			f := embedded(code)
			f.section(pages)
			f.section(commands)
		}
	}
}
