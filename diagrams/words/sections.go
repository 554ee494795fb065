package words

import (
	"reflect"
	"strings"
)

// The sections. pages are the words of pages, which stand in none.
const (
	pages        = ""
	about        = "language"
	hosts        = "hosts"
	sequence     = "sequence"
	chart        = "chart"
	sentences    = "sentences"
	consequences = "consequences"
	questions    = "questions"
	errors       = "errors"
	characters   = "characters"
	slides       = "slides"
	lecture      = "lecture"
	export       = "export"
	counts       = "counts"
	states       = "states"
	findings     = "codes"
	messages     = "messages"
	commands     = "commands"
	usage        = "usage"
	help         = "help"
)

// read is what readers see; the others are for authors.
var read = []string{pages, about, sequence, chart, sentences, consequences, questions, errors, characters, slides, lecture, export, counts}

// About is what a language says of itself.
type About struct {
	Tag       string // BCP 47: "zh-Hans"
	Locale    string // by which office programs know it: "zh-CN"
	Name      string // in itself
	Brief     string // the same in short
	Colon     string // between a name and what is said of it, with the space that belongs behind it
	Comma     string // between the items of a list
	Semicolon string // between the parts of a list
	Untitled  string // title of a site without one
}

// Why says why a RST may have been sent.
func (s *Sequence) Why(reasons []string) string {
	var said []string
	for _, r := range reasons {
		said = append(said, s.Reasons[r])
	}
	return s.Because + strings.Join(said, s.Or)
}

// Briefly are the words beside a segment for what a capture tells of it.
func (s *Sequence) Briefly(aspects []string) (list []string) {
	for _, name := range aspects {
		list = append(list, s.Kinds[name])
	}
	return list
}

// Sequence is what a sequence diagram itself says.
type Sequence struct {
	Repeat       string            // beside a retransmission
	Copy         string            // beside a copy made by the network
	Forged       string            // beside a segment nobody sent
	Or           string            // between the states one of which a host is in
	Unsure       string            // beside a host that may be in one of many states
	Because      string            // before the reasons of a RST
	Reasons      map[string]string // why a RST was sent, by the trace's name
	Departures   map[string]string // what the machine would not have sent so, by the trace's name
	Kinds        map[string]string // beside a segment: what a capture tells of it, by the trace's name
	Terms        map[string]string // of a capture: what the SYNs mean for later segments
	Legend       map[string]string // below a figure of a capture: what its strokes and hatches mean
	Midway       string            // between the names of both hosts: a capture was taken on the way
	Tap          string            // below the name of a host beside which a capture was taken
	Crash        string            // a host loses its memory
	Restart      string            // a host that has crashed is back
	CutOff       string            // beside a host that nothing reaches any more
	Back         string            // where it is reached again
	Leak         string            // beside a copy that a third host gets
	Unheard      string            // beside a message to a host that has crashed
	Cut          string            // where segments begin to be lost
	Mend         string            // where they are lost no more
	End          string            // where the clock stops while something runs
	About        string            // format of a rounded length of time
	Title        string            // format of the title of a run without one, with both hosts
	Flight       string            // what is sent and not acknowledged
	Uncontrolled string            // how hosts act that send without congestion control
	Phases       map[string]string // by the trace's name: what congestion control is about
	Segments     string            // format: what an axis counts, segments of so many octets
	Timers       map[string]string // by the trace's name: format of a timer with its length
	Profiles     map[string]string // how the hosts of a profile act, but for the usual one
}

// Chart is what a state diagram itself says. An event is a phrase: a line break
// says where it is best broken, and what stands behind "|" is a condition that
// several events may share.
type Chart struct {
	Title  string
	Role   string // format: the title of a role's diagram
	Sends  string // format: what is sent
	None   string // nothing is sent
	Comma  string // between two things of a list
	Then   string // between an event and what is sent
	Glue   string // before a condition in one line
	Exits  string // heading of the exits to CLOSED
	Way    string // format: a host's way
	Row    string // format of a transition: from, to, event
	From   string // format: where a way begins
	Colon  string // behind whose way it is
	Stop   string // between two sentences
	Frames map[string]string
	Events map[string]string // by the name in the machine's table
}

// Sentences are what the sentence of a step is made of.
type Sentences struct {
	Step, Number, And, Enters, Arrival, End string
	Repeat, Duplicate, Forged, Lost, Flying string
	Unknown                                 string            // of a capture: nothing tells what became of it
	Sights                                  map[string]string // what a capture tells of a segment, by the trace's name
	Held                                    string            // format: how long a segment was held back
	Damaged                                 string            // format: a packet's number, whose checksum is wrong
	Closing                                 string
}

// Consequences are what is said of a run with one fault more.
type Consequences struct {
	Lose, Duplicate, Delay, Crash    string // formats with the step's number and its flags
	Chooses, Begins                  string // formats with a choice and its value; the first with its host before
	Fires                            string // format with a host, how long it waits, and its timer
	Toward                           string // format with a message and whom it goes to, where a step has several
	Repeats, Again, More, Nothing    string
	Reaches, Sooner                  string // formats with host, state and time
	Told, Spared                     string
	Closing, Later, Earlier, Instant string
	Colon, And, End                  string
}

// Questions are what is asked about a step of a run, and what is said of the
// choices.
type Questions struct {
	Departure, Arrival    string // formats: the question, about a sender or a receiver
	Sends, Silent, Enters string // formats: the choices
	Right, Event, State   string // formats: why a choice is right; that it needs another event, another state
	Yes, No               string // before these
}

// Characters is what a diagram of characters says behind a segment.
type Characters struct{ Repeat, Copy, Forged string }

// Slides is what the shapes of a slide are called in the list of its objects.
type Slides struct {
	Title, Hosts string
	Step         string            // format: the group of a segment
	Other        string            // a shape without a role
	Roles        map[string]string // by the first word of a role
}

// Lecture is what slides say that tell a run step by step.
type Lecture struct {
	Calls, Answers, Waited, Repeats, Expires, Sends, Copy, Forged string // formats: why a message leaves
	Lost, Flying, Reports, Delivers, Waits                        string // what becomes of it
	Unchanged                                                     string // no host changes its state
	Progress                                                      string // format: this step, of how many
	Continued, Continues                                          string // at the edges of a slide
	Table, Number, Message, Way, Numbers                          string // the last slide, and its columns
	Length                                                        string // format: how many steps the whole has
	Next, Previous, Notes, Full                                   string // buttons of a deck in a browser
}

// Export is what the page of all figures says, and a book.
type Export struct{ Steps, Contents, Figure string }

// About is what the language says of itself.
func (l *Language) About() *About { return decoded[About](l, about) }

// Sequence is for sequence diagrams.
func (l *Language) Sequence() *Sequence { return decoded[Sequence](l, sequence) }

// Chart is for state diagrams.
func (l *Language) Chart() *Chart { return decoded[Chart](l, chart) }

// Sentences are for what is said of a run.
func (l *Language) Sentences() *Sentences { return decoded[Sentences](l, sentences) }

// Questions are for exercises.
func (l *Language) Questions() *Questions { return decoded[Questions](l, questions) }

// Consequences are for what is said of a run with one fault more.
func (l *Language) Consequences() *Consequences { return decoded[Consequences](l, consequences) }

// Characters are for diagrams of characters.
func (l *Language) Characters() *Characters { return decoded[Characters](l, characters) }

// Slides are for slides.
func (l *Language) Slides() *Slides { return decoded[Slides](l, slides) }

// Lecture is for slides that tell a run step by step.
func (l *Language) Lecture() *Lecture { return decoded[Lecture](l, lecture) }

// Export is for the page of all figures.
func (l *Language) Export() *Export { return decoded[Export](l, export) }

// Pages are the words of pages, by key.
func (l *Language) Pages() map[string]string { return l.table(pages) }

// Errors are the errors that a user is told of, by the trace's names.
func (l *Language) Errors() map[string]string { return l.table(errors) }

// States are the states of translations, by name.
func (l *Language) States() map[string]string { return l.table(states) }

// Codes are what the codes of problems stand for.
func (l *Language) Codes() map[string]string { return l.table(findings) }

// Hosts are the labels of hosts that a scenario does not name.
func (l *Language) Hosts() map[string]string { return l.table(hosts) }

// table is a section that is a map.
func (l *Language) table(name string) map[string]string {
	if texts, ok := l.decoded.Load(name); ok {
		return texts.(map[string]string)
	}
	texts := l.texts(name)
	l.decoded.Store(name, texts)
	return texts
}

// decoded is a section that is a struct: a text in each field, or, where the
// field is a map, those of a section within. A key is the field's name in lower
// case.
func decoded[T any](l *Language, name string) *T {
	if value, ok := l.decoded.Load(name); ok {
		return value.(*T)
	}
	value, texts := new(T), l.texts(name)
	for field, to := range reflect.ValueOf(value).Elem().Fields() {
		key := strings.ToLower(field.Name)
		if to.Kind() == reflect.Map {
			to.Set(reflect.ValueOf(under(texts, key)))
		} else {
			to.SetString(texts[key])
		}
	}
	l.decoded.Store(name, value)
	return value
}
