package mathml

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

// A file of testdata has formulas, one a line, each followed by its MathML and
// its problems, indented; a line that starts with # is a comment. To add a
// case, write its line and run the test with -update.
func TestConvert(t *testing.T) {
	const file = "testdata/formulas.txt"
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "  ") {
			continue
		}
		got.WriteString(line + "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		out, problems := Convert(line, false)
		fmt.Fprintf(&got, "  %s\n", out)
		for _, p := range problems {
			fmt.Fprintf(&got, "  %d-%d: %s\n", p.Start, p.Stop, p)
		}
	}
	golden.File(t, file, got.String())
}
