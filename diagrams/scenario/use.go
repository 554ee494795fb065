package scenario

import (
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// UseLine is `use FILE.protocol`: the hosts speak the protocol of that file
// instead of TCP.
type UseLine struct {
	place.Place
	File string
}

// MaxQueue is how many messages of such a protocol may fly from one host to one other
// at a time.
const MaxQueue = 8

// extension is how the names of protocols' files end.
const extension = ".protocol"

// Uses is the name of the protocol that a scenario uses, as it is written
// there, or "" for TCP. It looks at no more of the text than that line.
func Uses(src string) string {
	if !strings.Contains(src, "use") {
		return ""
	}
	for line := range strings.Lines(src) {
		if words := strings.Fields(line); len(words) > 1 && strings.TrimPrefix(words[0], "\ufeff") == "use" {
			file, _, _ := strings.Cut(words[1], "#")
			return file
		}
	}
	return ""
}

// use reads `use FILE.protocol`.
func (p *parser) use() Header {
	line := UseLine{Place: p.Next().Place}
	t := p.Peek()
	if t.Kind != lines.Word {
		p.Expected("the name of a protocol's file", "such as: use two-phase-commit.protocol")
	} else if !strings.HasSuffix(t.Text, extension) || t.Text == extension {
		p.Fail(lines.Syntax, words.Say("%s is not the name of a protocol's file", t.Text), lines.DidYouMean(strings.TrimSuffix(t.Text, ".")+extension))
	}
	line.File = p.Next().Text
	if !p.Failed && p.vocabulary == nil {
		p.FailAt(t, lines.Unknown, words.Say("there is no protocol %s", t.Text), "it is looked for beside the scenario, then in the site's scenarios/")
	}
	return line
}

// String is the line in canonical spelling.
func (l UseLine) String() string { return "use " + l.File }
