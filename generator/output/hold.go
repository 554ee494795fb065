package output

import (
	"maps"
	"slices"
	"sync"
)

// publishing is held by whoever puts files in place.
var publishing sync.RWMutex

// underway are the stages of this process.
var underway stages

// stages is a set of them, safe for concurrent use.
type stages struct {
	mu  sync.Mutex
	all map[*Stage]bool
}

func (u *stages) add(s *Stage) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.all == nil {
		u.all = map[*Stage]bool{}
	}
	u.all[s] = true
}

func (u *stages) drop(s *Stage) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.all, s)
}

func (u *stages) list() []*Stage {
	u.mu.Lock()
	defer u.mu.Unlock()
	return slices.Collect(maps.Keys(u.all))
}

// Hold returns when nothing is being published in this process, discards what is
// staged, and lets nothing be published from then on: the process may end without
// leaving a folder that is half old and half new.
func Hold() {
	publishing.Lock()
	for _, s := range underway.list() {
		s.Discard()
	}
}
