package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What .github/CONTRIBUTING.md tells who comes next is held to the source.
const (
	ourSource    = "../../.."
	contributing = ourSource + "/.github/CONTRIBUTING.md"
)

// section is the text below a heading of CONTRIBUTING.
func section(t *testing.T, heading string) string {
	t.Helper()
	_, text, found := strings.Cut(read(t, contributing), "\n## "+heading+"\n")
	if !found {
		t.Fatalf("there is no section %s", heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

// sourceFile is a Go file: where it lies, and what it imports.
type sourceFile struct {
	dir     string
	name    string
	isTest  bool
	imports []string
}

func sourceFiles(t *testing.T) (files []sourceFile) {
	t.Helper()
	for _, top := range []string{"diagrams", "generator", "themes"} {
		err := fs.WalkDir(os.DirFS(ourSource), top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || path.Ext(name) != ".go" || strings.Contains(name, "/testdata/") {
				return err
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(ourSource, name), nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			f := sourceFile{dir: path.Dir(name), name: path.Base(name), isTest: strings.HasSuffix(name, "_test.go")}
			for _, i := range parsed.Imports {
				f.imports = append(f.imports, strings.Trim(i.Path.Value, `"`))
			}
			files = append(files, f)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// floors are the floors of the table, by package. A package that lies in
// another's folder is a part of it; one that is not listed is on the lowest.
func floors(t *testing.T) func(dir string) (floor int, home string) {
	t.Helper()
	known := map[string]int{}
	braces := regexp.MustCompile(`^(.*)\{(.*)\}$`)
	names := regexp.MustCompile("`((?:diagrams|generator|themes)[^`]*)`")
	for line := range strings.Lines(section(t, "The floors")) {
		if len(line) < 3 || line[2] < '0' || line[2] > '9' {
			continue
		}
		for _, name := range names.FindAllStringSubmatch(line, -1) {
			all := []string{strings.TrimSuffix(name[1], "/*")}
			if m := braces.FindStringSubmatch(name[1]); m != nil {
				all = strings.Split(m[2], ",")
				for i := range all {
					all[i] = m[1] + all[i]
				}
			}
			for _, one := range all {
				known[one] = int(line[2] - '0')
			}
		}
	}
	return func(dir string) (int, string) {
		for home := dir; home != "."; home = path.Dir(home) {
			if floor, ok := known[home]; ok {
				return floor, home
			}
		}
		return 0, dir
	}
}

// isTestRoom reports whether a package serves tests: no program imports it.
func isTestRoom(dir string) bool {
	rooms := []string{"generator/conformance", "diagrams/judge", "diagrams/mutant", "diagrams/golden", "diagrams/render/internal", "generator/edits"}
	return slices.ContainsFunc(rooms, func(room string) bool { return dir == room || strings.HasPrefix(dir, room+"/") })
}

// TestFloors holds that each package imports from floors below its own alone.
func TestFloors(t *testing.T) {
	floorOf := floors(t)
	for _, f := range sourceFiles(t) {
		if f.isTest || isTestRoom(f.dir) {
			continue
		}
		floor, home := floorOf(f.dir)
		for _, name := range f.imports {
			dir, own := strings.CutPrefix(name, "woshou/")
			if !own {
				continue
			}
			if below, its := floorOf(dir); below >= floor && its != home {
				t.Errorf("%s, on floor %d, imports %s, on floor %d", f.dir, floor, dir, below)
			}
			if strings.HasPrefix(f.dir, "diagrams") && !strings.HasPrefix(dir, "diagrams") {
				t.Errorf("%s imports %s", f.dir, dir)
			}
			if isTestRoom(dir) {
				t.Errorf("%s imports %s, a test room", f.dir, dir)
			}
		}
	}
}

// TestDependenciesHaveReasons holds that the table has each module that go.mod
// requires itself and no other, and that those for tests are in no program.
func TestDependenciesHaveReasons(t *testing.T) {
	direct := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`)
	required := map[string]bool{} // and whether it was told
	for _, m := range direct.FindAllStringSubmatch(read(t, ourSource+"/go.mod"), -1) {
		required[m[1]] = false
	}
	programs, tests, _ := strings.Cut(section(t, "Dependencies"), "**Tests only**")
	row := regexp.MustCompile("(?m)^\\| (`[^|]*`\\)?) \\|")
	named := regexp.MustCompile("`([^`]+)`")
	forTests := map[string]bool{}
	for _, part := range []string{programs, tests} {
		for _, cell := range row.FindAllStringSubmatch(part, -1) {
			for _, name := range named.FindAllStringSubmatch(cell[1], -1) {
				module := name[1]
				if !strings.Contains(strings.Split(module, "/")[0], ".") {
					module = "github.com/" + module
				}
				if _, ok := required[module]; !ok {
					t.Errorf("%s has a reason, and nobody requires it", module)
				}
				required[module] = true
				forTests[module] = part == tests
			}
		}
	}
	for module, told := range required {
		if !told {
			t.Errorf("%s has no reason", module)
		}
	}
	for _, f := range sourceFiles(t) {
		for _, name := range f.imports {
			for module := range forTests {
				inProgram := !f.isTest && !isTestRoom(f.dir)
				if forTests[module] && inProgram && (name == module || strings.HasPrefix(name, module+"/")) {
					t.Errorf("%s imports %s, which is for tests", f.dir, module)
				}
			}
		}
	}
}

// TestFilesThatAreNamedExist follows the links of the pages for who comes next,
// and looks for the paths and Go files that they name.
func TestFilesThatAreNamedExist(t *testing.T) {
	goFiles := map[string]bool{}
	for _, f := range sourceFiles(t) {
		goFiles[f.name] = true
	}
	goFile := regexp.MustCompile("`([a-z_]+\\.go)`")
	link := regexp.MustCompile(`\]\(([^)#:]+)[^):]*\)`)
	named := regexp.MustCompile("`((?:diagrams|generator|themes|content)/[^`{}…A-Z]*[a-z])`")
	for _, page := range []string{"README.md", ".github/CONTRIBUTING.md", ".github/CHANGELOG.md"} {
		text := read(t, ourSource+"/"+page)
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(ourSource, path.Dir(page), m[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
		for _, m := range goFile.FindAllStringSubmatch(text, -1) {
			if !goFiles[m[1]] {
				t.Errorf("%s: there is no %s", page, m[1])
			}
		}
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			if found, err := filepath.Glob(filepath.Join(ourSource, m[1])); err != nil || len(found) == 0 {
				t.Errorf("%s: there is no %s", page, m[1])
			}
		}
	}
}
