package export

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/press"
	"woshou/generator/site"
)

// BookOptions say how a book is written.
type BookOptions struct {
	Out   string   // the folder, made when missing
	Langs []string // a book for each; empty for the site's first
	Both  bool     // the two languages side by side
}

var (
	//go:embed book.html
	bookSource string
	//go:embed book.css
	bookStyle string

	bookTemplate = template.Must(template.New("book").Parse(bookSource))
)

// Book writes the pages of a site, or of one of its folders, as one file that
// needs no other: book.html in the first language, book.CODE.html in a further
// one. It returns the files. The problems are those of the pages; with an error
// among them nothing is written. The error is one of the input, or of the
// environment.
func Book(ctx context.Context, input string, opt BookOptions) (files []string, problems []diagnostic.Problem, err error) {
	s, only, problems, err := siteOf(input)
	if err != nil || diagnostic.Count(problems).Errors > 0 {
		return nil, problems, err
	}
	defer s.Close()
	p, err := press.New(s, press.Options{})
	if err != nil {
		return nil, nil, err
	}
	langs, err := languagesFor(s, opt.Langs)
	if err != nil {
		return nil, nil, err
	}
	contents := map[string][]byte{}
	for i, lang := range langs {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		content, more, err := bookIn(p, lang, only, opt.Both)
		if problems = append(problems, more...); err != nil || diagnostic.Count(more).Errors > 0 {
			return nil, diagnostic.Merge(problems), err
		}
		name := "book.html"
		if i > 0 {
			name = "book." + lang.Code + ".html"
		}
		contents[name] = content
		files = append(files, filepath.Join(opt.Out, name))
	}
	if err := os.MkdirAll(opt.Out, 0o755); err != nil {
		return nil, nil, err
	}
	for _, file := range files {
		if err := os.WriteFile(file, contents[filepath.Base(file)], 0o644); err != nil {
			return nil, nil, err
		}
	}
	return files, diagnostic.Merge(problems), nil
}

// siteOf is the site that an input is, or lies in, and which of its sources are
// meant: "" for all. Where there is no site.yaml, a folder is a site.
func siteOf(input string) (s *site.Site, only string, problems []diagnostic.Problem, err error) {
	dir := input
	if _, err := os.Stat(filepath.Join(input, site.ConfigFile)); err != nil {
		above, rel, found, err := siteAbove(input)
		if err != nil {
			return nil, "", nil, err
		}
		if found {
			dir, only = above, rel
		} else if info, err := os.Stat(input); err != nil {
			return nil, "", nil, err
		} else if !info.IsDir() {
			dir, only = filepath.Dir(input), filepath.Base(input)
		}
	}
	s, problems, err = site.Load(dir, site.Options{States: press.States()})
	for i := range problems {
		problems[i].File = below(dir, problems[i].File)
	}
	return s, only, problems, err
}

// languagesFor are the languages of a site by their codes, its first for none.
func languagesFor(s *site.Site, codes []string) (langs []*site.Language, err error) {
	if len(codes) == 0 {
		return []*site.Language{&s.Config.Languages[0]}, nil
	}
	for _, code := range codes {
		found := false
		for i := range s.Config.Languages {
			if lang := &s.Config.Languages[i]; lang.Code == code {
				langs, found = append(langs, lang), true
			}
		}
		if !found {
			return nil, fmt.Errorf("the site has no pages in %s", code)
		}
	}
	return langs, nil
}

// bookIn is the book in a language. Pages are picked by their place in the
// folder of any language, so that a folder of one gives the book of the other, and
// by that place alone: guide is the guide of each.
func bookIn(p *press.Press, lang *site.Language, only string, both bool) ([]byte, []diagnostic.Problem, error) {
	pick := func(on *site.Page) bool {
		if only == "" || isIn(on.Source.Path, only) || isIn(on.Key, strings.TrimSuffix(only, ".md")) {
			return true
		}
		_, below, _ := strings.Cut(only, "/")
		return below != "" && isIn(on.Key, strings.TrimSuffix(below, ".md"))
	}
	book, problems, err := p.Book(lang, pick, both)
	if err != nil {
		return nil, problems, err
	}
	if len(book.Chapters) == 0 {
		return nil, problems, fmt.Errorf("%s has no pages in %s", cmp.Or(only, "the site"), lang.Code)
	}
	data := struct {
		*press.Book
		Contents, Figure string
		Style            template.CSS
		Chapters         []chapter
	}{Book: book, Contents: lang.Words.Export().Contents, Figure: lang.Words.Export().Figure, Style: template.CSS(book.Style + bookStyle)}
	for _, c := range book.Chapters {
		data.Chapters = append(data.Chapters, chapter{c, template.HTML(c.HTML)})
	}
	var out bytes.Buffer
	err = bookTemplate.Execute(&out, data)
	return out.Bytes(), problems, err
}

// chapter is a chapter as the template wants it.
type chapter struct {
	press.Chapter
	Body template.HTML
}
