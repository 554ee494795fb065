package markdown

import (
	"bytes"
	"errors"
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// frontMatter returns the YAML between two lines of three hyphens at the start
// of a page, and the offset of the first line after them. Without a closing
// line there is no front matter.
func frontMatter(src []byte) (matter []byte, body int) {
	if !bytes.HasPrefix(src, []byte("---")) || len(bytes.TrimSpace(firstLine(src[3:]))) > 0 {
		return nil, 0
	}
	start := len(firstLine(src)) + 1
	for at := start; at < len(src); {
		line := firstLine(src[at:])
		next := min(at+len(line)+1, len(src))
		if bytes.Equal(bytes.TrimRight(line, " \t"), []byte("---")) {
			return src[start:at], next
		}
		at = next
	}
	return nil, 0
}

func firstLine(s []byte) []byte {
	line, _, _ := bytes.Cut(s, []byte{'\n'})
	return line
}

// readFrontMatter fills in Document.Meta. Types are taken as they come, "3" is
// a number and 2026-11-22 a string; keys nobody knows are not ours to judge.
func (v *visit) readFrontMatter(matter []byte) {
	if len(bytes.TrimSpace(matter)) == 0 {
		return
	}
	file, err := parseYAML(matter)
	if err != nil {
		v.frontSyntax(err)
		return
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if _, isMap := plainNode(doc.Body).(ast.MapNode); !isMap {
			v.frontWarn(doc.Body, "front matter must be keys with values, such as title: …")
			continue
		}
		v.front = doc.Body
		m := &v.doc.Meta
		readers := v.switches(m)
		maps.Copy(readers, map[string]func(ast.Node){
			"title": v.str(&m.Title), "description": v.str(&m.Description),
			"date": v.date(&m.Date), "protocol": v.str(&m.Protocol), "source": v.str(&m.Source),
			"order": v.integer(&m.Order), "draft": v.boolean(&m.Draft),
			"hero": v.hero, "features": v.features,
		})
		v.fields(doc.Body, readers)
		v.unknownKeys(doc.Body)
	}
}

// errYAML stands for a panic of the YAML parser.
var errYAML = errors.New("not valid YAML")

// parseYAML is the parser with its panics turned into an error.
func parseYAML(matter []byte) (file *ast.File, err error) {
	defer func() { // the parser is not ours, and no page may stop a build
		if recover() != nil {
			file, err = nil, errYAML
		}
	}()
	return parser.ParseBytes(matter, 0)
}

// frontSyntax reports front matter that is no YAML, where the parser stopped.
func (v *visit) frontSyntax(err error) {
	place, message := v.lines.starts[1], err.Error()
	var at yaml.Error
	if errors.As(err, &at) {
		message = at.GetMessage()
		if t := at.GetToken(); t != nil {
			place = v.tokenPlace(t)
		}
	}
	v.report(diagnostic.Error, "front-matter", place, place, "front matter: "+message, "")
}

// tokenPlace is the offset in the page of a token of its front matter, which
// starts in the page's second line.
func (v *visit) tokenPlace(t *token.Token) int {
	line := min(max(t.Position.Line, 1), len(v.lines.starts)-1)
	at := v.lines.starts[line]
	rest := firstLine(v.doc.source[at:])
	for col := 1; col < t.Position.Column && len(rest) > 0; col++ {
		_, n := utf8.DecodeRune(rest)
		at, rest = at+n, rest[n:]
	}
	return at
}

// frontWarn warns about a value at its place.
func (v *visit) frontWarn(n ast.Node, message string) {
	place := v.lines.starts[1]
	if t := n.GetToken(); t != nil {
		place = v.tokenPlace(t)
	}
	v.warn("front-matter", place, place, message, "")
}

// fields calls the reader of each key of a map that has one.
func (v *visit) fields(n ast.Node, readers map[string]func(ast.Node)) {
	m, ok := plainNode(n).(ast.MapNode)
	if !ok {
		v.frontWarn(n, "expected keys with values")
		return
	}
	for it := m.MapRange(); it.Next(); {
		if read := readers[scalar(it.Key())]; read != nil && it.Value() != nil {
			read(it.Value())
		}
	}
}

// list calls read for each entry of a list.
func (v *visit) list(n ast.Node, read func(ast.Node)) {
	s, ok := plainNode(n).(*ast.SequenceNode)
	if !ok {
		v.frontWarn(n, "expected a list")
		return
	}
	for _, entry := range s.Values {
		if entry != nil {
			read(entry)
		}
	}
}

// plainNode takes anchors and tags off a node.
func plainNode(n ast.Node) ast.Node {
	switch m := n.(type) {
	case *ast.AnchorNode:
		return plainNode(m.Value)
	case *ast.TagNode:
		return plainNode(m.Value)
	}
	return n
}

// scalar returns a scalar as text: a string without its quotes, anything else
// as written.
func scalar(n ast.Node) string {
	switch m := plainNode(n).(type) {
	case *ast.StringNode:
		return m.Value
	case *ast.LiteralNode:
		return m.Value.Value
	case *ast.MappingKeyNode:
		return scalar(m.Value)
	case *ast.NullNode, nil:
		return ""
	case ast.ScalarNode:
		return m.GetToken().Value
	}
	return ""
}

func isScalar(n ast.Node) bool {
	_, ok := plainNode(n).(ast.ScalarNode)
	return ok
}

// str reads a text, integer a whole number, boolean yes or no; quotes around
// any of them do not matter.
func (v *visit) str(into *string) func(ast.Node) {
	return func(n ast.Node) {
		if !isScalar(n) {
			v.frontWarn(n, "expected a text")
			return
		}
		*into = strings.TrimSpace(scalar(n))
	}
}

// address reads a link, which counts among the page's.
func (v *visit) address(into *string) func(ast.Node) {
	return func(n ast.Node) {
		var dest string
		v.str(&dest)(n)
		if dest == "" {
			return
		}
		place := v.tokenPlace(n.GetToken())
		if !markup.AllowedLink(dest) {
			v.refuse(dest, place)
			return
		}
		v.noteLink(dest, false, place)
		*into = dest
	}
}

func (v *visit) integer(into *int) func(ast.Node) {
	return func(n ast.Node) {
		i, err := strconv.Atoi(strings.TrimSpace(scalar(n)))
		if err != nil {
			v.frontWarn(n, "expected a whole number")
			return
		}
		*into = i
	}
}

func (v *visit) boolean(into *bool) func(ast.Node) {
	return func(n ast.Node) {
		switch strings.ToLower(scalar(n)) {
		case "true", "yes", "on", "1":
			*into = true
		case "false", "no", "off", "0", "":
			*into = false
		default:
			v.frontWarn(n, "expected true or false")
		}
	}
}
