package themes

import (
	"bytes"
	"compress/gzip"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"woshou/diagrams/scene"

	"github.com/google/go-cmp/cmp"
)

// noFigures is for themes of pages without figures.
func noFigures(scene.Palette) string { return "" }

func eachPage(t *testing.T, check func(t *testing.T, page string)) {
	t.Helper()
	theme := loadTheme(t)
	for _, kind := range kinds {
		for _, code := range codes {
			t.Run(string(kind)+"_"+code, func(t *testing.T) {
				check(t, render(t, theme, samplePage(t, theme, kind, code)))
			})
		}
	}
}

// A template that asks for a word that is not there fails, so this also shows
// that no page has a hole.
func TestEveryKindRendersInEveryLanguage(t *testing.T) {
	eachPage(t, func(t *testing.T, page string) {
		for _, want := range []string{"<!doctype html>\n<html lang=", `http-equiv="Content-Security-Policy"`, `class="skip"`,
			`<main id="_content"`, "data-sidebar", `data-language="en"`, `rel="canonical"`, `hreflang="x-default"`, "</html>"} {
			if !strings.Contains(page, want) {
				t.Errorf("no %s", want)
			}
		}
		if strings.Contains(page, "ZgotmplZ") {
			t.Error("the template engine refused an address")
		}
	})
}

func TestAPageOfAlmostNothingHasNoEmptyParts(t *testing.T) {
	theme := loadTheme(t)
	for _, kind := range kinds {
		page := render(t, theme, &Page{Kind: kind, Lang: "zh-Hans", Code: "zh", Site: "s", Style: "s.css", Icon: "i.svg", Home: "index.html"})
		for _, empty := range []string{"<nav", "<ul>", "<script", `href=""`, `content=""`, "<p></p>", "<p class=\"provenance\">"} {
			if strings.Contains(page, empty) {
				t.Errorf("%s: holds %s", kind, empty)
			}
		}
	}
}

// The Content-Security-Policy allows only files of the site.
func TestNothingInlineIsRunOrStyled(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son\w+=|javascript:|<script[^>]*>[^<]`)
	eachPage(t, func(t *testing.T, page string) {
		if found := inline.FindString(page); found != "" {
			t.Errorf("the page holds %q", found)
		}
	})
	sheet := string(loadTheme(t).Style(Home).Bytes)
	if strings.Contains(sheet, "url(") || strings.Contains(sheet, "@import") {
		t.Error("the style sheet asks for further files")
	}
}

func TestPageMarksWhereTheReaderIs(t *testing.T) {
	theme := loadTheme(t)
	page := render(t, theme, samplePage(t, theme, Article, "zh"))
	for _, want := range []string{
		`<article data-article lang="zh-Hans">`,
		`<a href="article.zh.html" aria-current="page">建立与关闭</a>`,
		`data-language="zh" href="article.zh.html" lang="zh-Hans" hreflang="zh-Hans" rel="alternate" title="简体中文" aria-current="true">中</a>`,
		`<span>协议</span>`, `rel="prev"`, `rel="next"`, `<time datetime="2026-11-22">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestMissingPageSpeaksEveryLanguage(t *testing.T) {
	theme := loadTheme(t)
	page := render(t, theme, samplePage(t, theme, Missing, "zh"))
	for _, code := range codes {
		for _, key := range []string{"missing", "missing-text", "missing-home"} {
			if !strings.Contains(page, theme.Words(code)[key]) {
				t.Errorf("%s: %s is not said", code, key)
			}
		}
	}
}

func TestWhatCannotBeRenderedWritesNothing(t *testing.T) {
	theme := loadTheme(t)
	for name, page := range map[string]*Page{
		"unknown kind": {Kind: "poster"},
		"missing word": {Kind: Article, Words: Words{"skip": "skip"}},
	} {
		if written, err := theme.Render(page); err == nil || written != nil {
			t.Errorf("%s: error %v, %d bytes written", name, err, len(written))
		}
	}
}

func TestABrokenThemeIsRefused(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"no templates":  {},
		"broken markup": {"partials/a.html": {Data: []byte("{{if}}")}},
	} {
		if _, err := load(files, noFigures); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestAssetNamesFollowTheirContent(t *testing.T) {
	a, b := newAsset("style.css", []byte("a")), newAsset("style.css", []byte("b"))
	if a.Name == b.Name || a.Name != newAsset("style.css", []byte("a")).Name {
		t.Errorf("%s, %s", a.Name, b.Name)
	}
	if !regexp.MustCompile(`^assets/style\.[0-9a-f]{8}\.css$`).MatchString(a.Name) {
		t.Error(a.Name)
	}
}

// A page asks for itself, one style sheet and one script.
func TestWeights(t *testing.T) {
	theme := loadTheme(t)
	bare, err := Load(noFigures)
	if err != nil {
		t.Fatal(err)
	}
	style, script := zipped(t, theme.Style(Article).Bytes), zipped(t, theme.Script().Bytes)
	page := zipped(t, []byte(render(t, theme, samplePage(t, theme, Article, "zh"))))
	for _, weight := range []struct {
		what     string
		is, most int
	}{
		{"style sheet without figures", zipped(t, bare.Style(Article).Bytes), 5800},
		{"style sheet of a home page", zipped(t, bare.Style(Home).Bytes), 8000},
		{"script", script, 2500},
		{"search script", zipped(t, theme.Search().Bytes), 8000},
		{"all scripts but that of the search", script + zipped(t, theme.Figure().Bytes) + zipped(t, theme.Both().Bytes), 11_700},
		{"page with one figure, style and script", page + style + script, 16_000},
	} {
		if weight.is > weight.most {
			t.Errorf("%s: %d octets, at most %d", weight.what, weight.is, weight.most)
		}
	}
	for _, kind := range kinds {
		html := render(t, theme, samplePage(t, theme, kind, "en"))
		if n := strings.Count(html, "<script") + strings.Count(html, `rel="stylesheet"`); n != 2 {
			t.Errorf("%s: %d files to load", kind, n)
		}
	}
}

func zipped(t *testing.T, content []byte) int {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

func TestFurtherSheetsAreSmall(t *testing.T) {
	theme := loadTheme(t)
	for name, most := range map[string]int{CodeSheet: 1000, FigureSheet: 2500, ExerciseSheet: 700, CheckSheet: 1000, GallerySheet: 400, MarkSheet: 500} {
		if is := zipped(t, theme.Sheet(name).Bytes); is > most {
			t.Errorf("%s: %d octets, at most %d", name, is, most)
		}
	}
}

// Every kind of page is written by a program, and as html/template writes it,
// whatever it is filled with; but for home pages, of which a site has few and
// whose pictures have an address that no program escapes.
func TestProgramsWriteWhatTemplatesWrite(t *testing.T) {
	theme := loadTheme(t)
	r := rand.New(rand.NewPCG(1, 2))
	kinds := slices.DeleteFunc(slices.Clone(kinds), func(kind Kind) bool { return kind == Home })
	for i := range 300 {
		kind, code := kinds[i%len(kinds)], codes[i%len(codes)]
		page := samplePage(t, theme, kind, code)
		if i >= 2*len(kinds) {
			fill(r, reflect.ValueOf(page).Elem(), 3)
			page.Opening = page.Body[:len(page.Body)/2]
			page.Covered = nil
		}
		page.Words = theme.Words("en")
		name := templates[kind]
		var got, want bytes.Buffer
		if !theme.programs[kind]().Write(&got, page) {
			t.Fatalf("%s: no program writes it", name)
		}
		if err := theme.pages.ExecuteTemplate(&want, name, page); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want.String(), got.String()); diff != "" {
			t.Fatalf("%s:\n%s", name, diff)
		}
	}
}

// fill sets what can be set of a value at random, so many levels deep.
func fill(r *rand.Rand, v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString([]string{"", "plain", "a & <b> \"c\" + 'd'", "x/%41?é#一", "javascript:x", "https://a.b/c"}[r.IntN(6)])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int:
		v.SetInt(int64(r.IntN(200) - 20))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(r, v.Field(i), depth)
		}
	case reflect.Pointer:
		if v.SetZero(); r.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem(), depth)
		}
	case reflect.Slice:
		v.SetZero()
		if n := r.IntN(4); depth > 0 && n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(r, v.Index(i), depth-1)
			}
		}
	}
}
