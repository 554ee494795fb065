package page

import (
	"path"
	"strconv"
	"strings"

	"woshou/diagrams/place"
)

// Figure is a scenario to be run, inline or named by an image, the state diagram
// of a machine, or a protocol to be checked.
type Figure struct {
	// ID is "handshake": from id=, else the file's stem, else "figure-N". It
	// is unique among the figures of a page. Anchor says that it is free among
	// all ids of the page too, so that the figure's element can have it.
	ID      string
	Anchor  bool
	Path    string // as written in the image; "" for an inline one
	Source  string // the text of an inline scenario
	Uses    string `json:",omitempty"` // the protocol that this one uses, as written
	Caption string // alt text, or ""
	Numbers string // option numbers=, or ""
	// Part is what of a capture is shown: "stream=1 packets=3-40", or "".
	Part string `json:",omitempty"`
	// WhatIf are the faults that a reader may try on each segment, from the
	// option what-if=, of "lose", "duplicate", "delay" and "crash", in that
	// order; "choose" stands for other choices than the run begins with.
	WhatIf []string `json:",omitempty"`
	// Predict is the step that a reader is to predict before it is shown, from
	// the option predict=; 0 if none.
	Predict int `json:",omitempty"`
	// Chart is the machine of a state diagram: "tcp", or a protocol as written and
	// the Role of it; Ways are the runs shown in it. Of a scenario they are "" and
	// none.
	Chart string
	Role  string `json:",omitempty"`
	Ways  []Way
	// Check is the protocol, as written, whose check is shown: its steps are those
	// of the shortest way to what breaks it.
	Check string `json:",omitempty"`
	// The Place is where the image stands, or where the fence's first line of
	// text does. Indent is how many columns each of its lines stands further
	// right than in Source.
	place.Place
	Indent int
	// Unclosed is the fence of an inline scenario that is never closed, so that
	// the scenario goes on to the end of the page; nil for most.
	Unclosed *place.Place `json:",omitempty"`
}

// FigureIDs begins the ids inside a figure: no other element of a page has an
// id that starts with it.
const FigureIDs = "fig:"

// Way is the way of one host through the states of a machine, in the run of a
// scenario.
type Way struct {
	Host string
	Path string // of the scenario, as written
	// The Place is where the host stands, PathAt is where the path does.
	place.Place
	PathAt place.Place
}

// Scenarios are the files that a figure is made of, as written: scenarios, or the
// protocol that is checked.
func (f Figure) Scenarios() []string {
	var paths []string
	if f.Path != "" {
		paths = append(paths, f.Path)
	}
	for _, w := range f.Ways {
		paths = append(paths, w.Path)
	}
	if name := f.ProtocolPath(); name != "" {
		paths = append(paths, name)
	}
	return paths
}

// ProtocolPath is the protocol, as written, that is checked or whose role a state
// diagram is of, or "".
func (f Figure) ProtocolPath() string {
	if path.Ext(f.Chart) == ProtocolEnding {
		return f.Chart
	}
	return f.Check
}

// ProtocolName is the name of that file, without folder and ending, or "".
func (f Figure) ProtocolName() string {
	if f.ProtocolPath() == "" {
		return ""
	}
	return strings.TrimSuffix(path.Base(f.ProtocolPath()), ProtocolEnding)
}

// ProtocolEnding is that of files with a protocol.
const ProtocolEnding = ".protocol"

// IsRun reports whether f is a scenario, and so the run of one: no state diagram,
// and no check of a protocol.
func (f Figure) IsRun() bool { return f.Chart == "" && f.Check == "" }

// Step is a link to a step of a figure, with what its author says about it, or
// a line of an analogy, which goes with a step.
//
//	[第二次握手]{step=2}
//	[the server enters SYN_RECEIVED]{step=handshake:2 server=SYN_RECEIVED}
type Step struct {
	Figure string // id of a scenario on the page
	N      int    // the step, from 1; whether there is one only the run tells
	Claims []Claim
	// Story says that it is a line of an analogy, which Speaker says, "A" or
	// "B", if anybody does; Named, that the analogy names its figure.
	Story, Named bool
	Speaker      string
	// The Place is that of `step=2`.
	place.Place
}

// Claim is a statement about a run: in which state a host is after a step.
type Claim struct {
	Host, State string
	// The Place is that of `server=SYN_RECEIVED`.
	place.Place
}

// StepID is the id of a step inside a figure, where its links lead.
func StepID(figure string, step int) string {
	return FigureIDs + figure + ":" + strconv.Itoa(step)
}

// Origin is where the text of an inline scenario stands.
func (f Figure) Origin() place.Origin {
	return place.Origin{File: f.File, Line: f.Line, Indent: f.Indent}
}

// StepOf reads what StepID gives.
func StepOf(id string) (figure string, step int, ok bool) {
	rest, inFigure := strings.CutPrefix(id, FigureIDs)
	at := strings.LastIndexByte(rest, ':')
	if !inFigure || at < 0 {
		return "", 0, false
	}
	step, err := strconv.Atoi(rest[at+1:])
	return rest[:at], step, err == nil
}

// PartName is the part of a capture as it stands in names of files: "-stream1".
func (f Figure) PartName() string {
	if f.Part == "" {
		return ""
	}
	return "-" + strings.NewReplacer(" ", "-", "=", "").Replace(f.Part)
}

// IsCapture reports whether a file is a capture by its name: its figure shows what
// was captured as a run.
func IsCapture(name string) bool { return path.Ext(name) == ".pcap" || path.Ext(name) == ".pcapng" }
