package lecture

import (
	"math"
	"strings"
	"unicode/utf8"

	"woshou/diagrams/font"
)

// slack is for fonts that are wider than the one that texts are measured with.
const slack = 1.05

// baseline is where a text stands whose capitals are to have their middle at a
// height.
func baseline(middle, size float64) float64 { return middle + size*0.36 }

// lines breaks a sentence. Chinese is broken behind its punctuation, a phrase or
// more a line; what has none, and English, is broken where its script allows,
// into lines of about one length.
func lines(text string, size, width float64) (list []string) {
	for _, phrase := range phrases(text) {
		if last := len(list) - 1; last >= 0 && font.Width(list[last]+phrase, size, false)*slack <= width {
			list[last] += phrase
			continue
		}
		list = append(list, balanced(phrase, size, width, false)...)
	}
	return list
}

// unbroken reports whether each sentence can be set without a break within a
// word or, as far as its language has such, a phrase.
func (c composer) unbroken(said []string, size, width float64) bool {
	for _, s := range said {
		if widestWord(s, size)*slack > width && strings.Contains(s, " ") {
			return false
		}
		all := phrases(s)
		for _, phrase := range all {
			if strings.ContainsAny(s, marks) && font.Width(phrase, size, false)*slack > width {
				return false
			}
		}
	}
	return true
}

// marks end a phrase of Chinese.
const marks = "，。；："

// phrases are the parts of a text up to and with each mark of Chinese
// punctuation.
func phrases(text string) (list []string) {
	for text != "" {
		i := strings.IndexAny(text, marks)
		if i < 0 {
			return append(list, text)
		}
		i += len("，")
		list = append(list, text[:i])
		text = text[i:]
	}
	return list
}

// balanced breaks a text into as few lines as fit, and these into lines as short
// as can be.
func balanced(text string, size, width float64, bold bool) []string {
	width /= slack
	best := font.Wrap(text, size, width, bold)
	for narrower := width - 8; narrower > max(width/2, widestWord(text, size)); narrower -= 8 {
		list := font.Wrap(text, size, narrower, bold)
		if len(list) > len(best) {
			break
		}
		if shortest(list, size) > shortest(best, size) {
			best = list
		}
	}
	return best
}

// widestWord is the width of the widest word of a Latin text.
func widestWord(text string, size float64) (width float64) {
	for word := range strings.FieldsSeq(text) {
		if word[0] < utf8.RuneSelf {
			width = max(width, font.Width(word, size, false))
		}
	}
	return width
}

// shortest is the width of the shortest line.
func shortest(list []string, size float64) float64 {
	width := math.Inf(1)
	for _, line := range list {
		width = min(width, font.Width(line, size, false))
	}
	return width
}
