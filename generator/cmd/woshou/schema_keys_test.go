package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// keys are all keys that the schema describes, by their way from the top:
// "segments.id". Where any key may stand, as among languages, it is "*".
func (s schema) keys() []string {
	found, below := map[string]bool{}, map[string]bool{}
	var walk func(node any, at string)
	walk = func(node any, at string) {
		m := object(node)
		ref, _ := m["$ref"].(string)
		if m == nil || below[ref] { // a menu in a menu
			return
		}
		if def := s.resolve(ref); def != nil {
			below[ref] = true
			walk(def, at)
			below[ref] = false
		}
		for key, value := range object(m["properties"]) {
			found[at+key] = true
			walk(value, at+key+".")
		}
		walk(m["items"], at)
		walk(m["additionalProperties"], at+"*.")
		anyOf, _ := m["anyOf"].([]any)
		for _, one := range anyOf {
			walk(one, at)
		}
	}
	walk(map[string]any(s), "")
	return slices.Sorted(maps.Keys(found))
}

// resolve is the part of the schema that a $ref names, nil if it names none.
func (s schema) resolve(ref string) (node any) {
	if ref == "" {
		return nil
	}
	node = map[string]any(s)
	for part := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
		node = object(node)[part]
	}
	return node
}

func object(node any) map[string]any {
	m, _ := node.(map[string]any)
	return m
}

// words are the words that the schema knows, of all keys together.
func (s schema) words() []string {
	found := map[string]bool{}
	var walk func(node any)
	walk = func(node any) {
		switch node := node.(type) {
		case map[string]any:
			list, _ := node["enum"].([]any)
			for _, word := range list {
				found[word.(string)] = true
			}
			for _, below := range node {
				walk(below)
			}
		case []any:
			for _, below := range node {
				walk(below)
			}
		}
	}
	walk(map[string]any(s))
	return slices.Sorted(maps.Keys(found))
}

// seen collects what occurs in documents: keys by their way from the top, and
// every text.
type seen struct{ keys, texts map[string]bool }

func newSeen() seen { return seen{map[string]bool{}, map[string]bool{}} }

func (s seen) note(node any, at string) {
	switch node := node.(type) {
	case map[string]any:
		for key, value := range node {
			s.keys[at+key] = true
			s.note(value, at+key+".")
		}
	case []any:
		for _, value := range node {
			s.note(value, at)
		}
	case string:
		s.texts[node] = true
	}
}

// tags are the keys that a source file gives to fields in JSON.
func tags(t *testing.T, file string) []string {
	t.Helper()
	found := map[string]bool{}
	for _, tag := range regexp.MustCompile("`json:\"([a-z_]+)[,\"]").FindAllStringSubmatch(read(t, file), -1) {
		found[tag[1]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// names are the keys without the ways to them.
func names(keys []string) []string {
	found := map[string]bool{}
	for _, key := range keys {
		found[key[strings.LastIndex(key, ".")+1:]] = true
	}
	return slices.Sorted(maps.Keys(found))
}
