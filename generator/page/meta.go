package page

import "woshou/diagrams/place"

// Meta is a page's front matter.
type Meta struct {
	Title, Description, Layout, Date string
	Order                            int
	Draft                            bool
	Protocol                         string
	Source                           string // the language that a translation is made from
	Hero                             *Hero
	Features                         []Feature
	Without                          Without
	Outline                          [2]int // the first and the last level in it; zeros for 2 and 3
	Prev, Next                       Neighbour
	Aliases                          []Alias `json:",omitempty"`
}

// Alias is an old address of a page: a file below the site's root.
type Alias struct {
	Address string
	place.Place
}

// Hero is the front matter `hero` of a page with `layout: home`.
type Hero struct {
	Name, Text, Tagline string
	Image               *Picture
	Actions             []Action
}

// Action is a button of the hero.
type Action struct{ Text, Link, Theme string }

// Feature is one of `features`. Its icon is a text, or a picture.
type Feature struct {
	Icon                           string
	Picture                        *Picture
	Title, Details, Link, LinkText string
}

// Picture is an image of the front matter, in a light and a dark form; one
// without a dark form is the same on both.
type Picture struct {
	Light, Dark, Alt string
	Width, Height    string // as written, digits only; "" for the image's own
}

// Without says what of the page around the text a page's front matter turns
// off, with the keys that VitePress has for it.
type Without struct {
	Sidebar, Outline, Edit, Updated bool
	Prev, Next                      bool // the links to them
	Search                          bool // it is not found
}

// Neighbour is what a page's front matter says of the link to the page before
// or after it. What is empty is as in the navigation.
type Neighbour struct{ Text, Link string }
