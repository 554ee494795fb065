package press

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestCoverageListsWhatIsToDo has a section stale and one missing on a page,
// and a page that is missing as a whole.
func TestCoverageListsWhatIsToDo(t *testing.T) {
	dir := t.TempDir()
	pair(t, dir)
	write(t, filepath.Join(dir, "translations.lock"), "a\t#乙\tzh\t000000000000\ten\t000000000000\n")
	files, _ := pressed(t, dir)
	for name, wants := range map[string][]string{
		"translations.html": {
			`<html lang="zh-Hans">`, `<strong>50 %</strong> 已译 <span>2 / 4 节</span>`,
			`<rect data-state="unverified" x="0.00" width="25.00" height="1"/><rect data-state="stale" x="25.00"`,
			`<a href="en/a.html" lang="en">One</a>`, `<a href="en/a.html#b" lang="en">Two</a>`,
			`<li data-state="missing"><span>缺译</span> <a href="en/a.html#c" lang="zh-Hans">丙</a>`,
			`<a href="en/b.html" lang="zh-Hans">又</a>`,
		},
		"en/translations.html": {`<html lang="en">`, `<a href="a.html#b" lang="en">Two</a>`, `<a data-language="zh" href="../translations.html"`},
		"a.html":               {`<a href="translations.html">译文进度</a>`},
		"en/a.html":            {`<a href="translations.html">Translations</a>`},
		"both/a.html":          {`<a href="../translations.html">译文进度</a>`},
	} {
		for _, want := range wants {
			if !strings.Contains(files[name], want) {
				t.Errorf("%s lacks %s:\n%s", name, want, regexp.MustCompile(`(?s)^.*</header>`).ReplaceAllString(files[name], ""))
			}
		}
	}
	write(t, filepath.Join(dir, "site.yaml"), "languages:\n  zh: {folder: zh}\n")
	files, _ = pressed(t, dir)
	if files["translations.html"] != "" || strings.Contains(files["a.html"], "translations.html") {
		t.Error("a site of one language speaks of translations")
	}
}
