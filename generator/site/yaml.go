package site

import (
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/yaml"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// yamlReader takes values out of a YAML tree and notes what is wrong with
// them, each at its place. It goes on after a mistake: the value then keeps
// its default.
type yamlReader struct {
	file     string
	problems []diagnostic.Problem
}

// field is one key that a mapping may have.
type field struct {
	key  string
	read func(ast.Node)
}

// parse returns the document's one value, nil when it is empty or broken.
func (r *yamlReader) parse(src []byte) ast.Node {
	file, fault := yaml.Parse(src, yaml.MostSettings)
	switch {
	case fault != nil:
		r.report(diagnostic.Place{File: r.file, Line: fault.Line, Col: fault.Col}, fault.Message, "")
		return nil
	case len(file.Docs) == 0:
		return nil
	case len(file.Docs) > 1:
		r.wrong(file.Docs[1].Body, "a second document", "one document")
	}
	return file.Docs[0].Body
}

// mapping reads the keys of a mapping. A key that is not among fields is an
// error that names the nearest one.
func (r *yamlReader) mapping(n ast.Node, fields ...field) {
	known := make([]string, len(fields))
	for i, f := range fields {
		known[i] = f.key
	}
	r.entries(n, func(key string, at ast.Node, value ast.Node) {
		for _, f := range fields {
			if f.key == key {
				f.read(value)
				return
			}
		}
		hint := diagnostic.DidYouMean(key, known)
		if hint == "" {
			hint = diagnostic.Say("known here: %s", strings.Join(known, ", "))
		}
		r.at(at, diagnostic.Say("unknown key `%s`", key), hint)
	})
}

// entries calls do for each key of a mapping, in order.
func (r *yamlReader) entries(n ast.Node, do func(key string, at, value ast.Node)) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.wrong(n, kind(n), "keys with values")
		return
	}
	for _, v := range m.Values {
		do(v.Key.GetToken().Value, v.Key.(ast.Node), v.Value)
	}
}

// items calls do for each element of a list.
func (r *yamlReader) items(n ast.Node, do func(ast.Node)) {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		r.wrong(n, kind(n), "a list")
		return
	}
	for _, v := range s.Values {
		do(v)
	}
}

// longestText is how many octets a text of the settings may have: each page may
// have it.
const longestText = 2000

// text returns a reader of a string into to. Numbers are taken as written.
func (r *yamlReader) text(to *string) func(ast.Node) {
	return func(n ast.Node) {
		defer func() {
			if len(*to) > longestText {
				*to = ""
				r.at(n, diagnostic.Say("a text of more than %d octets", longestText), "")
			}
		}()
		switch v := n.(type) {
		case *ast.StringNode:
			*to = v.Value
		case *ast.LiteralNode:
			*to = v.Value.Value
		case *ast.IntegerNode, *ast.FloatNode:
			*to = n.GetToken().Value
		default:
			r.wrong(n, kind(n), "a text")
		}
	}
}

func (r *yamlReader) bool(to *bool) func(ast.Node) {
	return func(n ast.Node) {
		if v, ok := n.(*ast.BoolNode); ok {
			*to = v.Value
		} else {
			r.wrong(n, kind(n), "true or false")
		}
	}
}

// choice reads one of a few words.
func (r *yamlReader) choice(to *string, words ...string) func(ast.Node) {
	return func(n ast.Node) {
		var got string
		before := len(r.problems)
		r.text(&got)(n)
		for _, word := range words {
			if got == word {
				*to = got
				return
			}
		}
		if len(r.problems) == before {
			r.at(n, diagnostic.Say("`%s` is none of %q", got, words), diagnostic.DidYouMean(got, words))
		}
	}
}

func (r *yamlReader) wrong(n ast.Node, found, want diagnostic.Message) {
	r.at(n, diagnostic.Say("found %s, expected %s", found, want), "")
}

func (r *yamlReader) at(n ast.Node, message, hint diagnostic.Message) {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		n = m.Values[0].Key.(ast.Node) // its own token is the colon after it
	}
	if n == nil || n.GetToken() == nil {
		r.report(diagnostic.Place{File: r.file}, message, hint)
		return
	}
	r.report(r.placeOf(n.GetToken()), message, hint)
}

// once reports what holds for all that follows too, at the first place alone.
func (r *yamlReader) once(n ast.Node, message diagnostic.Message) {
	if !slices.ContainsFunc(r.problems, func(p diagnostic.Problem) bool { return p.Message == message }) {
		r.at(n, message, "")
	}
}

// placeOf is where a token stands, in its own length.
func (r *yamlReader) placeOf(t *token.Token) diagnostic.Place {
	return diagnostic.Place{File: r.file, Line: t.Position.Line, Col: t.Position.Column}.Wide(t.Value)
}

func (r *yamlReader) report(at diagnostic.Place, message, hint diagnostic.Message) {
	at.Width = max(at.Width, 1)
	r.problems = append(r.problems, diagnostic.Problem{Place: at, Severity: diagnostic.Error, Code: CodeConfig, Message: message, Hint: hint})
}

// kind names what a node is, for messages.
func kind(n ast.Node) diagnostic.Message {
	switch n.(type) {
	case *ast.MappingNode:
		return "keys with values"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode, nil:
		return "nothing"
	case *ast.BoolNode:
		return diagnostic.Say("`%s`", n.GetToken().Value)
	case *ast.StringNode, *ast.LiteralNode, *ast.IntegerNode, *ast.FloatNode:
		return "a text"
	}
	return "a YAML feature that has no use here"
}
