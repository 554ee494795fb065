package output

import (
	"fmt"
	"os"
	"path"
	"sync"
)

// Scratch is a file of a build under way for what is not to be held in memory. It
// goes with the stage. It is safe for concurrent use.
type Scratch struct {
	file *os.File

	mu  sync.Mutex
	end int64
}

// Scratch makes such a file. Close it before the stage is discarded.
func (s *Stage) Scratch() (*Scratch, error) {
	file, err := s.folder.disk.create(path.Join(s.temp, "scratch"))
	if err != nil {
		return nil, fmt.Errorf("in the output folder %s: %w", s.folder.dir, err)
	}
	return &Scratch{file: file}, nil
}

// Add adds some octets, and returns where they are.
func (s *Scratch) Add(content []byte) (offset int64, err error) {
	s.mu.Lock()
	offset = s.end
	s.end += int64(len(content))
	s.mu.Unlock()
	_, err = s.file.WriteAt(content, offset)
	return offset, err
}

// ReadAt reads what was added.
func (s *Scratch) ReadAt(into []byte, offset int64) (int, error) { return s.file.ReadAt(into, offset) }

// Close releases the file.
func (s *Scratch) Close() error { return s.file.Close() }
