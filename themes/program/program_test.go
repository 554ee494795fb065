package program

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strings"
	"testing"
)

// page is a view with what views have.
type page struct {
	Title, Empty string
	Kind         kind
	N, Zero      int
	On           bool
	Body         template.HTML
	Words        words
	Next, Nobody *page
	Links        []link
	Tally
	Any any
}

type (
	kind  string
	words map[string]string
	link  struct {
		Title, Href string
		Below       []link
	}
	Tally struct{ Percent int }
)

func (p *page) Rest() template.HTML { return p.Body[1:] }

func (l link) Loud(end string) string { return strings.ToUpper(l.Title) + end }

func (w words) Get(key string) (string, error) {
	if w[key] == "" {
		return "", errors.New("no word")
	}
	return w[key], nil
}

func view() *page {
	links := []link{{`a "b"`, "x.html?q=1&r=é", []link{{"in", "#一", nil}}}, {"c<d", "javascript:alert(1)", nil}, {"", "HTTPS://x/%zz%41", nil}}
	return &page{
		Title: "T & 'U' + \x00<i>", Kind: "a>b", N: 3, On: true, Body: "<p>b</p>", Words: words{"w": "<word>"},
		Next: &page{Title: "next"}, Links: links, Tally: Tally{7}, Any: "any",
	}
}

var funcs = template.FuncMap{
	"printf": fmt.Sprintf,
	"up":     strings.ToUpper, "wordsOf": func(string) words { return words{"w": "W"} },
	"fails": func() (string, error) { return "", errors.New("fails") },
}

// set is a set of templates of which "page" has been made safe, unless that
// cannot be done.
func set(t testing.TB, source string) *template.Template {
	t.Helper()
	all, err := template.New("page").Funcs(funcs).Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	_ = all.Execute(io.Discard, &page{})
	return all
}

// same compiles a template and holds what it writes against html/template. It
// returns nil if there is no program for it.
func same(t *testing.T, source string, view *page) *Program {
	t.Helper()
	all := set(t, source)
	p := Of(all, "page", reflect.TypeFor[*page](), funcs, Bounds{1000, 1 << 20})
	var got, want bytes.Buffer
	got.WriteString("before")
	written := p.Write(&got, view)
	err := all.Execute(&want, view)
	switch {
	case written && err != nil:
		t.Errorf("%s: it writes where html/template says %v", source, err)
	case written && got.String() != "before"+want.String():
		t.Errorf("%s: it writes\n%s\nand html/template\n%s", source, got.Bytes(), want.Bytes())
	case !written && got.String() != "before":
		t.Errorf("%s: it leaves %s", source, got.Bytes())
	case p != nil && !written && err == nil:
		t.Errorf("%s: it fails, and html/template does not", source)
	}
	return p
}

func TestProgramsWriteWhatTemplatesWrite(t *testing.T) {
	for _, source := range []string{
		"", "text", "<!-- gone -->x",
		"{{.Title}} {{.Kind}} {{.N}} {{.Percent}} {{.Body}} {{.Rest}}",
		`<a title="{{.Title}}" href="{{.Title}}" data-x='{{.Kind}}'>{{.Empty}}</a><title>{{.Title}}</title>`,
		`{{range .Links}}<a href="{{.Href}}">{{.Title}}</a> <a href="/{{.Href}}">{{end}}`,
		"{{if .Title}}a{{else}}b{{end}}{{if .Zero}}a{{else if .N}}b{{end}}{{if .Nobody}}a{{end}}{{if not .On}}a{{end}}",
		"{{if and .Next .Next.Title}}a{{end}}{{if or .Empty (not .Links)}}a{{else}}b{{end}}{{if and .Nobody .Nobody.Title}}a{{end}}",
		"{{with .Next}}{{.Title}}{{$.Title}}{{end}}{{with .Empty}}a{{else}}b{{end}}",
		"{{range $i, $l := .Links}}{{if $i}}, {{end}}{{$i}} {{$l.Title}}{{.Title}}{{else}}none{{end}}",
		"{{range .Next.Links}}a{{else}}none {{.Title}}{{end}}{{range $l := .Links}}{{$l.Href}}{{end}}",
		`{{$w := wordsOf "x"}}{{$w.Get "w"}}{{.Words.Get "w"}}{{up .Title}}{{up (printf "%s-%d" .Kind .N)}}`,
		`{{range .Links}}{{.Loud "!"}}{{len .Below}}{{end}}{{len .Title}}`,
		`{{if eq .Title "x"}}a{{end}}{{if ne .Kind "x"}}b{{end}}{{if gt .N 2}}c{{end}}{{if le (len .Links) 3}}d{{end}}`,
		`{{or .Empty .Title}}{{and .Empty .Title}}{{and .Title .Empty "x"}}`,
		`{{with $x := .Next}}{{$x.Title}}{{end}}{{if $y := .N}}{{$y}}{{end}}{{"constant"}}{{1}}`,
		`{{template "list" .Links}}{{define "list"}}<ul>{{range .}}<li>{{.Title}}{{with .Below}}{{template "list" .}}{{end}}{{end}}</ul>{{end}}`,
		`{{template "bare"}}{{template "bare" .}}{{define "bare"}}<hr>{{end}}`,
		`{{$t := .Title}}{{range .Links}}{{$t := .Title}}{{$t}}{{end}}{{$t}}`,
		`{{template "page" .}}`, `{{.Words.Get "none"}}`, "{{.Nobody.Title}}", "x{{fails}}",
	} {
		if same(t, source, view()) == nil {
			t.Errorf("%s: no program", source)
		}
	}
}

// What is not known is left to html/template; above all where a value is printed
// in a way of its own.
func TestThereIsNoProgramForWhatIsNotKnown(t *testing.T) {
	for _, source := range []string{
		"<script>x = {{.Title}}</script>", `<p style="{{.Title}}">`, "<a href={{.Title}}>", `<img srcset="{{.Title}}">`, `<p onclick="{{.Title}}">`,
		`<a href="?q={{.Title}}">`, `<p title="{{.Body}}">`, "{{.}}", "{{.Links}}", "{{.Any}}", "{{.Title | up}}", "{{.Title | html}}",
		"{{.Titel}}", "{{$x := 1}}{{$x = 2}}", "{{range .Links}}{{break}}{{end}}", "{{range .Words}}{{end}}", "{{range 3}}{{end}}",
		"{{index .Links 0}}", "{{.Next.On}}", "{{range .Nobody}}{{end}}", "{{if eq .On .On}}{{end}}", "{{if eq .N 1 2}}{{end}}", "{{if eq .N .Title}}{{end}}", "{{1.5}}", "{{template \"t\"}}{{define \"t\"}}{{.}}{{end}}",
	} {
		if same(t, source, view()) != nil {
			t.Errorf("%s: there is a program", source)
		}
	}
	unsafe, err := template.New("page").Parse("{{.Title}}")
	if err != nil {
		t.Fatal(err)
	}
	if Of(unsafe, "page", reflect.TypeFor[*page](), nil, Bounds{1000, 1 << 20}) != nil {
		t.Error("there is a program of what is not safe yet")
	}
}

func FuzzEscapersAreThoseOfTemplates(f *testing.F) {
	for _, text := range []string{"", "a+b", "JAVASCRIPT:x", "mailto:a@b", "a/b:c", "%", "%4", "%41%", "一?二#三", "\x00\xff", " \n\"'`<>&{}|\\^()"} {
		f.Add(text)
	}
	all := set(f, `{{.Title}}<title>{{.Title}}</title><a title="{{.Title}}" href="{{.Title}}" data-src="x{{.Title}}">`)
	p := Of(all, "page", reflect.TypeFor[*page](), nil, Bounds{1000, 1 << 20})
	if p == nil {
		f.Fatal("no program")
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got, want bytes.Buffer
		view := &page{Title: text}
		if err := all.Execute(&want, view); err != nil {
			t.Fatal(err)
		}
		if !p.Write(&got, view) || got.String() != want.String() {
			t.Errorf("%q is\n%s\nin html/template\n%s", text, got.Bytes(), want.Bytes())
		}
	})
}
