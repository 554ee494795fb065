package source

import (
	"io/fs"
	"strings"
	"testing"
)

// Files that include each other many times must not fill a machine.
func TestIncludesAreBounded(t *testing.T) {
	all := map[string]string{}
	name := func(i int) string { return string(rune('a'+i)) + ".md" }
	for i := range 20 {
		all[name(i)] = strings.Repeat("x <!--@include: "+name(i+1)+"-->\n", 10)
	}
	all[name(20)] = strings.Repeat("text\n", 1000)
	text := Read("a.md", []byte(all["a.md"]), Files{Read: func(name string) ([]byte, error) {
		if content, ok := all[name]; ok {
			return []byte(content), nil
		}
		return nil, fs.ErrNotExist
	}})
	if len(text.All) > 2*mostIncludedText {
		t.Errorf("the text grew to %d octets", len(text.All))
	}
	if len(text.Faults) != 1 || text.Faults[0].Code != codeLimit {
		t.Errorf("%d faults, the first %v", len(text.Faults), text.Faults[:1])
	}
}

func TestRegionsOfAnyDepthAreFoundInOneGo(t *testing.T) {
	deep := strings.Repeat("// #region a\n", 50_000) + strings.Repeat("# endregion\n", 50_000)
	if got := regionsOf(strings.Split(deep, "\n"), "a"); len(got) != 0 {
		t.Errorf("%d regions, and none was closed in its style", len(got))
	}
}
