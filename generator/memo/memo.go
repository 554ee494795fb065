// Package memo remembers the values of pure functions.
package memo

import (
	"cmp"
	"sync"
)

// Memo remembers the values of a pure function by its argument. It holds the
// latest ones only: what two languages share is asked for twice in short
// order, as translations are rendered beside each other.
//
// Values are shared and must not be modified. The zero value is ready. A memo
// is safe for concurrent use; two goroutines that ask for one key at once make
// it once.
type Memo[K comparable, V any] struct {
	// Size is how many values a generation holds; there are two. 0 is 2048: a
	// page has a handful of code blocks, so that spans hundreds of pages.
	Size int

	mu         sync.Mutex
	young, old map[K]*entry[V]
}

type entry[V any] struct {
	once  sync.Once
	value V
}

const defaultSize = 2048

// Get returns the value of key, which make makes if it is not remembered.
func (m *Memo[K, V]) Get(key K, make func() V) V {
	e := m.entry(key)
	e.once.Do(func() { e.value = make() })
	return e.value
}

func (m *Memo[K, V]) entry(key K) *entry[V] {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, ok := m.young[key]; ok {
		return e
	}
	e, ok := m.old[key]
	if !ok {
		e = &entry[V]{}
	}
	if len(m.young) >= cmp.Or(m.Size, defaultSize) || m.young == nil {
		m.old, m.young = m.young, make(map[K]*entry[V])
	}
	m.young[key] = e
	return e
}
