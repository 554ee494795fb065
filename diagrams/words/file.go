package words

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

//go:embed *.yaml
var files embed.FS

// file is what one file says. A text of a section stands under its key there,
// those of a section within it behind a point: "timers.persist".
type file struct {
	section func(name string) map[string]string // not to be modified
}

// embeddedCodes are the languages that have a file here.
func embeddedCodes() (codes []string) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		panic(err) // embedded
	}
	for _, entry := range entries {
		codes = append(codes, strings.TrimSuffix(entry.Name(), ".yaml"))
	}
	return codes
}

// Source is the file of a built-in language, or false.
func Source(code string) ([]byte, bool) {
	src, err := files.ReadFile(code + ".yaml")
	return src, err == nil
}

// embedded is a file of ours, each section of which is read when it is asked
// for.
func embedded(code string) file {
	src, _ := Source(code)
	parts := sync.OnceValue(func() map[string][]byte { return cut(src) })
	var read sync.Map
	return file{func(name string) map[string]string {
		if texts, ok := read.Load(name); ok {
			return texts.(map[string]string)
		}
		all, err := Read(parts()[name])
		if err != nil {
			panic(fmt.Sprintf("words of %s: %v", code, err)) // embedded, and tested
		}
		texts := sections(all)[name]
		read.Store(name, texts)
		return texts
	}}
}

// cut cuts the text of a file at the lines that begin in the first column. The
// words of pages, which stand in no section, come together under pages.
func cut(src []byte) map[string][]byte {
	parts := map[string][]byte{}
	name := pages
	for line := range bytes.Lines(src) {
		if c := line[0]; c != ' ' && c != '#' && c != '\n' {
			key, value, _ := strings.Cut(strings.TrimSpace(string(line)), ":")
			name = pages
			if value == "" {
				name = key
			}
		}
		parts[name] = append(parts[name], line...)
	}
	return parts
}

// fileOf is what texts say that have been read already, and, of a language that
// was not there, how it is called.
func fileOf(code string, texts map[string]string, known bool) file {
	all := texts
	if !known {
		all = map[string]string{"short": strings.ToUpper(code), "language.tag": code, "language.locale": code, "language.name": code, "language.brief": code}
		maps.Copy(all, texts)
	}
	by := sections(all)
	return file{func(name string) map[string]string { return by[name] }}
}

// sections sorts texts into their sections.
func sections(texts map[string]string) map[string]map[string]string {
	by := map[string]map[string]string{}
	for key, text := range texts {
		name, rest, within := strings.Cut(key, ".")
		if !within {
			name, rest = pages, key
		}
		if by[name] == nil {
			by[name] = map[string]string{}
		}
		by[name][rest] = text
	}
	return by
}

// Read reads the text of a file: the words of pages by their keys, those of a
// section behind its name and a point, "sequence.timers.persist".
func Read(src []byte) (map[string]string, error) {
	tree, err := parser.ParseBytes(src, 0)
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, doc := range tree.Docs {
		if err := flatten(doc.Body, "", texts); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// flatten notes the texts below a node, each under the keys that lead there.
func flatten(n ast.Node, at string, texts map[string]string) error {
	switch n := n.(type) {
	case nil, *ast.CommentGroupNode, *ast.NullNode:
	case *ast.MappingNode:
		for _, v := range n.Values {
			key := v.Key.GetToken().Value
			if at != "" {
				key = at + "." + key
			}
			if err := flatten(v.Value, key, texts); err != nil {
				return err
			}
		}
	case *ast.StringNode:
		texts[at] = n.Value
	case *ast.LiteralNode:
		texts[at] = n.Value.Value
	case *ast.IntegerNode, *ast.FloatNode:
		texts[at] = n.GetToken().Value
	default:
		p := n.GetToken().Position
		return fmt.Errorf("%d:%d: found %s, expected a text or a section", p.Line, p.Column, strings.ToLower(n.Type().String()))
	}
	return nil
}

// under are the texts of a section within a section, by the rest of their keys.
func under(texts map[string]string, name string) map[string]string {
	within := map[string]string{}
	for key, text := range texts {
		if rest, ok := strings.CutPrefix(key, name+"."); ok {
			within[rest] = text
		}
	}
	return within
}

// texts are those of a section in the language, what it lacks as in the next.
func (l *Language) texts(name string) map[string]string {
	own := l.file.section(name)
	if l.next == nil {
		return own
	}
	all := maps.Clone(l.next.texts(name))
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, own)
	return all
}

// chain are the language and those that say what it lacks, in order.
func (l *Language) chain() (all []*Language) {
	for ; l != nil; l = l.next {
		all = append(all, l)
	}
	return all
}
