package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// emoji is a picture that an author wrote by its name, as in `:tada:`, or as an
// emoticon. It is shown in a heading's text, but no id is made from it.
type emoji struct {
	ast.BaseInline
	value string
}

var kindEmoji = ast.NewNodeKind("Emoji")

// Kind implements ast.Node.
func (*emoji) Kind() ast.NodeKind { return kindEmoji }

// Dump implements ast.Node.
func (n *emoji) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// emojiParser reads names between colons. One that nobody knows is text.
type emojiParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (emojiParser) Trigger() []byte { return []byte{':'} }

// longestEmoji bounds how far the end of a name is looked for.
const longestEmoji = 64

// Parse reads the name at the reader's place.
func (emojiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	n := 1
	for n < len(line) && n < longestEmoji && (isAlnum(line[n]) || line[n] == '_' || line[n] == '-' || line[n] == '+') {
		n++
	}
	if n == 1 || n >= len(line) || line[n] != ':' {
		return nil
	}
	value := emojiNamed(string(line[1:n]))
	if value == "" {
		return nil
	}
	block.Advance(n + 1)
	return &emoji{value: value}
}

// emojiNamed returns the characters that GitHub knows by a name, or "".
func emojiNamed(name string) string {
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

// face is one emoticon with the emoji it stands for.
type face struct{ text, value string }

// faces are the emoticons by their first byte.
var faces = func() (table [128][]face) {
	for _, e := range emoticons {
		for _, text := range strings.Fields(e.faces) {
			table[text[0]] = append(table[text[0]], face{text, emojiNamed(e.name)})
		}
	}
	return table
}()

// drawFaces replaces the emoticons in a text, which may not touch a letter or
// digit: `https://` holds none.
func drawFaces(n *ast.Text, source []byte) {
	if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
		return
	}
	value := n.Segment.Value(source)
	for i, c := range value {
		if c >= 128 || faces[c] == nil {
			continue
		}
		if f := faceAt(value, i); f.text != "" {
			drawFaces(cutFace(n, i, f), source)
			return
		}
	}
}

// faceAt returns the emoticon that stands alone at s[i], if there is one.
func faceAt(s []byte, i int) face {
	before, _ := utf8.DecodeLastRune(s[:i])
	if i > 0 && (!standsBeside(before) || before == '\\') {
		return face{}
	}
	for _, f := range faces[s[i]] {
		if rest, ok := strings.CutPrefix(string(s[i:min(len(s), i+8)]), f.text); ok {
			after, _ := utf8.DecodeRuneInString(rest)
			if rest == "" || standsBeside(after) {
				return f
			}
		}
	}
	return face{}
}

// standsBeside reports whether r may stand beside an emoticon.
func standsBeside(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsControl(r)
}

// cutFace replaces the emoticon at an offset of n and returns the text behind it.
func cutFace(n *ast.Text, at int, f face) *ast.Text {
	start := n.Segment.Start + at - n.Segment.Padding
	rest := ast.NewTextSegment(text.NewSegment(start+len(f.text), n.Segment.Stop))
	rest.SetSoftLineBreak(n.SoftLineBreak())
	rest.SetHardLineBreak(n.HardLineBreak())
	n.Segment = n.Segment.WithStop(start)
	n.SetSoftLineBreak(false)
	n.SetHardLineBreak(false)
	parent := n.Parent()
	drawn := &emoji{value: f.value}
	parent.InsertAfter(parent, n, drawn)
	parent.InsertAfter(parent, drawn, rest)
	return rest
}
