package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// memoryAim is how much memory a build takes before garbage is collected, in
	// octets, beside some 26 MiB of the program itself. A site of a thousand pages
	// has a third of that in use, one of 10,000 most of it.
	memoryAim = 92 << 20
	// leastGarbage is how much garbage there may be beside what is in use, as a
	// part of that, where the aim leaves less: collecting more often would take
	// longer than the build.
	leastGarbage = 0.75
)

// pace has garbage collected by what a build needs: it makes a megabyte of it for
// each page. At Go's own pace, a part of what is in use, a small site is collected
// far too often, and a large one takes twice the memory that it needs. Where the
// environment sets a pace, that holds.
func pace() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(memoryAim)
	onCollected(func() {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetMemoryLimit(limitFor(int64(live[0].Value.Uint64())))
	})
}

// limitFor is at how much memory garbage is collected, if so much is in use.
func limitFor(live int64) int64 {
	const beside = 20 << 20 // what lies between objects, and what Go itself needs
	return max(memoryAim, live+int64(leastGarbage*float64(live))+beside)
}

// onCollected calls do soon after each collection.
func onCollected(do func()) {
	type sentinel [64]byte
	var again func(int)
	await := func() { runtime.AddCleanup(new(sentinel), again, 0) }
	again = func(int) {
		do()
		await()
	}
	await()
}
