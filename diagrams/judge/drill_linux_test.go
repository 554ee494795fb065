package judge

import (
	"strings"
	"sync"
	"testing"

	"woshou/diagrams/judge/packetdrill"
)

// TestScriptsLive drills a real kernel by every script in testdata/pkt: what
// they say is what Linux does.
func TestScriptsLive(t *testing.T) {
	skipUnlessAble(t)
	var group sync.WaitGroup
	room := make(chan struct{}, together)
	for _, s := range readScripts(t) {
		room <- struct{}{}
		group.Go(func() {
			defer func() { <-room }()
			var complaint string
			for range attempts { // a busy computer makes a kernel late
				var err error
				if complaint, err = drillLive(s); err != nil {
					complaint = err.Error()
				}
				if complaint == "" {
					return
				}
			}
			if strings.HasPrefix(kernelRelease(), judgedKernel) {
				t.Error(complaint)
			} else {
				t.Log(complaint)
			}
		})
	}
	group.Wait()
}

func drillLive(s *packetdrill.Script) (complaint string, err error) {
	w, err := newWorld()
	if err != nil {
		return "", err
	}
	defer w.close()
	k, err := newDrillKernel(w)
	if err != nil {
		return "", err
	}
	defer k.close()
	return drill(k, s)
}
