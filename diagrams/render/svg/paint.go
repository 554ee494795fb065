package svg

import (
	"maps"
	"slices"
	"strings"

	"woshou/diagrams/scene"
)

// style is a role's paint as attributes, each with a space before it.
type style struct {
	attrs  string
	head   string // for the head of an arrow
	italic bool
	arrow  bool // the role has arrows
}

// style works out the style of a role when it is first met.
func (e *encoder) style(role scene.Role) *style {
	if s, ok := e.styles[role]; ok {
		return s
	}
	p := scene.Of(e.paints, role)
	class := classOf(e.paints, role)
	s := &style{
		attrs:  ` class="` + class + `"` + attributes(p),
		head:   ` class="` + class + ` head"` + attributes(scene.Paint{Fill: p.Stroke}),
		italic: p.Italic,
	}
	e.styles[role] = s
	return s
}

// attributes prints a paint; what is not painted is inherited from the root.
func attributes(p scene.Paint) string {
	out := ""
	add := func(name, value string) { out += " " + name + `="` + value + `"` }
	if p.Fill != "" {
		add("fill", p.Fill)
	}
	if p.Stroke == "" {
		return out
	}
	add("stroke", p.Stroke)
	if p.Width != 1 { // what SVG takes by itself
		add("stroke-width", number(p.Width))
	}
	if len(p.Dash) > 0 {
		lengths := make([]string, len(p.Dash))
		for i, n := range p.Dash {
			lengths[i] = number(n)
		}
		add("stroke-dasharray", strings.Join(lengths, " "))
	}
	if p.Butt {
		add("stroke-linecap", "butt")
	}
	return out
}

// classOf returns the classes of a role. Classes have no order, as the words of
// a role have; so a word by which the role itself is not painted, but another
// one is, is left out, lest the other one's rule match too.
func classOf(paints map[scene.Role]scene.Paint, role scene.Role) string {
	painted := scene.Painted(paints, role)
	classes := strings.Fields(string(painted))
	for _, word := range strings.Fields(string(role[len(painted):])) {
		if !paintsBy(paints, word) {
			classes = append(classes, word)
		}
	}
	return strings.Join(classes, " ")
}

// paintsBy reports whether some role that is painted has the word.
func paintsBy(paints map[scene.Role]scene.Paint, word string) bool {
	for role := range paints {
		if strings.Contains(string(role), word) && slices.Contains(strings.Fields(string(role)), word) {
			return true
		}
	}
	return false
}

// Rules returns CSS rules that repaint the classes with the colours of paints,
// one a line, sorted, each selector below prefix:
//
//	[data-figure] .message{stroke:#e6eaf0}
//	[data-figure] .message.head{fill:#e6eaf0;stroke:none}
//
// The colours are those that scene.Of finds: a role of more words has the more
// specific selector. Widths, dashes and slants are left to the attributes, as
// a palette has the same ones for every ground.
func Rules(paints map[scene.Role]scene.Paint, prefix string) string {
	return rules(paints, slices.Sorted(maps.Keys(paints)), prefix, func(scene.Role) bool { return true })
}

// usedRules are the rules for the dark paint of the roles met so far.
func (e *encoder) usedRules() string {
	dark := e.opt.Palette.Dark
	used := map[scene.Role]bool{scene.Painted(dark, scene.Paper): true}
	arrows := map[scene.Role]bool{}
	for role, s := range e.styles {
		painted := scene.Painted(dark, role)
		used[painted] = true
		arrows[painted] = arrows[painted] || s.arrow
	}
	delete(used, "") // not painted at all
	return rules(dark, slices.Sorted(maps.Keys(used)), "", func(r scene.Role) bool { return arrows[r] })
}

// rules writes the rules of the roles, and those of the heads of their arrows
// where there may be some.
func rules(paints map[scene.Role]scene.Paint, roles []scene.Role, prefix string, arrows func(scene.Role) bool) string {
	if prefix != "" {
		prefix += " "
	}
	var out strings.Builder
	for _, role := range roles {
		selector := prefix + "." + strings.ReplaceAll(string(role), " ", ".")
		out.WriteString(selector + "{" + declarations(paints, role) + "}\n")
		if stroke := paints[role].Stroke; stroke != "" && arrows(role) {
			out.WriteString(selector + ".head{fill:" + stroke + ";stroke:none}\n")
		}
	}
	return out.String()
}

// declarations sets the colours of a role. What it does not paint, but a role
// of fewer words does, it takes back, as that one's rule matches too.
func declarations(paints map[scene.Role]scene.Paint, role scene.Role) string {
	p := paints[role]
	var list []string
	for _, d := range []struct {
		property, colour string
		of               func(scene.Paint) string
	}{
		{"fill", p.Fill, func(p scene.Paint) string { return p.Fill }},
		{"stroke", p.Stroke, func(p scene.Paint) string { return p.Stroke }},
	} {
		switch {
		case d.colour != "":
			list = append(list, d.property+":"+d.colour)
		case inherits(paints, role, d.of):
			list = append(list, d.property+":none")
		}
	}
	return strings.Join(list, ";")
}

// inherits reports whether a role that role begins with has the colour.
func inherits(paints map[scene.Role]scene.Paint, role scene.Role, colour func(scene.Paint) string) bool {
	for i := range role {
		if role[i] == ' ' && colour(paints[role[:i]]) != "" {
			return true
		}
	}
	return false
}
