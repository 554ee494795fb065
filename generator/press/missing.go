package press

import (
	"net/url"
	"woshou/themes"
)

// missing is the job of 404.html: one page in every language, which a host
// serves at any address. So its links are rooted at the path of the site's url.
func missing(s shells) Job {
	return leaf{outputs: []string{"404.html"}, shell: s.missing}.job(s.theme)
}

func (s shells) missing() (*themes.Page, error) {
	base := "/"
	if u, err := url.Parse(s.site.Config.URL); err == nil && u.Path != "" && !s.preview {
		base = u.EscapedPath()
	}
	languages := s.site.Config.Languages
	shell := s.frame(&languages[0], "404.html")
	shell.Kind = themes.Missing
	shell.Style = s.theme.Style(themes.Missing).Name
	words := s.theme.Vocabulary(languages[0].Code)
	shell.Title = words.Word("missing")
	for _, to := range []*string{
		&shell.Home, &shell.Style, &shell.Icon, &shell.Scripts[0], &shell.Search.Script, &shell.Search.Style, &shell.Search.Root, &shell.Root,
	} {
		*to = base + *to
	}
	shell.Progress = "" // this page has no footer
	for _, lang := range languages {
		shell.Languages = append(shell.Languages, themes.Language{
			Lang: lang.Lang, Code: lang.Code, Name: lang.Name, Href: base + lang.Prefix + "index.html",
		})
	}
	return shell, words.Err()
}
