package scenario

import (
	"fmt"
	"slices"
	"time"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

type (
	// TitleLine is `title TEXT`.
	TitleLine struct {
		place.Place
		Text lines.Text
	}

	// ProfileLine is `profile NAME`.
	ProfileLine struct {
		place.Place
		Name string
	}

	// PathLine is `path latency DUR`, or for one direction `path HOST -> HOST
	// latency DUR`, which goes before the general one. From and To are both
	// empty or both set.
	PathLine struct {
		place.Place
		From, To string
		Latency  lines.Duration
	}

	// BeginLine is `begin established`.
	BeginLine struct{ place.Place }
)

// DefaultLatency is the one-way delay of both directions.
const DefaultLatency = 50 * time.Millisecond

// profiles are the TCP profiles, the default first.
var profiles = []string{"rfc9293", "literal", "linux"}

// header reads a header line into the head of the file.
func (p *parser) header() {
	start := p.Peek()
	var h Header
	if p.vocabulary != nil && (start.Is("profile") || start.Is("begin")) {
		p.Fail(lines.Order, words.Say("%s is about TCP, and this scenario uses another protocol", start.Text), "")
	}
	switch start.Text {
	case "use":
		h = p.use()
	case "title":
		h = TitleLine{p.Next().Place, p.Text()}
	case "profile":
		h = ProfileLine{p.Next().Place, p.profile()}
	case "host":
		h = p.hostAgain()
	case "path":
		h = p.path()
	case "show":
		h = p.show()
	case "begin":
		h = BeginLine{p.Next().Place}
		p.Want("established")
	}
	p.endLine()
	if p.Failed {
		return
	}
	p.file.Head = append(p.file.Head, h)
	// A lone host line has been reported; where it stands matters less.
	if _, alone := p.hosts[start.Place]; p.firstStep > 0 && !(alone && len(p.hosts) == 1) {
		message := words.Say("%s must come before the first step (line %d)", start.Text, p.firstStep)
		p.FailAt(start, lines.Order, message, "")
	}
	p.checkTwice(start, h)
}

// checkTwice reports a header that says what an earlier one has said.
func (p *parser) checkTwice(start lines.Token, h Header) {
	for _, subject := range subjects(h) {
		// One mistake a line: failAt keeps the first.
		if line, twice := p.said[subject]; twice {
			message := words.Say("%s is already given at line %d", subject, line)
			p.FailAt(start, lines.Duplicate, message, "")
			continue
		}
		p.said[subject] = start.Line
	}
}

// subjects names the things that a header settles, as messages call them.
func subjects(h Header) []string {
	switch h := h.(type) {
	case UseLine:
		return []string{"use"}
	case TitleLine:
		return []string{"title"}
	case ProfileLine:
		return []string{"profile"}
	case HostLine:
		return []string{"host " + h.Name}
	case PathLine:
		if h.From != "" {
			return []string{"path " + h.From + " -> " + h.To}
		}
		return []string{"path"}
	case ShowLine:
		return h.subjects()
	default:
		return []string{"begin"}
	}
}

// profile reads the name of a profile.
func (p *parser) profile() string { return p.OneOf("profile", "a profile", profiles) }

// path reads `path [HOST -> HOST] latency DUR`. The MSL belongs to a profile of
// the endpoints, so no latency is counted in it.
func (p *parser) path() Header {
	line := PathLine{Place: p.Next().Place}
	if arrow := p.Ahead(1); p.isHost(p.Peek()) || arrow.LooksLike("->") {
		line.From = p.host()
		p.Want("->")
		to := p.Peek()
		line.To = p.host()
		if line.From == line.To {
			p.FailAt(to, lines.Syntax, words.Say("expected the other host, found %s again", line.To), "")
		}
	}
	p.Want("latency")
	t := p.Peek()
	line.Latency = p.Duration()
	if line.Latency.MSL != 0 {
		p.FailAt(t, lines.Unknown, "a latency is not counted in msl", "expected one of us, ms, s, min")
	}
	return line
}

// resolve works out what the head comes to. The order of the lines does not
// matter, so the latencies of one direction are set last.
func (f *File) resolve(v *Vocabulary) {
	f.Profile = profiles[0]
	latency := DefaultLatency
	f.Show = defaultShow()
	var hosts []HostLine
	var oneWay []PathLine
	for _, h := range f.Head {
		switch h := h.(type) {
		case UseLine:
			f.Protocol = h.File
		case TitleLine:
			f.Title = h.Text
		case ProfileLine:
			f.Profile = h.Name
		case BeginLine:
			f.Established = true
		case HostLine:
			hosts = append(hosts, h)
		case ShowLine:
			f.Show.apply(h)
		case PathLine:
			if h.From != "" {
				oneWay = append(oneWay, h)
				continue
			}
			latency = h.Latency.Fixed
		}
	}
	f.Hosts = resolveHosts(hosts, v)
	f.Show.Order = len(hosts) > 1
	for range f.Hosts {
		f.Latency = append(f.Latency, slices.Repeat([]time.Duration{latency}, len(f.Hosts)))
	}
	for _, path := range oneWay {
		if from, to := f.Host(path.From), f.Host(path.To); from >= 0 && to >= 0 {
			f.Latency[from][to] = path.Latency.Fixed
		}
	}
}

// String is the line in canonical spelling.
func (l TitleLine) String() string { return "title " + l.Text.String() }

// String is the line in canonical spelling.
func (l ProfileLine) String() string { return "profile " + l.Name }

// String is the line in canonical spelling.
func (l BeginLine) String() string { return "begin established" }

// String is the line in canonical spelling.
func (l PathLine) String() string {
	if l.From == "" {
		return "path latency " + l.Latency.Text
	}
	return fmt.Sprintf("path %s -> %s latency %s", l.From, l.To, l.Latency.Text)
}
