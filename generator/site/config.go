package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/generator/flavour"

	"github.com/goccy/go-yaml/ast"
)

// ConfigFile is the name of the file that makes a folder a site.
const ConfigFile = "site.yaml"

// RulesFile is the name of the file in which a site says which claims to look
// for in its pages, and which not.
const RulesFile = "rules.yaml"

// LockFile is the name of the file that says which sections of translations
// are up to date.
const LockFile = "translations.lock"

// CodeConfig is the code of problems in it.
const CodeConfig = "config"

// IsMisconfigured reports whether site.yaml itself is wrong. What else is
// reported then may follow from that alone.
func IsMisconfigured(problems []diagnostic.Problem) bool {
	return slices.ContainsFunc(problems, func(p diagnostic.Problem) bool { return p.Code == CodeConfig })
}

// Config is what site.yaml says, defaults filled in.
type Config struct {
	Title Text
	// Description is said of pages that say nothing of themselves.
	Description Text
	URL         string // with a slash at the end, or ""
	Languages   []Language
	States      string // "underscore" or "hyphen": how figures and tables spell states
	Theme       string
	Edit        string // the edit link, with {path} for the source's path; or ""
	HTML        string // "safe", "media" or "trusted"
	// Media are the hosts, in lower case, whose pages iframes may show.
	Media    []string `json:",omitempty"`
	Flavour  string   `json:",omitempty"` // whose spelling pages have; "" for VitePress's
	Markdown Markdown
	Nav      []NavItem // nil: from folders and front matter
	Glossary []Thing   // that have names
	Words    []Words   `json:",omitempty"` // of the site's own
	Colours  []Colour  `json:",omitempty"` // in the place of the theme's
	Both     bool      // pages that show two languages side by side
}

// Markdown are the settings of the Markdown reader.
type Markdown struct {
	Math       bool
	Attributes [2]string // the delimiters; empty for the default
	Containers []string
	// LineNumbers says that code has line numbers unless a block says otherwise.
	LineNumbers bool
}

// Language is one language of the site. The first one lives at the root.
type Language struct {
	Code   string // as in site.yaml: "zh"
	Lang   string // BCP 47: "zh-Hans"
	Name   string
	Folder string // of its sources, from the site's folder; "." for the site itself
	Prefix string // of its addresses: "" or "en/"

	Words *words.Language `json:"-"` // what pages and figures in it say
}

// Colon stands between a name and what is said of it; it brings the space that
// belongs behind it.
func (l *Language) Colon() string { return l.Words.About().Colon }

// Text is something written for the reader, by language code; the code "" is
// for every language.
type Text map[string]string

// In returns the text for a language, else the one for every language, else "".
func (t Text) In(code string) string {
	if s, ok := t[code]; ok {
		return s
	}
	return t[""]
}

// NavItem is one entry of `nav:`: a page, a link elsewhere, or a group.
type NavItem struct {
	Title Text
	Page  string // key of a page: "guide/tcp"
	Link  string // address outside the site
	Items []NavItem

	at diagnostic.Place
}

// parseConfig reads site.yaml. Languages stay empty when it names none.
func parseConfig(src []byte, spoken *words.Languages) (Config, []diagnostic.Problem) {
	c := Config{Both: true, States: "underscore", Theme: "default", HTML: "safe"}
	r := &yamlReader{file: ConfigFile}
	root := r.parse(src)
	if root == nil {
		return c, r.problems
	}
	r.mapping(root,
		field{"title", r.byLanguage(&c.Title)},
		field{"description", r.byLanguage(&c.Description)},
		field{"url", r.address(&c.URL)},
		field{"languages", r.languages(&c.Languages, spoken)},
		field{"states", r.choice(&c.States, "underscore", "hyphen")},
		field{"theme", r.choice(&c.Theme, "default")},
		field{"edit", r.text(&c.Edit)},
		field{"both", r.bool(&c.Both)},
		field{"flavour", r.choice(&c.Flavour, flavour.Names()...)},
		field{"html", r.choice(&c.HTML, "safe", "media", trusted)},
		field{"media", r.hosts(&c.Media)},
		field{"markdown", r.markdown(&c.Markdown)},
		field{"nav", r.nav(&c.Nav)},
	)
	return c, r.problems
}

// byLanguage reads a text, or one for each language.
func (r *yamlReader) byLanguage(to *Text) func(ast.Node) {
	return func(n ast.Node) {
		*to = Text{}
		if _, ok := n.(*ast.MappingNode); !ok {
			var s string
			r.text(&s)(n)
			(*to)[""] = s
			return
		}
		r.entries(n, func(code string, _, value ast.Node) {
			var s string
			r.text(&s)(value)
			(*to)[code] = s
		})
	}
}

func (r *yamlReader) address(to *string) func(ast.Node) {
	return func(n ast.Node) {
		var s string
		r.text(&s)(n)
		u, err := url.Parse(s)
		switch {
		case s == "":
		case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Host == "", u.RawQuery != "", u.Fragment != "":
			r.at(n, diagnostic.Say("`%s` is no address of a site", s), "for example https://docs.example.org/")
		default:
			*to = strings.TrimSuffix(u.String(), "/") + "/"
		}
	}
}

// Bounds on what is multiplied by the pages of a site: each is made, or stood in
// for, in each language; each of its lines of colons may open each container.
const (
	mostLanguages  = 50
	mostContainers = 100
)

func (r *yamlReader) languages(to *[]Language, spoken *words.Languages) func(ast.Node) {
	return func(n ast.Node) {
		r.entries(n, func(code string, at, value ast.Node) {
			if len(*to) == mostLanguages {
				r.once(at, diagnostic.Say("more than %d languages", mostLanguages))
				return
			}
			lang := newLanguage(code, spoken)
			if !isCode(code) {
				r.at(at, diagnostic.Say("`%s` is no language code", code), "for example zh, en, zh-Hant")
			}
			address := code
			r.mapping(value, field{"name", r.text(&lang.Name)}, field{"folder", r.text(&lang.Folder)}, field{"address", r.text(&address)})
			lang.Folder = path.Clean(lang.Folder)
			if !isBelow(lang.Folder) {
				r.at(value, diagnostic.Say("the folder `%s` is not below the site", lang.Folder), "")
			}
			for _, other := range *to {
				if overlap(other.Folder, lang.Folder) {
					r.at(at, diagnostic.Say("the folders of %s and %s overlap", other.Code, code), "")
				}
			}
			if len(*to) > 0 {
				if address = strings.Trim(address, "/"); !isSegment(address) {
					r.at(value, diagnostic.Say("`%s` is no address of a language", address), "letters, digits, hyphens and underscores, for example zh_hans")
					address = code
				}
				lang.Prefix = address + "/"
				r.notReserved(at, address)
			}
			*to = append(*to, lang)
		})
	}
}

// notReserved reports a language whose pages would lie in a folder that the
// build fills itself.
func (r *yamlReader) notReserved(at ast.Node, code string) {
	for _, name := range reserved {
		if top, _, _ := strings.Cut(name, "/"); strings.EqualFold(top, code) {
			r.at(at, diagnostic.Say("the folder %s/ of the output is reserved", top), "for example zh, en, zh-Hant")
		}
	}
}

// overlap reports whether a file could belong to both folders. All but the
// folders of other languages may belong to the site's own folder.
func overlap(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}

// mostHosts bounds how many hosts a site names.
const mostHosts = 100

// hosts reads a list of hosts, as they stand in addresses.
func (r *yamlReader) hosts(to *[]string) func(ast.Node) {
	return func(n ast.Node) {
		r.items(n, func(n ast.Node) {
			var host string
			r.text(&host)(n)
			u, err := url.Parse("https://" + host + "/")
			switch {
			case host == "" || err != nil || u.Host != host:
				r.at(n, diagnostic.Say("`%s` is no host", host), "for example www.youtube-nocookie.com")
			case len(*to) == mostHosts:
				r.once(n, diagnostic.Say("more than %d hosts", mostHosts))
			default:
				*to = append(*to, strings.ToLower(host))
			}
		})
	}
}

func (r *yamlReader) markdown(to *Markdown) func(ast.Node) {
	return func(n ast.Node) {
		r.mapping(n,
			field{"math", r.bool(&to.Math)},
			field{"line-numbers", r.bool(&to.LineNumbers)},
			field{"attributes", func(n ast.Node) {
				var s string
				r.text(&s)(n)
				pair := strings.Fields(s)
				if len(pair) != 2 {
					r.at(n, "attributes need two delimiters with a space between", `for example "%{ }%"`)
					return
				}
				to.Attributes = [2]string(pair)
			}},
			field{"containers", func(n ast.Node) {
				r.items(n, func(n ast.Node) {
					var s string
					r.text(&s)(n)
					if len(to.Containers) == mostContainers {
						r.once(n, diagnostic.Say("more than %d containers", mostContainers))
						return
					}
					to.Containers = append(to.Containers, s)
				})
			}},
		)
	}
}

// nav reads `nav:`. An entry is the key of a page, or a mapping.
func (r *yamlReader) nav(to *[]NavItem) func(ast.Node) {
	return func(n ast.Node) {
		*to = []NavItem{}
		r.items(n, func(n ast.Node) {
			var item NavItem
			if t := n.GetToken(); t != nil {
				item.at = r.placeOf(t)
			}
			placed := func(to *string) func(ast.Node) {
				return func(n ast.Node) {
					r.text(to)(n)
					t := n.GetToken()
					item.at = r.placeOf(t)
				}
			}
			page := placed(&item.Page)
			if _, ok := n.(*ast.MappingNode); !ok {
				page(n)
			} else {
				r.mapping(n,
					field{"title", r.byLanguage(&item.Title)},
					field{"page", page},
					field{"link", placed(&item.Link)},
					field{"items", r.nav(&item.Items)},
				)
			}
			item.Page = strings.TrimSuffix(item.Page, ".md")
			*to = append(*to, item)
		})
	}
}

// isBelow reports whether a cleaned path stays below the folder it starts
// from, or is that folder.
func isBelow(p string) bool {
	return p != ".." && !strings.HasPrefix(p, "../") && !path.IsAbs(p)
}

// isSegment reports whether s can be a part of an address as it is.
func isSegment(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == ""
}

// isCode reports whether s looks like a BCP 47 tag: letters and digits in
// groups of up to eight, joined by hyphens.
func isCode(s string) bool {
	return !slices.ContainsFunc(strings.Split(s, "-"), func(part string) bool {
		return len(part) == 0 || len(part) > 8 ||
			strings.ContainsFunc(part, func(r rune) bool {
				return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9')
			})
	})
}
