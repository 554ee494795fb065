// Package markup reads HTML that an author wrote, and attributes between braces,
// and knows what of it may stand in a page: elements and attributes.
package markup

import (
	"slices"
	"strings"
)

// allowedTags are the elements that an author's HTML may hold: they show
// something and do nothing. The value lists attributes beyond the global ones.
var allowedTags = map[string][]string{
	"a": {"href", "download"}, "abbr": nil, "address": nil, "aside": nil, "b": nil, "bdi": nil, "bdo": nil,
	"blockquote": nil, "br": nil, "caption": nil, "center": nil, "cite": nil, "code": nil,
	"col": {"span"}, "colgroup": {"span"}, "dd": nil, "del": {"datetime"}, "details": {"open"},
	"dfn": nil, "div": {"align"}, "dl": nil, "dt": nil, "em": nil, "figcaption": nil, "figure": nil,
	"h1": {"align"}, "h2": {"align"}, "h3": {"align"}, "h4": {"align"}, "h5": {"align"}, "h6": {"align"},
	"hr": nil, "i": nil, "img": {"src", "alt", "width", "height", "align"}, "ins": {"datetime"}, "kbd": nil,
	"li": {"value"}, "mark": nil, "ol": {"start", "reversed", "type"}, "p": {"align"}, "picture": nil, "pre": nil,
	"q": nil, "rp": nil, "rt": nil, "ruby": nil, "s": nil, "samp": nil, "section": nil, "small": nil, "span": nil,
	"strong": nil, "sub": nil, "summary": nil, "sup": nil, "table": {"align"}, "tbody": nil,
	"td": {"align", "valign", "colspan", "rowspan"}, "tfoot": nil,
	"th": {"align", "valign", "colspan", "rowspan", "scope"}, "thead": nil, "time": {"datetime"},
	"tr": {"align", "valign"}, "tt": nil, "u": nil, "ul": nil, "var": nil, "wbr": nil,
}

// mediaTags are the elements that a site may allow beyond these: what plays, what shows
// a page of another site, and parts of forms, which do nothing without a form.
var mediaTags = map[string][]string{
	"video": {"src", "poster", "width", "height", "controls", "loop", "muted", "playsinline", "preload"},
	"audio": {"src", "controls", "loop", "muted", "preload"}, "source": {"src", "type", "media"},
	"track":  {"src", "kind", "srclang", "label", "default"},
	"iframe": {"src", "width", "height", "allowfullscreen"},
	"input":  {"type", "value", "placeholder", "checked", "min", "max", "step"}, "button": {"value"},
	"select": nil, "option": {"value", "selected"}, "optgroup": {"label"}, "textarea": {"rows", "cols", "placeholder"},
	"label": {"for"}, "fieldset": nil, "legend": nil, "output": {"for"}, "meter": {"value", "min", "max", "low", "high", "optimum"},
	"progress": {"value", "max"},
}

// IsMedia reports whether an element is one that a site may allow beyond those that
// are always allowed.
func IsMedia(tag string) bool {
	_, ok := mediaTags[tag]
	return ok
}

// IsControl reports whether an element is a part of a form that takes input.
func IsControl(tag string) bool {
	switch tag {
	case "input", "button", "select", "textarea", "fieldset":
		return true
	}
	return false
}

// IsVoid reports whether an element of HTML has no content and no end tag.
func IsVoid(tag string) bool {
	switch tag {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

// IsDropped reports whether an element is removed with its content, which is no
// text for readers.
func IsDropped(tag string) bool { return tag == "script" || tag == "style" }

// globalAttributes may stand on any element.
var globalAttributes = []string{"id", "class", "title", "lang", "dir", "role"}

// ownData are the data- attributes that say something in our pages; an author
// who could set them could make a page lie about itself, or its program load a
// script: data-live and data-script hold addresses.
var ownData = []string{
	"article", "block", "chrome", "figure", "segment", "host", "state", "step", "permalink", "container",
	"glossary", "analogy", "stale", "toc", "sidebar", "language", "trace", "wrap", "lang", "hl",
	"live", "media", "faults", "headers", "drawing", "predict", "answer", "choice", "right", "fault", "both", "view", "copy", "copied", "script", "sheet", "root", "code", "theme", "scheme", "field", "figures",
	"code-group", "label",
}

// AllowedTag reports whether an author's HTML may hold an element.
func AllowedTag(tag string) bool {
	_, ok := allowedTags[tag]
	return ok
}

// AllowedAttribute reports whether an author may set an attribute on an
// element; on "", on any.
func AllowedAttribute(tag, name string) bool {
	if data, ok := strings.CutPrefix(name, "data-"); ok {
		return data != "" && !slices.Contains(ownData, data)
	}
	return slices.Contains(globalAttributes, name) || slices.Contains(allowedTags[tag], name) ||
		slices.Contains(mediaTags[tag], name) ||
		strings.HasPrefix(name, "aria-") && len(name) > len("aria-")
}
