package markdown

import (
	"strings"
	"testing"
)

func TestContainersNestOnlySoDeep(t *testing.T) {
	page := render(t, Parse("a.md", []byte(strings.Repeat("::: tip\n", 50_000)), Options{Lang: "en"}))
	if n := strings.Count(page, "<div data-"); n != mostContainers {
		t.Errorf("%d containers inside each other", n)
	}
}
