package quiz_test

import (
	"os"

	"woshou/diagrams/render/quiz"
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
