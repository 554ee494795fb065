package press

import (
	"path/filepath"
	"strings"
	"testing"
)

// charted builds a page with a state diagram in which a client's way is shown.
func charted(t *testing.T) map[string]string {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "handshake.scenario"), handshake)
	write(t, filepath.Join(dir, "a.md"), "# A\n\n```states tcp id=all\npath client handshake.scenario\n```\n")
	files, _ := pressed(t, dir)
	return files
}

func TestStateDiagramIsAFigure(t *testing.T) {
	page := charted(t)["a.html"]
	for hook, want := range map[string]int{
		`<figure id="all" data-figure="all">`:      1,
		`<svg role="img"`:                          1,
		`<span data-chrome>Figure 1</span> State`:  1,
		`<table data-transitions>`:                 1,
		`<th scope="row">TIME_WAIT</th>`:           5,
		`<td>RFC 9293 §3.10.7.3</td><td>2</td>`:    1, // the client's second step: from SYN-SENT
		`<td>rcv SYN,ACK</td><td>ESTABLISHED</td>`: 1,
	} {
		if got := strings.Count(page, hook); got != want {
			t.Errorf("%s stands there %d times, want %d", hook, got, want)
		}
	}
}

func TestStateDiagramIsAFile(t *testing.T) {
	if svg := charted(t)["figures/a/all.en.svg"]; !strings.HasPrefix(svg, "<svg xmlns=") {
		t.Errorf("the file begins with %.40q", svg)
	}
}

// A protocol without a role is all of its roles, with the messages between them; it is
// spelled as its file does, whatever that is called.
func TestStateDiagramOfAProtocol(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "tcp.protocol"), `role client en "Client"
  in IDLE on ask: send QUESTION, become ON-HOLD
  in ON-HOLD on ANSWER: become IDLE
  rest in IDLE
role server
  in OPEN on QUESTION: send ANSWER, become DONE
  in DONE on QUESTION: send ANSWER
  rest in OPEN, DONE
`)
	write(t, filepath.Join(dir, "a.md"), "# A\n\n![](tcp.protocol)\n")
	files, _ := pressed(t, dir)
	for hook, want := range map[string]int{
		`<svg role="img"`:             1,
		`data-state="ON-HOLD"`:        1,
		`<td>ON-HOLD</td>`:            2,
		`data-state="OPEN"`:           1,
		`<th scope="row">Client</th>`: 2,
		`<th scope="row">server</th>`: 2,
		`<table data-messages>`:       1,
		`<tr><th scope="row">QUESTION</th><td>Client</td><td>server</td>`: 1,
	} {
		if got := strings.Count(files["a.html"], hook); got != want {
			t.Errorf("%s stands there %d times, want %d", hook, got, want)
		}
	}
}
