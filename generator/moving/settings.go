package moving

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// settings are the texts, numbers and truths of a configuration, by their keys in
// lower case, joined by dots: those that are plainly written, which is all that is
// asked of a project.
func settings(text, ending string) map[string]string {
	if ending == ".toml" {
		return tomlOf(text)
	}
	return flat(yamlOf(text))
}

// foreignTag is a tag of YAML that only another program knows.
var foreignTag = regexp.MustCompile(`!!?[\w/]+[:.\w/-]*`)

// yamlOf is YAML with its order kept. Tags that call a program are left out.
func yamlOf(text string) yaml.MapSlice {
	var m yaml.MapSlice
	if yaml.UnmarshalWithOptions([]byte(foreignTag.ReplaceAllString(text, "")), &m, yaml.UseOrderedMap()) != nil {
		return nil
	}
	return m
}

func flat(m yaml.MapSlice) map[string]string {
	all := map[string]string{}
	for _, item := range m {
		key := strings.ToLower(fmt.Sprint(item.Key))
		switch v := item.Value.(type) {
		case yaml.MapSlice:
			for k, value := range flat(v) {
				all[key+"."+k] = value
			}
		case []any, nil:
		default:
			all[key] = fmt.Sprint(v)
		}
	}
	return all
}

var (
	tomlTable = regexp.MustCompile(`^\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$`)
	tomlValue = regexp.MustCompile(`^([\w."-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s#\["'{]\S*))\s*(?:#.*)?$`)
)

// tomlOf reads the lines of TOML that hold one text, number or truth.
func tomlOf(text string) map[string]string {
	all := map[string]string{}
	table := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if m := tomlTable.FindStringSubmatch(line); m != nil {
			table = strings.ToLower(strings.ReplaceAll(m[1], `"`, "")) + "."
		} else if m := tomlValue.FindStringSubmatch(line); m != nil {
			all[table+strings.ToLower(strings.Trim(m[1], `"`))] = strings.ReplaceAll(m[2]+m[3]+m[4], `\"`, `"`)
		}
	}
	return all
}
