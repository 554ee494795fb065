package diagnostic

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
)

// Rule is what a code of problems stands for, in the reader's language.
type Rule struct {
	Code  string
	About string // one sentence: what is wrong
	Help  string // what to do about it, and why
}

// Log is a list of problems as SARIF 2.1.0, the form in which code hosts take
// the results of a checker.
type Log struct {
	Problems []Problem
	// About returns the rule behind a code.
	About func(code string) Rule
	// Read returns a file that a problem names, as for Print.
	Read func(file string) ([]byte, error)
	// Root is the site's folder as a slash-separated path from the root of
	// the repository: "content". It goes before the names of files.
	Root string
}

// The parts of a SARIF log that we fill in, named as the standard names them.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name  string      `json:"name"`
		Rules []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
		Help  sarifText `json:"help"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
)

// WriteSARIF writes a log to w. Lines and columns count from 1, columns in
// characters (columnKind unicodeCodePoints). It returns the first error of w.
func WriteSARIF(w io.Writer, l Log) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "woshou", Rules: l.rules()}},
		ColumnKind: "unicodeCodePoints",
		Results:    []sarifResult{},
	}
	twins := map[string]int{}
	for _, p := range l.Problems {
		r := l.result(p)
		r.RuleIndex = slices.IndexFunc(run.Tool.Driver.Rules, func(rule sarifRule) bool { return rule.ID == p.Code })
		print := l.fingerprint(p)
		twins[print]++
		r.Fingerprints = map[string]string{"primaryLocationLineHash": fmt.Sprintf("%s:%d", print, twins[print])}
		run.Results = append(run.Results, r)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// rules are those that the problems break, sorted.
func (l Log) rules() []sarifRule {
	var codes []string
	for _, p := range l.Problems {
		codes = append(codes, p.Code)
	}
	slices.Sort(codes)
	rules := []sarifRule{}
	for _, code := range slices.Compact(codes) {
		about := l.About(code)
		help := strings.TrimSpace(about.Help)
		if help == "" {
			help = about.About
		}
		rules = append(rules, sarifRule{ID: code, Short: sarifText{about.About}, Help: sarifText{help}})
	}
	return rules
}

func (l Log) result(p Problem) sarifResult {
	text := said(p.Message)
	if p.Hint != "" {
		text += " (" + said(p.Hint) + ")"
	}
	place := sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: path.Join(l.Root, p.File)}).String()}}
	if p.Line > 0 {
		place.Region = &sarifRegion{StartLine: p.Line}
		if p.Col > 0 {
			place.Region.StartColumn, place.Region.EndColumn = p.Col, p.Col+max(p.Width, 1)
		}
	}
	return sarifResult{
		RuleID: p.Code, Level: level(p.Severity), Message: sarifText{text}, Locations: []sarifLocation{{place}},
	}
}

func level(s Severity) string {
	if s == Hint {
		return "note"
	}
	return string(s)
}

// fingerprint tells whether a problem is the one of an earlier run although
// lines were added above it: what it says, and the line it says it about.
func (l Log) fingerprint(p Problem) string {
	line := ""
	if l.Read != nil {
		if src, err := l.Read(p.File); err == nil {
			text, _ := lineOf(src, p.Line)
			line = strings.ToValidUTF8(strings.TrimSuffix(string(text), "\r"), "\uFFFD")
		}
	}
	hash := sha256.Sum256([]byte(strings.Join([]string{p.Code, p.File, p.Message.String(), strings.TrimSpace(line)}, "\x00")))
	return fmt.Sprintf("%x", hash[:8])
}
