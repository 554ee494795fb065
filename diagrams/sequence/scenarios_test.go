package sequence_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/scenario"
	"woshou/diagrams/trace"
)

// scenarios runs every scenario of testdata: add a file there, and all
// properties are asked of its figures too.
func scenarios() (map[string]*trace.Trace, error) {
	runs := make(map[string]*trace.Trace)
	paths, err := filepath.Glob("testdata/*.scenario")
	if err == nil && len(paths) == 0 {
		err = errors.New("testdata holds no scenario")
	}
	for _, path := range paths {
		src, readErr := os.ReadFile(path)
		if err = errors.Join(err, readErr); readErr != nil {
			continue
		}
		file, errs := scenario.Parse(path, string(src))
		if len(errs) == 0 {
			runs[strings.TrimSuffix(filepath.Base(path), ".scenario")], errs = diagrams.RunFile(file)
		}
		for _, e := range errs {
			err = errors.Join(err, fmt.Errorf("%s: %v", path, e))
		}
	}
	return runs, err
}
