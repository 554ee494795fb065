package press

import (
	"path/filepath"
	"strings"
	"testing"
)

// agreement is a protocol of which one property holds, one can fail, and, with a
// network that loses, one fails.
const agreement = `role asker
  timer patience 1s
  in IDLE on ask: send ASK, start patience, become WAITING
  in WAITING on YES: stop patience, become AGREED
  in WAITING on patience: become ALONE
  rest in IDLE, AGREED, ALONE
role answerer
  in IDLE on ASK: send YES, become AGREED
  rest in IDLE, AGREED
network may lose 1
never asker AGREED, answerer IDLE zh "不会只有问的人以为谈妥了" en "the asker never agrees alone"
can fail: never asker ALONE, answerer AGREED en "the answerer may agree alone"
`

// checkedPage builds a page with a check of a protocol.
func checkedPage(t *testing.T, protocol, text string) (page string, problems []string) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "agreement.protocol"), protocol)
	write(t, filepath.Join(dir, "a.md"), text)
	files, found := pressed(t, dir)
	for _, p := range found {
		problems = append(problems, p.Place.String()+" "+p.Code)
	}
	return files["a.html"], problems
}

const checkText = "# A\n\n```check agreement.protocol\n```\n\n[alone]{step=2 asker=WAITING answerer=AGREED}\n"

func TestCheckTellsWhatCameOfEachProperty(t *testing.T) {
	page, problems := checkedPage(t, agreement, checkText)
	if len(problems) > 0 {
		t.Error(problems)
	}
	for hook, want := range map[string]int{
		`<section data-check="check-agreement" data-result="can-fail"`: 1,
		`<li data-result="holds">`:                                     2, // every message finds a rule, and the first
		`<li data-result="can-fail"><span>the answerer may agree alone<br><code>never asker ALONE, answerer AGREED</code></span> <strong>can fail, 4 steps</strong>`: 1,
		`<figure id="check-agreement" data-figure="check-agreement"`:   1,
		`Shortest counter-example</span> the answerer may agree alone`: 1,
		`network may lose 1`: 1,
		`<td>ASK</td>`:       1,
	} {
		if got := strings.Count(page, hook); got != want {
			t.Errorf("%s stands there %d times, want %d", hook, got, want)
		}
	}
}

// What fails is an error at its line of the protocol, and what is said of a
// counter-example is held against it.
func TestCheckThatFailsIsAnError(t *testing.T) {
	_, problems := checkedPage(t, strings.Replace(agreement, "can fail: ", "", 1), strings.Replace(checkText, "answerer=AGREED", "answerer=IDLE", 1))
	if len(problems) != 2 || !strings.Contains(problems[0], "a.md:6:") || !strings.Contains(problems[1], "agreement.protocol:12:1") {
		t.Error(problems)
	}
}

func TestCheckOfNothingIsAnError(t *testing.T) {
	_, problems := checkedPage(t, agreement, "```check agreemnt.protocol\n```\n")
	if len(problems) != 1 || !strings.Contains(problems[0], "protocol-missing") {
		t.Error(problems)
	}
}

func TestRolesHaveStateDiagrams(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "agreement.protocol"), agreement)
	write(t, filepath.Join(dir, "still.protocol"), "role a\n  in ON on go: send PING\nrole b\n  in ON on PING: ignore\n")
	write(t, filepath.Join(dir, "asked.scenario"), "use agreement.protocol\nlose YES from answerer\nasker ask\n")
	write(t, filepath.Join(dir, "a.md"), "```states agreement.protocol asker\npath asker asked.scenario\n```\n")
	files, problems := pressed(t, dir)
	if len(problems) > 0 {
		t.Error(problems)
	}
	for hook, want := range map[string]int{
		`<figure id="states-agreement-asker" data-figure="states-agreement-asker">`: 1,
		`<g data-state="ALONE"`: 1,
		`<th scope="row">WAITING</th><td>patience</td><td>ALONE</td><td></td><td>agreement.protocol:5</td><td>2</td>`: 1,
	} {
		if got := strings.Count(files["a.html"], hook); got != want {
			t.Errorf("%s stands there %d times, want %d", hook, got, want)
		}
	}
	for text, want := range map[string]string{
		"![](still.protocol)\n":                                                   "unknown-machine",
		"```states agreement.protocol askr\n```\n":                                "unknown-machine",
		"```states agreemnt.protocol asker\n```\n":                                "protocol-missing",
		"```states agreement.protocol asker\npath answerer asked.scenario\n```\n": "unknown-host",
	} {
		write(t, filepath.Join(dir, "a.md"), text)
		if _, problems := pressed(t, dir); len(problems) != 1 || problems[0].Code != want {
			t.Errorf("%q: %v, want %s", text, problems, want)
		}
	}
}
