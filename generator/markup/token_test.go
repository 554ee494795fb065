package markup

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTokens(t *testing.T) {
	for src, want := range map[string][]string{
		`a <B id=x class='y' id=z>c</b>`: {"text a ", "start b [{id x false} {class y false}]", "text c", "end b []"},
		`<br/><!-- x --><!d><?p?>`:       {"start br [] empty", "other <!-- x -->", "other <!d>", "other <?p?>"},
		`<T = any> <a b="&lt;">`:         {"text <", "text T = any> ", "start a [{b < false}]"},
		`<Foo.Bar x`:                     {"text <", "text Foo.Bar x"},
	} {
		var got []string
		for at := 0; at < len(src); {
			token := Next([]byte(src[at:]))
			at += len(token.Raw)
			got = append(got, show(token))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", src, diff)
		}
	}
}

func show(t Token) string {
	switch t.Kind {
	case Text:
		return "text " + string(t.Raw)
	case Other:
		return "other " + string(t.Raw)
	}
	s := fmt.Sprintf("%s %s %v", map[Kind]string{Start: "start", End: "end"}[t.Kind], t.Name, t.Attrs)
	if t.Empty {
		s += " empty"
	}
	return s
}

// FuzzNext holds that tokens are the text, one after the other, and that tags
// are whole.
func FuzzNext(f *testing.F) {
	f.Add([]byte("<a href='x' b>y</a ><!-- z"))
	f.Add([]byte("<T<U></ x>&lt;<br / >"))
	f.Fuzz(func(t *testing.T, src []byte) {
		for rest := src; len(rest) > 0; {
			token := Next(rest)
			if len(token.Raw) == 0 || string(rest[:len(token.Raw)]) != string(token.Raw) {
				t.Fatalf("%q is no start of %q", token.Raw, rest)
			}
			if tag := token.Kind == Start || token.Kind == End; tag != (token.Name != "") || tag && len(token.Written()) != len(token.Name) {
				t.Errorf("the name of %q is %q", token.Raw, token.Name)
			}
			if n := LengthThroughEnd(rest, "a"); n > len(rest) {
				t.Errorf("an end past the end of %q", rest)
			}
			rest = rest[len(token.Raw):]
		}
	})
}
