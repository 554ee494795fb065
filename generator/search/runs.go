package search

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"iter"
	"slices"
)

// A merge of many pages holds the postings of some hundreds only. Then it sorts
// them by gram and puts them aside, as a run; in the end it reads all runs at once,
// and of each gram the posting is those of all runs, one behind the other:
//
//	pages 0–499      三次 0…   次握 2…
//	pages 500–999    三次 7…             手  1…
//	                 三次 0…7… 次握 2…   手  …1…
//
// So the memory that it takes does not grow with the site.

// Room is a file for what does not fit into memory: what was added can be read at
// its offset.
type Room interface {
	Add(content []byte) (offset int64, err error)
	io.ReaderAt
}

const (
	runSize  = 2 << 20 // octets of a run, and of what is held for the next
	gramSize = 128     // about what a gram takes beside its own text
)

// run is where a run lies in the room.
type run struct{ offset, size int64 }

// putAside makes a run of what is held.
func (m *merger) putAside() error {
	content := m.sorted()
	offset, err := m.room.Add(content)
	m.runs = append(m.runs, run{offset, int64(len(content))})
	clear(m.ids)
	m.grams, m.postings, m.size = nil, nil, 0
	return err
}

// sorted is what is held, as a run: for each gram its text behind the length of
// that, the least page that is not in its posting yet, and the posting behind its
// length.
func (m *merger) sorted() (out []byte) {
	order := make([]int, len(m.grams))
	for id := range order {
		order[id] = id
	}
	slices.SortFunc(order, func(a, b int) int { return compare(m.grams[a], m.grams[b]) })
	for _, id := range order {
		p := m.postings[id]
		out = append(binary.AppendUvarint(out, uint64(len(m.grams[id]))), m.grams[id]...)
		out = binary.AppendUvarint(out, uint64(p.page))
		out = append(binary.AppendUvarint(out, uint64(len(p.text))), p.text...)
	}
	return out
}

// lines are those of the dictionary, sorted.
func (m *merger) lines() iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		var readers []*runReader
		for _, r := range m.runs {
			readers = append(readers, &runReader{from: bufio.NewReaderSize(io.NewSectionReader(m.room, r.offset, r.size), 1<<15)})
		}
		readers = append(readers, &runReader{from: bufio.NewReader(bytes.NewReader(m.sorted()))})
		m.ids, m.grams, m.postings = nil, nil, nil
		for _, r := range readers {
			r.next()
		}
		for {
			l, found, err := least(readers)
			if err != nil || !found {
				if err != nil {
					yield(l, err)
				}
				return
			}
			if !yield(l, nil) {
				return
			}
		}
	}
}

// least is the line of the first gram that is left, taken from all runs that have
// it.
func least(readers []*runReader) (l line, found bool, err error) {
	first := ""
	for _, r := range readers {
		if r.err != nil {
			return l, false, r.err
		}
		if !r.ended && (!found || compare(r.gram, first) < 0) {
			first, found = r.gram, true
		}
	}
	var p posting
	for _, r := range readers {
		if found && !r.ended && r.gram == first {
			p.join(r.posting)
			r.next()
		}
	}
	return line{first, p.String()}, found, nil
}

// runReader reads a run.
type runReader struct {
	from    *bufio.Reader
	gram    string
	posting posting
	ended   bool
	err     error
}

// next reads the next gram, if there is one.
func (r *runReader) next() {
	if _, err := r.from.Peek(1); err == io.EOF {
		r.ended = true
		return
	}
	gram := r.text()
	page := r.number()
	r.gram, r.posting = string(gram), posting{page: int(page), text: r.text()}
}

func (r *runReader) number() uint64 {
	n, err := binary.ReadUvarint(r.from)
	if r.err == nil {
		r.err = err
	}
	return n
}

func (r *runReader) text() []byte {
	text := make([]byte, r.number())
	if r.err == nil {
		_, r.err = io.ReadFull(r.from, text)
	}
	return text
}
