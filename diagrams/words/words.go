// Package words is the one home of words: everything that a reader or an author
// sees, one file a language. zh.yaml and en.yaml stand beside; one more file is
// one more language, for pages, figures, slides and messages alike. A site adds
// its own as theme/words/CODE.yaml, of the same form:
//
//	skip: Aller au texte           # a word of the pages
//	sequence:                      # a section: what sequence diagrams say
//	  repeat: retransmission
//	  timers:
//	    persist: persistance %s
//
// What a file lacks is said as in the nearest language that has it: zh-Hant as
// in zh, and all as in English. Missing names those words.
//
// A text with parts is a format of package fmt; it takes the parts of the
// English one, in any order: "%[2]s then %[1]s". Sections whose keys the code
// knows are structs (Sequence, Chart, …); those that authors and machines extend
// are maps.
//
// A Language is handed on as a value to whoever speaks. Files are read when
// first asked, and only the section that is asked for.
package words

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// English is the code of the language that has every word.
const English = "en"

// Language is the words of one language. It must not be modified, and is safe
// for concurrent use.
type Language struct {
	Code string // as authors write it: "zh"

	next    *Language // what it lacks is said so; nil for English
	file    file
	decoded sync.Map // section, to the value that its accessor returns
}

func newLanguage(code string, f file, next *Language) *Language {
	return &Language{Code: code, file: f, next: next}
}

// Languages are languages by code. They must not be modified.
type Languages struct{ byCode map[string]*Language }

// Built are the languages of the files beside.
var Built = sync.OnceValue(func() *Languages {
	all := &Languages{byCode: map[string]*Language{}}
	// English first, and zh before zh-Hant, which takes from it what it lacks.
	codes := slices.DeleteFunc(embeddedCodes(), func(code string) bool { return code == English })
	slices.Sort(codes)
	for _, code := range append([]string{English}, codes...) {
		all.byCode[code] = newLanguage(code, embedded(code), all.Of(code))
	}
	return all
})

// Of is the built-in language for a code, as Languages.Of.
func Of(code string) *Language { return Built().Of(code) }

// Of is the language for a code: that of "zh-Hant", else that of "zh", else
// English.
func (all *Languages) Of(code string) *Language {
	for code != "" {
		if l, ok := all.byCode[code]; ok {
			return l
		}
		code = code[:max(strings.LastIndexByte(code, '-'), 0)]
	}
	return all.byCode[English]
}

// Speaks reports whether there is a language of exactly this code.
func (all *Languages) Speaks(code string) bool { return all.byCode[code] != nil }

// Codes are the codes of all languages, sorted, English, to which all fall back,
// at the end.
func (all *Languages) Codes() []string {
	codes := slices.DeleteFunc(slices.Sorted(maps.Keys(all.byCode)), func(code string) bool { return code == English })
	return append(codes, English)
}

// InEach is a text in every built-in language, by the language's code.
func InEach(text func(*Language) string) map[string]string {
	all := map[string]string{}
	for _, code := range Built().Codes() {
		all[code] = text(Of(code))
	}
	return all
}

// With are the languages with what one more file says, by key as Read returns
// it: of a language that was not there, or before the words of one that was.
// They themselves stay as they are.
func (all *Languages) With(code string, texts map[string]string) *Languages {
	more := &Languages{byCode: maps.Clone(all.byCode)}
	more.byCode[code] = newLanguage(code, fileOf(code, texts, all.Speaks(code)), all.Of(code))
	return more
}

// Text is the word of a key as Read returns it, "" if there is none.
func (l *Language) Text(key string) string {
	name, rest, within := strings.Cut(key, ".")
	if !within {
		name, rest = pages, key
	}
	return l.texts(name)[rest]
}

// Parse is the language of one more file over the built-in ones.
func Parse(code string, src []byte) (*Language, error) {
	texts, err := Read(src)
	if err != nil {
		return nil, err
	}
	return Built().With(code, texts).Of(code), nil
}
