package moving

import (
	"io/fs"
	"os"
	"path"
	"slices"

	"woshou/generator/page"
	"woshou/generator/vitepress"
)

// mostRead bounds how large a configuration may be, and how much is read to guess a
// language, in octets.
const mostRead = 1 << 20

// read returns a file of the project, "" for one that is not there.
func read(root *os.Root, name string) string {
	info, err := root.Stat(name)
	if err != nil || info.IsDir() || info.Size() > mostRead {
		return ""
	}
	text, _ := root.ReadFile(name)
	return string(text)
}

// firstOf is the first of some files that is there, "" if none is.
func firstOf(root *os.Root, names ...string) string {
	i := slices.IndexFunc(names, func(name string) bool {
		info, err := root.Stat(name)
		return err == nil && !info.IsDir()
	})
	if i < 0 {
		return ""
	}
	return names[i]
}

func hasFolder(root *os.Root, name string) bool {
	info, err := root.Stat(name)
	return err == nil && info.IsDir()
}

// guess is the code of the language that the pages of a folder are most likely
// written in, and whether there are any.
func guess(root *os.Root, folder string) (code string, found bool) {
	var text []byte
	eachPage(root, folder, func(name string) {
		found = true
		if len(text) <= mostRead {
			text = append(text, read(root, name)...)
		}
	})
	return page.GuessLanguage(text), found
}

// pagesIn is how many pages lie in a folder and below.
func pagesIn(root *os.Root, folder string) (n int) {
	eachPage(root, folder, func(string) { n++ })
	return n
}

// eachPage has a function see the pages in a folder and below, but those of packages
// and of hidden folders.
func eachPage(root *os.Root, folder string, see func(name string)) {
	_ = fs.WalkDir(root.FS(), folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipAll
		}
		if d.IsDir() && (d.Name() == "node_modules" || len(d.Name()) > 1 && d.Name()[0] == '.') {
			return fs.SkipDir
		}
		if ext := path.Ext(name); d.Type().IsRegular() && (ext == ".md" || ext == ".mdx") {
			see(name)
		}
		return nil
	})
}

// codeOf is the code for a tag of a project's, or the guess for a folder where it
// names none.
func (p *project) codeOf(tag, folder string) string {
	if tag != "" {
		return vitepress.CodeOf(tag, tag)
	}
	code, _ := guess(p.root, folder)
	return code
}
