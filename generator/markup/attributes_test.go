package markup

import (
	"bytes"
	"testing"
)

// FuzzAttributes holds that a list of attributes is no longer than its text, ends
// with its delimiter, and is bounded.
func FuzzAttributes(f *testing.F) {
	for _, seed := range []string{"{#a .b c=d e='f' open}", "{{.a}}", "{:a=@b}", "{a=\"", "x {.y}"} {
		f.Add([]byte(seed), "{", "}")
	}
	f.Add([]byte("<!--.a-->"), "<!--", "-->")
	f.Fuzz(func(t *testing.T, text []byte, open, close string) {
		d := NewDelimiters([2]string{open, close})
		as, n := d.Parse(text)
		if n > len(text) || (n > 0) != (len(as) > 0) || len(as) > MostAttributes {
			t.Errorf("%q: %d of %d octets, %d attributes", text, n, len(text), len(as))
		}
		if n > 0 && !(bytes.HasPrefix(text, []byte(d.Open)) && bytes.HasSuffix(text[:n], []byte(d.Close))) {
			t.Errorf("%q ends within its delimiters", text[:n])
		}
		for _, a := range as {
			if a.Name == "" {
				t.Errorf("%q has an attribute without a name", text)
			}
		}
		if rest, as := d.Trailing(text); len(rest) > len(text) || len(as) > 0 && len(rest) == len(text) {
			t.Errorf("%q: %q is left", text, rest)
		}
	})
}
