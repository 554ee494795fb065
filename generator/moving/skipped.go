package moving

import (
	"regexp"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/vitepress"
)

// why says what kind of thing could not be taken.
type why = diagnostic.Message

// skipped counts what could not be taken, by kind, with the place of the first.
type skipped struct {
	kinds []why
	of    map[why]*count
}

type count struct {
	times int
	first string
}

// note counts some things of a kind that stand in a file.
func (s *skipped) note(kind why, file string, times int) {
	if s.of == nil {
		s.of = map[why]*count{}
	}
	c := s.of[kind]
	if c == nil {
		c = &count{first: file}
		s.of[kind] = c
		s.kinds = append(s.kinds, kind)
	}
	c.times += times
}

// told are the kinds, each once with its count. Of what stands in no file the place
// is that of the configuration.
func (s *skipped) told(config string) (problems []diagnostic.Problem) {
	for _, kind := range s.kinds {
		c := s.of[kind]
		if c.first == "" {
			c.first = config
		}
		problems = append(problems, diagnostic.Problem{
			Place: diagnostic.File(c.first), Severity: diagnostic.Hint, Code: vitepress.Code, Message: diagnostic.Say("%d ×: %s", c.times, kind),
		})
	}
	slices.SortStableFunc(problems, func(a, b diagnostic.Problem) int { return strings.Compare(a.File, b.File) })
	return problems
}

// untaken are the constructs that stay in pages though nothing here reads them, by
// the pattern of what is left when a page was respelt; of one flavour, or of all.
var untaken = []struct {
	flavour string
	pattern *regexp.Regexp
	why     why
}{
	{"hugo", regexp.MustCompile(`(?m)^# \[.*\]$`), "tables in front matter mean nothing here"},
	{"mkdocs", regexp.MustCompile(`(?m)^-{1,}8<-{1,}`), "snippets of MkDocs are not taken in: write <!--@include: …-->"},
	{"mkdocs", regexp.MustCompile(`(?m)^:::\s+[\w.]+\.[\w.]+$`), "pages made of a program's source need that program"},
	{"docusaurus", regexp.MustCompile(`<[A-Z]\w*`), "components do not run; what stands in them stays as text"},
	{"vuepress", regexp.MustCompile(`<!--\s*include:`), "files taken in by an alias of the configuration are left out"},
	{"vuepress", regexp.MustCompile(`<[A-Z]\w*`), "components do not run; what stands in them stays as text"},
	{"docsify", regexp.MustCompile(`':include`), "files taken in by a link are left as links"},
}
