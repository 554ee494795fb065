package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	drafted "woshou/diagrams/capture/sketch"
	"woshou/diagrams/golden"
)

// The schemas in content/public/schema are a promise: what they say of a key
// holds in every later version. So each is held against what the commands
// print, against the keys in the code, and against what must be refused.

// TestTraceSchema holds every run of our site, and some that it does not have.
func TestTraceSchema(t *testing.T) {
	if testing.Short() {
		t.Skip("runs every scenario there is")
	}
	h := hold(t, "trace")
	out := t.TempDir()
	rare := unpacked(t, "trace")
	printed(t, "export", ourContent, "--format", "json", "--lang", "en", "-o", out)
	any, seen := hold(t, "trace-2"), hold(t, "capture")
	for _, name := range glob(t, out, "*.json") {
		run := decodeJSON(t, []byte(read(t, name)))
		if object(run)["source"] == "capture" {
			seen.accepts(t, filepath.Base(name), run)
			continue
		}
		if object(run)["protocol"] == "tcp" {
			h.accepts(t, filepath.Base(name), run)
		} else {
			any.accepts(t, filepath.Base(name), run)
		}
	}
	for _, name := range glob(t, rare, "*") {
		h.accepts(t, filepath.Base(name), decodeJSON(t, printed(t, "run", "--json", name)))
	}
	h.describes(t, "../../../diagrams/trace/json.go")
	run := printed(t, "run", "--json", ourContent+"/scenarios/three-way-handshake.scenario")
	h.refuses(t, run, [][2]string{
		{`"version": 1`, `"version": 2`},
		{`"version": 1,`, ``},
		{`"protocol": "tcp"`, `"protocol": "quic"`},
		{`"end_us": `, `"end_us": -`},
		{`"flags": "SYN,ACK"`, `"flags": "ACK,SYN"`},
		{`"flags": "SYN,ACK"`, `"flags": "SYN,"`},
		{`"flags": "SYN"`, `"flags": "ACK"`},
		{`"seq": 100`, `"seq": 4294967296`},
		{`"fate": "delivered"`, `"fate": "lost"`},
		{`"kind": "call"`, `"kind": null`},
		{`"kind": "call"`, `"kind": "state"`},
		{`"call": "listen"`, `"segment": 1`},
		{`"from": "CLOSED"`, `"from": "SYN_SENT"`},
		{`"to": "ESTABLISHED"`, `"to": null`},
	})
	h.passesOver(t, run, [][2]string{
		{`"version": 1`, `"version": 1, "source": "capture"`},
		{`"seq": 100`, `"seq": 100, "kind": "timeout"`},
		{`"fate": "delivered"`, `"fate": "unknown"`},
		{`"kind": "call"`, `"kind": "migration"`},
		{`"call": "listen"`, `"call": "status"`},
		{`"MSS=1460"`, `"FastOpen"`},
	})
}

// TestCaptureSchemas holds what is printed of the captures in the guide, and of
// those that are written of the scenarios of the site, and of some that it does not
// have.
func TestCaptureSchemas(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a capture of every scenario of the site")
	}
	line, record := hold(t, "connection"), hold(t, "capture")
	out := t.TempDir()
	printed(t, "export", ourContent, "--format", "pcapng", "--lang", "en", "-o", out)
	printed(t, append([]string{"export", "--format", "pcapng", "--lang", "en", "-o", out}, glob(t, unpacked(t, "capture"), "*.scenario")...)...)
	sketched(t, out)
	for _, name := range append(glob(t, out, "*.pcapng"), glob(t, ourContent+"/scenarios/captures", "*")...) {
		line.accepts(t, filepath.Base(name), printedLines(t, "read", name, "--json")...)
		record.accepts(t, filepath.Base(name), decodeJSON(t, printed(t, "read", name, "--stream", "0", "--json")))
	}
	line.describes(t, "../../../diagrams/capture/list.go")
	first := printed(t, "read", ourContent+"/scenarios/captures/unread-data.pcapng", "--json")
	line.refuses(t, first, [][2]string{{`"stream":0`, `"stream":-1`}, {`"segments":`, `"packets":`}, {`"end":"reset"`, `"end":null`}})
	line.passesOver(t, first, [][2]string{{`"end":"reset"`, `"end":"migrated"`}, {`"stream":0`, `"stream":0,"vlan":7`}})
	run := printed(t, "read", ourContent+"/scenarios/captures/unread-data.pcapng", "--stream", "0", "--json")
	record.refuses(t, run, [][2]string{
		{`"source": "capture"`, `"source": "rumour"`},
		{`"fate": "delivered"`, `"fate": "lost"`},
		{`"packet": 1`, `"packet": 0`},
		{`"reason": null`, `"reason": 7`},
		{`"inferred": true`, `"inferred": false`},
		{`"to": "ESTABLISHED"`, `"to": null`},
	})
	record.passesOver(t, run, [][2]string{{`"packet": 1`, `"packet": 1, "vlan": 7`}, {`"fate": "delivered"`, `"fate": "forged"`}})
}

// sketched writes the captures that are kept as texts.
func sketched(t *testing.T, folder string) {
	t.Helper()
	for _, c := range golden.Cases(t, "../../../diagrams/capture/testdata/told") {
		file, err := drafted.File(c.Part("packets"))
		if err != nil {
			t.Fatal(c.Name, err)
		}
		if err := os.WriteFile(filepath.Join(folder, c.Name+".pcapng"), file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTraceSchemaOfAnyProtocol holds runs that have everything happen.
func TestTraceSchemaOfAnyProtocol(t *testing.T) {
	h := hold(t, "trace-2")
	dir := unpacked(t, "trace-2")
	for _, name := range glob(t, dir, "*.scenario") {
		h.accepts(t, filepath.Base(name), decodeJSON(t, printed(t, "run", "--json", name)))
	}
	h.describes(t, "../../../diagrams/trace/json_any.go")
	run := printed(t, "run", "--json", filepath.Join(dir, "agreed.scenario"))
	h.refuses(t, run, [][2]string{
		{`"version": 2`, `"version": 1`},
		{`"protocol": "votes"`, `"protocol": "tcp"`},
		{`"choices": `, `"chosen": `},
		{`"role": "chair"`, `"role": ""`},
		{`"fate": "delivered"`, `"fate": "lost"`},
		{`"kind": "call"`, `"kind": "state"`},
		{`"per": null`, `"par": null`},
		{`"value": 1`, `"value": -1`},
		{`"copy_of": null`, `"copy_of": 0`},
	})
	h.passesOver(t, run, [][2]string{
		{`"version": 2`, `"version": 2, "source": "capture"`},
		{`"fate": "delivered"`, `"fate": "unknown"`},
		{`"kind": "call"`, `"kind": "migration"`},
	})
}

// TestStatesSchema holds the table of every machine.
func TestStatesSchema(t *testing.T) {
	h := hold(t, "states")
	table := printed(t, "states", "tcp", "--json")
	h.accepts(t, "tcp", decodeJSON(t, table))
	h.accepts(t, "a protocol", decodeJSON(t, printed(t, "states", "../../../diagrams/protocol/testdata/protocols/oauth-pkce.protocol", "--json")))
	h.describes(t, "states.go")
	h.refuses(t, table, [][2]string{
		{`"from": "CLOSED"`, `"from": "to be closed"`},
		{`"emits": ""`, `"emits": null`},
		{`"rule": `, `"clause": `},
	})
	h.passesOver(t, table, [][2]string{{`"emits": ""`, `"emits": "", "unless": "the queue is empty"`}})
}

// TestProblemSchema holds the problems of a site that has some of each severity.
func TestProblemSchema(t *testing.T) {
	h := hold(t, "problem")
	dir := unpacked(t, "problem")
	site, bad := filepath.Join(dir, "site"), filepath.Join(dir, "misconfigured")
	for _, args := range [][]string{
		{"check", site, "--format", "json"},
		{"check", site, "--format", "json", "--lang", "zh"},
		{"check", bad, "--format", "json"},
		{"build", site, "--json", "-o", filepath.Join(dir, "out")},
		{"translate", "status", bad, "--json"},
	} {
		h.accepts(t, strings.Join(args, " "), printedLines(t, args...)...)
	}
	h.describes(t, "../../diagnostic/json.go")
	first, _, _ := bytes.Cut(printed(t, "check", bad, "--format", "json"), []byte("\n"))
	h.refuses(t, first, [][2]string{
		{`"severity":"error"`, `"severity":"fatal"`},
		{`"code":"config"`, `"code":"Config"`},
		{`"line":1`, `"line":0`},
		{`"file":"site.yaml",`, ``},
		{`"hint":"`, `"hint":null,"was":"`},
	})
	h.passesOver(t, first, [][2]string{{`"line":1`, `"line":1,"end_line":2`}})
}

// TestSectionSchema holds the sections of a site that has some in each state.
func TestSectionSchema(t *testing.T) {
	h := hold(t, "section")
	site := unpacked(t, "section")
	for _, command := range []string{"status", "diff", "done"} {
		h.accepts(t, command, printedLines(t, "translate", command, site, "--json")...)
	}
	h.describes(t, "translate_json.go")
	line, err := json.Marshal(printedLines(t, "translate", "status", unpacked(t, "section"), "--json", "--page", "tcp#changed")[0])
	if err != nil {
		t.Fatal(err)
	}
	h.refuses(t, line, [][2]string{
		{`"state":"stale"`, `"state":"rotten"`},
		{`"source_line":`, `"source_line":-`},
		{`"source_digest":"`, `"source_digest":"x`},
		{`"page":"tcp"`, `"page":""`},
		{`"state":"stale"`, `"state":"stale","diff":"a change without its commit"`},
		{`"heading":`, `"title":`},
	})
	h.passesOver(t, line, [][2]string{{`"page":"tcp"`, `"page":"tcp","words":100`}})
}
