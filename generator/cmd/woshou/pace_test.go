package main

import "testing"

// A small site is collected at the aim; a large one has the room that collecting
// it costs no more than the build.
func TestPaceFollowsWhatIsInUse(t *testing.T) {
	for live, want := range map[int64]int64{0: memoryAim, 20 << 20: memoryAim, 400 << 20: 720 << 20} {
		if got := limitFor(live); got != want {
			t.Errorf("with %d MiB in use garbage is collected at %d MiB, not %d", live>>20, got>>20, want>>20)
		}
	}
}
