package themes

// Covered is how far the site is translated into one language.
type Covered struct {
	Lang, Name string // of the language, in that language
	Tally
	Pages []CoveredPage
}

// CoveredPage is one page in that language. Title is in the language Lang,
// which is another one where the page is not translated.
type CoveredPage struct {
	Title, Href, Lang string
	Tally
	Sections []CoveredSection // those to work on
}

// CoveredSection is a section that is stale, missing or an orphan.
type CoveredSection struct{ State, Title, Href, Lang string }

// Tally counts sections: how many there are to translate, and how many are
// translated, up to date or not. Percent is rounded down.
type Tally struct {
	Percent, Translated, Sections int
	Shares                        []Share
}

// Share is a part of a bar, all in one state: "fresh", "stale" … At and Width
// are in hundredths of the bar.
type Share struct {
	State     string
	Count     int
	At, Width string
}
