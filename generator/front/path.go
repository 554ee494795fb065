package front

import (
	"regexp"
	"strconv"

	"github.com/goccy/go-yaml/ast"
)

// stepPattern is a step of a path into the front matter: .a, [0], ['b'].
var stepPattern = regexp.MustCompile(`\.([\w$]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]`)

// Value returns what stands at a path in the front matter, as an expression of
// Vue has it behind $frontmatter: `.a.b[0]['c']`. Only text, numbers and the
// like have a value.
func (m *Matter) Value(path string) (value string, ok bool) {
	if m.root == nil {
		return "", false
	}
	at := m.root
	for _, step := range stepPattern.FindAllStringSubmatch(path, -1) {
		if at = child(at, step[1]+step[3]+step[4], step[2]); at == nil {
			return "", false
		}
	}
	return scalar(at), isScalar(at)
}

// child goes from a node to the one under a key, or at an index.
func child(n ast.Node, key, index string) ast.Node {
	switch n := plainNode(n).(type) {
	case ast.MapNode:
		for it := n.MapRange(); it.Next(); {
			if scalar(it.Key()) == key {
				return it.Value()
			}
		}
	case *ast.SequenceNode:
		if i, err := strconv.Atoi(index); err == nil && i < len(n.Values) {
			return n.Values[i]
		}
	}
	return nil
}
