package themes

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"regexp"
	"strings"
	"text/template/parse"
)

// What the templates of a site may ask for at most, as pull requests bring
// templates too.
const (
	MostSteps = 2_000_000 // of the templates of a page: what they write, turns of {{range}}, calls of templates
	MostText  = 64 << 20  // octets of a page
	MostValue = 1 << 20   // octets of a text that {{print}} and its like put together
)

var (
	errSteps = fmt.Errorf("the templates of a page take more than %d steps", MostSteps)
	errText  = fmt.Errorf("the templates of a page write more than %d octets", MostText)
	errValue = errors.New("the value is too long")
)

// boundedWriter is what templates write to. It fails once they have written too
// often or too much.
type boundedWriter struct {
	to          io.Writer
	steps, text int
}

// Write writes, and is also called where nothing is written: see mark.
func (w *boundedWriter) Write(text []byte) (int, error) {
	w.steps++
	w.text += len(text)
	switch {
	case w.steps > MostSteps:
		return 0, errSteps
	case w.text > MostText:
		return 0, errText
	}
	return w.to.Write(text)
}

// mark puts an empty text at the start of a template and of whatever it repeats.
// The engine writes that too, so no template runs on without its writer.
func mark(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.IfNode:
			mark(n.List)
			mark(n.ElseList)
		case *parse.WithNode:
			mark(n.List)
			mark(n.ElseList)
		case *parse.RangeNode:
			mark(n.List)
			mark(n.ElseList)
		}
	}
	list.Nodes = append([]parse.Node{&parse.TextNode{NodeType: parse.NodeText, Pos: list.Pos}}, list.Nodes...)
}

// printers are the functions of the engine that put texts together, bounded.
func printers() template.FuncMap {
	return template.FuncMap{
		"print": bounded(fmt.Sprint), "println": bounded(fmt.Sprintln),
		"html": bounded(template.HTMLEscaper), "js": bounded(template.JSEscaper), "urlquery": bounded(template.URLQueryEscaper),
		"printf": func(format string, args ...any) (string, error) {
			if size := sizeOf(args) * strings.Count(format, "%"); size > MostValue || wide.MatchString(format) {
				return "", errValue
			}
			return fmt.Sprintf(format, args...), nil
		},
	}
}

// wide is a verb that fills up to a thousand characters or more.
var wide = regexp.MustCompile(`%[^a-zA-Z%]*(?:\d{4}|\*)`)

func bounded(print func(...any) string) func(...any) (string, error) {
	return func(args ...any) (string, error) {
		if sizeOf(args) > MostValue {
			return "", errValue
		}
		return print(args...), nil
	}
}

// sizeOf is how long texts are together.
func sizeOf(args []any) (octets int) {
	for _, arg := range args {
		if v := reflect.ValueOf(arg); v.Kind() == reflect.String {
			octets += v.Len()
		}
	}
	return octets
}
