package flavour

import (
	"regexp"
	"strings"
)

// vuepress is VuePress, 1 and 2, with the tabs of its usual themes.
//
//	::: code-tabs#shell       :::: code-group
//	@tab npm                  ::: code-group-item npm
//
// Files that are taken in by an alias of its configuration cannot be had: such a
// directive is a comment.
var vuepress = Flavour{
	Name:  "vuepress",
	Index: []string{"README"},
	Keys: []string{"home", "heroImage", "heroImageDark", "heroText", "heroAlt", "tagline", "actions", "actionText", "actionLink", "footerHtml", "sidebar",
		"sidebarDepth", "navbar", "pageInfo", "isOriginal", "star", "article", "timeline", "shortTitle", "breadcrumb", "toc", "dir", "canonicalUrl",
		"meta", "metaTitle", "contributors", "editLink", "lang", "permalinkPattern", "routeMeta", "feed", "bgImage", "heroFullScreen", "projects", "blog"},
	Respell: respellVuePress,
}

var (
	aliasInclude = regexp.MustCompile(`<!--\s*@include:\s*@[\w-]+/[^>]*-->`)
	codeTabs     = regexp.MustCompile(`^(\s*:{3,})\s*(?:code-tabs|code-group)(?:#\S*)?\s*$`)
	plainTabs    = regexp.MustCompile(`^(\s*:{3,})\s*tabs(?:#\S*)?\s*$`)
	tabLine      = regexp.MustCompile(`^\s*@tab(?::active)?\s+(.+?)(?:#\S+)?\s*$`)
	groupItem    = regexp.MustCompile(`^\s*(:{3,})\s*code-group-item\s+(.+?)(?::active)?\s*$`)
	themeBox     = regexp.MustCompile(`^(\s*:{3,})\s*(center|right|left|align|center-block|theorem|demo|normal-demo|card|steps)\b.*$`)
)

func respellVuePress(text []byte) Respelt {
	if !hasAny(text, ":::", "@include") {
		return Respelt{Text: text}
	}
	p := newPage(text)
	label, inItem, open, shown := "", false, "", 0
	for i := 0; i < len(p.lines); i++ {
		line := p.lines[i]
		if p.code[i] {
			if label != "" && opening.MatchString(line) {
				p.lines[i], label = labelled(line, label), ""
			}
			continue
		}
		switch m := groupItem.FindStringSubmatch(line); {
		case m != nil:
			label, inItem, p.lines[i] = m[2], true, ""
		case inItem && strings.TrimSpace(line) == ":::":
			inItem, p.lines[i] = false, ""
		case codeTabs.MatchString(line):
			p.lines[i] = codeTabs.ReplaceAllString(line, "$1 code-group")
		case plainTabs.MatchString(line):
			open, shown, p.lines[i] = plainTabs.ReplaceAllString(line, "$1"), 0, ""
		case open != "" && tabLine.MatchString(line):
			p.lines[i] = titled(":::", "details", tabLine.FindStringSubmatch(line)[1])
			if shown++; shown == 1 {
				p.lines[i] += " {open}"
				continue
			}
			p.insert(i, ":::")
			i++
		case open != "" && strings.TrimSpace(line) == strings.TrimSpace(open):
			open, p.lines[i] = "", ":::"
		case tabLine.MatchString(line):
			label, p.lines[i] = tabLine.FindStringSubmatch(line)[1], ""
		case themeBox.MatchString(line):
			p.lines[i] = themeBox.ReplaceAllString(line, "$1 raw")
		default:
			p.lines[i] = aliasInclude.ReplaceAllStringFunc(line, func(s string) string { return strings.Replace(s, "@include:", "include:", 1) })
		}
	}
	return p.respelt()
}
