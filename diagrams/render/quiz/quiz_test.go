package quiz_test

import (
	"bytes"
	"encoding/csv"
	"html"
	"os"
	"strings"
	"testing"

	"woshou/diagrams/render/quiz"

	"github.com/google/go-cmp/cmp"
)

var questions = []quiz.Question{{
	Name: "Closing, step 2", Before: []string{"Step 1: Client → Server, FIN,ACK, seq=1."}, Ask: "What does {Server} do?",
	Answers: []quiz.Answer{
		{Text: "It enters CLOSE-WAIT.", Verdict: "Yes.", Rule: "RFC 9293 §3.10.7.4", Right: true},
		{Text: "It enters <CLOSED>.", Verdict: "Not this one.", Rule: "RFC 9293 §3.10.4"},
	},
}}

func ExampleGIFT() {
	_ = quiz.GIFT(os.Stdout, questions)
	// Output:
	// ::Closing, step 2:: Step 1\: Client → Server, FIN,ACK, seq\=1.\n\nWhat does \{Server\} do? {
	// 	=It enters CLOSE-WAIT.#Yes. RFC 9293 §3.10.7.4
	// 	~It enters <CLOSED>.#Not this one. RFC 9293 §3.10.4
	// }
}

func ExampleAnki() {
	_ = quiz.Anki(os.Stdout, questions)
	// Output:
	// #separator:tab
	// #html:true
	// #columns:Front	Back
	// Step 1: Client → Server, FIN,ACK, seq=1.<br><br>What does {Server} do?<br>○ It enters CLOSE-WAIT.<br>○ It enters &lt;CLOSED&gt;.	It enters CLOSE-WAIT.<br>Yes.<br>RFC 9293 §3.10.7.4
}

// hostile are texts with what means something to those who read the formats.
var hostile = []string{
	"a~b=c#d{e}f:g\\h", "->", "=", "%50%", "::x::", "// no comment", "$CATEGORY: x", "\\n", "\"quoted\"", "#html:false", "<b>&amp;</b>", "两 个 字 ｛｝～＝＃：",
}

// TestNothingIsLost reads back what is written, as the descriptions of the formats
// say: GIFT's special characters stand behind a backslash, and Anki's lines are
// fields of HTML with tabs between them.
func TestNothingIsLost(t *testing.T) {
	for _, text := range hostile {
		q := quiz.Question{Name: text, Before: []string{text, text}, Ask: text, Answers: []quiz.Answer{
			{Text: text + "1", Verdict: text, Rule: text, Right: true}, {Text: text + "2", Verdict: text, Rule: text},
		}}
		var gift, anki bytes.Buffer
		if err := quiz.GIFT(&gift, []quiz.Question{q}); err != nil {
			t.Fatal(err)
		}
		said := text + " " + text
		want := []string{"", "::", text, "::", text + "\n" + text + "\n\n" + text, "{", "=", text + "1", "#", said, "~", text + "2", "#", said, "}"}
		if diff := cmp.Diff(want, giftParts(gift.String())); diff != "" {
			t.Errorf("%q in GIFT: %s", text, diff)
		}
		if err := quiz.Anki(&anki, []quiz.Question{q}); err != nil {
			t.Fatal(err)
		}
		holdCard(t, anki.String(), q)
	}
}

// giftParts are the marks of a text in GIFT, and what stands between them: a mark is
// what no backslash stands before.
func giftParts(text string) (parts []string) {
	var part strings.Builder
	cut := func(mark string) {
		if s := strings.TrimSpace(part.String()); s != "" || mark == "::" && parts == nil {
			parts = append(parts, s)
		}
		part.Reset()
		if mark != "" {
			parts = append(parts, mark)
		}
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
			part.WriteString(map[byte]string{'n': "\n"}[text[i]])
			if text[i] != 'n' {
				part.WriteByte(text[i])
			}
		case strings.HasPrefix(text[i:], "::"):
			cut("::")
			i++
		case strings.IndexByte("=~#{}", c) >= 0:
			cut(text[i : i+1])
		default:
			part.WriteByte(c)
		}
	}
	cut("")
	return parts
}

// holdCard holds that a file for Anki has one card, with a question's texts.
func holdCard(t *testing.T, file string, q quiz.Question) {
	t.Helper()
	head, rest, _ := strings.Cut(file, "#columns:Front\tBack\n")
	if head != "#separator:tab\n#html:true\n" {
		t.Errorf("it begins with %q", head)
	}
	lines := csv.NewReader(strings.NewReader(rest))
	lines.Comma, lines.Comment, lines.FieldsPerRecord = '\t', '#', 2
	cards, err := lines.ReadAll()
	if err != nil || len(cards) != 1 {
		t.Fatalf("%q: %d cards, %v", rest, len(cards), err)
	}
	a, b := q.Answers[0], q.Answers[1]
	for i, want := range [][]string{{q.Before[0], q.Before[1], "", q.Ask, "○ " + a.Text, "○ " + b.Text}, {a.Text, a.Verdict, a.Rule}} {
		var got []string
		for line := range strings.SplitSeq(cards[0][i], "<br>") {
			got = append(got, html.UnescapeString(line))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("field %d: %s", i, diff)
		}
	}
}
