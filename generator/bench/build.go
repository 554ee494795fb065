package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// builds measures builds, at each size.
func (b *bench) builds() error {
	var cold []usage
	for _, pages := range b.sizes {
		b.table.heading("%d pages", pages)
		u, err := b.cold(pages)
		if err != nil {
			return err
		}
		cold = append(cold, u)
		for _, measure := range []func(int) error{b.alone, b.unchanged, b.edited, b.outputOf} {
			if err := measure(pages); err != nil {
				return err
			}
		}
		if err := b.against(pages); err != nil {
			return err
		}
	}
	if last := len(cold) - 1; last > 0 {
		b.table.heading("from %d to %d pages", b.sizes[0], b.sizes[last])
		grows := func(of func(usage) float64) string {
			return fmt.Sprintf("exponent %.2f", exponent(of(cold[0]), of(cold[last]), b.sizes[0], b.sizes[last]))
		}
		b.table.row("processor time grows by", grows(func(u usage) float64 { return u.cpu.Seconds() }), "1.02")
		b.table.row("memory grows by", grows(func(u usage) float64 { return float64(u.peak) }), "0.5")
	}
	return nil
}

// output is where the site of a size is built.
func (b *bench) output(pages int) string {
	return filepath.Join(b.dir, fmt.Sprintf("public-%d", pages))
}

// build builds a site into a folder.
func (b *bench) build(site, out string) (usage, error) {
	return process(b.woshou, "build", site, "-o", out)
}

// cleanly builds a site some times into a folder that is not there.
func (b *bench) cleanly(site, out string) (usage, error) {
	var runs []usage
	for range b.runs {
		if err := os.RemoveAll(out); err != nil {
			return usage{}, err
		}
		u, err := b.build(site, out)
		if err != nil {
			return usage{}, err
		}
		runs = append(runs, u)
	}
	return median(runs), nil
}

// cold is a build of everything.
func (b *bench) cold(pages int) (usage, error) {
	site, err := b.site(pages, "")
	if err != nil {
		return usage{}, err
	}
	u, err := b.cleanly(site, b.output(pages))
	if err == nil {
		b.table.row("everything: on the clock", seconds(u.wall), "")
		b.table.row("everything: processor time", seconds(u.cpu), "")
		b.table.row("everything: memory at most", mebibytes(u.peak), "128 MiB")
	}
	return u, err
}

// alone is one without the pages side by side.
func (b *bench) alone(pages int) error {
	site, err := b.site(pages, "both: false\n")
	if err != nil {
		return err
	}
	out := filepath.Join(b.dir, "alone")
	defer os.RemoveAll(out)
	u, err := b.cleanly(site, out)
	if err == nil {
		b.table.row("without side by side: on the clock, processors", seconds(u.wall)+", "+seconds(u.cpu), "")
	}
	return err
}

// unchanged is a build with nothing to do.
func (b *bench) unchanged(pages int) error {
	site, err := b.site(pages, "")
	if err != nil {
		return err
	}
	var runs []usage
	for range 2*b.runs + 1 {
		u, err := b.build(site, b.output(pages))
		if err != nil {
			return err
		}
		runs = append(runs, u)
	}
	b.table.row("nothing changed", seconds(median(runs).wall), "0.15 s")
	return nil
}

// edited is a build after an edit of one page, which must come to what a clean
// one does.
func (b *bench) edited(pages int) error {
	site, err := b.site(pages, "")
	if err != nil {
		return err
	}
	source := filepath.Join(site, filepath.FromSlash(editedSource))
	text, err := os.ReadFile(source)
	if err != nil {
		return err
	}
	var runs []usage
	for n := range 2*b.runs + 1 {
		time.Sleep(b.pause)
		if err := os.WriteFile(source, fmt.Appendf(text, "\nedit %d\n", n), 0o644); err != nil {
			return err
		}
		u, err := b.build(site, b.output(pages))
		if err != nil {
			return err
		}
		runs = append(runs, u)
	}
	clean := filepath.Join(b.dir, "clean")
	defer os.RemoveAll(clean)
	if _, err := b.build(site, clean); err != nil {
		return err
	}
	if err := equal(b.output(pages), clean); err != nil {
		return fmt.Errorf("after an edit: %w", err)
	}
	u := median(runs)
	b.table.row("one page changed (equal to a clean build)", seconds(u.wall), "0.25 s")
	b.table.row("one page changed: processor time", seconds(u.cpu), "")
	return nil
}

// against compares with the floor, and with Hugo.
func (b *bench) against(pages int) error {
	site, err := b.site(pages, "")
	if err != nil {
		return err
	}
	us := func() (usage, error) { return b.cleanly(site, filepath.Join(b.dir, "ours")) }
	defer os.RemoveAll(filepath.Join(b.dir, "ours"))
	for _, other := range []struct {
		name, target string
		build        func() (usage, error)
	}{
		{"goldmark and chroma alone", "", b.floorOf(site)},
		{"Hugo", "0.5, then 0.25", b.hugo(site)},
	} {
		if other.build == nil {
			continue
		}
		var ours, theirs []usage
		for range b.runs { // turn by turn, so that both see the same machine
			x, err := us()
			if err != nil {
				return err
			}
			y, err := other.build()
			if err != nil {
				return err
			}
			ours, theirs = append(ours, x), append(theirs, y)
		}
		x, y := median(ours), median(theirs)
		b.table.row(other.name+": processor time, and ours to it", seconds(y.cpu)+", "+ratio(x.cpu.Seconds(), y.cpu.Seconds()), other.target)
		b.table.row(other.name+": on the clock, and ours to it", seconds(y.wall)+", "+ratio(x.wall.Seconds(), y.wall.Seconds()), other.target)
	}
	return nil
}
