package main

import (
	"path/filepath"
	"testing"

	"woshou/diagrams/golden/chromium"
)

// TestFoldsStayWhole sets runs beside what a loss made of them, where the axis they
// share has to be stretched at a folded wait: the two waves of each fold stay as far
// apart as they were drawn, and the state goes on up to them.
func TestFoldsStayWhole(t *testing.T) {
	window, dir := chromium.Window(t), ourSite(t)
	for address, figure := range map[string]string{
		"gallery/loss.html":      "simultaneous-close-fin-lost:3,lose=3",
		"protocols/mqtt.html":    "mqtt-once-cut:1,lose=1",
		"en/protocols/mqtt.html": "mqtt-at-least-once-cut:1,lose=1",
	} {
		t.Run(figure, func(t *testing.T) {
			l := open(t, window, "file://"+filepath.Join(dir, filepath.FromSlash(address))+"#fig:"+figure, 1440, "light")
			const waves = `[...document.querySelectorAll(".varied .fold")].map(e => e.getBoundingClientRect())`
			l.is(waves+`.length > 0`, true)
			// What was drawn has 7 points from the one wave to the other.
			l.is(`(scale => `+waves+`.filter((w, i, all) => i % 2 && Math.abs((w.y - all[i - 1].y) / scale - 7) > .2).length)(document.querySelector(".varied svg").getScreenCTM().a)`, 0)
			// Each wave lies over the end of a band of its own lifeline.
			l.is(waves+`.every(w => [...document.querySelectorAll(".varied [data-state] rect")].map(e => e.getBoundingClientRect())
				.some(b => b.x < w.x + w.width && w.x < b.x + b.width && b.y <= w.y + w.height && w.y <= b.y + b.height))`, true)
			l.quiet()
		})
	}
}
