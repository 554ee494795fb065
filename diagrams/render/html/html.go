// Package html writes slides as one file that a browser shows as a deck: from
// disk, without a network, a server or any other file.
//
// Keys, a click and a swipe turn the slides; N shows what to say, F fills the
// screen; the address holds the slide, and paper gets one a sheet. Without its
// script the slides stand one below the other. A policy in the file lets
// nothing run but this script, and nothing be fetched.
package html

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"html/template"
	"io"
	"strings"
)

// Slide is one slide: its picture, an svg element for a page, and what to say,
// a line a sentence.
type Slide struct {
	Title, Picture, Notes string
}

// Options says how slides are written.
type Options struct {
	Lang, Title string // of the deck; Lang is BCP 47
	Light, Dark string // the colours of the ground
	Theme       string // "light", "dark", or "" for what the reader prefers
	// DarkRules repaint the pictures on a dark ground.
	DarkRules string
	// Next, Previous, Notes and Full name the buttons.
	Next, Previous, Notes, Full string
}

var (
	//go:embed deck.html
	page string
	//go:embed deck.css
	style string
	//go:embed deck.js
	script string

	deck = template.Must(template.New("deck").Parse(page))
)

// Encode writes a deck to w. It fails for no slides, and with the first error of
// w. The output depends only on slides and opt.
func Encode(w io.Writer, slides []Slide, opt Options) error {
	if len(slides) == 0 {
		return errors.New("html: no slides")
	}
	sum := sha256.Sum256([]byte(script))
	data := struct {
		Options
		Policy        string
		Style, Colour template.CSS
		Script        template.JS
		Slides        []shown
	}{
		Options: opt, Style: template.CSS(style), Colour: template.CSS(colours(opt)), Script: template.JS(script),
		Policy: "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'",
	}
	for i, s := range slides {
		data.Slides = append(data.Slides, shown{i + 1, s.Title, template.HTML(s.Picture), strings.Split(s.Notes, "\n")})
	}
	return deck.Execute(w, data)
}

// shown is a slide as the template wants it. The picture is our own svg, in
// which texts are escaped.
type shown struct {
	N       int
	Title   string
	Picture template.HTML
	Notes   []string
}

// colours are the rules of the ground.
func colours(opt Options) string {
	light, dark := ":root{--paper:"+opt.Light+";--ink:"+opt.Dark+"}\n", ":root{--paper:"+opt.Dark+";--ink:"+opt.Light+"}\n"+opt.DarkRules
	switch opt.Theme {
	case "light":
		return light
	case "dark":
		return light + dark
	}
	return light + "@media screen and (prefers-color-scheme:dark){\n" + dark + "}\n"
}
