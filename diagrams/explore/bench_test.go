package explore_test

import (
	"testing"

	"woshou/diagrams/explore"
)

// BenchmarkCheck goes through the worlds of Raft's log, merged, and every one
// apart.
func BenchmarkCheck(b *testing.B) {
	src := shipped(b)["raft-log"]
	for name, plain := range map[string]bool{"merged": false, "plain": true} {
		b.Run(name, func(b *testing.B) {
			p, _ := compile("raft-log", src)
			b.ReportAllocs()
			worlds := 0
			for b.Loop() {
				worlds = explore.Check(p, explore.Options{Plain: plain}).Worlds
			}
			b.ReportMetric(float64(worlds)*float64(b.N)/b.Elapsed().Seconds(), "worlds/s")
		})
	}
}
