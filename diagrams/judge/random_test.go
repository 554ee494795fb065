package judge

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scenario"
)

// TestRandomScenariosCanBeRead: whatever the generator writes can be judged.
func TestRandomScenariosCanBeRead(t *testing.T) {
	for seed := range uint64(200) {
		text := Random(seed)
		f, errs := scenario.Parse("random", text)
		if len(errs) > 0 {
			t.Fatalf("seed %d: %v\n%s", seed, errs, text)
		}
		if _, unable := Prepare(f); unable != "" {
			t.Errorf("seed %d: %s", seed, unable)
		}
		if Random(seed) != text {
			t.Errorf("seed %d does not say it twice", seed)
		}
	}
}

// agreed holds a line for each random exchange in which a live kernel did what the
// machine does: its seed, and the digest of what that was. TestRandomLive writes it.
const agreed = "testdata/live/agreed.txt"

// TestRandomAgreed holds that the machine still does what a live kernel has agreed
// to. Where it shall do otherwise, a kernel is asked once more:
//
//	go test -run TestRandomLive -args -exchanges 200 -agree
func TestRandomAgreed(t *testing.T) {
	text, err := os.ReadFile(agreed)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		var seed uint64
		var was string
		if _, err := fmt.Sscan(line, &seed, &was); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		f, _ := scenario.Parse("random", Random(seed))
		f, _ = Prepare(f)
		if is := digest(machineRecord(f)); is != was {
			t.Errorf("in the exchange of seed %d the machine does otherwise than when a kernel did the same", seed)
		}
	}
}

// machineRecord is what the machine does where a live kernel is judged by it.
func machineRecord(f *scenario.File) Record {
	tr, _ := diagrams.RunFile(Paused(f))
	return FromTrace(tr)
}

// digest stands for all that a record holds of segments and states.
func digest(r Record) string {
	h := sha256.New()
	for _, s := range r.Segments {
		fmt.Fprintln(h, s, s.Window, s.Sent, s.Arrived)
		if s.stamps != nil {
			fmt.Fprintln(h, *s.stamps)
		}
	}
	fmt.Fprintln(h, r.Paths)
	return hex.EncodeToString(h.Sum(nil)[:8])
}
