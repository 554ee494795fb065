package themes

import (
	"bytes"
	"flag"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
)

// look is where the sample pages go when somebody wants to see them:
//
//	go test ./themes -run Look -look /tmp/sample
var look = flag.String("look", "", "write the sample pages and their assets to this `folder`")

func loadTheme(t *testing.T) *Theme {
	t.Helper()
	css := readFile(t, "testdata/figure.css")
	theme, err := Load(func(scene.Palette) string { return css })
	if err != nil {
		t.Fatal(err)
	}
	return theme
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sampleBody is an article with every construct of our Markdown, and a figure.
func sampleBody(t *testing.T, words Words, code string) template.HTML {
	t.Helper()
	hosts := map[string][2]string{"zh": {"客户端", "服务器"}, "en": {"Client", "Server"}}[code]
	label := map[string]string{"zh": "建立连接", "en": "Opening a connection"}[code]
	data := map[string]string{"label": label, "desc": label, "client": hosts[0], "server": hosts[1],
		"figure": words["figure"] + " 1", "table": words["figure-table"]}
	for _, key := range []string{"time", "from", "to", "flags", "seq", "ack", "len", "state"} {
		data[key] = words[key]
	}
	var figure bytes.Buffer
	if err := template.Must(template.New("").Parse(readFile(t, "testdata/figure.html"))).Execute(&figure, data); err != nil {
		t.Fatal(err)
	}
	body := readFile(t, "testdata/article."+code+".html")
	return template.HTML(bytes.Replace([]byte(body), []byte("{{figure}}"), figure.Bytes(), 1))
}

// samplePage is a page of a kind that uses every field of the view model.
func samplePage(t *testing.T, theme *Theme, kind Kind, code string) *Page {
	t.Helper()
	body := sampleBody(t, theme.Words(code), code)
	page := &Page{
		Code: code, Lang: map[string]string{"zh": "zh-Hans", "en": "en"}[code], Kind: kind,
		Site: "握手", Title: "TCP 的建立与关闭", Describe: "连接怎样开始，怎样结束。", Home: "home.zh.html",
		CSP:   "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
		Style: theme.Style(kind).Name, Scripts: []string{theme.Script().Name}, Icon: theme.Icon().Name,
		Languages: []Language{
			{Lang: "zh-Hans", Code: "zh", Name: "简体中文", Href: string(kind) + ".zh.html", Current: code == "zh"},
			{Lang: "en", Code: "en", Name: "English", Href: string(kind) + ".en.html", Current: code == "en"},
		},
		Canonical: "https://docs.example.org/a.html",
		Alternate: []Alternate{{"zh-Hans", "https://docs.example.org/a.html"}, {"x-default", "https://docs.example.org/a.html"}},
		Sidebar: []Entry{
			{Title: "协议", Children: []Entry{{Title: "建立与关闭", Href: "article.zh.html", Current: true}, {Title: "丢失与重传", Href: "b.html"}, {Title: "流量控制", Href: "c.html"}}},
			{Title: "使用握手", Children: []Entry{{Title: "五分钟开始", Href: "d.html"}, {Title: "写一个场景", Href: "e.html"}}},
		},
		Outline: []Entry{
			{Title: "三次握手", Href: "#手", Children: []Entry{{Title: "为什么是三次，而不是两次或者四次：一个稍长的标题", Href: "#为什么是三次"}}},
			{Title: "十一种状态", Href: "#states"},
		},
		Crumbs: []Link{{"首页", "home.zh.html"}, {"协议", ""}},
		Prev:   &Link{"五分钟开始", "d.html"}, Next: &Link{"丢失与重传", "b.html"},
		Progress: "coverage." + code + ".html", Covered: sampleCoverage(),
		Edit: "https://git.example.org/a.md", Updated: "2026-11-22",
		Body: body,
	}
	if code == "en" {
		inEnglish(page)
	}
	if kind == Home {
		homeOf(page, body)
	}
	return page
}

// sampleCoverage has a section in every state.
func sampleCoverage() []Covered {
	var all Tally
	for i, state := range []string{"fresh", "edited", "unverified", "stale", "orphan", "missing"} {
		all.Shares = append(all.Shares, Share{state, 1, fmt.Sprint(i * 16), "16"})
	}
	all.Percent, all.Translated, all.Sections = 80, 4, 5
	whole := Tally{100, 1, 1, []Share{{"fresh", 1, "0", "100"}}}
	return []Covered{{Lang: "en", Name: "English", Tally: all, Pages: []CoveredPage{
		{Title: "Opening", Href: "a.html", Lang: "en", Tally: whole},
		{Title: "Closing", Href: "b.html", Lang: "en", Tally: all, Sections: []CoveredSection{
			{"stale", "Three segments", "b.html#three", "en"}, {"missing", "半关闭", "b.html#half", "zh-Hans"}, {"orphan", "Four", "b.html#four", "en"},
		}},
	}}}
}

func inEnglish(p *Page) {
	p.Site, p.Title, p.Describe, p.Home = "Woshou", "Opening and closing", "How a connection starts and ends.", "home.en.html"
	p.Sidebar = []Entry{
		{Title: "The protocol", Children: []Entry{{Title: "Opening and closing", Href: "article.en.html", Current: true}, {Title: "Loss and repair", Href: "b.html"}}},
		{Title: "Using Woshou", Children: []Entry{{Title: "Five minutes", Href: "d.html"}}},
	}
	p.Outline = []Entry{
		{Title: "Three segments to open", Href: "#open-it", Children: []Entry{{Title: "Why three", Href: "#why"}}},
		{Title: "The eleven states", Href: "#states"},
	}
	p.Crumbs = []Link{{"Home", "home.en.html"}, {"The protocol", ""}}
	p.Prev, p.Next = &Link{"Five minutes", "d.html"}, &Link{"Loss and repair", "b.html"}
}

// homeOf makes p a home page whose body is the figure of its article.
func homeOf(p *Page, body template.HTML) {
	p.Hero = &Hero{
		Name: "握手", Text: "运行出来的协议图", Tagline: "写下谁调用了什么、网络丢了哪一段，剩下的由状态机得出：图、编号、状态和时间。",
		Actions: []Action{{Title: "读一读 TCP", Href: "article.zh.html", Primary: true}, {Title: "五分钟开始", Href: "d.html"}},
		Features: []Feature{
			{Title: "不会画错", Details: "状态机做不到的事，图里就画不出来。", Href: "article.zh.html"},
			{Icon: "⇄", Title: "两种语言", Details: "中文和英文出自同一个场景。"},
			{Title: "拿去讲课", Details: "同一张图导出为幻灯片、矢量图和抓包文件。"},
		},
	}
	if p.Code == "en" {
		p.Hero.Name, p.Hero.Text, p.Hero.Tagline = "Woshou", "Protocol diagrams that are run, not drawn", "Write who calls what and what the network loses. The rest, numbers, states and times, is what the machine did."
		p.Hero.Actions = []Action{{Title: "Read about TCP", Href: "article.en.html", Primary: true}, {Title: "Start in five minutes", Href: "d.html"}}
		p.Hero.Features = []Feature{
			{Title: "It cannot be wrong", Details: "What the machine would not do cannot be drawn.", Href: "article.en.html"},
			{Icon: "⇄", Title: "Two languages", Details: "Both come from one scenario."},
			{Title: "Take it to class", Details: "The same figure as slides, vectors and captures."},
		}
	}
	from, to := bytes.Index([]byte(body), []byte("<figure")), bytes.Index([]byte(body), []byte("</figure>"))
	p.Title, p.Body = "", body[from:to+len("</figure>")]
}

var (
	kinds = []Kind{Article, Home, Missing, Coverage}
	codes = []string{"zh", "en"}
)

func render(t *testing.T, theme *Theme, p *Page) string {
	t.Helper()
	page, err := theme.Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("no -look folder given")
	}
	theme := loadTheme(t)
	put := func(name string, content []byte) {
		golden.Write(t, filepath.Join(*look, filepath.FromSlash(name)), string(content))
	}
	for _, a := range theme.Assets() {
		put(a.Name, a.Bytes)
	}
	for _, kind := range kinds {
		for _, code := range codes {
			put(string(kind)+"."+code+".html", []byte(render(t, theme, samplePage(t, theme, kind, code))))
		}
	}
}
