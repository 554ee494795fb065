package press

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/site"
	"woshou/generator/source"
)

// twins are the built twins of the sample site, by address.
func twins(t *testing.T) (files, twins map[string]string) {
	t.Helper()
	dir := t.TempDir()
	twoLanguages(t, dir)
	write(t, filepath.Join(dir, "zh/only.md"), "# 独有\n\n[英文](@/en/guide/udp.md) [首页](index.md#x) [文件](img/a%20b.png) [外](https://example.org/a.html)\n")
	write(t, filepath.Join(dir, "en/more.md"), "# More\n\n[only](only.md)\n\n<!--@include: @/parts/a.md-->\n\n![](handshake.scenario){numbers=absolute}\n")
	write(t, filepath.Join(dir, "parts/a.md"), "::: tip\nPart A\n:::\n\n<<< ./a.js\n")
	write(t, filepath.Join(dir, "parts/a.js"), "one_thing()\n")
	files, _ = pressed(t, dir)
	twins = map[string]string{}
	for name, content := range files {
		if path.Ext(name) == ".md" {
			twins[name] = content
		}
	}
	return files, twins
}

func TestEveryWrittenPageHasATwin(t *testing.T) {
	files, twins := twins(t)
	for name, content := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		twin := site.TwinAddress(name)
		standsIn := strings.Contains(content, `<p class="notice" data-chrome data-untranslated`) || strings.HasPrefix(name, "both/") ||
			slices.Contains([]string{"404.html", "translations.html", "en/translations.html"}, name)
		leads := strings.Contains(content, `<link rel="alternate" type="text/markdown" href="`)
		if has := twins[twin] != ""; has == standsIn || leads != has {
			t.Errorf("%s: a twin %t, a link to it %t", name, has, leads)
		}
	}
	if len(twins) != 8 {
		t.Errorf("%d twins", len(twins))
	}
}

func TestLinksOfTwinsLeadToTwins(t *testing.T) {
	files, twins := twins(t)
	checked := 0
	for name, content := range twins {
		doc := markdown.Parse(source.Read(name, []byte(content), source.Files{}), markdown.Options{})
		if tally := diagnostic.Count(doc.Problems); tally.Errors+tally.Warnings > 0 {
			t.Errorf("%s is no plain Markdown: %v", name, doc.Problems)
		}
		for _, link := range doc.Links {
			dest, _, _ := strings.Cut(link.Dest, "#")
			dest = strings.NewReplacer("%20", " ", "%25", "%", "%3F", "?", "%23", "#").Replace(dest)
			if dest == "" || strings.Contains(dest, "://") {
				continue
			}
			checked++
			to := path.Join(path.Dir(name), dest)
			if _, there := files[to]; !there || path.Ext(to) == ".html" {
				t.Errorf("%s leads to %s", name, link.Dest)
			}
		}
	}
	if checked < 6 {
		t.Errorf("only %d links", checked)
	}
	// Nobody translated that page: it is read in its own language.
	if !strings.Contains(twins["en/more.md"], "[only](../only.md)") {
		t.Errorf("%s", twins["en/more.md"])
	}
}

func TestTwinSaysWhatThePageShows(t *testing.T) {
	_, twins := twins(t)
	for _, want := range []string{
		"---\ntitle: More\nlang: en\nurl: https://docs.example.org/base/en/more.html\n---\n",
		"> **Tip**\n>\n> Part A\n", "```js\none_thing()\n```",
		"**Figure 1 Three-way handshake**", "├─1─ SYN seq=100 ──", "\n- Step 1: Client → Server, SYN, seq=100;", "Client enters SYN_SENT; on arrival Server enters SYN_RECEIVED.",
	} {
		if !strings.Contains(twins["en/more.md"], want) {
			t.Errorf("no %q in\n%s", want, twins["en/more.md"])
		}
	}
	for _, want := range []string{"# 握手\n", "- [开始](guide/tcp.md)", "第 1 步：客户端 → 服务器"} {
		if !strings.Contains(twins["index.md"], want) {
			t.Errorf("no %q in\n%s", want, twins["index.md"])
		}
	}
	if !strings.Contains(twins["guide/tcp.md"], "首次之后是SYN_RECEIVED。") || !strings.Contains(twins["guide/tcp.md"], "- **SYN_RECEIVED**：等待确认") {
		t.Errorf("%s", twins["guide/tcp.md"])
	}
}

// The home page that nobody wrote lists all pages, also those that its sidebar
// folds away.
func TestTwinOfAListingLeadsToTwins(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.md"), "# A\n")
	write(t, filepath.Join(dir, "b/c.md"), "# C\n")
	files, _ := pressed(t, dir)
	if twin := files["index.md"]; !strings.Contains(twin, "- [A](a.md)") || !strings.Contains(twin, "[C](b/c.md)") {
		t.Error(twin)
	}
}
