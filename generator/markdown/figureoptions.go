package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// longestFigureID is how many characters an id of a figure may have. Files are
// named after it and after the page, and no file system takes more than 255
// octets: a Han letter is three of them.
const longestFigureID = 64

// namesFigure reports whether an id can be part of the names of files: on
// every system, in the folder where it is put, and without a dot, behind which
// the names go on with faults and languages.
func namesFigure(id string) bool {
	if id == "" || utf8.RuneCountInString(id) > longestFigureID || page.IsDevice(id) {
		return false
	}
	return !strings.ContainsFunc(id, func(r rune) bool {
		return r == utf8.RuneError || r != '-' && r != '_' && !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Number)
	})
}

// idOption reads the option id= of a figure. One that cannot name it is
// reported, and as good as none.
func (fs *figureList) idOption(id string, start, end int) string {
	if id == "" || namesFigure(id) {
		return id
	}
	fs.report(diagnostic.Error, "figure-id", start, end, diagnostic.Say("%s cannot be the id of a figure, which names its files", strconv.Quote(id)),
		"an id is made of letters, digits, - and _, at most 64 of them")
	return ""
}

// onlyID reads the options of a fence whose only one is id=.
func (fs *figureList) onlyID(n *ast.FencedCodeBlock, options string) (id string) {
	for option, start := range fs.options(n, options) {
		name, value, _ := strings.Cut(option, "=")
		if name == "id" {
			id = fs.idOption(value, start, start+len(option))
			continue
		}
		fs.warn("figure-option", start, start+len(option), diagnostic.Say("unknown option %s", strconv.Quote(name)), "the option is id=")
	}
	return id
}

// numbers reads the option numbers= of a figure, how sequence numbers are
// printed; "" leaves that to the scenario.
func (fs *figureList) numbers(value string, start, end int) string {
	switch value {
	case "", "relative", "absolute", "symbolic":
		return value
	}
	fs.warn("figure-option", start, end, diagnostic.Say("unknown option %s", strconv.Quote(value)), "numbers= takes relative, absolute or symbolic")
	return ""
}

// faults are what a reader may try on the segments of a figure, in the order
// in which they are offered.
var faults = []string{"lose", "duplicate", "delay", "crash", "choose"}

// whatIf reads the option what-if= of a figure: words of faults, joined by
// commas or blanks, or "none". Without the option a segment can be lost.
func (fs *figureList) whatIf(value string, start, end int) []string {
	switch value {
	case "":
		return faults[:1]
	case "none":
		return nil
	}
	words := strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' })
	var allowed []string
	for _, fault := range faults {
		if slices.Contains(words, fault) {
			allowed = append(allowed, fault)
		}
	}
	for _, word := range words {
		if !slices.Contains(faults, word) {
			fs.warn("figure-option", start, end, diagnostic.Say("unknown option %s", strconv.Quote(word)), "what-if= takes lose, duplicate, delay, crash, choose or none")
		}
	}
	return allowed
}

// predict reads the option predict= of a figure: the step that a reader is to
// predict. Whether the run has it, and something to predict there, is seen later.
func (fs *figureList) predict(value string, start, end int) int {
	if value == "" {
		return 0
	}
	step, err := strconv.Atoi(value)
	if err != nil || step < 1 {
		fs.warn("figure-option", start, end, diagnostic.Say("unknown option %s", strconv.Quote(value)), "predict= takes the number of a step")
		return 0
	}
	return step
}
