package markdown

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"woshou/generator/diagnostic"

	"github.com/google/go-cmp/cmp"
)

func TestSeedArticleBuildsUnchanged(t *testing.T) {
	src, err := os.ReadFile("../../../shared/seed/tcp.md")
	if err != nil {
		t.Skip("the article this began with is not beside the repository:", err)
	}
	doc := parsePage("tcp.md", src, Options{States: states, Lang: "zh"})
	var ids []string
	for _, h := range doc.Headings {
		ids = append(ids, h.ID)
	}
	want := []string{"tcp-三次握手和四次挥手", "三次握手", "过程", "为什么需要三次握手", "四次挥手", "过程-1", "为什么需要四次才能关闭连接", "十一种状态名词解析"}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Error("ids (-want +got)\n", diff)
	}
	html := render(t, doc)
	for what, n := range map[string]int{
		`<h[1-6][ >]`: 8, `data-container="tip"`: 2, `<blockquote[ >]`: 3, `<img[ >]`: 2, `<strong[ >]`: 17, `\*\*`: 0,
	} {
		if got := len(regexp.MustCompile(what).FindAllString(html, -1)); got != n {
			t.Errorf("%d of %s, want %d", got, what, n)
		}
	}
	for _, state := range []string{"FIN_WAIT_1", "LAST_ACK", "SYN_SEND"} {
		if !strings.Contains(html, state) {
			t.Errorf("%s is not literal any more", state)
		}
	}
	for _, p := range doc.Problems {
		if p.Severity != diagnostic.Hint && p.Code != "state-name" {
			t.Error(p.Place.String(), p.Message)
		}
	}
}
