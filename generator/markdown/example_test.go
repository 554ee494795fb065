package markdown_test

import (
	"fmt"

	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/source"
)

func ExampleParse() {
	src := []byte("# 三次握手\n\n**第一步。**客户端发送 SYN。\n\n![握手](handshake.scenario)\n\n::: tip\n未关闭\n")
	doc := markdown.Parse(source.Read("zh/tcp.md", src, source.Files{}), markdown.Options{Lang: "zh"})
	for _, p := range doc.Problems {
		fmt.Printf("%s:%d:%d: %s\n", p.File, p.Line, p.Col, p.Message)
	}
	fmt.Println(doc.Headings[0].ID, doc.Figures[0].Path)
	body := doc.Render(markdown.Renderer{
		Figure: func(f page.Figure) []byte { return []byte("<figure></figure>") },
		Word:   func(key string) string { return map[string]string{"tip": "提示", "permalink": "本节链接"}[key] },
	})
	fmt.Printf("%s", body.HTML)
	// Output:
	// zh/tcp.md:7:1: container tip is never closed
	// 三次握手 handshake.scenario
	// <h1 data-block="三次握手/1" id="三次握手">三次握手 <a data-permalink href="#三次握手" aria-label="本节链接">#</a></h1>
	// <p data-block="三次握手/2"><strong>第一步。</strong>客户端发送 SYN。</p>
	// <div data-block="三次握手/3" data-wrap><figure></figure></div>
	// <div data-block="三次握手/4" data-container="tip">
	// <p data-title="default">提示</p>
	// <p>未关闭</p>
	// </div>
}
