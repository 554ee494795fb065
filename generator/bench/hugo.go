package main

import (
	"os"
	"os/exec"
	"path/filepath"
)

// hugo builds a site with Hugo and a bare theme, which has what ours has too: the
// pages of the folder, the headings, the page, the one before and the one after.
// It is nil where there is no Hugo.
func (b *bench) hugo(site string) func() (usage, error) {
	program, err := exec.LookPath("hugo")
	if err != nil {
		return nil
	}
	return func() (usage, error) {
		dir := filepath.Join(b.dir, "hugo")
		defer os.RemoveAll(dir)
		w := writer{dir: dir}
		for name, content := range bareTheme {
			w.write(name, content)
		}
		for _, lang := range []string{"zh", "en"} {
			if w.err == nil {
				w.err = os.CopyFS(filepath.Join(dir, "content", lang), os.DirFS(filepath.Join(site, lang)))
			}
		}
		if w.err != nil {
			return usage{}, w.err
		}
		return process(program, "--quiet", "--source", dir, "--destination", filepath.Join(dir, "public"))
	}
}

var bareTheme = map[string]string{
	"hugo.toml": `baseURL = "https://example.org/"
title = "Corpus"
defaultContentLanguage = "zh"
[languages.zh]
contentDir = "content/zh"
[languages.en]
contentDir = "content/en"
[markup.highlight]
noClasses = false
`,
	"layouts/_default/baseof.html": `<!doctype html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav>{{ range .CurrentSection.RegularPages.ByWeight }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
<main>{{ block "main" . }}{{ end }}</main></body></html>
`,
	"layouts/_default/single.html": `{{ define "main" }}{{ .TableOfContents }}{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
`,
	"layouts/_default/list.html": `{{ define "main" }}<h1>{{ .Title }}</h1>{{ end }}
`,
}
