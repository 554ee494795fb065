package listing

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

func Example() {
	i := Parse("go{1} [dial.go]", false)
	code := Read("a()\nb() // [!code ++]\n", i)
	fmt.Println(i.Lang, i.Title, code.Hooks())
	fmt.Printf("%s", code.Wrap([]byte(code.Text)))
	// Output:
	// go dial.go [data-hl 1 data-add 2]
	// <span class="hl">a()</span>
	// <span class="add">b()</span>
}

func TestSnippets(t *testing.T) {
	for _, c := range []struct{ src, file, part, info string }{
		{"@/a.go", "@/a.go", "", "go"},
		{"./x/[id].ts#r{1,3-4 js:line-numbers=5} [t]", "./x/[id].ts", "r", "js 1,3-4 5 t"},
		{"a.md{:no-line-numbers}", "a.md", "", "md"},
	} {
		file, part, i := ParseSnippet(c.src, false)
		info := strings.Join(strings.Fields(strings.Join([]string{i.Lang, i.Marks, i.Start, i.Title}, " ")), " ")
		if file != c.file || part != c.part || info != c.info {
			t.Errorf("%s: %q %q %q", c.src, file, part, info)
		}
	}
}

var tag = regexp.MustCompile(`</?span[^>]*>`)

// FuzzRead holds that a block without marks and notes is its text, and that
// wrapping lines adds tags and nothing else.
func FuzzRead(f *testing.F) {
	f.Add("js{1-2}:line-numbers", "/* a\nb */ 1\n// [!code focus:2]\nc // [!code ++] [!code error]\n")
	f.Add("{9-1,,x}", "\n \n")
	f.Fuzz(func(t *testing.T, info, text string) {
		code := Read(text, Parse(info, false))
		if !strings.Contains(text, "[!code ") && strings.TrimRight(code.Text, "\n") != strings.TrimRight(text, " \t\n") {
			t.Errorf("%q became %q", text, code.Text)
		}
		if strings.Contains(code.Text, "span") {
			return
		}
		if got := tag.ReplaceAllString(string(code.Wrap([]byte(code.Text))), ""); got != code.Text {
			t.Errorf("%q was wrapped to %q", code.Text, got)
		}
	})
}
