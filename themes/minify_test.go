package themes

import (
	"encoding/json"
	"path"
	"testing"
)

func TestMinifiedIsSmallerAndTheSameEachTime(t *testing.T) {
	kinds := map[string]string{".css": "text/css", ".js": "text/javascript"}
	for name, text := range loadTheme(t).files {
		kind, minifies := kinds[path.Ext(name)]
		if !minifies {
			continue
		}
		short := minified(kind, text)
		if len(short) >= len(text) || short != minified(kind, text) {
			t.Errorf("%s: %d octets, minified %d and %d", name, len(text), len(short), len(minified(kind, text)))
		}
	}
}

// restyled returns the elements of a page that look otherwise under the second
// of two style sheets, each with the first property that differs. Where a
// background has no picture, its place is nobody's.
const restyled = `(sheets => {
	const lookUnder = text => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(text + "* { transition: none !important; }");
		document.adoptedStyleSheets = [sheet];
		return [...document.querySelectorAll("body, body *")].flatMap(e => [null, "::before", "::after"].map(part => {
			const style = getComputedStyle(e, part), skip = style.backgroundImage === "none" ? /^background-position/ : /^$/;
			const seen = !part || style.content !== "none" && style.content !== "normal";
			return [e.outerHTML.slice(0, 80) + (part || ""), !seen ? [] : [...style].filter(name => !skip.test(name)).map(name => name + ": " + style.getPropertyValue(name))];
		}));
	};
	document.querySelectorAll("link[rel=stylesheet]").forEach(link => link.remove());
	const [was, is] = sheets.map(lookUnder);
	return was.flatMap(([what, look], i) => is[i][1].filter((p, n) => p !== look[n]).slice(0, 1).map(p => what + " " + p));
})`

// TestMinifiedLooksAlike holds that under the minified style every element is
// drawn as under the style as it is written.
func TestMinifiedLooksAlike(t *testing.T) {
	if testing.Short() {
		t.Skip("asks for every property of every element")
	}
	theme := loadTheme(t)
	own := map[string]string{}
	for name, text := range theme.files {
		if path.Ext(name) == ".css" {
			own[name] = text
		}
	}
	written, faults := theme.With(Own{Files: own})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var sheets [2]string
	for i, theme := range []*Theme{written, theme} {
		sheets[i] = string(theme.Style(Home).Bytes)
		for _, name := range furtherSheets {
			sheets[i] += string(theme.Sheet(name).Bytes)
		}
	}
	texts, err := json.Marshal(sheets)
	if err != nil {
		t.Fatal(err)
	}
	page := samplePage(t, theme, Article, "en")
	for _, found := range inBrowser[[]string](t, theme, page, 1440, restyled+"("+string(texts)+")") {
		t.Error(found)
	}
}
