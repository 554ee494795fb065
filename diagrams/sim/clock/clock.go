// Package clock is virtual time: what is to happen is carried out in its order,
// and no time passes in between. Of one instant, what was scheduled first
// happens first, so that every run is the same.
package clock

import (
	"container/heap"
	"time"
)

// Clock is virtual time, and what is to happen in it. The zero Clock shows 0.
type Clock struct {
	now     time.Duration
	tasks   tasks
	made    int // how many tasks there ever were: it orders those of one instant
	busy    int // how many of the waiting ones keep a run from rest
	stopped bool
}

// Task is something that happens at an instant.
type Task struct {
	at        time.Duration
	rank      int
	order     int
	busy      bool
	cancelled bool
	do        func()
}

// Now is the time.
func (c *Clock) Now() time.Duration { return c.now }

// Busy reports whether something waits that keeps a run from rest.
func (c *Clock) Busy() bool { return c.busy > 0 }

// After schedules do. A busy task keeps a run from rest until it has happened.
func (c *Clock) After(d time.Duration, busy bool, do func()) *Task {
	return c.AfterRanked(0, d, busy, do)
}

// AfterRanked is After, where of one instant the lower ranks come first.
func (c *Clock) AfterRanked(rank int, d time.Duration, busy bool, do func()) *Task {
	t := &Task{at: c.now + d, rank: rank, order: c.made, busy: busy, do: do}
	c.made++
	if busy {
		c.busy++
	}
	heap.Push(&c.tasks, t)
	return t
}

// Cancel drops a task that has not happened yet; nil is none.
func (c *Clock) Cancel(t *Task) {
	if t == nil || t.cancelled {
		return
	}
	t.cancelled = true
	if t.busy {
		c.busy--
	}
}

// Waits reports whether a task is yet to happen; nil is none.
func (t *Task) Waits() bool { return t != nil && !t.cancelled }

// Due reports whether a task is due by limit.
func (c *Clock) Due(limit time.Duration) bool { return c.due(limit) != nil }

// due returns the next task if it is due by limit.
func (c *Clock) due(limit time.Duration) *Task {
	for len(c.tasks) > 0 && c.tasks[0].cancelled {
		heap.Pop(&c.tasks)
	}
	if len(c.tasks) == 0 || c.tasks[0].at > limit {
		return nil
	}
	return c.tasks[0]
}

// Advance carries out the next task; false when none is due by limit, or the
// clock has stopped.
func (c *Clock) Advance(limit time.Duration) bool {
	t := c.due(limit)
	if t == nil || c.stopped {
		return false
	}
	heap.Pop(&c.tasks)
	c.Cancel(t) // it is no longer waiting
	c.now = t.at
	t.do()
	return true
}

// Reach sets the clock on to a time by which nothing more is due.
func (c *Clock) Reach(t time.Duration) { c.now = t }

// Stop ends time: nothing happens any more. Stopped tells.
func (c *Clock) Stop() { c.stopped = true }

// Stopped reports whether Stop was called.
func (c *Clock) Stopped() bool { return c.stopped }

// Clear drops all that waits.
func (c *Clock) Clear() { c.tasks, c.busy = nil, 0 }

// tasks is a heap ordered by time, then by rank, then by age.
type tasks []*Task

// Len implements sort.Interface.
func (q tasks) Len() int { return len(q) }

// Less implements sort.Interface: earlier tasks come first, of one instant those
// of a lower rank, then the older.
func (q tasks) Less(i, j int) bool {
	if q[i].at != q[j].at {
		return q[i].at < q[j].at
	}
	if q[i].rank != q[j].rank {
		return q[i].rank < q[j].rank
	}
	return q[i].order < q[j].order
}

// Swap implements sort.Interface.
func (q tasks) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push implements heap.Interface.
func (q *tasks) Push(x any) { *q = append(*q, x.(*Task)) }

// Pop implements heap.Interface.
func (q *tasks) Pop() any {
	old := *q
	t := old[len(old)-1]
	*q = old[:len(old)-1]
	return t
}
