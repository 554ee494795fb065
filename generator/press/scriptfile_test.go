package press

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/generator/site"
)

// What an author allows is offered, and tells the figure's file apart.
func TestAuthorsSayWhichFaultsAreOffered(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "scenarios/a.scenario"), handshake)
	write(t, filepath.Join(dir, "index.md"), "# Page\n\n![](a.scenario)\n\n![](a.scenario){id=more what-if=\"lose duplicate delay\"}\n\n"+
		"```scenario id=none what-if=none\n"+handshake+"```\n")
	files, problems := pressed(t, dir)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for address, want := range map[string]string{
		"figures/scenarios/a.en.js":                      "lose",
		"figures/scenarios/a.lose.duplicate.delay.en.js": "lose duplicate delay",
		"figures/index/none.none.en.js":                  "",
	} {
		var got []string
		for _, fault := range []string{"lose", "duplicate", "delay"} {
			if strings.Contains(files[address], `"fault":"`+fault+`"`) {
				got = append(got, fault)
			}
		}
		if strings.Join(got, " ") != want || !strings.Contains(files["index.html"], `data-live="`+address+`"`) {
			t.Errorf("%s: offers %v, want %s", address, got, want)
		}
	}
}

// The first page that asks for a drawing asks for no variant of it: they are
// made when their own file is.
func TestPagesAreMadeWithoutVariants(t *testing.T) {
	s, _, err := site.Load("../../content", site.Options{States: States()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	p, err := New(s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	jobs, _ := p.Jobs()
	for _, job := range jobs {
		script := slices.ContainsFunc(job.Outputs, func(a string) bool { return strings.HasPrefix(a, "figures/") && strings.HasSuffix(a, ".js") })
		if script != job.Silent {
			t.Error("a check need make the scripts of figures no more than what else is silent:", job.Outputs)
		}
		if script && (job.Links != nil || slices.ContainsFunc(job.Outputs, func(a string) bool { return strings.HasSuffix(a, ".html") })) {
			t.Error("one job makes", job.Outputs)
		}
	}
}
