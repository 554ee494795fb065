package themes

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Words are the words of the interface in one language, by key.
type Words map[string]string

// Get returns the word of a key. A key that is not there is an error: a page
// with a hole in its interface must not be written.
func (w Words) Get(key string) (string, error) {
	word, ok := w[key]
	if !ok {
		return "", fmt.Errorf("no word for %q", key)
	}
	return word, nil
}

// fallback is the language of the interface for a site's language that has no
// words of its own.
const fallback = "en"

// Words returns the interface in the language of a code: the words of
// "zh-Hant", else those of "zh", else the English ones. The map is shared and
// must not be modified.
func (t *Theme) Words(code string) Words {
	for c := code; c != ""; {
		if words, ok := t.words[c]; ok {
			return words
		}
		cut := strings.LastIndexByte(c, '-')
		c = c[:max(cut, 0)]
	}
	return t.words[fallback]
}

// Speaks reports whether the theme has words of its own for a language.
func (t *Theme) Speaks(code string) bool { return t.words[code] != nil }

// short is what the language switch calls a language.
func (t *Theme) short(code string) string {
	if words, ok := t.words[code]; ok {
		return words["short"]
	}
	return strings.ToUpper(code)
}

// Languages returns the codes that the theme has words for, sorted.
func (t *Theme) Languages() []string {
	codes := make([]string, 0, len(t.words))
	for code := range t.words {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// loadWords reads every <code>.yaml of a folder.
func loadWords(files fs.FS, folder string) (map[string]Words, error) {
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		return nil, err
	}
	all := map[string]Words{}
	for _, entry := range entries {
		text, err := fs.ReadFile(files, path.Join(folder, entry.Name()))
		if err != nil {
			return nil, err
		}
		var words Words
		if err := yaml.Unmarshal(text, &words); err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name(), err)
		}
		all[strings.TrimSuffix(entry.Name(), ".yaml")] = words
	}
	if all[fallback] == nil {
		return nil, fmt.Errorf("theme: no words for %q", fallback)
	}
	return all, nil
}
