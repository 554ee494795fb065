package words

import (
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Line is what a command says: a format in English, said in the language.
func (l *Language) Line(format string, args ...any) string {
	for _, l := range l.chain() {
		if said, ok := l.file.section(commands)[format]; ok {
			return fmt.Sprintf(said, args...)
		}
	}
	return fmt.Sprintf(format, args...)
}

// Count is a number with its noun: "2 pages".
func (l *Language) Count(n int, noun string) string {
	for _, l := range l.chain() {
		forms := l.file.section(counts)
		for _, key := range []string{noun, noun + "." + l.form(n), noun + ".other"} {
			if said, ok := forms[key]; ok {
				return fmt.Sprintf(said, n)
			}
		}
	}
	return fmt.Sprint(n, " ", noun)
}

// forms are the names of the plural categories.
var forms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// form is the plural category of a number.
func (l *Language) form(n int) string {
	return forms[plural.Cardinal.MatchPlural(language.Make(l.Code), n, 0, 0, 0, 0)]
}

// Usage is what the library of the command line says: formats by what it says in
// English. The maps are empty in English.
type Usage struct {
	Headings map[string]string // of help
	Errors   map[string]string // parts of its errors
	Flags    map[string]string // what every command has, by name
	Default  string            // format of what a flag is without being set
}

// Usage is for the library of the command line.
func (l *Language) Usage() *Usage { return decoded[Usage](l, usage) }

// Help is what a command says of itself.
type Help struct {
	Short, Long string
	Example     string            // only where the English has words
	Flags       map[string]string // by name
}

// Help is what commands say of themselves, by their paths: "woshou build".
func (l *Language) Help() map[string]Help {
	all := map[string]Help{}
	for key, text := range l.table(help) {
		path, field, _ := strings.Cut(key, ".")
		page := all[path]
		switch field {
		case "short":
			page.Short = text
		case "long":
			page.Long = text
		case "example":
			page.Example = text
		default:
			if page.Flags == nil {
				page.Flags = map[string]string{}
			}
			page.Flags[strings.TrimPrefix(field, "flags.")] = text
		}
		all[path] = page
	}
	return all
}
