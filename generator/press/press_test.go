package press

import (
	"path/filepath"
	"slices"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

var write = golden.Write

// handshake is a scenario that runs to its end.
const handshake = "server listen\nclient connect\nexpect client ESTABLISHED, server ESTABLISHED\n"

// twoLanguages writes a small site in two languages.
func twoLanguages(t testing.TB, dir string) {
	t.Helper()
	for _, part := range golden.Read(t, "testdata/two-languages.txtar").Parts {
		write(t, filepath.Join(dir, part.Name), part.Text)
	}
}

// pressed makes every file of a site, the search indexes too.
func pressed(t testing.TB, dir string) (map[string]string, []diagnostic.Problem) {
	t.Helper()
	s, problems, err := site.Load(dir, site.Options{States: States()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if site.IsMisconfigured(problems) {
		return nil, diagnostic.Merge(problems)
	}
	p, err := New(s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	jobs, clashes := p.Jobs()
	problems = append(problems, clashes...)
	files := map[string]string{}
	for _, job := range jobs {
		if job.Links != nil {
			problems = append(problems, job.Links()...)
		}
		contents, more, err := job.Make()
		if err != nil {
			t.Fatal(err)
		}
		for i, content := range contents {
			files[job.Outputs[i]] = string(content)
		}
		problems = append(problems, more...)
	}
	for _, index := range p.Indexes() {
		err := index.Write(nil, func(address string, content []byte) error {
			files[address] = string(content)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files, slices.DeleteFunc(diagnostic.Merge(problems), func(p diagnostic.Problem) bool { return p.Severity == diagnostic.Hint })
}
