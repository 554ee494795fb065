package themes

import (
	"strings"
	"testing"
)

func TestWordThatIsNotThereIsAnError(t *testing.T) {
	words := &Vocabulary{words: Words{"step": "Step"}}
	if words.Word("step") != "Step" || words.Err() != nil {
		t.Error("a word that is there was not found: ", words.Err())
	}
	words.Word("time")
	words.Word("flags")
	if words.Err() == nil || !strings.Contains(words.Err().Error(), "time") {
		t.Errorf("the first word that is not there: %v", words.Err())
	}
}
