package main

import (
	"encoding/json"

	"woshou/generator/site"
	"woshou/generator/translate"
)

// sectionLine is what is said of a section in JSON. Lines count from 1 and are
// 0 where there is no such section; digests are "" there.
type sectionLine struct {
	Page         string  `json:"page"`
	Section      string  `json:"section"`
	Heading      string  `json:"heading"`
	State        string  `json:"state"`
	Source       string  `json:"source"`
	Target       string  `json:"target"`
	SourceFile   string  `json:"source_file"`
	SourceLine   int     `json:"source_line"`
	SourceDigest string  `json:"source_digest"`
	TargetFile   string  `json:"target_file"`
	TargetLine   int     `json:"target_line"`
	TargetDigest string  `json:"target_digest"`
	Commit       *string `json:"commit,omitempty"`
	Diff         *string `json:"diff,omitempty"`
	Text         *string `json:"text,omitempty"`
}

// writeJSON writes a section as one line, with what changed in it, if asked.
func (l *ledger) writeJSON(i site.Item, change *translate.Change) error {
	source, target := i.Digests()
	line := sectionLine{
		Page: i.Page, Section: i.ID(), Heading: i.Heading(), State: string(i.State),
		Source: i.Translation.Source, SourceFile: i.Source.File, SourceLine: i.Source.Line, SourceDigest: source,
		Target: i.Translation.Target, TargetFile: i.Target.File, TargetLine: i.Target.Line, TargetDigest: target,
	}
	if change != nil {
		line.Commit, line.Diff, line.Text = &change.Commit, &change.Diff, &change.Now
	}
	enc := json.NewEncoder(l.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(line)
}
