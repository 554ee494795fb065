package sequence_test

import (
	"reflect"
	"strings"
	"testing"

	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
)

// TestWhatIsTakenOverIsWhatWouldBeWritten holds attempts that begin where the
// last one differs against attempts that begin anew.
func TestWhatIsTakenOverIsWhatWouldBeWritten(t *testing.T) {
	figures(t, func(t *testing.T, run *trace.Trace, opt sequence.Options, s *scene.Scene) {
		if !strings.HasSuffix(t.Name(), "/relative/0") {
			t.Skip("one setting is enough")
		}
		if !reflect.DeepEqual(s, sequence.LayoutAnew(run, opt)) {
			t.Error("the two differ")
		}
	})
}
