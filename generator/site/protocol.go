package site

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"woshou/diagrams/scenario"
)

// ProtocolsFor finds the protocols that the scenarios of a file name: beside the
// file, then in scenarios/.
func (s *Site) ProtocolsFor(file string) func(name string) (at, text string, found bool) {
	return func(name string) (at, text string, found bool) {
		if at, found = s.Protocol(file, name); !found {
			return "", "", false
		}
		content, err := s.Read(at)
		return at, string(content), err == nil
	}
}

// Protocol is the path, from the site's folder, of the protocol of a name that a
// file's scenarios use, and whether there is one.
func (s *Site) Protocol(file, name string) (string, bool) {
	for _, dir := range []string{path.Dir(file), scenarioFolder} {
		if at := path.Join(dir, name); path.Base(name) == name {
			if _, found := s.Source(at); found {
				return at, true
			}
		}
	}
	return "", false
}

// ProtocolOf is where the protocol is that a scenario in a file of the site uses,
// "" for one that uses none.
func (s *Site) ProtocolOf(file string) string {
	hash, err := s.Hash(file)
	if err != nil {
		return ""
	}
	name := s.uses.Get(hash, func() string {
		text, _ := s.Read(file)
		return scenario.Uses(string(text))
	})
	if name == "" {
		return ""
	}
	at, _ := s.Protocol(file, name)
	return at
}

// ScenarioHash is the hash of what a scenario in a file of the site is run from.
func (s *Site) ScenarioHash(file string) (Hash, error) {
	hash, err := s.Hash(file)
	if at := s.ProtocolOf(file); err == nil && at != "" {
		protocol, err := s.Hash(at)
		return HashOf(hash, at, protocol), err
	}
	return hash, err
}

// Protocols are where the protocols are that the figures of a page use whose
// scenarios stand in it.
func (p *Page) Protocols() (files []string) {
	for _, f := range p.Figures() {
		if at, found := p.site.Protocol(p.Source.Path, f.Uses); f.Uses != "" && found {
			files = append(files, at)
		}
	}
	return files
}

// ProtocolsNear finds the protocols that a scenario names which is no part of a
// loaded site: beside it, then in the folder of scenarios of the site that it
// lies in, if it does.
func ProtocolsNear(file string) func(name string) (at, text string, found bool) {
	return func(name string) (at, text string, found bool) {
		dirs := []string{filepath.Dir(file)}
		if above, err := Above(file); err == nil {
			dirs = append(dirs, filepath.Join(above, scenarioFolder))
		}
		for _, dir := range dirs {
			at := filepath.Join(dir, name)
			if content, err := os.ReadFile(at); filepath.Base(name) == name && err == nil {
				return filepath.ToSlash(at), string(content), true
			}
		}
		return "", "", false
	}
}

// Above is the folder of the site that a file lies in: the nearest one above it
// with a configuration. It is named as short as it can be from here.
func Above(file string) (dir string, err error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	for d := filepath.Dir(abs); ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, ConfigFile)); err == nil {
			return near(d), nil
		} else if !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			return "", fs.ErrNotExist
		}
	}
}

// near is a folder as short as it can be named from here.
func near(dir string) string {
	if here, err := filepath.Abs("."); err == nil {
		if rel, err := filepath.Rel(here, dir); err == nil && len(rel) < len(dir) {
			return rel
		}
	}
	return dir
}
