package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// number is a number in figures. One that a Chinese numeral follows (3万) is
// none that the other language would write alike.
var number = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)*)[ \x{00a0}]?(万|亿|千|百|[kKMG]\b|million|thousand|billion)?`)

func numbersIn(text string) (list []string) {
	for _, m := range number.FindAllStringSubmatch(text, -1) {
		if m[2] == "" {
			list = append(list, strings.ReplaceAll(m[1], ",", ""))
		}
	}
	return list
}

// numbers compares the numbers of two blocks. A small one that only one of the
// two writes in figures may be a word in the other, so something differs for
// sure only where both have numbers that the other lacks.
func (c *comparison) numbers(x, y *page.Block) {
	lost, new := apart(numbersIn(x.Text), numbersIn(y.Text))
	if len(lost) != len(new) {
		lost, new = slices.DeleteFunc(lost, mayBeWord), slices.DeleteFunc(new, mayBeWord)
	}
	if len(lost) > 0 && len(new) > 0 {
		c.differ(y.File, y.Line, "translation-number", diagnostic.Say("this says %s, where %s says %s",
			strings.Join(new, ", "), c.there(x), strings.Join(lost, ", ")))
	}
}

// mayBeWord reports whether a number is one that texts spell out: up to twelve.
func mayBeWord(n string) bool {
	value, err := strconv.Atoi(n)
	return err == nil && value <= 12
}

// states does the same for names of states.
func (c *comparison) states(x, y *page.Block) {
	lost, new := apart(statesIn(x.Text), statesIn(y.Text))
	if len(lost) > 0 && len(new) > 0 {
		c.differ(y.File, y.Line, "translation-state", diagnostic.Say("this names %s, where %s names %s",
			strings.Join(new, ", "), c.there(x), strings.Join(lost, ", ")))
	}
}

// stateWord matches what may be the name of a state.
var stateWord = regexp.MustCompile(`[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)*`)

// statesIn are the states that a text names, each once.
func statesIn(text string) (list []string) {
	for _, word := range stateWord.FindAllString(text, -1) {
		name := strings.ReplaceAll(word, "_", "-")
		if slices.Contains(diagrams.States(), name) && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// apart takes what two lists share out of both, as often as both have it.
func apart(x, y []string) (onlyX, onlyY []string) {
	onlyY = slices.Clone(y)
	for _, v := range x {
		if i := slices.Index(onlyY, v); i >= 0 {
			onlyY = slices.Delete(onlyY, i, i+1)
		} else {
			onlyX = append(onlyX, v)
		}
	}
	return onlyX, onlyY
}
