package sequence

import (
	"slices"
	"testing"
)

func TestNamesOfHostsAreEven(t *testing.T) {
	for _, c := range []struct{ lines, want []string }{
		{[]string{"授权服务", "器"}, []string{"授权", "服务器"}},
		{[]string{"客户端"}, []string{"客户端"}},
		{[]string{"顶级域名", "解析服务", "器"}, []string{"顶级域", "名解析", "服务器"}},
		{[]string{"Authorization", "server"}, []string{"Authorization", "server"}},
		{[]string{"TCP服务", "器"}, []string{"TCP服务", "器"}},
	} {
		if got := evened(c.lines); !slices.Equal(got, c.want) {
			t.Errorf("%q become %q", c.lines, got)
		}
	}
}
