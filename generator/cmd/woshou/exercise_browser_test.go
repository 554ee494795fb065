package main

import (
	"path/filepath"
	"testing"

	"woshou/diagrams/golden/chromium"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// exercise names what the tests of an exercise ask about.
const exercise = `const asks = document.querySelector("[data-predict]"), hidden = asks.querySelector("[data-answer]"),
	choices = [...asks.querySelectorAll("[data-choice]")], right = choices.filter(c => c.dataset.right !== undefined),
	seen = e => e.checkVisibility({ contentVisibilityAuto: true }), known = asks.querySelector("[data-exercise] > svg");`

// TestExercises chooses by keyboard alone, wrongly and then rightly: the figure is
// hidden until then, and stands at the step that was asked about.
func TestExercises(t *testing.T) {
	l := open(t, chromium.Window(t), "file://"+filepath.Join(ourSite(t), "en/guide/page.html"), 360, "light")
	is := func(expression string, want any) {
		t.Helper()
		l.is("(() => { "+exercise+" return "+expression+"; })()", want)
	}
	is(`[right.length, choices.length, seen(hidden.querySelector("[data-drawing]")), seen(known)]`, []any{1, 4, false, true})
	is(`[known.querySelectorAll(".message.head").length, known.querySelectorAll("[data-segment]").length]`, []int{2, 0})
	l.run(exercise + `choices.find(c => !right.includes(c)).querySelector("summary").focus()`)
	l.press(kb.Enter)
	is(`choices.filter(c => c.open).map(c => /^Not this one\. .*RFC 9293 §/.test(c.querySelector("p").textContent + c.querySelector("small").textContent))`, []bool{true})
	is(`asks.querySelector("[role=status].aloud").textContent === choices.find(c => c.open).querySelector("p").textContent`, true)
	is(`seen(hidden.querySelector("[data-drawing]"))`, false)
	l.run(exercise + `right[0].querySelector("summary").focus()`)
	l.press(kb.Enter)
	is(`[seen(hidden.querySelector("[data-drawing]")), +hidden.querySelector(".now[data-segment]").dataset.segment, seen(known)]`, []any{true, 3, false})
	l.quiet()
}

// TestExercisesCanBeSkipped finds the figure whole and no question when it is skipped,
// by keyboard, and the question again when the figure is folded.
func TestExercisesCanBeSkipped(t *testing.T) {
	l := open(t, chromium.Window(t), "file://"+filepath.Join(ourSite(t), "guide/page.html"), 360, "dark")
	const skip = `document.querySelector("[data-predict] > .skip-exercise")`
	l.is(`(b => [b.textContent, b.offsetHeight >= 36])(`+skip+`)`, []any{"跳过练习", true})
	l.is(`((b, a) => [Math.abs(b.y - a.y) < 8, b.x >= a.right, b.right <= innerWidth])(`+skip+`.getBoundingClientRect(), document.querySelector("[data-predict] > [data-answer] > summary").getBoundingClientRect())`,
		[]bool{true, true, true})
	l.run(skip + `.focus()`)
	l.press(kb.Enter)
	l.is("(() => { "+exercise+` return [seen(hidden.querySelector("[data-drawing]")), hidden.querySelectorAll(".now").length, seen(choices[0]), seen(`+skip+`), document.activeElement === hidden.querySelector("[data-drawing]")]; })()`,
		[]any{true, 0, false, false, true})
	l.run(exercise + `hidden.querySelector("summary").click()`)
	l.is("(() => { "+exercise+` return [seen(choices[0]), seen(known), seen(`+skip+`)]; })()`, []bool{true, true, true})
	l.quiet()
}

// TestExercisesWithoutScript: the choices and the answer are folds.
func TestExercisesWithoutScript(t *testing.T) {
	ctx, messages := tab(t, chromium.Window(t))
	l := living{t, ctx, messages}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	l.do(chromedp.Navigate("file://" + filepath.Join(ourSite(t), "guide/page.html")))
	l.do(chromedp.Click(`[data-predict] [data-right] > summary`), chromedp.Click(`[data-predict] [data-answer] > summary`))
	l.is(`(() => { `+exercise+` return [seen(right[0].querySelector("p")), seen(hidden.querySelector("svg")), hidden.querySelectorAll("[data-segment]").length]; })()`, []any{true, true, 4})

	// On paper the choices stand without what is said of them, and the solution
	// on the last sheet.
	l.media("print")
	l.is(`(() => { `+exercise+` return [seen(right[0].querySelector("p")), seen(hidden), seen(document.querySelector("[data-solutions] p"))]; })()`, []any{false, false, true})
}
