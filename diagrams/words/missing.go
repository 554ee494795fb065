package words

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Missing are the words that readers see and that are said in English because
// neither the language nor the next ones have them, sorted: "skip",
// "sequence.repeat". Of a section of which nothing is there, only the name.
func (l *Language) Missing() (keys []string) {
	if l.Code == English {
		return nil
	}
	chain := l.chain()
	own, english := chain[:len(chain)-1], chain[len(chain)-1]
	for _, name := range read {
		var lacking []string
		all := english.file.section(name)
		for key := range all {
			if !slices.ContainsFunc(own, func(l *Language) bool { return l.has(name, key) }) {
				lacking = append(lacking, key)
			}
		}
		switch {
		case name != pages && len(lacking) == len(all):
			keys = append(keys, name)
		default:
			for _, key := range lacking {
				keys = append(keys, qualified(name, key))
			}
		}
	}
	slices.Sort(keys)
	return keys
}

// has reports whether the language itself has a text. A count may have fewer
// forms than in English.
func (l *Language) has(section, key string) bool {
	texts := l.file.section(section)
	if _, ok := texts[key]; ok {
		return true
	}
	noun, _, _ := strings.Cut(key, ".")
	_, one := texts[noun]
	_, other := texts[noun+".other"]
	return section == counts && (one || other)
}

// Known are the keys of all words that readers see, sorted: what a file may
// have, next to those that Open allows.
func Known() (keys []string) {
	for _, name := range read {
		for key := range Of(English).file.section(name) {
			keys = append(keys, qualified(name, key))
		}
	}
	slices.Sort(keys)
	return keys
}

// qualified is the key of a text of a section.
func qualified(section, key string) string {
	if section == pages {
		return key
	}
	return section + "." + key
}

// open are the sections that a file may add keys to, as machines and programs
// bring their own.
var open = []string{
	hosts, errors, counts, states, findings, messages, commands, usage, help,
	sequence + ".timers", sequence + ".profiles", chart + ".events",
}

// Open reports whether a file may have a key that English has not.
func Open(key string) bool {
	return slices.ContainsFunc(open, func(section string) bool { return strings.HasPrefix(key, section+".") })
}

// Fits reports whether a text takes the parts that the English one of its key
// takes. What English has not, fits.
func Fits(key, text string) bool {
	english := Of(English).Text(key)
	return english == "" || slices.Equal(partsOf(english), partsOf(text))
}

// part is a part of a text that is filled in.
var part = regexp.MustCompile(`%(?:\[(\d)\])?([a-zA-Z%])`)

// partsOf are the parts that a text takes, in the order in which they are given.
func partsOf(text string) (parts []string) {
	next := 1
	for _, m := range part.FindAllStringSubmatch(text, -1) {
		if m[1] != "" {
			next = int(m[1][0] - '0')
		}
		parts = append(parts, strconv.Itoa(next)+m[2])
		next++
	}
	slices.Sort(parts)
	return slices.Compact(parts)
}
