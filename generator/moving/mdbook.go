package moving

import (
	"os"
	"path"
	"regexp"
	"strings"

	"woshou/generator/flavour"
)

// mdbook reads book.toml, and SUMMARY.md as the navigation.
func mdbook(root *os.Root) (*project, error) {
	if firstOf(root, "book.toml") == "" {
		return nil, nil
	}
	config := tomlOf(read(root, "book.toml"))
	src := config["book.src"]
	if src == "" {
		src = "src"
	}
	src = path.Clean(src)
	p := &project{root: root, file: "book.toml", flavour: "mdbook", title: config["book.title"], description: config["book.description"]}
	folder := "."
	if beside := takenFromBeside(root, src); len(beside) > 0 { // their paths from the pages stay what they are
		folder, p.trees = src, beside
	}
	p.trees = append(p.trees, tree{src, folder})
	p.languages = []language{{code: p.codeOf(config["book.language"], src), folder: folder}}
	p.math = config["output.html.mathjax-support"] == "true"
	p.nav = outline(read(root, path.Join(src, "SUMMARY.md")))
	for _, key := range []string{"output.html.theme", "output.html.additional-js", "output.html.additional-css"} {
		if config[key] != "" {
			p.skipped.note("the theme of the program was left out", "", 1)
		}
	}
	return p, nil
}

// takenIn is a directive to take in a file, as we spell it.
var takenIn = regexp.MustCompile(`<!--@include: ([^\s{#]+?)(?:[{#]\S*)?-->`)

// takenFromBeside are the files of the project, outside of the folder of pages, that
// pages take in.
func takenFromBeside(root *os.Root, src string) (beside []tree) {
	known := map[string]bool{}
	eachPage(root, src, func(name string) {
		text := flavour.Of("mdbook").Respell([]byte(read(root, name) + "\n")).Text
		for _, m := range takenIn.FindAllSubmatch(text, -1) {
			file := path.Join(path.Dir(name), string(m[1]))
			if _, inside := cutFolder(file, src); !inside && !known[file] && firstOf(root, file) != "" {
				known[file] = true
				beside = append(beside, tree{file, file})
			}
		}
	})
	return beside
}

// outlineEntry is a line of a list of pages: its indent, its words, its address.
var outlineEntry = regexp.MustCompile(`^(\s*)[-*+]\s*(?:\[(.*?)\]\(<?([^)>]*?)>?(?:\s+["'].*)?\)|(.+?))\s*$`)

// outline is a list of links, which nest by their indent, as navigation. A line that is
// a link alone, outside of any list, is an entry too, as mdBook has it.
func outline(text string) []entry {
	type open struct {
		indent int
		items  *[]entry
	}
	var top []entry
	stack := []open{{-1, &top}}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "[") {
			line = "- " + line
		}
		m := outlineEntry.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		indent := len(strings.ReplaceAll(m[1], "\t", "    "))
		for len(stack) > 1 && stack[len(stack)-1].indent >= indent {
			stack = stack[:len(stack)-1]
		}
		e := entryTo(strings.Trim(m[2]+m[4], "*_ "), m[3])
		items := stack[len(stack)-1].items
		*items = append(*items, e)
		stack = append(stack, open{indent, &(*items)[len(*items)-1].items})
	}
	return top
}

// entryTo is an entry that leads to an address as a page would write it from the top
// of the content.
func entryTo(title, address string) entry {
	e := entry{title: title}
	switch {
	case address == "":
	case strings.Contains(address, "://"):
		e.link = address
	default:
		address, _, _ = strings.Cut(strings.TrimPrefix(strings.TrimPrefix(address, "./"), "/"), "#")
		if address == "" || strings.HasSuffix(address, "/") {
			address += "index"
		}
		if ext := path.Ext(address); ext == ".md" || ext == ".mdx" || ext == ".html" {
			address = strings.TrimSuffix(address, ext)
		}
		e.page = address
	}
	return e
}
