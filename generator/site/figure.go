package site

import "fmt"

// FigureFile is the address of a figure as a file of its own; name is the path
// of its scenario from the site's folder, without its ending. A figure that
// prints its numbers otherwise than its scenario says is another figure.
func FigureFile(name, numbers string, lang *Language) string {
	if numbers != "" {
		name += "-" + numbers
	}
	return fmt.Sprintf("figures/%s.%s.svg", name, lang.Code)
}
