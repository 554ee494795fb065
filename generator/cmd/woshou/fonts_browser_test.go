package main

import (
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// The narrowest and the widest of the fonts that systems show text in: Android's
// and that of many Linux desktops. Verdana is as wide; Arial, Noto Sans, PingFang,
// Segoe UI and YaHei lie between.
const (
	narrowest = "Roboto"
	widest    = "DejaVu Sans"
)

// stack is a family and one for the Chinese in the text, as CSS wants them.
func stack(family string) string {
	return fmt.Sprintf(`%q, "Noto Sans CJK SC", sans-serif`, family)
}

// needFont skips a test that is about a font which the machine lacks, but not
// in CI, where `make test` has installed it.
func needFont(t *testing.T, browser context.Context, family string) {
	t.Helper()
	// Text in a font that is there does not depend on what comes after it.
	has, err := chromedp.Run(browser, chromedp.Evaluate[bool](fmt.Sprintf(`(() => {
	  const pen = document.createElement("canvas").getContext("2d");
	  const [one, other] = ["monospace", "serif"].map(second => {
	    pen.font = "100px '%s', " + second;
	    return pen.measureText("iWil").width;
	  });
	  return one === other;
	})()`, family)))
	switch {
	case err != nil:
		t.Fatal(err)
	case has:
	case os.Getenv("CI") != "":
		t.Fatalf("no font %q: .ci/tools installs it", family)
	default:
		t.Skipf("no font %q: .ci/tools installs it, or names the command", family)
	}
}

// reads is an action: the pages of the tab are set in a family.
func reads(family string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf(`(() => {
		  const sheet = new CSSStyleSheet();
		  sheet.replaceSync(%q);
		  document.adoptedStyleSheets = [sheet];
		  return true;
		})()`, "[lang] { --sans: "+stack(family)+" !important }")))
		return err
	})
}
