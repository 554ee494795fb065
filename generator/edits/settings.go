package edits

import (
	"fmt"
	"os"
	"path"
	"strings"

	"woshou/generator/site"
)

// scenario changes a scenario of the site, or one that takes its place for the
// pages beside it.
func (e *Editor) scenario() []string {
	name := e.pick("scenarios/handshake.scenario", "scenarios/handshake.scenario", "zh/handshake.scenario", "en/guide/handshake.scenario", "scenarios/other.scenario")
	if name != "scenarios/handshake.scenario" && e.often(40) {
		return e.remove(name)
	}
	return e.write(name, e.pick(handshake, handshake+"client send 1\n", "server listen\nclient connect\n", "title \"T\"\nserver listen\nlose ACK from client\nclient connect\n"))
}

// snippet changes what pages take in.
func (e *Editor) snippet() []string {
	if e.often(50) {
		return e.write("snippets/a.js", fmt.Sprintf("// #region part\nlet a = %d\n// #endregion\nb()\n", e.rand.IntN(9)))
	}
	return e.write(e.pick("parts/a.md", "parts/b.md"), e.pick("## Part\n\nAnother text.\n", "## Other part\n\n[a](udp.md)\n", "Text.\n", "### Deep\n\n[l](img/b.svg)\n", "## Part\n\n```scenario\nserver listen\n```\n"))
}

// image changes a picture that pages show, or its being there.
func (e *Editor) image() []string {
	name := e.pick("zh/img/a b.png", "en/img/b.svg", "public/img/p.png", "zh/img/b.svg", "en/new.png")
	if e.often(40) {
		return e.remove(name)
	}
	return e.write(name, e.pick("png", "other", `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`))
}

func (e *Editor) glossary() []string {
	if e.often(20) {
		return e.remove("glossary.yaml")
	}
	return e.write("glossary.yaml", e.pick("- {zh: 握手, en: handshake}\n", "- {zh: [校验和, 检验], en: Checksum}\n", "- {zh: 握手, en: [handshake, shake], page: guide/tcp}\n- {zh: 关闭, en: Close}\n", "[]\n"))
}

func (e *Editor) rules() []string {
	if e.often(30) {
		return e.remove(site.RulesFile)
	}
	return e.write(site.RulesFile, e.pick("levels: {fin-ends-connection: off}\n", "levels: {syn-connects: hint}\n"))
}

// lock is what a translator may have said, of sections as they are, were, or will
// be.
func (e *Editor) lock() []string {
	if e.often(20) {
		return e.remove(site.LockFile)
	}
	s, err := site.Open(e.dir)
	e.must(err)
	defer s.Close()
	loaded, problems := s.Load(site.Options{})
	if site.IsMisconfigured(problems) {
		return nil
	}
	var b strings.Builder
	for _, status := range loaded.Statuses() {
		if status.Section.Source == nil || status.Section.Target == nil || e.often(30) {
			continue
		}
		source, target := status.Section.Source.Digest, status.Section.Target.Digest
		if e.often(25) {
			source = "000000000000"
		}
		page := status.Page
		if e.often(20) {
			page = e.pick("guide/tcp", "new")
		}
		fmt.Fprintf(&b, "%s\t#%s\t%s\t%s\t%s\t%s\n", page, status.Section.Source.ID, status.Translation.Source, source, status.Translation.Target, target)
	}
	return e.write(site.LockFile, b.String())
}

// themeFiles are files of a theme, with what a site may have in their place.
var themeFiles = map[string][]string{
	"colours.yaml":         {"host-a: {light: \"#8a1c6b\"}\n", "host-a: {light: \"#0a3b6c\"}\nsoft: {dark: \"#9a9a9a\"}\n", "established: {light: \"#006622\", dark: \"#66dd88\"}\n"},
	"partials/footer.html": {`{{define "site-footer"}}<p>A</p>{{end}}`, `{{define "site-footer"}}<p>B {{.Title}}</p>{{end}}`},
	"extra.css":            {"p{margin:0}", "p{margin:1em}", ""},
	"style/prose.css":      {"p{line-height:2}", "article{max-width:60ch}"},
	"script.js":            {"let a=1", "let a=2"},
	"search.js":            {"find()", "seek()"},
	"figure.js":            {"play()"},
	"favicon.svg":          {`<svg xmlns="http://www.w3.org/2000/svg"/>`, `<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>`},
	"unknown.css":          {"x"},
}

// theme changes colours, templates, styles or scripts.
func (e *Editor) theme() []string {
	if e.often(8) {
		return e.remove("theme")
	}
	name := e.pick("colours.yaml", "colours.yaml", "partials/footer.html", "partials/footer.html", "extra.css", "style/prose.css", "script.js", "search.js", "figure.js", "favicon.svg", "unknown.css")
	if e.often(30) {
		return e.remove("theme/" + name)
	}
	return e.write("theme/"+name, e.pick(themeFiles[name]...))
}

func (e *Editor) words() []string {
	name := e.pick("theme/words/en.yaml", "theme/words/zh.yaml", "theme/words/ja.yaml")
	if e.often(25) {
		return e.remove(name)
	}
	return e.write(name, e.pick("menu: Contents\n", "menu: Pages\nsearch: Find\n", "search: Seek\n"))
}

// settings is a site.yaml of some of its keys.
func (e *Editor) settings() []string {
	languages := e.pick("  zh: {folder: zh}\n  en: {folder: en}\n", "  zh: {folder: zh}\n  en: {folder: en}\n", "  en: {folder: en}\n  zh: {folder: zh}\n",
		"  zh: {folder: zh, name: 中文}\n  en: {folder: en}\n  ja: {folder: ja}\n", "  zh: {folder: zh}\n")
	return e.write(site.ConfigFile, fmt.Sprintf("title: %s\nlanguages:\n", e.pick("{zh: 握手, en: W}", "T1", "T2"))+languages+
		e.pick("", "", "both: false\n")+e.pick("", "description: D\n")+e.pick("", "states: hyphen\n")+
		e.pick("", "edit: https://example.org/{path}\n")+e.pick("", "", "html: trusted\n")+e.pick("", "url: https://example.org/\n", "url: https://example.org/x/\n")+
		e.pick("", "", "markdown: {math: true}\n", "markdown: {line-numbers: true}\n", "markdown: {containers: [aside]}\n")+
		e.pick("", "", "", "nav: [guide/tcp]\n", "nav: [{title: N, items: [guide/tcp, guide/udp]}, {title: L, link: \"https://example.org/\"}]\n"))
}

// public changes files that are copied: also one into a folder and back, or into
// other letters.
func (e *Editor) public() []string {
	switch name := e.pick("public/x.txt", "public/thing", "public/thing/a.txt", "public/Thing2", "public/thing2", "public/robots.txt", "public/deep/er/y.txt"); {
	case e.often(30):
		return e.remove(name)
	case strings.EqualFold(path.Base(name), "thing2"):
		return append(e.remove("public/"+e.pick("Thing2", "thing2")), e.write(name, e.pick("x", "y"))...)
	default:
		return e.write(name, e.pick("x", "y", "z"))
	}
}

// japanese changes pages of a language that site.yaml may know.
func (e *Editor) japanese() []string {
	name := "ja/" + e.pick("guide/tcp.md", "new.md", "index.md")
	if e.often(20) {
		return e.remove(name)
	}
	return e.write(name, e.pick("# TCP\n", "# TCP\n\n## 握手\n\n[a](udp.md)\n", "---\nsource: en\n---\n\n# N\n\n## Handshake\n"))
}

// link makes a page that is a link to another source, or to nothing.
func (e *Editor) link() []string {
	return e.symlink(e.language()+"/link.md", e.pick("../parts/a.md", "../parts/b.md", "guide/tcp.md"))
}

// output makes a folder of pages the output of a build, which is no source, or
// deletes it.
func (e *Editor) output() []string {
	name := e.language() + "/" + e.pick("guide", "part") + "/" + site.Marker
	if _, err := os.Stat(e.at(name)); err == nil {
		return e.remove(path.Dir(name))
	}
	return append(e.write(name, "{}"), path.Dir(name))
}

// mistake writes what fails a build, or nearly.
func (e *Editor) mistake() []string {
	name := e.pick("page", "scenario", "fence", "include", "yaml", "glossary", "lock", "template", "colours", "clash", "gone")
	switch name {
	case "page":
		return e.write(e.unused(), "---\ntitle: [\n---\n\n# Broken\n")
	case "scenario":
		return e.write("scenarios/handshake.scenario", handshake+"expect client CLOSED\n")
	case "fence":
		return e.write(e.unused(), "# F\n\n```scenario\nserver listen\nclient conect\n```\n")
	case "include":
		return e.write(e.unused(), "# I\n\n<!--@include: @/parts/gone.md-->\n")
	case "yaml":
		return e.write(site.ConfigFile, e.pick("titel: x\n", "title: [\n", ""))
	case "glossary":
		return e.write("glossary.yaml", "- x: {\n")
	case "lock":
		return e.write(site.LockFile, "?\n")
	case "template":
		return e.write("theme/partials/footer.html", e.pick(`{{define "site-footer"}}{{.Nope}}{{end}}`, "{{if}}"))
	case "colours":
		return e.write("theme/colours.yaml", "hots-a: {light: \"#8a1c6b\"}\n")
	case "clash":
		return e.write("public/guide/tcp.html", "clash")
	default:
		return e.remove(e.pick("scenarios/handshake.scenario", "parts/a.md", "snippets/a.js", "scenarios", "parts"))
	}
}
