// Package literal reads values that are plainly written in a JavaScript or
// TypeScript module, without running it.
//
//	import { zh } from './zh'
//	const nav = [{ text: 'Guide', link: '/guide/' }]
//	export default defineConfig({ title: `Docs`, themeConfig: { nav, sidebar: sidebar() }, locales: { zh } })
//	function sidebar() { return [...nav] }
//
// Strings, numbers, arrays and objects are read, names are followed within the
// module and into modules beside it, functions that only return a literal are
// taken for it, and a call such as defineConfig(…) for its first argument.
// All else is Opaque: a value with a place and a reason.
//
// Lexer and parser are our own, because what others know is lost before an
// author hears of it: tdewolff's tree has no places and no types, goja's no
// modules, and esbuild, which strips types, folds constants and maps no place
// for a number or a template back. TypeScript's own, in Go, exports nothing.
// Each of them gives up a file for one mistake, where this reads what stands
// beside; and tdewolff's lexer panics at a file that ends in a hash sign.
package literal

import (
	"maps"
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// Kind is what sort of value stands at a place.
type Kind int

// The kinds of values. Opaque is what cannot be known without running it.
const (
	Opaque Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// Value is a value and where it is written.
type Value struct {
	Kind   Kind
	Text   string        // of a string, its content; of a number, as written
	What   words.Message // of an opaque one, what it is
	True   bool          // of a bool
	Items  []Value       // of an array; spread ones in their places
	Fields []Field       // of an object, in order
	place.Place
}

// Field is one property of an object.
type Field struct {
	Key         string
	Value       Value
	place.Place // of the key
}

// Get returns the last property of that name, as JavaScript would, and whether
// there is one.
func (v Value) Get(key string) (Value, bool) {
	for i := len(v.Fields) - 1; i >= 0; i-- {
		if v.Fields[i].Key == key {
			return v.Fields[i].Value, true
		}
	}
	return Value{}, false
}

func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
