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
// nested in a block for prefix, a line for each colour:
//
//	[data-figure]{
//	.message{stroke:#e6eaf0;color:#e6eaf0}
//	.flags,.step-number{fill:#e6eaf0}
//	.head.head{fill:currentColor;stroke:none}
//	}
//
// The colours are those that scene.Of finds: a role of more words has the more
// specific selector. The head of an arrow is filled with what strokes its
// shaft, which is why strokes set the colour too. Widths, dashes and slants are
// left to the attributes, as a palette has the same ones for every ground.
func Rules(paints map[scene.Role]scene.Paint, prefix string) string {
	return prefix + "{\n" + rules("", paints, slices.Sorted(maps.Keys(paints)), true) + "}\n"
}

// readersOfMedia begins the selectors of a file's dark rules. LibreOffice and
// others carry out the rules inside @media without asking for the medium, but
// know no pseudo-classes, so that these pass them by.
const readersOfMedia = ":root "

// usedRules are the rules for the dark paint of the roles met so far.
func (e *encoder) usedRules() string {
	dark := e.opt.Palette.Dark
	used := map[scene.Role]bool{scene.Painted(dark, scene.Paper): true}
	arrows := false
	for role, s := range e.styles {
		used[scene.Painted(dark, role)] = true
		arrows = arrows || s.arrow
	}
	delete(used, "") // not painted at all
	return rules(readersOfMedia, dark, slices.Sorted(maps.Keys(used)), arrows)
}

// rules writes the rules of the roles, in the order in which their colours are
// met. That order does not matter to a browser: see classOf. Every selector
// begins with within.
func rules(within string, paints map[scene.Role]scene.Paint, roles []scene.Role, arrows bool) string {
	var order []string
	selectors := map[string][]string{} // by declaration
	most := 0
	for _, role := range roles {
		words := strings.Fields(string(role))
		most = max(most, len(words))
		for _, d := range declarations(paints, role, arrows) {
			if selectors[d] == nil {
				order = append(order, d)
			}
			selectors[d] = append(selectors[d], within+"."+strings.Join(words, "."))
		}
	}
	var out strings.Builder
	for _, d := range order {
		out.WriteString(strings.Join(selectors[d], ",") + "{" + d + "}\n")
	}
	if arrows {
		out.WriteString(within + strings.Repeat(".head", most+1) + "{fill:currentColor;stroke:none}\n") // outweighs its shaft
	}
	return out.String()
}

// declarations sets the colours of a role. What it does not paint, but a role
// of fewer words does, it takes back, as that one's rule matches too.
func declarations(paints map[scene.Role]scene.Paint, role scene.Role, arrows bool) []string {
	p := paints[role]
	var list []string
	switch {
	case p.Fill != "":
		list = append(list, "fill:"+p.Fill)
	case inherits(paints, role, func(p scene.Paint) string { return p.Fill }):
		list = append(list, "fill:none")
	}
	stroke := p.Stroke
	if stroke == "" && inherits(paints, role, func(p scene.Paint) string { return p.Stroke }) {
		stroke = "transparent"
	}
	switch {
	case stroke == "":
	case arrows:
		list = append(list, "stroke:"+stroke+";color:"+stroke)
	default:
		list = append(list, "stroke:"+stroke)
	}
	return list
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
