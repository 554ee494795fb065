package themes

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

// Templates may take as much as is told, and no more.
func TestTemplatesAreBounded(t *testing.T) {
	w := boundedWriter{to: io.Discard, steps: MostSteps - 1, text: MostText - 1}
	if _, err := w.Write([]byte("x")); err != nil {
		t.Error("at its bounds:", err)
	}
	if _, err := w.Write(nil); !errors.Is(err, errSteps) {
		t.Error("a step more:", err)
	}
	w.steps = 0
	if _, err := w.Write([]byte("x")); !errors.Is(err, errText) {
		t.Error("an octet more:", err)
	}
	print := bounded(func(...any) string { return "" })
	if _, err := print(strings.Repeat("x", MostValue-1), "x"); err != nil {
		t.Error("a text at its bound:", err)
	}
	if _, err := print(strings.Repeat("x", MostValue), "x"); !errors.Is(err, errValue) {
		t.Error("a text of an octet more:", err)
	}
}

// What is compiled is bounded as what is not: a footer that goes through a list for
// each of its elements ends, and says so.
func TestProgramsAreBounded(t *testing.T) {
	own := map[string]string{"partials/footer.html": `{{define "site-footer"}}{{range .Languages}}{{range $.Languages}}{{end}}{{end}}{{end}}`}
	theme, faults := loadTheme(t).With(Own{Files: own})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, c := range []struct {
		languages int
		fails     bool
	}{{1000, false}, {1500, true}} {
		page := *samplePage(t, theme, Article, "en")
		page.Words = theme.Words("en")
		page.Languages = make([]Language, c.languages)
		_, err := theme.Render(&page)
		var fault *Fault
		if fails := errors.As(err, &fault) && fault.Kind == TooManySteps; fails != c.fails || !fails && err != nil {
			t.Errorf("%d languages: %v", c.languages, err)
		}
		if wrote := theme.programs[page.Kind]().Write(new(bytes.Buffer), &page); wrote == c.fails {
			t.Errorf("%d languages: the program wrote: %t", c.languages, wrote)
		}
	}
}
