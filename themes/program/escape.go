package program

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// The names that html/template gives to its escapers, in the order in which
// more than one of them follows a value. What each does is held against it by
// a fuzzer.
const (
	inText    = "_html_template_htmlescaper"
	inTitle   = "_html_template_rcdataescaper"
	inQuotes  = "_html_template_attrescaper"
	asAddress = "_html_template_urlfilter"
	ofAddress = "_html_template_urlnormalizer"
)

// printed prints a value through escapers; nil where one of them, or how it
// treats values of this type, is not known.
func printed(v value, escapers []string) step {
	var filters []func(string) string
	for i, name := range escapers {
		switch last := i == len(escapers)-1; {
		case last && (name == inText || name == inTitle || name == inQuotes):
		case !last && name == asAddress:
			filters = append(filters, filterAddress)
		case !last && name == ofAddress:
			filters = append(filters, normalAddress)
		default:
			return nil
		}
	}
	switch t := v.typ; {
	case len(escapers) == 0:
		return nil // not made safe
	case t == reflect.TypeFor[template.HTML]() && slices.Equal(escapers, []string{inText}):
		return func(f *frame) { f.out.WriteString(v.of(f).String()) }
	case t.NumMethod() > 0 || t.PkgPath() == reflect.TypeFor[template.HTML]().PkgPath():
		return nil
	case t.Kind() == reflect.String:
		return func(f *frame) {
			text := v.of(f).String()
			for _, filter := range filters {
				text = filter(text)
			}
			_, _ = markup.WriteString(f.out, text) // a buffer takes all
		}
	case t.Kind() == reflect.Int:
		return func(f *frame) { f.out.Write(strconv.AppendInt(f.out.AvailableBuffer(), v.of(f).Int(), 10)) }
	}
	return nil
}

// markup escapes text for where HTML is read.
var markup = strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")

// filterAddress lets pass addresses without a scheme, and those of schemes that
// do no more than lead elsewhere.
func filterAddress(address string) string {
	scheme, _, found := strings.Cut(address, ":")
	if !found || strings.Contains(scheme, "/") {
		return address
	}
	for _, safe := range []string{"http", "https", "mailto"} {
		if strings.EqualFold(scheme, safe) {
			return address
		}
	}
	return "#ZgotmplZ"
}

// normalAddress percent-encodes what has no place in an address.
func normalAddress(address string) string {
	var b []byte
	last := 0
	for i := range len(address) {
		if !isOdd(address, i) {
			continue
		}
		b = fmt.Appendf(append(b, address[last:i]...), "%%%02x", address[i])
		last = i + 1
	}
	if last == 0 {
		return address
	}
	return string(append(b, address[last:]...))
}

// isOdd reports whether the octet at i has no place in an address.
func isOdd(address string, i int) bool {
	c := address[i]
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return false
	case c == '%':
		return i+2 >= len(address) || !isHex(address[i+1]) || !isHex(address[i+2])
	}
	return strings.IndexByte("-._~!#$&*+,/:;=?@[]", c) < 0
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
