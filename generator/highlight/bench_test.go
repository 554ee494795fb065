package highlight

import (
	"strings"
	"testing"
)

func BenchmarkHighlight(b *testing.B) {
	samples := []struct{ lang, code string }{
		{"go", "// dial connects.\nfunc dial(addr string) (net.Conn, error) {\n\tif addr == \"\" {\n\t\treturn nil, errors.New(\"no address\")\n\t}\n\treturn net.Dial(\"tcp\", addr)\n}\n"},
		{"js", "// wait\nexport async function main() {\n  const n = 42, s = `a ${n}`\n  for (const x of [1, 2]) await send(x, 'b')\n  return /re+/.test(s)\n}\n"},
		{"bash", "# build\nset -e\nfor f in *.md; do\n  echo \"$f\" | grep -q 'x' && npm run build -- --flag=1\ndone\n"},
		{"json", "{\"a\": [1, 2.5, null], \"b\": {\"c\": true, \"d\": \"text\"}}\n"},
	}
	for _, s := range samples {
		b.Run(s.lang, func(b *testing.B) {
			code := strings.Repeat(s.code, 5)
			b.SetBytes(int64(len(code)))
			b.ReportAllocs()
			for b.Loop() {
				Code(code, s.lang)
			}
		})
	}
}
