package yaml

import (
	"woshou/diagrams/words"

	"github.com/goccy/go-yaml/token"
)

// Bounds on what the parser needs more than linear time or memory for: the path
// of a node is spelt out at each level, each key of a mapping has all that follow
// copied, and what is named once may be used over and over.
const (
	mostEmpty  = 100 // empty lines in a row
	mostLevels = 64
	mostKeys   = 2000 // in one mapping
	mostNames  = 100  // anchors, aliases, tags and directives
)

// level is a mapping or list that is open. One in block style ends where a line
// starts left of its column, one in flow style with its bracket.
type level struct {
	column int // of its keys or hyphens; 0 in flow style
	keys   int
}

// count bounds the levels, keys and names of a text.
func count(tokens token.Tokens) *Fault {
	var open []level
	names := 0
	for _, t := range tokens {
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			open = append(open, level{})
		case token.MappingEndType, token.SequenceEndType:
			open = closed(open)
		case token.SequenceEntryType, token.MappingKeyType:
			open = at(open, t.Position.Column)
		case token.MappingValueType:
			if t.Prev != nil {
				open = at(open, t.Prev.Position.Column)
			}
			if n := len(open); n > 0 {
				if open[n-1].keys++; open[n-1].keys > mostKeys {
					return faultAt(t, words.Say("more than %d keys in one mapping", mostKeys))
				}
			}
		case token.AnchorType, token.AliasType, token.TagType, token.DirectiveType:
			if names++; names > mostNames {
				return faultAt(t, words.Say("more than %d anchors, aliases, tags and directives", mostNames))
			}
		}
		if len(open) > mostLevels {
			return faultAt(t, words.Say("nested deeper than %d levels", mostLevels))
		}
	}
	return nil
}

// at is what is open at a key or hyphen in a column. Within brackets columns mean
// nothing.
func at(open []level, column int) []level {
	for n := len(open); n > 0; n-- {
		switch top := open[n-1]; {
		case top.column == 0 || top.column == column:
			return open[:n]
		case top.column < column:
			return append(open[:n], level{column: column})
		}
	}
	return append(open[:0], level{column: column})
}

// closed is what is open after the bracket that ends the innermost in flow style.
func closed(open []level) []level {
	for n := len(open); n > 0; n-- {
		if open[n-1].column == 0 {
			return open[:n-1]
		}
	}
	return open
}

func faultAt(t *token.Token, message words.Message) *Fault {
	return &Fault{t.Position.Line, t.Position.Column, 1, message}
}
