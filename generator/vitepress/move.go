package vitepress

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
)

// Report is what a move did.
type Report struct {
	Pages, Files int // files that are no pages
	// Skipped are hints at what was left out, sorted, their files named from
	// the project's folder.
	Skipped []diagnostic.Problem
}

// Move writes the project in the folder from as a site into the folder to,
// which must be there and empty. Nothing outside of to is written, and nothing
// outside of from is read: links that lead out are left out.
func Move(from, to *os.Root) (Report, error) {
	p, err := find(from)
	if err != nil {
		return Report{}, err
	}
	p.readLocales()
	files, err := p.files()
	if err != nil {
		return Report{}, err
	}
	text, err := p.siteYAML()
	if err != nil {
		return Report{}, err
	}
	report := Report{}
	for _, name := range files {
		if err := CopyFile(from, path.Join(p.content, name), to, name); err != nil {
			return report, err
		}
		if path.Ext(name) == ".md" {
			report.Pages++
		} else {
			report.Files++
		}
	}
	report.Skipped = diagnostic.Merge(p.skipped)
	return report, to.WriteFile("site.yaml", text, 0o644)
}

// find looks for a project in a folder, then in its folder docs, where many
// projects keep their documentation.
func find(root *os.Root) (*project, error) {
	for _, base := range []string{".", "docs"} {
		p, err := open(root, base)
		if errors.Is(err, ErrNoProject) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if dir := path.Clean(p.text(p.config, "srcDir", "srcDir")); dir != "." {
			if path.IsAbs(dir) || strings.HasPrefix(path.Join(base, dir), "..") {
				p.skip(p.config.Place, "srcDir", "it leads out of the project")
			} else {
				p.content = path.Join(base, dir)
			}
		}
		return p, nil
	}
	return nil, ErrNoProject
}

// machinery are files of a project that are no content.
var machinery = []string{
	"node_modules", "package.json", "package-lock.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "yarn.lock", "bun.lockb", "bun.lock",
	"deno.json", "deno.lock", "tsconfig.json", "vite.config.ts", "vite.config.js", "vercel.json", "netlify.toml",
}

// ours are files that a build writes itself, and one that we write.
var ours = []string{"public/robots.txt", "public/sitemap.xml", "public/404.html", "404.md", "404.html", "sitemap.xml", "site.yaml", "rules.yaml"}

// files lists what is copied, from the content folder, and finds the pages.
func (p *project) files() ([]string, error) {
	p.pages = map[string]bool{}
	var files []string
	err := fs.WalkDir(p.root.FS(), p.content, func(full string, d fs.DirEntry, err error) error {
		name := strings.TrimPrefix(strings.TrimPrefix(full, p.content), "/")
		if p.content == "." {
			name = full
		}
		leaveOut := fs.SkipDir
		if err == nil && !d.IsDir() {
			leaveOut = nil
		}
		at := diagnostic.Place{File: full}
		switch {
		case err != nil:
			return err
		case full == p.content:
			return nil
		case strings.HasPrefix(d.Name(), "."), !strings.Contains(name, "/") && slices.Contains(machinery, name):
			return leaveOut
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			p.skip(at, name, "it is a link")
			return nil
		case slices.Contains(ours, name):
			p.skip(at, name, "the build writes its own")
			return nil
		case strings.Contains(name, "[") && (path.Ext(name) == ".md" || strings.Contains(name, "].paths.")):
			p.skip(at, name, "pages that a program makes need that program")
			return nil
		}
		if path.Ext(name) == ".md" {
			p.pages[name] = true
			if !p.hasLanguage(name) {
				p.skip(at, name, "it belongs to no language, so it is not published")
			}
		}
		files = append(files, name)
		return nil
	})
	return files, err
}

// hasLanguage reports whether a page lies in the folder of a language.
func (p *project) hasLanguage(name string) bool {
	return slices.ContainsFunc(p.locales, func(l locale) bool { return l.folder == "." || strings.HasPrefix(name, l.folder+"/") })
}

// CopyFile copies a file of a project into a site, with the folders above it. One that
// is there already is an error.
func CopyFile(from *os.Root, source string, to *os.Root, target string) error {
	in, err := from.Open(source)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := to.MkdirAll(path.Dir(target), 0o755); err != nil {
		return err
	}
	out, err := to.OpenFile(target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
