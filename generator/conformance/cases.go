package conformance

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// Case is one construct: a small page, the files beside it, and the page that
// VitePress makes of it. Where we do something else on purpose there is no
// such page, and Differs is set.
type Case struct {
	Name    string            // of its file: "K3-line-sets"
	Options string            // settings it needs: `attrs="%{ }%"`, "math", or ""
	Differs bool              // the words of the case say what we do instead
	Files   map[string]string // by path; input.md is the page
	Want    string            // HTML; "" if it differs
}

// ReadCases reads the case files of a folder, in the order of their names.
func ReadCases(dir string) ([]Case, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, f := range files {
		archive, err := txtar.ParseFile(f)
		if err != nil {
			return nil, err
		}
		c := Case{Name: strings.TrimSuffix(filepath.Base(f), ".txtar"), Files: map[string]string{}}
		for line := range strings.Lines(string(archive.Comment)) {
			if options, ok := strings.CutPrefix(line, "# options: "); ok {
				c.Options = strings.TrimSpace(options)
			}
			c.Differs = c.Differs || strings.HasPrefix(line, "# differs:")
		}
		for _, part := range archive.Files {
			if part.Name == "want.html" {
				c.Want = string(part.Data)
				continue
			}
			c.Files[part.Name] = string(part.Data)
		}
		cases = append(cases, c)
	}
	return cases, nil
}

// Unpack writes the case as a folder of a site, and what is expected as a
// folder of pages beside others.
func (c Case) Unpack(site, want string) error {
	for name, body := range c.Files {
		if err := writeFile(filepath.Join(site, c.Name, filepath.FromSlash(name)), body); err != nil {
			return err
		}
	}
	if c.Differs {
		return nil
	}
	return writeFile(filepath.Join(want, c.Name, "input.html"), c.Want)
}

func writeFile(file, data string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, []byte(data), 0o644)
}
