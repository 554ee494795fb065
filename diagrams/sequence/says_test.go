package sequence_test

import (
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/words"
)

// TestWhatAFigureSays runs a few lines and looks for a text among those drawn.
func TestWhatAFigureSays(t *testing.T) {
	for name, c := range map[string]struct{ src, says string }{
		"a call is urgent":                  {"begin established\nclient send 10 urgent\n", "urgent)"},
		"a label tells where it ends":       {"begin established\nclient send 10 urgent\n", "urg=10"},
		"a link is cut":                     {"begin established\ncut\nclient send 10\nafter 2s mend\n", "— link down —"},
		"and works again":                   {"begin established\ncut\nclient send 10\nafter 2s mend\n", "— link up —"},
		"a clock is stopped in mid-flight":  {"begin established\nclient send 10\nafter 20ms end\n", "— clock stops —"},
		"a segment of nobody":               {"begin established\nforge RST to server seq 1\n", "from outside"},
		"a note spells states as ribbons":   {"begin established\nnote \"TIME-WAIT\"\nclient send 1\n", "TIME_WAIT"},
		"a heading too":                     {"section \"CLOSE_WAIT\"\nclient connect\n", "CLOSE_WAIT"},
		"further segments name their start": {"begin established\nclient send 2000\n", "seq=1461"},
	} {
		t.Run(name, func(t *testing.T) {
			run, errs := diagrams.Run("x.scenario", c.src)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			s := sequence.Layout(run, sequence.Options{Underscore: true})
			var texts []string
			walk(s.Items, nil, func(it scene.Item, _ *scene.Group) {
				if text, ok := it.(scene.Text); ok {
					texts = append(append(texts, text.Text), strings.Fields(text.Text)...)
				}
			})
			if !slices.Contains(texts, c.says) {
				t.Errorf("%q is not among %q", c.says, texts)
			}
		})
	}
}

// TestAChineseFigureSaysItInChinese looks for what stands outside a ribbon,
// which is told by other packages as well.
func TestAChineseFigureSaysItInChinese(t *testing.T) {
	for src, says := range map[string]string{
		"client connect\n":                                        "连接被拒绝",
		"begin established\nclient abort\n":                       "连接被重置",
		"begin established\nclient send 10\n":                     "延迟确认",
		"begin established\ncut\nclient send 10\nafter 2s mend\n": "—— 断网 ——",
	} {
		run, errs := diagrams.Run("x.scenario", src)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		s := sequence.Layout(run, sequence.Options{Words: words.Of("zh")})
		var texts []string
		walk(s.Items, nil, func(it scene.Item, _ *scene.Group) {
			if text, ok := it.(scene.Text); ok {
				texts = append(append(texts, text.Text), strings.Fields(text.Text)...)
			}
		})
		if !slices.Contains(texts, says) {
			t.Errorf("%q is not among %q", says, texts)
		}
	}
}

// TestAStoppedClockIsShownOnlyOverWhatStillRuns says that a run at rest just
// ends.
func TestAStoppedClockIsShownOnlyOverWhatStillRuns(t *testing.T) {
	run, errs := diagrams.Run("x.scenario", "server listen\nclient connect\nend\n")
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	s := sequence.Layout(run, sequence.Options{})
	walk(s.Items, nil, func(it scene.Item, _ *scene.Group) {
		if text, ok := it.(scene.Text); ok && text.Text == "— clock stops —" {
			t.Error("the run was at rest")
		}
	})
}
