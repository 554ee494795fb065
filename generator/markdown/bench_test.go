package markdown

import (
	"strings"
	"testing"
)

// samplePage is about 8 KB of a Chinese page with what such pages hold.
func samplePage() []byte {
	const section = "## 建立连接\n\n客户端先发送 **SYN。**之后进入 SYN_SENT 状态，\n等待服务器的 `SYN+ACK`；见[下一节](next.md#过程)与 https://example.org/a。\n\n" +
		"- 第一次握手：*客户端*发送 SYN\n- 第二次握手：服务器回应\n\n::: tip\n连接是全双工的。\n:::\n\n" +
		"| 状态 | 含义 |\n|---|:-:|\n| LISTEN | 等待 |\n| ESTABLISHED | 已建立 |\n\n```go\nfunc dial(addr string) (net.Conn, error) {\n\treturn net.Dial(\"tcp\", addr) // connect\n}\n```\n\n"
	return []byte("---\ntitle: 三次握手\norder: 2\n---\n\n# 三次握手\n\n" + strings.Repeat(section, 12))
}

func BenchmarkParse(b *testing.B) {
	src := samplePage()
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		parsePage("p.md", src, Options{Lang: "zh"})
	}
}

func BenchmarkRender(b *testing.B) {
	doc := parsePage("p.md", samplePage(), Options{Lang: "zh"})
	plain := Renderer{Highlight: func(code, _ string) []byte { return []byte(code) }}
	b.SetBytes(int64(len(doc.source)))
	b.ReportAllocs()
	for b.Loop() {
		doc.Render(plain)
	}
}

func BenchmarkTwin(b *testing.B) {
	doc := parsePage("p.md", samplePage(), Options{Lang: "zh"})
	b.SetBytes(int64(len(doc.source)))
	b.ReportAllocs()
	for b.Loop() {
		twinOf(doc, TwinRenderer{})
	}
}

// BenchmarkOutline is what pairing and what a translation lacks are worked out from.
func BenchmarkOutline(b *testing.B) {
	doc := parsePage("p.md", samplePage(), Options{Lang: "zh"})
	b.SetBytes(int64(len(doc.source)))
	b.ReportAllocs()
	for b.Loop() {
		doc.Sections()
		doc.Blocks()
	}
}
