package export

import (
	"archive/zip"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

// A language that a site brings, by a file alone, is that of its slides too:
// of the figure, of the notes, of what shapes are called, and of the index.
func TestThirdLanguageIsOneFileOfWords(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		"site.yaml":            "title: T\nlanguages:\n  en: {folder: en}\n  fr: {folder: fr}\n",
		"en/a.md":              "# A\n\n![](a.scenario)\n",
		"fr/a.md":              "# A\n\n![](a.scenario)\n\n```states tcp\npath client a.scenario\n```\n",
		"scenarios/a.scenario": "host client zh \"客户端\" en \"Client\" fr \"Le client\"\nhost server \"S\"\npath latency 500ms\nserver listen\nlose SYN from client\nclient connect\n",
		"theme/words/fr.yaml": `
language: {tag: fr, name: français, brief: fr.}
sequence: {repeat: retransmis, title: "Segments entre %s et %s"}
chart: {title: "États d’une connexion TCP"}
sentences: {step: "Étape %d : de %s à %s, %s", enters: "%s passe à %s"}
slides: {hosts: Machines, step: "Étape %d", roles: {message: Flèche}}
characters: {repeat: " encore"}
export: {steps: Étapes}
counts: {figure: {one: "%d dessin", other: "%d dessins"}}
`,
	} {
		golden.Write(t, filepath.Join(dir, name), text)
	}
	c, problems, err := Collect([]string{dir}, nil)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if _, problems, err := Export(t.Context(), c, Options{Out: out, Formats: []string{"svg", "pptx", "txt"}, Steps: true}); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for name, want := range map[string][]string{
		"a.fr.svg":                  {`lang="fr"`, "Segments entre Le client et S", ">retransmis<", "Étape 1 : de Le client à S, SYN", "Le client passe à"},
		"a.en.svg":                  {`lang="en"`, ">retransmission<"},
		"a-states-tcp.fr.svg":       {"États d’une connexion TCP"},
		"a.fr.txt":                  {" encore"},
		indexFile:                   {">fr.<", "2 dessins", "2 figures", ">Étapes<", ">Steps<"},
		"a.fr.pptx:ppt/slides/":     {`name="Machines"`, `name="Étape 1"`, `name="Flèche"`, `name="Title"`},
		"a.fr.pptx:ppt/notesSlides": {"Étape 1 : de Le client à S, SYN"},
	} {
		file, within, packed := strings.Cut(name, ":")
		text := read(t, out, file)
		if packed {
			text = unpacked(t, filepath.Join(out, file), within)
		}
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: no %s", name, w)
			}
		}
	}
}

// unpacked are the parts of an archive under a folder.
func unpacked(t *testing.T, file, folder string) (text string) {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	for _, f := range archive.File {
		if !strings.HasPrefix(f.Name, folder) {
			continue
		}
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		text += string(content)
	}
	return text
}
