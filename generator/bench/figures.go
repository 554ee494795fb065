package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"woshou/diagrams"
	"woshou/generator/figure"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// exported is how many figures are exported at once.
const exported = 50

// figures measures figures: those of the project's own site.
func (b *bench) figures() error {
	b.table.heading("figures")
	files, err := scenarios("content/scenarios")
	if err != nil {
		return err
	}
	if len(files) < exported {
		return errors.New("there are too few scenarios in content/scenarios")
	}
	var drawn, whatIfs []usage
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		source := diagrams.Open(string(text), site.ProtocolsNear(file))
		one := func() error { return draw(source) }
		if err := one(); err != nil { // what is made once only is made now
			return err
		}
		d, err := timed(one)
		if err != nil {
			return err
		}
		w, err := timed(func() error { return whatIf(source) })
		if err != nil {
			return err
		}
		drawn, whatIfs = append(drawn, usage{wall: d}), append(whatIfs, usage{wall: w})
	}
	slowest, dearest := time.Duration(0), 0.0
	for i := range drawn {
		slowest = max(slowest, drawn[i].wall)
		dearest = max(dearest, whatIfs[i].wall.Seconds()/drawn[i].wall.Seconds())
	}
	b.table.row("from text to SVG, median and slowest", milliseconds(median(drawn).wall)+", "+milliseconds(slowest), "1 ms")
	b.table.row("what-ifs to their figure, of medians and at worst",
		fmt.Sprintf("%.0f, %.0f", median(whatIfs).wall.Seconds()/median(drawn).wall.Seconds(), dearest), "5")
	args := append([]string{"export", "-o", filepath.Join(b.dir, "figures"), "--lang", "zh", "--format", "svg,png,pdf,pptx,pcapng"}, files[:exported]...)
	var runs []usage
	for range b.runs {
		u, err := process(b.woshou, args...)
		if err != nil {
			return err
		}
		runs = append(runs, u)
	}
	b.table.row("50 figures in 5 formats", seconds(median(runs).wall), "1 s")
	return nil
}

// scenarios are the scenario files below a folder.
func scenarios(dir string) (files []string, err error) {
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".scenario" {
			files = append(files, path)
		}
		return err
	})
	return files, err
}

// timed is the least of some runs: what a figure takes without what else the
// machine does.
func timed(do func() error) (least time.Duration, err error) {
	for n := range 3 {
		start := time.Now()
		if err := do(); err != nil {
			return 0, err
		}
		if took := time.Since(start); n == 0 || took < least {
			least = took
		}
	}
	return least, nil
}

func draw(source diagrams.Source) error {
	run, errs := source.Run("figure")
	if len(errs) > 0 {
		return errs[0]
	}
	drawing := diagrams.Draw(run, diagrams.Look{ID: "figure", Inline: true}.In("zh"))
	return drawing.Encode(io.Discard, "svg")
}

// whatIf makes the script of a figure: its steps, and the runs in which a segment
// is lost, late or doubled.
func whatIf(source diagrams.Source) error {
	f := figure.Figure{Figure: page.Figure{WhatIf: []string{"lose", "delay", "duplicate"}}, Scenario: figure.Scenario{Source: source, Found: true}}
	look := diagrams.Look{Palette: themes.Default()}.In("zh")
	_, err := figure.New().Scripts(f, []figure.Language{{Code: "zh", Look: look}})
	return err
}
