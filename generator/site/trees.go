package site

import (
	"sync"

	"woshou/generator/markdown"
)

// mostUnread is how many octets of text the documents may have that are kept
// from pass 1 until pass 2 asks for them: their trees are seven times as long. It
// is enough for a hundred long pages, and for any edit.
const mostUnread = 1 << 20

// trees are documents of sources that were parsed for their facts, and that
// nobody has asked for yet.
type trees struct {
	mu     sync.Mutex
	unread map[string]tree // by source
	octets int             // of their sources
}

type tree struct {
	doc           *markdown.Document
	hash, options Hash // those of its facts
	octets        int
}

// put keeps a document in the place of an earlier one of its source, if there is
// room.
func (t *trees) put(source string, doc *markdown.Document, of *Facts, octets int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.octets -= t.unread[source].octets
	delete(t.unread, source)
	if t.octets+octets > mostUnread {
		return
	}
	if t.unread == nil {
		t.unread = map[string]tree{}
	}
	t.unread[source] = tree{doc, of.Hash, of.Options, octets}
	t.octets += octets
}

// take hands out the document of a source, as it was when these facts were
// found, and keeps it no longer; nil if there is none.
func (t *trees) take(source string, of *Facts) *markdown.Document {
	t.mu.Lock()
	defer t.mu.Unlock()
	known := t.unread[source]
	t.octets -= known.octets
	delete(t.unread, source)
	if known.hash != of.Hash || known.options != of.Options {
		return nil
	}
	return known.doc
}
