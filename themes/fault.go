package themes

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"woshou/diagrams/place"
)

// Fault is a mistake in a template that a site put over ours.
type Fault struct {
	// The Place counts from the theme's folder; File is "" where it cannot be
	// told which.
	place.Place
	Kind FaultKind
	// Name is what is asked for and is not there, Of the type that lacks it if
	// it is a field, and Known are those that there are.
	Name, Of string
	Known    []string
	Message  string // in the words of the template engine
}

// FaultKind is what is wrong.
type FaultKind int

// The kinds of faults. Of the first two there is no more to say than Message.
const (
	DoesNotParse FaultKind = iota
	Fails
	NoFunction
	NoTemplate
	NoField
	NoWord
	TooManySteps // MostSteps
	TooMuchText  // MostText
	TooLong      // MostValue
)

// Error is the file of the theme, the line and the message.
func (f *Fault) Error() string { return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message) }

var (
	// placed is an error of either package of templates: file, line, and when
	// it is executed the column, in octets from 0.
	placed  = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (?s:(.*))$`)
	running = regexp.MustCompile(`^executing ".*?" at <.*?>: `)
	// lacking are the errors that name what is not there.
	lacking = []struct {
		kind FaultKind
		says *regexp.Regexp
	}{
		{NoFunction, regexp.MustCompile(`^function "(.*)" not defined$`)},
		{NoTemplate, regexp.MustCompile(`^(?:no such template|template) "(.*?)"(?: not defined)?$`)},
		{NoField, regexp.MustCompile(`^can't evaluate field (\w+) in type (?:\*?themes\.)?(.*)$`)},
		{TooLong, regexp.MustCompile(`^error calling (\w+): ` + errValue.Error() + `$`)},
		{NoWord, regexp.MustCompile(`^error calling Get: no word for "(.*)"$`)},
	}
)

// functions are those that templates may call besides those of the language.
var functions = []string{
	"and", "call", "dark", "eq", "ge", "gt", "html", "index", "js", "le", "len", "light", "lt", "ne", "not", "or",
	"print", "printf", "println", "short", "slice", "urlquery", "words",
}

// faultOf is an error of a template as a fault. Sources are the files by name.
func (f *forest) faultOf(err error, sources map[string]string) *Fault {
	fault := &Fault{Message: err.Error()}
	m := placed.FindStringSubmatch(err.Error())
	if m == nil { // of several files, or of one as a whole
		if len(sources) == 1 {
			for fault.File = range sources {
			}
		}
		fault.Message = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(fault.Message, "html/"), "template:"))
		return fault
	}
	fault.File, fault.Message = m[1], running.ReplaceAllString(m[4], "")
	fault.Message, _, _ = strings.Cut(fault.Message, ": {state") // what follows is for those who write the engine
	fault.Line, _ = strconv.Atoi(m[2])
	at, _ := strconv.Atoi(m[3])
	for _, l := range lacking {
		if m := l.says.FindStringSubmatch(fault.Message); m != nil {
			fault.Kind, fault.Name = l.kind, m[1]
			if l.kind == NoField {
				fault.Of = m[2]
			}
		}
	}
	fault.Known = f.known(fault)
	fault.point(sources[fault.File], at)
	return fault
}

// known are the names among which the one that is missing was meant to be.
func (f *forest) known(fault *Fault) []string {
	switch fault.Kind {
	case NoFunction:
		return functions
	case NoTemplate:
		return f.names()
	case NoField:
		return fieldsOf(fault.Of)
	}
	return nil
}

// point finds the place in the line: what is missing, which stands at or just
// before the octet that the engine names, else the action that the error is in.
func (f *Fault) point(source string, octet int) {
	lines := strings.Split(source, "\n")
	if f.Line < 1 || f.Line > len(lines) {
		return
	}
	line := lines[f.Line-1]
	octet = min(octet, len(line))
	if f.Name != "" {
		if at := strings.Index(line[octet:], f.Name); at >= 0 {
			f.show(line, octet+at, len(f.Name))
			return
		}
		if at := strings.LastIndex(line, f.Name); at >= 0 {
			f.show(line, at, len(f.Name))
			return
		}
	}
	before := line[:octet]
	if octet == 0 { // a template that cannot be read: only the line is known
		before = line
	}
	open := max(0, strings.LastIndex(before, "{{"))
	action := line[open:]
	if end := strings.Index(action, "}}"); end >= 0 {
		action = action[:end+len("}}")]
	}
	f.show(line, open, len(action))
}

// show turns octets of a line into characters.
func (f *Fault) show(line string, at, octets int) {
	f.Col, f.Width = 1+utf8.RuneCountInString(line[:at]), max(1, utf8.RuneCountInString(line[at:at+octets]))
}

// fieldsOf are the names of what a type of the view model has.
func fieldsOf(name string) []string {
	types := map[string][]string{}
	var walk func(t reflect.Type)
	walk = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice:
			walk(t.Elem())
		case reflect.Struct:
			if types[t.Name()] != nil {
				return
			}
			for i := range t.NumField() {
				types[t.Name()] = append(types[t.Name()], t.Field(i).Name)
			}
			for i := range t.NumField() {
				walk(t.Field(i).Type)
			}
		}
	}
	walk(reflect.TypeFor[Page]())
	types[reflect.TypeFor[Words]().Name()] = []string{"Get"}
	return types[name]
}

// blame is an error of rendering as a *Fault: our own templates do not fail.
// Where files do not fit together the engine may name one of ours, and then it
// cannot be told which of the site's is to blame, unless it has but one.
func (t *Theme) blame(err error) *Fault {
	fault := t.forest.faultOf(err, t.files)
	switch fault.Kind {
	case DoesNotParse:
		fault.Kind = Fails
	case NoWord:
		fault.Known = slices.Sorted(maps.Keys(t.Words("en")))
	}
	if !t.own[fault.File] {
		kind := Fails
		switch {
		case errors.Is(err, errSteps):
			kind = TooManySteps
		case errors.Is(err, errText):
			kind = TooMuchText
		}
		fault = &Fault{Kind: kind, Message: fault.Message}
		if files := templatesOf(t.own); len(files) == 1 {
			fault.File = files[0]
		}
	}
	return fault
}
