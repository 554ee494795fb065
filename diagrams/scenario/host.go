package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Host is one of the hosts.
type Host struct {
	place.Place // zero for a default host
	Name        string
	Label       lines.Text
	// ISN are the initial sequence numbers of its successive connections of TCP,
	// never empty there; past the end, the last plus 1000 each.
	ISN []uint32
	// Order is its place among the hosts of its protocol: where the figure shows
	// it does not change a run.
	Order int
}

// HostLine is `host NAME [TEXT] [isn N…]`. Label and ISN are empty when not
// written.
type HostLine struct {
	place.Place
	Name  string
	Label lines.Text
	ISN   []uint32
}

// defaultHosts are the hosts of a scenario that declares none, with labels in
// every language that is built in.
func defaultHosts() []Host {
	return []Host{{Name: "client", Label: labels("client"), ISN: []uint32{100}}, {Name: "server", Label: labels("server"), ISN: []uint32{300}, Order: 1}}
}

func labels(host string) (label lines.Text) {
	for _, code := range words.Built().Codes() {
		label = append(label, lines.Phrase{Lang: code, Text: words.Of(code).Hosts()[host]})
	}
	return label
}

// resolveHosts fills in what the declared hosts leave out. Where there are
// not two, which is an error elsewhere, defaults fill the gap.
func resolveHosts(declared []HostLine, v *Vocabulary) []Host {
	if v != nil {
		return v.arranged(declared)
	}
	hosts := defaultHosts()
	if len(declared) == 1 && declared[0].Name == hosts[1].Name {
		hosts[1].Name, hosts[1].Label = hosts[0].Name, hosts[0].Label
	}
	for i, l := range declared[:min(len(declared), len(hosts))] {
		h := Host{Place: l.Place, Name: l.Name, Label: l.Label, ISN: l.ISN, Order: i}
		if h.Label == nil {
			h.Label = lines.Text{{Text: l.Name}}
		}
		if h.ISN == nil {
			h.ISN = hosts[i].ISN
		}
		hosts[i] = h
	}
	return hosts
}

// arranged are the hosts of a protocol as the figure has them. Host lines
// relabel hosts, and put those that they name into their own order, each at a
// place that one of these has anyway.
func (v *Vocabulary) arranged(declared []HostLine) []Host {
	var hosts []Host
	var places []int // of the hosts that are declared
	of := map[string]Host{}
	for i, m := range v.Hosts {
		h := Host{Name: m.Name, Label: m.Label, Order: i}
		if n := slices.IndexFunc(declared, func(l HostLine) bool { return l.Name == m.Name }); n >= 0 {
			places = append(places, i)
			h.Place = declared[n].Place
			if declared[n].Label != nil {
				h.Label = declared[n].Label
			}
		}
		if h.Label == nil {
			h.Label = lines.Text{{Text: m.Name}}
		}
		hosts = append(hosts, h)
		of[m.Name] = h
	}
	for i, l := range declared[:min(len(declared), len(places))] {
		hosts[places[i]] = of[l.Name]
	}
	return hosts
}

// readHosts reads the host lines ahead of all others, wherever they stand, so
// that every name is known where it is used. When the declarations are wrong,
// every name is believed: one mistake shall not be reported at each use.
func (p *parser) readHosts() {
	p.hosts = map[place.Place]HostLine{}
	if p.vocabulary != nil {
		for _, h := range p.vocabulary.Hosts {
			p.names = append(p.names, h.Name)
		}
		return
	}
	declared := 0
	for p.At = 0; p.At < len(p.Lines); p.NextLine() {
		start := p.Peek()
		if !start.Is("host") {
			continue
		}
		declared++
		line := p.hostLine(declared)
		if line.Name != "" {
			p.names = append(p.names, line.Name)
		}
		if !p.Failed {
			p.hosts[start.Place] = line
			p.checkAlone(start, line)
		}
	}
	if declared == 0 {
		for _, h := range defaultHosts() {
			p.names = append(p.names, h.Name)
		}
	}
	p.anyName = len(p.names) != 2 || p.names[0] == p.names[1] || declared > 2
	p.Rewind()
}

// checkAlone reports line if it is the only host line of the scenario.
func (p *parser) checkAlone(start lines.Token, line HostLine) {
	for _, l := range p.Lines {
		if l[0].Is("host") && l[0].Place != start.Place {
			return
		}
	}
	p.FailAt(start, lines.Syntax, words.Say("expected two hosts or none, found only %s", line.Name), "declare the other host too")
}

// hostLine reads the nth `host NAME [TEXT] [isn N…]`.
func (p *parser) hostLine(nth int) HostLine {
	line := HostLine{Place: p.Next().Place}
	if nth > 2 {
		p.Fail(lines.Bounds, "a third host: a scenario has two", "")
	}
	line.Name = p.newName()
	if t := p.Peek(); t.Kind != lines.EndOfLine && !t.Is("isn") {
		line.Label = p.Text()
	}
	if p.Got("isn") {
		for ok := true; ok; ok = p.Peek().Kind == lines.Word {
			line.ISN = append(line.ISN, uint32(p.Number("an initial sequence number", 0, math.MaxUint32)))
		}
	}
	p.endLine()
	return line
}

// ofHost reads `host NAME [TEXT]` about a host of a protocol.
func (p *parser) ofHost() Header {
	line := HostLine{Place: p.Next().Place, Name: p.host()}
	if t := p.Peek(); t.Is("isn") {
		p.Fail(lines.Order, words.Say("%s is about TCP, and this scenario uses another protocol", t.Text), "")
	} else if t.Kind != lines.EndOfLine {
		line.Label = p.Text()
	}
	return line
}

// hostAgain is the header of a line that readHosts has read.
func (p *parser) hostAgain() Header {
	if p.vocabulary != nil {
		return p.ofHost()
	}
	line, ok := p.hosts[p.Peek().Place]
	p.SkipLine()
	if !ok {
		p.Failed = true // and reported
	}
	return line
}

// newName reads the name of a host at its declaration.
func (p *parser) newName() string {
	t := p.Peek()
	switch {
	case t.Kind != lines.Word:
		p.Expected("a name for the host", "")
	case slices.Contains(headerWords, t.Text) || slices.Contains(statementWords, t.Text):
		p.Fail(lines.Syntax, words.Say("%s cannot name a host: lines start with that word", t.Text), "")
	case !validName(t.Text):
		p.Fail(lines.Syntax, words.Say("%s cannot name a host", t.Text), "a name starts with a letter and holds letters, digits, - and _")
	}
	return p.Next().Text
}

// validName reports whether a name is free of the signs that set off what
// follows a host in an Expr, and cannot be taken for a number.
func validName(name string) bool {
	first := []rune(name)[0]
	return unicode.IsLetter(first) && !strings.ContainsAny(name, ".+")
}

// host reads the name of one of the hosts.
func (p *parser) host() string {
	t := p.Peek()
	switch {
	case t.Kind != lines.Word:
		p.Expected("a host", p.HintFor("", p.names))
	case !p.anyName && !p.isHost(t):
		p.unknownHost(t, t.Text)
	}
	return p.Next().Text
}

// maybeHost reads the name of a host where a protocol is used and one follows.
func (p *parser) maybeHost() string {
	if t := p.Peek(); p.vocabulary == nil || t.Kind != lines.Word {
		return ""
	}
	return p.host()
}

// isHost reports whether t names a declared host, or a default one.
func (p *parser) isHost(t lines.Token) bool {
	return t.Kind == lines.Word && slices.Contains(p.names, t.Text)
}

// unknownHost reports name, which stands at t, as the name of no host.
func (p *parser) unknownHost(t lines.Token, name string) {
	p.FailAt(t, lines.Unknown, words.Say("unknown host %s", name), p.HintFor(name, p.names))
}

// String is the line in canonical spelling.
func (l HostLine) String() string {
	s := "host " + l.Name
	if l.Label != nil {
		s += " " + l.Label.String()
	}
	for i, n := range l.ISN {
		if i == 0 {
			s += " isn"
		}
		s += fmt.Sprintf(" %d", n)
	}
	return s
}
