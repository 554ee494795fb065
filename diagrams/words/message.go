package words

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Message is what is said to an author: a format of package fmt, in English, and
// its parts. Whoever shows it says it in a language; a message that was made
// elsewhere, such as by a library, is a format without parts. Format and parts
// stand in one string, so that messages are compared, ordered and kept from
// build to build as they are. String is the message in English.
type Message string

// In the string of a message, unit separates the format and each part; isText
// or isMessage begins a part, which may be a message itself.
const (
	unit      = "\x1f"
	escape    = "\x1e"
	isText    = 't'
	isMessage = 'm'
)

var (
	wrapped   = strings.NewReplacer(escape, escape+"0", unit, escape+"1")
	unwrapped = strings.NewReplacer(escape+"0", escape, escape+"1", unit)
)

// verb is a part of a format that package fmt fills in.
var verb = regexp.MustCompile(`%[-+# 0]*\d*[a-zA-Z]`)

// Say is a message with its parts. A part that is a message is said in the
// language of the whole; of any other, what nobody could see is written out, and
// no more than the first 500 characters are kept.
func Say(format string, parts ...any) Message {
	if false {
		_ = fmt.Sprintf(format, parts...) // so that go vet holds the parts against the format
	}
	var m strings.Builder
	m.WriteString(format)
	for i, v := range verb.FindAllString(format, len(parts)) {
		m.WriteString(unit)
		if inner, ok := parts[i].(Message); ok {
			m.WriteByte(isMessage)
			m.WriteString(wrapped.Replace(string(inner)))
		} else {
			m.WriteByte(isText)
			m.WriteString(wrapped.Replace(shown(fmt.Sprintf(v, parts[i]))))
		}
	}
	return Message(m.String())
}

// split is the format of a message and its parts.
func (m Message) split() (format string, parts []string) {
	format, rest, some := strings.Cut(string(m), unit)
	if some {
		parts = strings.Split(rest, unit)
	}
	return format, parts
}

// String is the message in English.
func (m Message) String() string {
	format, parts := m.split()
	if len(parts) == 0 {
		return format
	}
	next := -1
	return verb.ReplaceAllStringFunc(format, func(v string) string {
		if next++; next >= len(parts) {
			return v
		}
		kind, part := parts[next][0], unwrapped.Replace(parts[next][1:])
		if kind == isMessage {
			return Message(part).String()
		}
		return part
	})
}

// hole is a part of what is said: %s, %[2]s.
var hole = regexp.MustCompile(`%(?:\[(\d)\])?s`)

// Message is what is said to an author, in the language. What no file has stays
// as it is.
func (l *Language) Message(m Message) string {
	format, parts := m.split()
	for _, l := range l.chain() {
		if said, ok := l.file.section(messages)[format]; ok {
			return l.fill(said, parts)
		}
	}
	return m.String()
}

// fill puts the parts of a message into what is said for its format.
func (l *Language) fill(said string, parts []string) string {
	next := 0
	return hole.ReplaceAllStringFunc(said, func(h string) string {
		m := hole.FindStringSubmatch(h)
		i := next
		if n, err := strconv.Atoi(m[1]); err == nil {
			i = n - 1
		} else {
			next++
		}
		if i >= len(parts) {
			return h
		}
		part := unwrapped.Replace(parts[i][1:])
		if parts[i][0] == isMessage {
			return l.Message(Message(part))
		}
		return part
	})
}
