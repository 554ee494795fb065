package mathml

import "strings"

// alphabet is a style of letters. MathML Core has no attribute for it: the
// letters are characters of their own.
type alphabet int

const (
	italic alphabet = iota // what a formula is in
	upright
	bold
	boldItalic
	doubleStruck
	script
	fraktur
	sans
	monospace
)

// alphabets are the commands that choose one for their argument.
var alphabets = map[string]alphabet{
	`\mathrm`: upright, `\mathup`: upright, `\rm`: upright, `\mathbf`: bold, `\bf`: bold, `\boldsymbol`: boldItalic, `\bm`: boldItalic,
	`\mathbb`: doubleStruck, `\mathcal`: script, `\mathscr`: script, `\cal`: script, `\mathfrak`: fraktur,
	`\mathsf`: sans, `\mathtt`: monospace, `\mathit`: italic, `\mathnormal`: italic,
}

// starts are where the letters of an alphabet begin: capital and small Latin,
// digits, capital and small Greek; 0 where there are none.
var starts = map[alphabet][5]rune{
	bold:         {0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2},
	boldItalic:   {0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736},
	doubleStruck: {0x1D538, 0x1D552, 0x1D7D8, 0, 0},
	script:       {0x1D49C, 0x1D4B6, 0, 0, 0},
	fraktur:      {0x1D504, 0x1D51E, 0, 0, 0},
	sans:         {0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0},
	monospace:    {0x1D670, 0x1D68A, 0x1D7F6, 0, 0},
}

// early are the letters that Unicode had before their alphabets, which have a
// hole in their place.
var early = map[alphabet]map[rune]rune{
	doubleStruck: {'C': 'ℂ', 'H': 'ℍ', 'N': 'ℕ', 'P': 'ℙ', 'Q': 'ℚ', 'R': 'ℝ', 'Z': 'ℤ'},
	script: {'B': 'ℬ', 'E': 'ℰ', 'F': 'ℱ', 'H': 'ℋ', 'I': 'ℐ', 'L': 'ℒ', 'M': 'ℳ', 'R': 'ℛ',
		'e': 'ℯ', 'g': 'ℊ', 'o': 'ℴ'},
	fraktur: {'C': 'ℭ', 'H': 'ℌ', 'I': 'ℑ', 'R': 'ℜ', 'Z': 'ℨ'},
}

// letters returns s in the alphabet; characters that it lacks stay.
func (a alphabet) letters(s string) string {
	return strings.Map(a.letter, s)
}

func (a alphabet) letter(r rune) rune {
	if e, ok := early[a][r]; ok {
		return e
	}
	at := starts[a]
	first, from := rune(0), rune(0)
	switch {
	case 'A' <= r && r <= 'Z':
		first, from = 'A', at[0]
	case 'a' <= r && r <= 'z':
		first, from = 'a', at[1]
	case '0' <= r && r <= '9':
		first, from = '0', at[2]
	case 'Α' <= r && r <= 'Ω':
		first, from = 'Α', at[3]
	case 'α' <= r && r <= 'ω':
		first, from = 'α', at[4]
	}
	if from == 0 {
		return r
	}
	return from + r - first
}

// identifier is a letter. Browsers lean a single one of themselves.
func (a alphabet) identifier(s string) node {
	if a == upright {
		return node{tag: "mi", text: s, attrs: ` mathvariant="normal"`}
	}
	return leaf("mi", a.letters(s))
}
