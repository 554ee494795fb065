package bilingual

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Entry is one line of a lock: when a translator last said that a section is
// translated, the source had the one digest and the translation the other.
type Entry struct {
	Page    string // its path below the language's folder, without .md
	Section string // the id of its heading in the source, "" before the first
	Source  string // language code
	SourceDigest,
	Target, // language code
	TargetDigest string
}

// Lock is what a site's translations.lock says, sorted.
type Lock []Entry

// header names the columns. It is the first line of every lock.
const header = "# page\tsection\tsource\tdigest\ttranslation\tdigest"

var digestForm = regexp.MustCompile(`^[0-9a-f]{12}$`)

// ParseLock reads a lock. An error names the line.
func ParseLock(text string) (Lock, error) {
	var lock Lock
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if line == "" || i == 0 && strings.HasPrefix(line, "# ") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 6 || !strings.HasPrefix(f[1], "#") || !digestForm.MatchString(f[3]) || !digestForm.MatchString(f[5]) {
			return nil, fmt.Errorf("line %d is not of the form: %s", i+1, strings.ReplaceAll(header[2:], "\t", " "))
		}
		lock = append(lock, Entry{f[0], f[1][1:], f[2], f[3], f[4], f[5]})
	}
	lock.sort()
	return lock, nil
}

// String writes the lock: sorted, one line an entry, columns parted by tabs,
// so that two branches of a repository merge line by line.
func (l Lock) String() string {
	var b strings.Builder
	fmt.Fprintln(&b, header)
	for _, e := range l {
		fmt.Fprintf(&b, "%s\t#%s\t%s\t%s\t%s\t%s\n", e.Page, e.Section, e.Source, e.SourceDigest, e.Target, e.TargetDigest)
	}
	return b.String()
}

func (l Lock) sort() {
	slices.SortStableFunc(l, func(x, y Entry) int {
		return cmp.Or(strings.Compare(x.Page, y.Page), strings.Compare(x.Section, y.Section), strings.Compare(x.Target, y.Target))
	})
}
