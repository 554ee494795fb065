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
		for _, measure := range []func(int) error{b.unchanged, b.edited, b.outputOf} {
			if err := measure(pages); err != nil {
				return err
			}
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

// cleanly builds a site into a folder that is not there.
func (b *bench) cleanly(site, out string) (usage, error) {
	if err := os.RemoveAll(out); err != nil {
		return usage{}, err
	}
	return b.build(site, out)
}

// contender is one of several ways to build a site.
type contender struct {
	name  string
	build func() (usage, error)
	took  []usage
}

// cold measures builds of everything, of all but the pages side by side, and
// those of others, turn by turn, so that all see the same machine.
func (b *bench) cold(pages int) (usage, error) {
	whole, err := b.site(pages, "")
	if err != nil {
		return usage{}, err
	}
	plain, err := b.site(pages, "both: false\n")
	if err != nil {
		return usage{}, err
	}
	out := filepath.Join(b.dir, "plain")
	defer os.RemoveAll(out)
	ours := &contender{name: "everything", build: func() (usage, error) { return b.cleanly(whole, b.output(pages)) }}
	alone := &contender{name: "without side by side", build: func() (usage, error) { return b.cleanly(plain, out) }}
	floor := &contender{name: "goldmark and chroma alone", build: b.floorOf(whole)}
	all := []*contender{ours, alone, floor}
	hugo := &contender{name: "Hugo", build: b.hugo(whole)}
	if hugo.build != nil {
		all = append(all, hugo)
	}
	for range b.runs {
		for _, c := range all {
			u, err := c.build()
			if err != nil {
				return usage{}, fmt.Errorf("%s: %w", c.name, err)
			}
			c.took = append(c.took, u)
		}
	}
	for _, c := range all {
		u := median(c.took)
		b.table.row(c.name+": on the clock, processors", seconds(u.wall)+", "+seconds(u.cpu), "")
		b.table.row(c.name+": memory at most", mebibytes(u.peak), map[*contender]string{ours: "128 MiB"}[c])
	}
	b.compare(ours, floor, "")
	if hugo.build != nil {
		b.compare(ours, hugo, "0.5, then 0.25")
		b.compare(alone, hugo, "0.35")
	}
	return median(ours.took), nil
}

// compare prints how one contender did beside another.
func (b *bench) compare(one, other *contender, target string) {
	x, y := median(one.took), median(other.took)
	b.table.row(one.name+" to "+other.name+": clock, processors",
		ratio(x.wall.Seconds(), y.wall.Seconds())+", "+ratio(x.cpu.Seconds(), y.cpu.Seconds()), target)
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
