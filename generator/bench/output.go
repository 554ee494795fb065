package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// kinds are what an output consists of, by the beginnings or ends of names.
var kinds = []struct {
	name string
	has  func(name string) bool
}{
	{"side by side", func(name string) bool { return strings.HasPrefix(name, "both/") }},
	{"pages", func(name string) bool { return strings.HasSuffix(name, ".html") }},
	{"twins in Markdown", func(name string) bool { return strings.HasSuffix(name, ".md") }},
	{"search", func(name string) bool { return strings.HasPrefix(name, "assets/search/") }},
	{"other", func(string) bool { return true }},
}

// outputOf tells what the output of a size comes to.
func (b *bench) outputOf(pages int) error {
	var files, octets [16]int
	err := walk(b.output(pages), func(name string, content []byte) error {
		for i, kind := range kinds {
			if kind.has(name) {
				files[i]++
				octets[i] += len(content)
				break
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	all, total := 0, 0
	for i, kind := range kinds {
		all, total = all+files[i], total+octets[i]
		b.table.row("output: "+kind.name, fmt.Sprintf("%.1f MB in %d files", float64(octets[i])/1e6, files[i]), "")
	}
	b.table.row("output", fmt.Sprintf("%.1f MB in %d files", float64(total)/1e6, all), "")
	page, err := os.ReadFile(filepath.Join(b.output(pages), filepath.FromSlash(editedAddress)))
	if err != nil {
		return err
	}
	b.table.row("a page, and compressed", fmt.Sprintf("%d, %d octets", len(page), compressed(page)), "")
	return nil
}

// compressed is how many octets gzip makes of some.
func compressed(content []byte) int {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // the level is one
	_, _ = w.Write(content)
	_ = w.Close() // a buffer takes everything
	return out.Len()
}

// manifest is the one file of an output that the laws do not speak of.
const manifest = ".woshou-manifest"

// walk reads all files of an output but the manifest.
func walk(dir string, visit func(name string, content []byte) error) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == manifest {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		return visit(filepath.ToSlash(name), content)
	})
}

// equal compares two outputs, file by file.
func equal(a, b string) error {
	n := 0
	err := walk(a, func(name string, content []byte) error {
		n++
		other, err := os.ReadFile(filepath.Join(b, filepath.FromSlash(name)))
		if err == nil && !bytes.Equal(content, other) {
			err = fmt.Errorf("%s is not the same", name)
		}
		return err
	})
	if err != nil {
		return err
	}
	return walk(b, func(name string, _ []byte) error {
		if n--; n < 0 {
			return fmt.Errorf("there are more files in %s", b)
		}
		return nil
	})
}
