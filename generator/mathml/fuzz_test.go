package mathml

import (
	"regexp"
	"strings"
	"testing"
)

var tagPattern = regexp.MustCompile(`<(/?)(m[a-z]+)((?: [a-z]+="[^"<>]*")*)>`)

// FuzzConvert holds that the elements are balanced, no deeper than browsers
// allow, and of MathML; that text is escaped; and that problems have places.
func FuzzConvert(f *testing.F) {
	for _, seed := range []string{
		`\frac{a}{b}^2_1'' + \sqrt[3]{x} \text{<b> \{`, `\begin{cases} 1 & x \\[2pt] 2 \end{cases}`, `\left( a \middle| b \right.`,
		`{a \over b} \displaystyle \sum_{i}^n \limits x`, `\mathbf{A\alpha1} \bf x \mathrm{kg} \operatorname*{f}_x`,
		`\xrightarrow[a]{b} \not= \overbrace{x}^{y} \big\{ 中 % c`, `a^b^c_d_e'^f \\ & } {`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		out, problems := Convert(src, true)
		if rest := tagPattern.ReplaceAllString(out, ""); strings.ContainsAny(rest, "<>") {
			t.Errorf("stray bracket in %q from %q", out, src)
		}
		var open []string
		for _, m := range tagPattern.FindAllStringSubmatch(out, -1) {
			if m[1] == "" {
				open = append(open, m[2])
			} else if n := len(open); n == 0 || open[n-1] != m[2] {
				t.Fatalf("unbalanced: %q from %q", out, src)
			} else {
				open = open[:n-1]
			}
			if len(open) > 400 {
				t.Fatalf("too deep: %q", src)
			}
		}
		for _, p := range problems {
			if p.Start < 0 || p.Start > p.Stop || p.Stop > len(src) || p.Message == "" {
				t.Errorf("no place: %+v in %q", p, src)
			}
		}
	})
}

// Long formulas of every repeated kind must not take time that grows with the
// square of their length; that they end at all is what is held here.
func TestLongFormulas(t *testing.T) {
	for _, part := range []string{"{", "}", "a^b^c", `\sqrt`, `\sqrt[`, `\left(`, `\begin{cases}`, `\displaystyle`, "&", `\\`, `\text{`, "'^a", `\bf`, "%", `\over`, "_", `\not`} {
		out, _ := Convert(strings.Repeat(part, 20000), false)
		if !strings.HasSuffix(out, "</math>") {
			t.Errorf("%s: no end", part)
		}
	}
}
