// Package emoji knows pictures by their names, `:tada:`, and by the faces that
// people draw in punctuation, `:-)`.
package emoji

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark-emoji/definition"
)

// Named returns the characters that GitHub knows by a name, or "".
func Named(name string) string {
	if known, ok := definition.Github().Get(name); ok && known.IsUnicode() {
		return string(known.Unicode)
	}
	return ""
}

// emoticons are the faces in punctuation that VitePress draws, the longer of
// two that begin alike first.
var emoticons = []struct{ name, faces string }{
	{"angry", ">:-( >:("},
	{"blush", `:-") :")`},
	{"broken_heart", `</3 <\3`},
	{"confused", ":-/ :/"},
	{"cry", ":'-( :'( :,-( :,("},
	{"frowning", ":-( :("},
	{"heart", "<3"},
	{"imp", "]:-( ]:("},
	{"innocent", "o:-) o:) O:-) O:) 0:-) 0:)"},
	{"joy", ":'-) :') :,-) :,) :'-D :'D :,-D :,D"},
	{"kissing", ":-* :*"},
	{"laughing", "x-) X-)"},
	{"neutral_face", ":-| :|"},
	{"open_mouth", ":-o :o :-O :O"},
	{"rage", ":-@ :@"},
	{"smile", ":-D :D"},
	{"smiley", ":-) :)"},
	{"smiling_imp", "]:-) ]:)"},
	{"sob", ":,'-( :,'( ;-( ;("},
	{"stuck_out_tongue", ":-P :P"},
	{"sunglasses", "8-) B-)"},
	{"sweat", ",:-( ,:("},
	{"sweat_smile", ",:-) ,:)"},
	{"unamused", ":s :-S :z :-Z :$ :-$"},
	{"wink", ";-) ;)"},
}

// Face is one emoticon with the emoji it stands for.
type Face struct{ Text, Value string }

// faces are the emoticons by their first byte.
var faces = func() (table [128][]Face) {
	for _, e := range emoticons {
		for _, text := range strings.Fields(e.faces) {
			table[text[0]] = append(table[text[0]], Face{text, Named(e.name)})
		}
	}
	return table
}()

// Find returns the first emoticon in a text that stands alone, and where; no text
// of a Face stands for none.
func Find(s []byte) (f Face, at int) {
	for i, c := range s {
		if c >= 128 || faces[c] == nil {
			continue
		}
		if f := faceAt(s, i); f.Text != "" {
			return f, i
		}
	}
	return Face{}, 0
}

// faceAt returns the emoticon that stands alone at s[i], if there is one. It may
// not touch a letter or digit: `https://` holds none.
func faceAt(s []byte, i int) Face {
	before, _ := utf8.DecodeLastRune(s[:i])
	if i > 0 && (!standsBeside(before) || before == '\\') {
		return Face{}
	}
	for _, f := range faces[s[i]] {
		if rest, ok := strings.CutPrefix(string(s[i:min(len(s), i+8)]), f.Text); ok {
			after, _ := utf8.DecodeRuneInString(rest)
			if rest == "" || standsBeside(after) {
				return f
			}
		}
	}
	return Face{}
}

// standsBeside reports whether r may stand beside an emoticon.
func standsBeside(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsControl(r)
}
