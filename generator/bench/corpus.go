package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// writeCorpus writes a site of so many pages, half of them Chinese, half their
// English translations: about 8 KB each, with three code blocks that both share,
// in folders of forty. It is the same at every call. Its files are an hour old.
func writeCorpus(dir string, pages int) error {
	r := rand.New(rand.NewPCG(1, 2))
	w := writer{dir: dir, at: time.Now().Add(-time.Hour)}
	w.write("site.yaml", "title: Corpus\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\n")
	for i := range pages / 2 {
		code := codeBlocks(r)
		name := fmt.Sprintf("part%02d/page%04d.md", i/folderSize, i)
		w.write("zh/"+name, corpusPage(r, i, chineseWords, "", code))
		w.write("en/"+name, corpusPage(r, i, englishWords, " ", code))
	}
	return w.err
}

const (
	folderSize = 40
	pageSize   = 8 << 10
)

// writer writes files, until one fails.
type writer struct {
	dir string
	at  time.Time
	err error
}

func (w *writer) write(name, content string) {
	if w.err != nil {
		return
	}
	file := filepath.Join(w.dir, filepath.FromSlash(name))
	if w.err = os.MkdirAll(filepath.Dir(file), 0o755); w.err != nil {
		return
	}
	if w.err = os.WriteFile(file, []byte(content), 0o644); w.err == nil {
		w.err = os.Chtimes(file, w.at, w.at)
	}
}

var (
	chineseWords = strings.Fields("连接 建立 客户端 服务器 发送 收到 确认 序号 状态 关闭 等待 数据 报文 一个 以后 因此 窗口 重传 定时器 超时")
	englishWords = strings.Fields("connection opens client server sends receives segment number state closes waits data window timer after before either because again once")
)

func corpusPage(r *rand.Rand, n int, words []string, space string, code [3]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Page %d\norder: %d\n---\n# Page %d\n\n", n, n%folderSize+1, n)
	for part := 0; b.Len() < pageSize; part++ {
		fmt.Fprintf(&b, "## Section %d\n\n", part)
		for range 6 {
			for range 30 + r.IntN(30) {
				b.WriteString(words[r.IntN(len(words))] + space)
			}
			fmt.Fprintf(&b, "**%s** [next](page%04d.md) `code`.\n\n", words[0], n/folderSize*folderSize)
		}
		if part < len(code) {
			b.WriteString(code[part])
		}
	}
	return b.String()
}

func codeBlocks(r *rand.Rand) [3]string {
	line := map[string]func(n int) string{
		"go": func(n int) string {
			return fmt.Sprintf("if conn%d, err := net.Dial(\"tcp\", \"host:%d\"); err != nil { return err } // %d\n", r.IntN(1000), r.IntN(9999), n)
		},
		"js": func(n int) string {
			return fmt.Sprintf("const socket%d = await connect({ port: %d, retry: true }) // %d\n", r.IntN(1000), r.IntN(9999), n)
		},
		"bash": func(int) string {
			return fmt.Sprintf("for port in %d %d; do nc -z \"$HOST\" \"$port\" || echo \"closed %d\"; done\n", r.IntN(9999), r.IntN(9999), r.IntN(9999))
		},
	}
	var blocks [3]string
	for i, lang := range []string{"go", "js", "bash"} {
		var b strings.Builder
		fmt.Fprintf(&b, "```%s\n", lang)
		for n := range 8 {
			b.WriteString(line[lang](n))
		}
		b.WriteString("```\n\n")
		blocks[i] = b.String()
	}
	return blocks
}
