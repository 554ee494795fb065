package judge

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"woshou/diagrams/scenario"
)

// exchanges is how many random scenarios the live kernel judges, and from which
// seed on; `make soak` asks for many.
var (
	exchanges = flag.Int("exchanges", 0, "how many random scenarios are judged live")
	firstSeed = flag.Uint64("seed", 1, "the seed of the first of them")
	agree     = flag.Bool("agree", false, "write down in which of them both did the same")
)

// TestRandomLive has the live kernel and the machine carry out scenarios that
// nobody has written. Divergences are named in testdata/live/random.txtar, by
// the seed.
func TestRandomLive(t *testing.T) {
	if *exchanges == 0 {
		t.Skip("asked for no random exchanges: -args -exchanges 500")
	}
	skipUnlessAble(t)
	var cases []*judged
	for i := range *exchanges {
		seed := *firstSeed + uint64(i)
		f, errs := scenario.Parse("random", Random(seed))
		if len(errs) > 0 {
			t.Fatal(seed, errs)
		}
		f, _ = Prepare(f)
		if tooLong(f) == "" {
			cases = append(cases, &judged{name: fmt.Sprint("seed ", seed), file: f})
		}
	}
	judgeAll(cases, readKnown(t, "testdata/live/random.txtar"))
	verdicts := map[verdict]int{}
	var same strings.Builder
	for _, c := range cases {
		if verdicts[c.verdict]++; c.verdict == equal {
			fmt.Fprintln(&same, strings.TrimPrefix(c.name, "seed "), digest(machineRecord(c.file)))
		}
		if c.verdict == failed || c.verdict == unnamed && strings.HasPrefix(kernelRelease(), judgedKernel) {
			t.Errorf("-- %s --\n%s", c.name, c.report)
		} else if c.report != "" {
			t.Logf("-- %s --\n%s", c.name, c.report)
		}
	}
	if *agree {
		if err := os.WriteFile(agreed, []byte(same.String()), 0o644); err != nil {
			t.Error(err)
		}
	}
	t.Logf("Linux %s: %d random exchanges: %d equal, %d with named divergences only, %d with unnamed ones; %d too long, %d not punctual, %d failed",
		kernelRelease(), *exchanges, verdicts[equal], verdicts[named], verdicts[unnamed], *exchanges-len(cases), verdicts[unjudged], verdicts[failed])
}
