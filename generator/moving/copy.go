package moving

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"woshou/generator/flavour"
	"woshou/generator/vitepress"
)

// machinery are files of projects that are no content.
var machinery = []string{
	"node_modules", "package.json", "package-lock.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "yarn.lock", "bun.lockb", "bun.lock",
	"deno.json", "deno.lock", "tsconfig.json", "vercel.json", "netlify.toml", "_config.yml", "Gemfile", "Gemfile.lock",
	"SUMMARY.md", "mkdocs.yml", "book.toml", "hugo.toml", "hugo.yaml", "docusaurus.config.js", "docusaurus.config.ts", "sidebars.js", "sidebars.ts",
}

// ours are files that a build writes itself, and those that say how.
var ours = []string{
	"public/robots.txt", "public/sitemap.xml", "public/404.html", "404.md", "404.html", "sitemap.xml", "robots.txt", "feed.xml",
	"site.yaml", "rules.yaml", "glossary.yaml", "translations.lock",
}

// copy copies the trees of the project, and returns the paths of the pages.
func (p *project) copy(to *os.Root) (pages []string, report Report, err error) {
	done := map[string]bool{}
	for _, t := range p.trees {
		err := fs.WalkDir(p.root.FS(), t.from, func(full string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			name, _ := cutFolder(full, t.from)
			target := path.Join(t.to, name)
			switch taken, why := p.takes(full, name, target, d); {
			case d.IsDir() && full != t.from && (!taken || p.isTree(full)):
				return fs.SkipDir
			case d.IsDir(), !taken && why == "":
				return nil
			case !taken:
				p.skipped.note(why, full, 1)
				return nil
			}
			if path.Ext(target) == ".mdx" {
				target = strings.TrimSuffix(target, "x")
			}
			if done[target] {
				return nil
			}
			done[target] = true
			if path.Ext(target) == ".md" {
				pages = append(pages, target)
				report.Pages++
				p.look(full)
			} else {
				report.Files++
			}
			return vitepress.CopyFile(p.root, full, to, target)
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, report, err
		}
	}
	return pages, report, nil
}

// takes reports whether a file or folder is content, and why not, where that is to
// be told.
func (p *project) takes(full, name, target string, d fs.DirEntry) (bool, why) {
	base := path.Base(full)
	switch {
	case name == "" || name == ".":
		return true, ""
	case strings.HasPrefix(base, "."), slices.Contains(machinery, base) && full != "README.md", p.leave != nil && p.leave(name):
		return false, ""
	case d.IsDir():
		return true, ""
	case !d.Type().IsRegular():
		return false, "links to files were not followed"
	case slices.Contains(ours, target):
		return false, "files that the build writes itself were left out"
	case strings.Contains(base, "[") && path.Ext(base) == ".md":
		return false, "pages that a program makes need that program"
	}
	return true, ""
}

// isTree reports whether a folder is another tree of the project.
func (p *project) isTree(folder string) bool {
	return slices.ContainsFunc(p.trees, func(t tree) bool { return t.from == folder })
}

// look counts what a page holds that nobody here can take.
func (p *project) look(name string) {
	text, err := p.root.ReadFile(name)
	if err != nil {
		return
	}
	if respell := flavour.Of(p.flavour).Respell; respell != nil {
		text = respell(append(slices.Clip(text), '\n')).Text
	}
	for _, u := range untaken {
		if n := len(u.pattern.FindAllIndex(text, -1)); n > 0 && (u.flavour == "" || u.flavour == p.flavour) {
			p.skipped.note(u.why, name, n)
		}
	}
}

// cutFolder is a path from a folder on, and whether it lies in it.
func cutFolder(name, folder string) (string, bool) {
	if folder == "." || folder == "" {
		return name, true
	}
	if name == folder {
		return ".", true
	}
	return strings.CutPrefix(name, folder+"/")
}
