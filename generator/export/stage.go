package export

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"woshou/generator/diagnostic"

	"golang.org/x/sync/errgroup"
)

// stage is the output folder while files are made in it, under temporary names
// until they are published all together. Everything goes through an os.Root:
// no name leads a write outside the folder.
type stage struct {
	dir   string
	root  *os.Root
	names []string // of the files, in the order in which they are published
	made  []string // files under temporary names
	mu    sync.Mutex
}

// temporary ends the name of a file that is not yet published.
const temporary = ".part"

// newStage makes the folder if it is missing.
func newStage(dir string) (*stage, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	return &stage{dir: dir, root: root}, err
}

// make makes the files on all processors. A file that cannot be is a problem
// of its figure.
func (s *stage) make(ctx context.Context, outputs []output, opt Options) ([]diagnostic.Problem, error) {
	wrong := make([][]diagnostic.Problem, len(outputs))
	done := 0
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, o := range outputs {
		s.names = append(s.names, o.name)
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			var out bytes.Buffer
			if err := o.shows.Encode(&out, o.format); err != nil {
				wrong[i] = []diagnostic.Problem{o.failed(err)}
				return nil // go on: all that is wrong is reported at once
			}
			if err := s.write(o.name, out.Bytes()); err != nil {
				return err
			}
			s.mu.Lock()
			defer s.mu.Unlock()
			if done++; opt.Done != nil {
				opt.Done(done, len(outputs), o.name)
			}
			return nil
		})
	}
	err := group.Wait()
	return diagnostic.Merge(wrong...), err
}

// failed is the problem of a figure that a format cannot hold.
func (o output) failed(err error) diagnostic.Problem {
	at := o.Origin.Place(diagnostic.Place{Line: 1, Col: 1, Width: 1})
	return errorIn(at, "figure", diagnostic.Say("cannot be written as %s: %s", o.format, strings.TrimPrefix(err.Error(), o.format+": ")))
}

// write writes a file under its temporary name.
func (s *stage) write(name string, content []byte) error {
	s.mu.Lock()
	s.made = append(s.made, name)
	s.mu.Unlock()
	return s.root.WriteFile(name+temporary, content, 0o644)
}

// publish gives the files their names, and returns these.
func (s *stage) publish() (files []string, err error) {
	for _, name := range s.names {
		if err := s.root.Rename(name+temporary, name); err != nil {
			return files, err
		}
		files = append(files, filepath.Join(s.dir, name))
	}
	s.made = nil
	return files, nil
}

// close removes what was not published, and releases the folder.
func (s *stage) close() {
	for _, name := range s.made {
		_ = s.root.Remove(name + temporary) // best effort: the failure that led here is what matters
	}
	_ = s.root.Close()
}
