package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/figure"
)

// lookEvery is how often a scenario that is previewed alone is looked at. Its folder
// is not watched: it may be any, with anything in it.
const lookEvery = 100 * time.Millisecond

// figureSite makes a site of one page that shows a scenario alone, and has it follow
// the file until ctx ends. With the scenario go the protocols beside it, one of
// which it may use. clean removes the site.
func figureSite(ctx context.Context, file string) (dir string, clean func(), err error) {
	if _, err := scenarioFile(file); err != nil {
		return "", nil, err
	}
	dir, err = os.MkdirTemp("", "woshou-figure-")
	if err != nil {
		return "", nil, &failure{statusEnvironment, err}
	}
	clean = func() { _ = os.RemoveAll(dir) }
	page := "---\noutline: false\n---\n\n![](<" + filepath.Base(file) + ">)\n"
	if err := errors.Join(follow(file, dir), os.WriteFile(filepath.Join(dir, "index.md"), []byte(page), 0o644)); err != nil {
		clean()
		return "", nil, &failure{statusEnvironment, err}
	}
	go func() {
		for ctx.Err() == nil {
			time.Sleep(lookEvery)
			_ = follow(file, dir) // a file that is being saved may be gone for a moment
		}
	}()
	return dir, clean, nil
}

// warnOf tells, before the first edit, what the scenario that is previewed deserves a
// warning for. What is wrong with it the page shows.
func warnOf(file string) error {
	src, err := sourceOf(file)
	if err != nil {
		return err
	}
	run, errs := src.Run(file)
	return report(figure.Warnings(diagnostic.Whole(file), src, run, errs), os.ReadFile)
}

// follow copies what changed of a scenario, and of the protocols beside it.
func follow(file, dir string) error {
	sources, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "*.protocol")) // the pattern is valid
	for _, source := range append(sources, file) {
		now, err := os.ReadFile(source)
		if err != nil {
			return err
		}
		copied := filepath.Join(dir, filepath.Base(source))
		if old, err := os.ReadFile(copied); err == nil && bytes.Equal(old, now) {
			continue
		}
		if err := os.WriteFile(copied, now, 0o644); err != nil {
			return err
		}
	}
	return nil
}
