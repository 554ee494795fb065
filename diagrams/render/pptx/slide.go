package pptx

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/scene"
	"woshou/diagrams/words"
)

// encoder writes one slide.
type encoder struct {
	deck  *deck
	place place
	in    *words.Language
	names names
	out   bytes.Buffer
	ids   int   // the last id given to a shape
	box   frame // around what was written since the current group began
}

// Ids of the shapes that every slide has.
const (
	treeID  = 1
	titleID = 2
)

// slide returns the part of one slide.
func (d *deck) slide(s Slide) []byte {
	in := d.in(s)
	e := encoder{deck: d, place: placeOf(s.Scene), in: in, names: names{in.Slides()}, ids: titleID}
	e.out.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<p:sld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
		` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cSld><p:spTree>`)
	fmt.Fprintf(&e.out, `<p:nvGrpSpPr><p:cNvPr id="%d" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>`, treeID)
	e.out.WriteString(`<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>`)
	items := e.title(s.Scene)

	from, to := header(items)
	e.items(items[:from])
	e.group(e.names.Hosts, s.Scene.Desc, func() { e.items(items[from:to]) })
	e.items(items[to:])

	e.out.WriteString(`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`)
	return e.out.Bytes()
}

// header returns which items make up the heads of the lifelines, which stand
// together. A picture without them has all that stands before its first group
// in their place.
func header(items []scene.Item) (from, to int) {
	heads := []scene.Role{scene.HostName, scene.HostRule, scene.TimeText}
	from = slices.IndexFunc(items, func(item scene.Item) bool { return slices.Contains(heads[:2], first(scene.RoleOf(item))) })
	if from >= 0 {
		for to = from; to < len(items) && slices.Contains(heads, first(scene.RoleOf(items[to]))); to++ {
		}
		return from, to
	}
	loose := slices.IndexFunc(items, func(item scene.Item) bool {
		_, group := item.(scene.Group)
		return group
	})
	if loose < 0 {
		return 0, len(items)
	}
	return 0, loose
}

// items writes one after the other; lines of one text become one shape.
func (e *encoder) items(items []scene.Item) {
	for i := 0; i < len(items); i++ {
		switch x := items[i].(type) {
		case scene.Group:
			if x.Segment != 0 {
				e.group(e.names.step(x.Segment), x.Alt, func() { e.segment(x) })
			} else {
				e.group(groupName(x), x.Alt, func() { e.items(x.Items) })
			}
		case scene.Line:
			if x.Arrow {
				e.connector(x, glue{}, glue{})
			} else {
				e.line(x)
			}
		case scene.Path:
			e.path(x)
		case scene.Rect:
			e.rect(x)
		case scene.Circle:
			e.circle(x, e.newID(), nil)
		case scene.Text:
			n := e.text(x, items[i:])
			i += n - 1
		}
	}
}

// groupName is what a state's group is called: its host and the name as the
// figure prints it.
func groupName(g scene.Group) string {
	for _, item := range g.Items {
		if t, ok := item.(scene.Text); ok && g.State != "" {
			return strings.TrimSpace(g.Host + " " + t.Text)
		}
	}
	if g.State != "" {
		return strings.TrimSpace(g.Host + " " + g.State)
	}
	return string(g.Role)
}

// group writes what content writes as a group, if it writes anything. Its
// coordinates are those of the slide.
func (e *encoder) group(name, alt string, content func()) {
	outer, start, id := e.box, e.out.Len(), e.newID()
	e.box = frame{}
	content()
	shapes := bytes.Clone(e.out.Bytes()[start:])
	e.out.Truncate(start)
	if len(shapes) > 0 {
		e.out.WriteString(`<p:grpSp><p:nvGrpSpPr>`)
		e.nonVisual(id, name, alt)
		b := e.box
		fmt.Fprintf(&e.out, `<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="%[1]d" y="%[2]d"/><a:ext cx="%[3]d" cy="%[4]d"/>`+
			`<a:chOff x="%[1]d" y="%[2]d"/><a:chExt cx="%[3]d" cy="%[4]d"/></a:xfrm></p:grpSpPr>`, b.X, b.Y, b.W, b.H)
		e.out.Write(shapes)
		e.out.WriteString(`</p:grpSp>`)
	}
	e.box = outer.around(e.box)
}

// nonVisual writes the id, the name and the alternative text of a shape.
func (e *encoder) nonVisual(id int, name, alt string) {
	fmt.Fprintf(&e.out, `<p:cNvPr id="%d" name="%s"`, id, escape(name))
	if alt != "" {
		fmt.Fprintf(&e.out, ` descr="%s"`, escape(alt))
	}
	e.out.WriteString(`/>`)
}

// newID returns an id that no other shape of the slide has.
func (e *encoder) newID() int {
	e.ids++
	return e.ids
}

// names are what shapes are called in the list of a slide's objects.
type names struct{ *words.Slides }

// in is the language of a slide: that of the deck, or, where it has none, the
// built-in one of the slide's scene.
func (d deck) in(s Slide) *words.Language { return cmp.Or(d.words, words.Of(s.Scene.Lang)) }

// step is what the group of a segment is called.
func (n names) step(id int) string { return fmt.Sprintf(n.Step, id) }

// of is what a shape of a role is called.
func (n names) of(r scene.Role) string {
	return cmp.Or(n.Roles[string(first(r))], n.Other)
}

// first is the first word of a role.
func first(r scene.Role) scene.Role {
	word, _, _ := strings.Cut(string(r), " ")
	return scene.Role(word)
}
