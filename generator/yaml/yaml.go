// Package yaml reads the YAML of a site, which anybody may have written: the
// front matter of a page, site.yaml, words, colours, rules. The parser is
// goccy/go-yaml's, which needs up to three hundred times a text's size, and
// more than linear time or memory for what nests, for the keys of one mapping
// and for empty lines. So all of that is bounded before it is asked:
//
//	a: [[[[[[[…      nested deeper than 64 levels
//
// Size and empty lines are counted in the text; the rest in its tokens, since
// only a scanner of YAML knows which brackets are text.
package yaml

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"woshou/diagrams/words"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/scanner"
	"github.com/goccy/go-yaml/token"
)

// The most octets that are read: of the front matter of one page, and of a file
// of settings, which may list every page of a large site.
const (
	MostMatter   = 64 << 10
	MostSettings = 1 << 20
)

// Fault is what is wrong with a text, and where: Line and Col count from 1, Width
// is in characters.
type Fault struct {
	Line, Col, Width int
	Message          words.Message
}

// Parse reads a text of at most so many octets.
func Parse(src []byte, most int) (*ast.File, *Fault) {
	if fault := measure(src, most); fault != nil {
		return nil, fault
	}
	tokens := scan(string(src))
	if fault := count(tokens); fault != nil {
		return nil, fault
	}
	return parse(tokens)
}

// scan are the tokens of a text, up to the first that is none. The library's own
// loop goes on behind it, and reads all that is left for each.
func scan(text string) (tokens token.Tokens) {
	var s scanner.Scanner
	s.Init(text)
	for {
		some, err := s.Scan()
		tokens.Add(some...)
		if err != nil { // the parser tells of the token; at the end there is none
			return tokens
		}
	}
}

// parse is the parser with its panics turned into an error: it is not ours, and
// no file may stop a build.
func parse(tokens token.Tokens) (file *ast.File, fault *Fault) {
	start := &Fault{Line: 1, Col: 1, Width: 1, Message: "not valid YAML"}
	defer func() {
		if recover() != nil {
			file, fault = nil, start
		}
	}()
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, faultOf(err, start)
	}
	return file, nil
}

// Decode reads a tree of Parse into a value, strictly.
func Decode(file *ast.File, into any) (fault *Fault) {
	start := &Fault{Line: 1, Col: 1, Width: 1, Message: "not valid YAML"}
	defer func() {
		if recover() != nil {
			fault = start
		}
	}()
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if err := yaml.NodeToValue(doc.Body, into, yaml.Strict()); err != nil {
			return faultOf(err, start)
		}
	}
	return nil
}

// faultOf is an error of the library as ours; one without a place stands at start.
func faultOf(err error, start *Fault) *Fault {
	fault := &Fault{start.Line, start.Col, start.Width, words.Message(err.Error())}
	var placed yaml.Error
	if errors.As(err, &placed) {
		fault.Message = words.Message(placed.GetMessage())
		if t := placed.GetToken(); t != nil {
			fault.Line, fault.Col, fault.Width = t.Position.Line, t.Position.Column, max(1, utf8.RuneCountInString(t.Value))
		}
	}
	return fault
}

// measure bounds what can be counted in the text: its octets, and the empty lines
// in a row, each of which the scanner copies what stands before it for.
func measure(src []byte, most int) *Fault {
	if len(src) > most {
		return &Fault{1, 1, 1, words.Say("more than %d KiB of YAML", most>>10)}
	}
	line, empty := 0, 0
	for text := range bytes.Lines(src) {
		line++
		if len(bytes.TrimSpace(text)) > 0 {
			empty = 0
		} else if empty++; empty > mostEmpty {
			return &Fault{line, 1, 1, words.Say("more than %d empty lines in a row", mostEmpty)}
		}
	}
	return nil
}
