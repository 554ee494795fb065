package build

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const benchPages = 1000

// corpus writes a site of pages in two languages, about 8 KB each, with three
// code blocks that both languages share, in folders of forty. It is the same
// at every call.
func corpus(b *testing.B, dir string, pages int) {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	write(b, filepath.Join(dir, "site.yaml"), "title: Corpus\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\n")
	for i := range pages {
		code := codeBlocks(r)
		name := fmt.Sprintf("part%02d/page%04d.md", i/40, i)
		write(b, filepath.Join(dir, "zh", name), corpusPage(r, i, chineseWords, "", 8<<10, code))
		write(b, filepath.Join(dir, "en", name), corpusPage(r, i, englishWords, " ", 8<<10, code))
	}
	ageSources(b, dir)
}

var (
	chineseWords = strings.Fields("连接 建立 客户端 服务器 发送 收到 确认 序号 状态 关闭 等待 数据 报文 一个 以后 因此 窗口 重传 定时器 超时")
	englishWords = strings.Fields("connection opens client server sends receives segment number state closes waits data window timer after before either because again once")
)

func corpusPage(r *rand.Rand, n int, words []string, space string, size int, code [3]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Page %d\norder: %d\n---\n# Page %d\n\n", n, n%40+1, n)
	for part := 0; b.Len() < size; part++ {
		fmt.Fprintf(&b, "## Section %d\n\n", part)
		for range 6 {
			for range 30 + r.IntN(30) {
				b.WriteString(words[r.IntN(len(words))] + space)
			}
			fmt.Fprintf(&b, "**%s** [next](page%04d.md) `code`.\n\n", words[0], n/40*40)
		}
		if part < len(code) {
			b.WriteString(code[part])
		}
	}
	return b.String()
}

func codeBlocks(r *rand.Rand) [3]string {
	var blocks [3]string
	for i, lang := range []string{"go", "js", "bash"} {
		var b strings.Builder
		fmt.Fprintf(&b, "```%s\n", lang)
		for line := range 8 {
			switch lang {
			case "go":
				fmt.Fprintf(&b, "if conn%d, err := net.Dial(\"tcp\", \"host:%d\"); err != nil { return err } // %d\n", r.IntN(1000), r.IntN(9999), line)
			case "js":
				fmt.Fprintf(&b, "const socket%d = await connect({ port: %d, retry: true }) // %d\n", r.IntN(1000), r.IntN(9999), line)
			default:
				fmt.Fprintf(&b, "for port in %d %d; do nc -z \"$HOST\" \"$port\" || echo \"closed %d\"; done\n", r.IntN(9999), r.IntN(9999), line)
			}
		}
		b.WriteString("```\n\n")
		blocks[i] = b.String()
	}
	return blocks
}

func benchBuild(b *testing.B, dir, out string) Result {
	b.Helper()
	result, _, err := Build(context.Background(), Options{Site: dir, Out: out})
	if err != nil {
		b.Fatal(err)
	}
	return result
}

// BenchmarkColdBuild also reports the most memory that the process has held,
// where the system tells. Run it alone for that figure.
func BenchmarkColdBuild(b *testing.B) {
	dir := b.TempDir()
	corpus(b, dir, benchPages)
	defer func() { b.ReportMetric(peakMegabytes(), "peak-MB") }()
	for b.Loop() {
		b.StopTimer()
		out := filepath.Join(b.TempDir(), "public")
		b.StartTimer()
		benchBuild(b, dir, out)
		b.StopTimer()
		if err := os.RemoveAll(out); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// peakMegabytes is the peak of the process's resident memory, 0 where Linux's
// /proc does not tell.
func peakMegabytes() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	var kilobytes float64
	for line := range strings.Lines(string(status)) {
		fmt.Sscanf(line, "VmHWM: %f kB", &kilobytes)
	}
	return kilobytes / 1000
}

func BenchmarkUnchangedBuild(b *testing.B) {
	dir, out := b.TempDir(), b.TempDir()
	corpus(b, dir, benchPages)
	benchBuild(b, dir, out)
	for b.Loop() {
		if r := benchBuild(b, dir, out); r.Written != 0 {
			b.Fatal(r)
		}
	}
}

func BenchmarkBuildAfterOneEdit(b *testing.B) {
	dir, out := b.TempDir(), b.TempDir()
	corpus(b, dir, benchPages)
	benchBuild(b, dir, out)
	page := filepath.Join(dir, "en/part03/page0123.md")
	text, err := os.ReadFile(page)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		write(b, page, fmt.Sprintf("%s\n\nedit %d\n", text, i))
		if r := benchBuild(b, dir, out); r.Written == 0 {
			b.Fatal(r)
		}
	}
}
