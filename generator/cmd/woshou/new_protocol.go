package main

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"woshou/diagrams/scenario"
	"woshou/diagrams/words"
)

// sketches are what `woshou new --protocol` begins with: a protocol, once for each
// language of its comments, and a scenario that runs it.
//
//go:embed sketch
var sketches embed.FS

// newProtocol begins a protocol: it writes a file of that name with comments in a
// language, and beside it a scenario, whose name it returns. Neither may be there yet.
func newProtocol(file string, in *words.Language) (run string, err error) {
	base := filepath.Base(file)
	if !isProtocol(file) || strings.HasPrefix(base, ".") || scenario.Uses("use "+base) != base {
		return "", &failure{statusUsage, errors.New(in.Line("--protocol %q: expected a name without blanks that ends in .protocol", file))}
	}
	name := strings.TrimSuffix(file, ".protocol")
	run = name + ".scenario"
	for _, taken := range []string{file, run} {
		if _, err := os.Lstat(taken); err == nil {
			return "", &failure{statusUsage, errors.New(in.Line("%s is there already", taken))}
		}
	}
	text := "sketch/" + in.Code + ".protocol"
	if _, err := fs.Stat(sketches, text); err != nil { // a language has words before it has a sketch
		text = "sketch/" + words.English + ".protocol"
	}
	err = errors.Join(sketch(file, text, filepath.Base(name)), sketch(run, "sketch/sketch.scenario", filepath.Base(name)))
	if err != nil {
		return "", &failure{statusEnvironment, err}
	}
	return run, nil
}

// sketch writes one of the sketches, in which the protocol has the name that is asked
// for.
func sketch(target, source, name string) error {
	text, err := sketches.ReadFile(source)
	if err != nil {
		return err
	}
	return os.WriteFile(target, []byte(strings.ReplaceAll(string(text), "sketch", name)), 0o644)
}
