package check

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/explore"
	"woshou/diagrams/golden"
	"woshou/diagrams/protocol"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
)

// TestSites runs testdata/*.txtar, each a site and, in the part want, what is
// found in it: place, severity, code, width, message and hint.
func TestSites(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		return c.With(golden.Want, list(check(t, c.Folder(t))))
	})
}

func check(t *testing.T, dir string) []diagnostic.Problem {
	report, err := Site(context.Background(), Options{Site: dir, Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	return report.Problems
}

func list(problems []diagnostic.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%s %s[%s] %d: %s", p.Place.String(), p.Severity, p.Code, p.Width, p.Message)
		if p.Hint != "" {
			fmt.Fprintf(&b, " (%s)", p.Hint)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// TestOurOwnArticlesAreClean holds the site of this repository to its own
// checks.
func TestOurOwnArticlesAreClean(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole site")
	}
	problems := slices.DeleteFunc(check(t, "../../content"), func(p diagnostic.Problem) bool {
		return p.Code == "translation-stale" // a debt between two commits, not a fault
	})
	if found := list(problems); found != "" {
		t.Error(found)
	}
}

// TestTheArticleThisBeganWith reads an article on TCP as people write them, and
// wants what a careful reader found in it, at the lines where it stands.
func TestTheArticleThisBeganWith(t *testing.T) {
	const dir = "../../../shared/seed"
	if _, err := os.Stat(filepath.Join(dir, "tcp.md")); err != nil {
		t.Skip("the article is not beside this repository: ", err)
	}
	found := map[string]bool{}
	for _, p := range check(t, dir) {
		found[fmt.Sprintf("%s %d", p.Code, p.Line)] = true
	}
	for _, want := range []string{
		"state-name 17",
		"state-name 18",
		"state-unreached 86",
		"claim-established-together 19",
		"claim-last-ack-definition 88",
		"claim-handshake-without-data 24",
		"claim-ack-verifies 22",
		"claim-syn-connects 22",
		"claim-fin-ends-connection 60",
		"claim-handshake-proves-ability 33",
		"claim-handshake-proves-ability 40",
	} {
		if !found[want] {
			t.Errorf("not found: %s, among %v", want, found)
		}
	}
}

// TestEveryCodeIsExplained finds the codes in the source of this module and
// holds that each language explains each, and no others.
func TestEveryCodeIsExplained(t *testing.T) {
	used := codesInSource(t, "../..")
	for _, lang := range words.Built().Codes() {
		explained := words.Of(lang).Codes()
		for code := range used {
			if explained[code] == "" {
				t.Errorf("%s does not say what %q stands for", lang, code)
			}
		}
		for code := range explained {
			if !used[code] {
				t.Errorf("%s explains %q, which nothing reports", lang, code)
			}
		}
	}
}

// codePlace is how a code is written in our source: as a constant, in a
// problem, or as the first argument of a function that reports one.
var codePlace = regexp.MustCompile(`(?:[Cc]ode\w* +:?= |Code: |\bwarn\(|\b(?:problemAt|errorAt|errorIn|differ)\([^"]*|\breport\([\w.]+, )"([a-z]{3,}(?:-[a-z]+)*)"`)

func codesInSource(t *testing.T, root string) map[string]bool {
	codes := map[string]bool{}
	for _, language := range []string{"scenario", "protocol"} {
		for _, mistake := range []string{lines.Syntax, lines.Unknown, lines.Duplicate, lines.Order, lines.Bounds} {
			codes[language+"-"+mistake] = true
		}
	}
	for _, kind := range []protocol.WrongKind{protocol.NoRule, protocol.OutOfRange, protocol.NoEnd, explore.TooMany, explore.Stuck} {
		codes["protocol-"+string(kind)] = true
	}
	for _, top := range []string{"diagrams", "generator"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, d os.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			src, err := os.ReadFile(name)
			for _, m := range codePlace.FindAllSubmatch(src, -1) {
				codes[string(m[1])] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return codes
}
