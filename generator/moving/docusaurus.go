package moving

import (
	"os"
	"path"
	"regexp"
	"strings"

	"woshou/generator/vitepress"
	"woshou/generator/vitepress/literal"
)

// docusaurus reads docusaurus.config.js or .ts. Pages stay below docs/, where the
// program publishes them; translations come from i18n/.
func docusaurus(root *os.Root) (*project, error) {
	file := firstOf(root, "docusaurus.config.ts", "docusaurus.config.js", "docusaurus.config.mjs")
	if file == "" {
		return nil, nil
	}
	config := configOf(root, file)
	p := &project{
		root: root, file: file, flavour: "docusaurus", title: text(config, "title"), description: text(config, "tagline"),
		pretty: true, renamed: documentAt, leave: func(name string) bool { return strings.HasPrefix(path.Base(name), "_") },
	}
	if url := text(config, "url"); url != "" {
		p.url = strings.TrimSuffix(url, "/") + "/" + strings.TrimPrefix(text(config, "baseUrl"), "/")
	}
	p.trees = []tree{{"static", "public"}}
	i18n, _ := config.Get("i18n")
	codes, first := texts(i18n, "locales"), text(i18n, "defaultLocale")
	if first == "" {
		first = p.codeOf("", "docs")
	}
	p.languages = []language{{code: vitepress.CodeOf(first, first), folder: "."}}
	p.trees = append(p.trees, tree{"docs", "docs"})
	for _, code := range codes {
		from := "i18n/" + code + "/docusaurus-plugin-content-docs/current"
		if code == first || !hasFolder(root, from) {
			continue
		}
		p.languages = append(p.languages, language{code: vitepress.CodeOf(code, code), folder: code, address: code})
		p.trees = append(p.trees, tree{from, code + "/docs"})
	}
	for _, folder := range []string{"blog", "src/pages", "versioned_docs"} {
		if hasFolder(root, folder) {
			p.skipped.note("blogs, pages of components and older versions were left out", folder, 1)
		}
	}
	if sidebars := firstOf(root, "sidebars.js", "sidebars.ts"); sidebars != "" {
		p.sidebars(sidebars)
	}
	return p, nil
}

// numbered is the number by which a file or folder is put in order.
var numbered = regexp.MustCompile(`^\d+\s*[-_.]+\s*`)

// withoutNumbers is an address without the numbers that begin the names in it.
func withoutNumbers(address string) string {
	parts := strings.Split(address, "/")
	for i, part := range parts {
		if rest := numbered.ReplaceAllString(part, ""); rest != "" {
			parts[i] = rest
		}
	}
	return strings.Join(parts, "/")
}

// documentAt is the address of a document: by its slug, or else by its id, or else by
// its path. A slug from the root on counts from where the documents are.
func documentAt(address string, matter map[string]string) string {
	address = withoutNumbers(address)
	if matter["id"] != "" {
		address = path.Join(path.Dir(address), matter["id"])
	}
	before, _, _ := strings.Cut("/"+address, "/docs/")
	return calledInstead(address, matter["slug"], strings.TrimPrefix(before+"/docs", "/"))
}

// configOf is what a module plainly says; an empty object for one that says nothing
// so.
func configOf(root *os.Root, file string) literal.Value {
	reader := literal.Reader{Read: func(name string) ([]byte, error) { return []byte(read(root, name)), nil }}
	if config, ok := reader.Default(file); ok && config.Kind == literal.Object {
		return config
	}
	return literal.Value{Kind: literal.Object}
}

// text is a string of an object, "" if there is none.
func text(of literal.Value, key string) string {
	if v, ok := of.Get(key); ok && v.Kind == literal.String {
		return v.Text
	}
	return ""
}

// texts are the strings of a list of an object.
func texts(of literal.Value, key string) (all []string) {
	v, _ := of.Get(key)
	for _, item := range v.Items {
		if item.Kind == literal.String {
			all = append(all, item.Text)
		}
	}
	return all
}
