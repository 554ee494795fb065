package moving

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// configurations are the files in which other generators say how a site is made.
var configurations = map[string]string{
	"mkdocs.yml":           "site_name: A\nnav:\n  - Home: index.md\n  - Part:\n      - a.md\ntheme: {name: material}\n",
	"book.toml":            "[book]\ntitle = \"A\"\nsrc = \"src\"\n",
	"src/SUMMARY.md":       "# Summary\n\n- [One](a.md)\n  - [Two](b.md)\n",
	"hugo.toml":            "title = 'A'\n[languages.en]\ncontentDir = 'content'\n",
	"docusaurus.config.js": "module.exports = { title: 'A', i18n: { locales: ['en', 'zh'] }, presets: [['classic', { docs: {} }]] };\n",
	"sidebars.js":          "module.exports = { docs: ['a', { type: 'category', label: 'B', items: ['b'] }] };\n",
	"_sidebar.md":          "* [Home](/)\n* [A](a.md)\n",
	".vuepress/config.js":  "module.exports = { title: 'A', themeConfig: { sidebar: ['/a'] } }\n",
}

// Whatever a configuration of another generator says, a project with it is moved, or
// there is an error.
func FuzzMove(f *testing.F) {
	var names []string
	for name := range configurations {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		f.Add(uint8(i), configurations[name])
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		dir := t.TempDir()
		for name, content := range map[string]string{
			"index.html": "<script>window.$docsify = {}</script>", "book.toml": "", names[int(which)%len(names)]: text,
			"a.md": "# A\n", "src/a.md": "# A\n", "docs/index.md": "# Home\n", "content/a.md": "# A\n",
		} {
			if name == "book.toml" && content == "" && names[int(which)%len(names)] != "src/SUMMARY.md" {
				continue // which would be the sign of mdBook
			}
			file := filepath.Join(dir, "from", name)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Mkdir(filepath.Join(dir, "to"), 0o755); err != nil {
			t.Fatal(err)
		}
		from, err := os.OpenRoot(filepath.Join(dir, "from"))
		if err != nil {
			t.Fatal(err)
		}
		defer from.Close()
		to, err := os.OpenRoot(filepath.Join(dir, "to"))
		if err != nil {
			t.Fatal(err)
		}
		defer to.Close()
		_, _ = Move(from, to)
	})
}
