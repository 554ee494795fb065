package sim

import (
	"container/heap"
	"time"
)

// clock is virtual time, and what is to happen in it.
type clock struct {
	now     time.Duration
	tasks   tasks
	made    int // how many tasks there ever were: it orders those of one instant
	busy    int // how many of the waiting ones keep the run from rest
	stopped bool
}

// task is something that happens at an instant.
type task struct {
	at        time.Duration
	order     int
	busy      bool // the run is not at rest before it
	cancelled bool
	do        func()
}

// after schedules do.
func (c *clock) after(d time.Duration, busy bool, do func()) *task {
	t := &task{at: c.now + d, order: c.made, busy: busy, do: do}
	c.made++
	if busy {
		c.busy++
	}
	heap.Push(&c.tasks, t)
	return t
}

// cancel drops a task that has not happened yet.
func (c *clock) cancel(t *task) {
	if t == nil || t.cancelled {
		return
	}
	t.cancelled = true
	if t.busy {
		c.busy--
	}
}

// due returns the next task if it is due by limit.
func (c *clock) due(limit time.Duration) *task {
	for len(c.tasks) > 0 && c.tasks[0].cancelled {
		heap.Pop(&c.tasks)
	}
	if len(c.tasks) == 0 || c.tasks[0].at > limit {
		return nil
	}
	return c.tasks[0]
}

// advance carries out the next task; false when none is due by limit.
func (c *clock) advance(limit time.Duration) bool {
	t := c.due(limit)
	if t == nil || c.stopped {
		return false
	}
	heap.Pop(&c.tasks)
	c.cancel(t) // it is no longer waiting
	c.now = t.at
	t.do()
	return true
}

// tasks is a heap ordered by time, then by age.
type tasks []*task

// Len implements sort.Interface.
func (q tasks) Len() int { return len(q) }

// Less implements sort.Interface: earlier tasks come first, and of one instant the older.
func (q tasks) Less(i, j int) bool {
	if q[i].at != q[j].at {
		return q[i].at < q[j].at
	}
	return q[i].order < q[j].order
}

// Swap implements sort.Interface.
func (q tasks) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push implements heap.Interface.
func (q *tasks) Push(x any) { *q = append(*q, x.(*task)) }

// Pop implements heap.Interface.
func (q *tasks) Pop() any {
	old := *q
	t := old[len(old)-1]
	*q = old[:len(old)-1]
	return t
}
