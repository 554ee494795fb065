package markdown

import (
	"regexp"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
)

// StateNames are the names of the states of a machine, to be found in prose.
// All are spelled with hyphens; prose may have underscores.
type StateNames struct {
	Machine string // "tcp", as in the front matter `protocol`
	Names   []string
	Wrong   []WrongName
}

// WrongName is a name that others have for a state.
type WrongName struct {
	Name  string
	Right []string
	Of    string // whose name it is, or ""
}

// String stands for the whole set: the names of a machine do not change.
func (s StateNames) String() string { return s.Machine }

// canonical brings a name to the spelling of the set: SYN\_SENT is SYN-SENT.
func canonical(name string) string {
	return strings.ReplaceAll(strings.ReplaceAll(name, `\`, ""), "_", "-")
}

// find returns the state that a word in capitals names, or what is wrong with
// it; neither for a word that is about something else.
func (s StateNames) find(word string) (state string, wrong *WrongName) {
	name := canonical(word)
	if slices.Contains(s.Names, name) {
		return name, nil
	}
	for i := range s.Wrong {
		if s.Wrong[i].Name == name {
			return "", &s.Wrong[i]
		}
	}
	for _, right := range s.Names {
		if meant(name, right) {
			return "", &WrongName{Name: name, Right: []string{right}}
		}
	}
	return "", nil
}

// meant reports whether a name is a slip of the right one. Two short words may
// be near each other by chance: RST-ACK is no slip of LAST-ACK, so what is
// near enough grows with the length.
func meant(name, right string) bool {
	joined := strings.ReplaceAll(name, "-", "")
	if joined == strings.ReplaceAll(right, "-", "") {
		return true
	}
	switch hyphen := joined != name; {
	case hyphen && len(name) >= 10:
		return diagnostic.Near(name, right, 2)
	case hyphen && len(name) >= 6 || len(name) >= 9:
		return diagnostic.Near(name, right, 1)
	}
	return false
}

// wordPattern is a word in capitals that could name a state, escaped
// underscores included.
var wordPattern = regexp.MustCompile(`[A-Z][A-Z0-9]*(?:(?:-|\\?_)[A-Z0-9]+)*`)

// namePattern is a word that a protocol may have for a state.
var namePattern = regexp.MustCompile(`^[\p{L}0-9][\p{L}0-9+_-]*$`)

// capitals returns the places of such words in a text. Han may touch them; Latin
// letters, digits and the marks inside words may not.
func capitals(text []byte) [][]int {
	var found [][]int
	for _, at := range wordPattern.FindAllIndex(text, -1) {
		before, after := byte(' '), byte(' ')
		if at[0] > 0 {
			before = text[at[0]-1]
		}
		if at[1] < len(text) {
			after = text[at[1]]
		}
		if at[1]-at[0] > 4 && !inWord(before) && before != '-' && !inWord(after) {
			found = append(found, at)
		}
	}
	return found
}

func inWord(c byte) bool { return isAlnum(c) || c == '_' }

// respell writes the states that a text names as spell does.
func (s StateNames) respell(text string, spell func(string) string) string {
	var b strings.Builder
	done := 0
	for _, at := range capitals([]byte(text)) {
		if state, _ := s.find(text[at[0]:at[1]]); state != "" {
			b.WriteString(text[done:at[0]] + spell(state))
			done = at[1]
		}
	}
	return b.String() + text[done:]
}
