// Package srgb computes with colours of the sRGB space, written as pages write
// them, "#1f5fa8": how they mix, and how well one is seen on another.
package srgb

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// rgb is red, green and blue, from 0 to 255.
type rgb [3]float64

// rgbOf takes a colour apart, which must be one that Parse gave.
func rgbOf(colour string) rgb {
	n, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		panic(err)
	}
	return rgb{float64(n >> 16), float64(n >> 8 & 255), float64(n & 255)}
}

// Mix is a share, from 0 to 1, of colour a over b.
func Mix(a, b string, share float64) string {
	x, y := rgbOf(a), rgbOf(b)
	for i := range x {
		x[i] = math.Round(x[i]*share + y[i]*(1-share))
	}
	return fmt.Sprintf("#%02x%02x%02x", int(x[0]), int(x[1]), int(x[2]))
}

// Linear is the light of a colour in red, green and blue, each from 0 to 1.
func Linear(colour string) (light [3]float64) {
	c := rgbOf(colour)
	for i := range c {
		v := c[i] / 255
		if v <= 0.04045 {
			light[i] = v / 12.92
		} else {
			light[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return light
}

// Luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func Luminance(colour string) float64 {
	light := Linear(colour)
	return 0.2126*light[0] + 0.7152*light[1] + 0.0722*light[2]
}

// Contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func Contrast(a, b string) float64 {
	x, y := Luminance(a), Luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Legible is the first of some inks whose contrast with a ground is at least
// that, in the end black or white: at 4.5, one of those can be read on any.
func Legible(ground string, least float64, inks ...string) string {
	inks = append(inks, "#ffffff", "#000000")
	return inks[slices.IndexFunc(inks, func(ink string) bool { return Contrast(ink, ground) >= least })]
}

// Parse reads #rrggbb or #rgb, in letters of either case, and returns
// #rrggbb in small ones.
func Parse(text string) (colour string, ok bool) {
	digits, marked := strings.CutPrefix(strings.ToLower(text), "#")
	if !marked || len(digits) != 3 && len(digits) != 6 || strings.Trim(digits, "0123456789abcdef") != "" {
		return "", false
	}
	if len(digits) == 3 {
		r, g, b := digits[:1], digits[1:2], digits[2:]
		digits = r + r + g + g + b + b
	}
	return "#" + digits, true
}
