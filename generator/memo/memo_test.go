package memo

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestMemoMakesEachValueOnce(t *testing.T) {
	var m Memo[int, int]
	var made atomic.Int32
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for i := range 100 {
				if got := m.Get(i, func() int { made.Add(1); return i * i }); got != i*i {
					t.Errorf("get(%d) = %d", i, got)
				}
			}
		})
	}
	wait.Wait()
	if made.Load() != 100 {
		t.Errorf("%d values were made for 100 keys", made.Load())
	}
}

func TestMemoForgetsWhatIsNotAskedFor(t *testing.T) {
	const size = 16
	m := Memo[int, int]{Size: size}
	value := func() int { return 1 }
	for i := range 5 * size {
		m.Get(0, value) // asked for all the time
		m.Get(i, value)
	}
	if n := len(m.young) + len(m.old); n > 2*size {
		t.Errorf("%d values are kept", n)
	}
	kept := true
	m.Get(0, func() int { kept = false; return 1 })
	if !kept {
		t.Error("the value in use was forgotten")
	}
}
