package export

import (
	"fmt"

	"woshou/diagrams"
)

// output is one file to be made.
type output struct {
	drawing
	name   string
	format string
	frame  int // of a picture by steps, from 1; 0 for the whole
	shows  diagrams.Drawing
}

// outputs are the files of a drawing, in the order of the formats asked for.
func (d drawing) outputs(formats []string) (list []output) {
	stem := d.Name + "." + d.lang + "."
	steps := d.Steps()
	for _, format := range formats {
		if !d.Has(format) {
			continue
		}
		list = append(list, output{d, stem + format, format, 0, d.Drawing})
		if format != "svg" && format != "png" {
			continue
		}
		// As many digits for each, so that folders list them in their order.
		digits := max(2, len(fmt.Sprint(len(steps))))
		for i, step := range steps {
			name := fmt.Sprintf("%s%0*d.%s", stem, digits, i+1, format)
			list = append(list, output{d, name, format, i + 1, step})
		}
	}
	return list
}
