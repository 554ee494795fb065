package judge

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"woshou/diagrams"
	"woshou/diagrams/scenario"

	"golang.org/x/sys/unix"
)

// judgedKernel is the version whose divergences testdata/live/known.txtar
// names.
const judgedKernel = "6.18."

// together is how many scenarios are run at a time: they mostly wait.
const together = 8

// A run on a busy computer whose link stood still for so long is begun anew
// when it diverges: a delayed ACK waits for no more than 40 ms.
const (
	tooLate  = 10 * time.Millisecond
	attempts = 5
)

// TestLive has a real kernel, at both ends, carry out the scenarios of the
// site, those of the recordings and some of its own, and compares what it did with the
// machine's run. Divergences are named in testdata/live/known.txtar.
func TestLive(t *testing.T) {
	skipUnlessAble(t)
	known := readKnown(t, "testdata/live/known.txtar")
	cases, left := prepareAll(t)
	judgeAll(cases, known)
	release := kernelRelease()
	verdicts := map[verdict]int{}
	for _, c := range cases {
		if c.unable {
			left = append(left, c.name+": "+c.report)
			continue
		}
		verdicts[c.verdict]++
		report := t.Logf
		if c.verdict == failed || c.verdict == unnamed && strings.HasPrefix(release, judgedKernel) {
			report = t.Errorf
		}
		if c.report != "" {
			report("-- %s --\n%s", c.name, c.report)
		}
	}
	checkLeftOut(t, left)
	t.Logf("Linux %s: %d scenarios judged: %d equal, %d with named divergences only, %d with unnamed ones; %d left out, %d not punctual, %d failed",
		release, verdicts[equal]+verdicts[named]+verdicts[unnamed], verdicts[equal], verdicts[named], verdicts[unnamed],
		len(left), verdicts[unjudged], verdicts[failed])
}

// checkLeftOut holds that what cannot be judged is what testdata says, and
// little.
func checkLeftOut(t *testing.T, left []string) {
	slices.Sort(left)
	listed, err := os.ReadFile("testdata/live/left-out.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(left, "\n") + "\n"; got != string(listed) {
		t.Errorf("left out are\n%snot, as testdata/live/left-out.txt has it,\n%s", got, listed)
	}
}

// verdict is what has become of a scenario.
type verdict int

const (
	equal verdict = iota
	named
	unnamed
	unjudged // the computer was too busy
	failed
)

// judged is one scenario, and what is to be said of it.
type judged struct {
	name    string
	file    *scenario.File
	verdict verdict
	report  string
	unable  bool // sockets cannot do it, wherever they are
}

// judge runs a scenario live and compares; a divergence that may come of
// lateness is looked into again.
func (c *judged) judge(known Known) {
	machine := machineRecord(c.file)
	for range attempts {
		kernel, err := RunLive(c.file)
		if err != nil {
			c.verdict, c.report = failed, err.Error()
			if errors.Is(err, errUnable) {
				c.unable = true
				return
			}
			continue
		}
		windows := Rough
		if setsWindow(c.file) {
			windows = Exact
		}
		lines := Compare(kernel, machine, windows)
		_, rest, absent := known.Split(c.name, lines)
		switch {
		case len(lines) == 0:
			c.verdict, c.report = equal, ""
		case len(rest) == 0:
			c.verdict, c.report = named, ""
		case kernel.Late > tooLate && c.verdict == unnamed:
			continue // an earlier, punctual run has shown a divergence
		case kernel.Late > tooLate:
			c.verdict, c.report = unjudged, fmt.Sprintf("the computer is too busy: %v late; it seemed\n%s", kernel.Late, strings.Join(rest, "\n"))
			continue
		default:
			// A true divergence shows every time.
			c.verdict, c.report = unnamed, strings.Join(rest, "\n")+"\n"
			continue
		}
		for _, n := range absent {
			c.report += "named, but not seen this time: " + n.Line + "\n"
		}
		return
	}
}

// usesProtocol tells a scenario of a protocol, which no kernel speaks.
func usesProtocol(t *testing.T, path string) bool {
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return scenario.Uses(string(src)) != ""
}

// prepareAll finds the scenarios that programs with sockets can carry out, and
// says why it leaves out the others.
func prepareAll(t *testing.T) (cases []*judged, left []string) {
	for _, root := range []string{"../../content/scenarios", "testdata/kernel", "testdata/live"} {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".scenario" || usesProtocol(t, path) {
				return err
			}
			rel, _ := filepath.Rel(root, path)
			name := strings.TrimSuffix(filepath.ToSlash(rel), ".scenario")
			f, unable := Prepare(readScenario(t, path))
			if unable == "" {
				unable = tooLong(f)
			}
			if unable != "" {
				left = append(left, name+": "+unable)
				return nil
			}
			cases = append(cases, &judged{name: name, file: f})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return cases, left
}

// longest is how long a run may take that is judged.
const longest = 16 * time.Second

// tooLong says so when a run takes longer than anybody wants to wait.
func tooLong(f *scenario.File) string {
	tr, _ := diagrams.RunFile(f)
	if end := time.Duration(tr.EndUS) * time.Microsecond; end > longest {
		return fmt.Sprintf("it takes %v", end)
	}
	return ""
}

// judgeAll judges the scenarios, several at a time, each on a goroutine of its
// own.
func judgeAll(cases []*judged, known Known) {
	var group sync.WaitGroup
	room := make(chan struct{}, together)
	for _, c := range cases {
		room <- struct{}{}
		group.Go(func() {
			defer func() { <-room }()
			c.judge(known)
		})
	}
	group.Wait()
}

// skipUnlessAble skips the test where namespaces and TUN devices cannot be
// made, and says what is missing.
func skipUnlessAble(t *testing.T) {
	if testing.Short() {
		t.Skip("the live judge takes real time; run without -short")
	}
	if os.Geteuid() != 0 {
		t.Skip("the live judge makes network namespaces: run as root")
	}
	// Enough for every run: one that waits for its turn among threads that do not
	// run before others would be late.
	was := runtime.GOMAXPROCS(4 * together)
	t.Cleanup(func() { runtime.GOMAXPROCS(was) })
	missing := make(chan error)
	go func() {
		w, err := newWorld()
		if err == nil {
			w.close()
		}
		missing <- err
	}()
	if err := <-missing; err != nil {
		t.Skip("the live judge cannot run here: ", err)
	}
}

func kernelRelease() string {
	var u unix.Utsname
	if unix.Uname(&u) != nil {
		return runtime.GOOS
	}
	return unix.ByteSliceToString(u.Release[:])
}
