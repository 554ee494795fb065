package front

import (
	"testing"

	"woshou/generator/flavour"
	"woshou/generator/page"
	"woshou/generator/source"

	"github.com/google/go-cmp/cmp"
)

func TestHomePage(t *testing.T) {
	const home = `---
layout: home
hero:
  name: <b>握</b>手
  text: a &amp; b<br>c
  image: {light: /l.svg, dark: /d.svg, alt: 标志, width: 64px, height: 3em}
  actions:
    - {text: 开始, link: ./a}
features:
  - {icon: '<svg><title>x</title></svg>', title: 一, link: /b, linkText: 看看}
  - {icon: {src: /i.png}, title: 二}
  - {icon: 🛠️, title: 三, link: 'javascript:x'}
---
`
	m := Read(source.Read("index.md", []byte(home), source.Files{}), flavour.Flavour{})
	hero := &page.Hero{
		Name: "握手", Text: "a & b c",
		Image:   &page.Picture{Light: "/l.svg", Dark: "/d.svg", Alt: "标志", Width: "64"},
		Actions: []page.Action{{Text: "开始", Link: "./a"}},
	}
	features := []page.Feature{
		{Title: "一", Link: "/b", LinkText: "看看"},
		{Title: "二", Picture: &page.Picture{Light: "/i.png"}},
		{Title: "三", Icon: "🛠️"},
	}
	if diff := cmp.Diff(hero, m.Meta.Hero); diff != "" {
		t.Errorf("hero (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(features, m.Meta.Features); diff != "" {
		t.Errorf("features (-want +got)\n%s", diff)
	}
	images := 0
	for _, l := range m.Links {
		if l.Image {
			images++
		}
	}
	if images != 3 || len(m.Problems) != 1 {
		t.Errorf("%d images, problems %+v", images, m.Problems)
	}
}

func TestFrontMatterTurnsPartsOfThePageOff(t *testing.T) {
	for _, c := range []struct {
		matter string
		want   page.Meta
	}{
		{"layout: page", page.Meta{Layout: "page", Without: page.Without{Outline: true, Prev: true, Next: true}}},
		{"layout: doc\nsidebar: true\noutline: deep", page.Meta{Layout: "doc", Outline: [2]int{2, 6}}},
		{"outline: 2", page.Meta{Outline: [2]int{2, 2}}},
		{"outline: {level: [3, 4], label: 目录}", page.Meta{Outline: [2]int{3, 4}}},
		{"outline: [4, x]", page.Meta{}},
		{"layout: false", page.Meta{Layout: "false", Without: page.Without{Sidebar: true, Outline: true, Edit: true, Updated: true, Prev: true, Next: true}}},
		{"aside: false\neditLink: false\nlastUpdated: false", page.Meta{Without: page.Without{Outline: true, Edit: true, Updated: true}}},
		{"prev: false\nnext: {text: 下一篇, link: ./x}", page.Meta{Next: page.Neighbour{Text: "下一篇", Link: "./x"}, Without: page.Without{Prev: true}}},
	} {
		m := Read(source.Read("a.md", []byte("---\n"+c.matter+"\n---\n"), source.Files{}), flavour.Flavour{})
		if diff := cmp.Diff(c.want, m.Meta); diff != "" || len(m.Problems) > 0 {
			t.Errorf("%s (-want +got)\n%s%+v", c.matter, diff, m.Problems)
		}
	}
}
