package press

import (
	"crypto/sha256"
	"path"
	"strings"
	"sync"

	"woshou/generator/diagnostic"
	"woshou/generator/media"
	"woshou/generator/search"
	"woshou/generator/site"
	"woshou/generator/source"
)

// Job makes one or more files of the output from the same sources.
type Job struct {
	// Outputs are the addresses of the files, the page itself first.
	Outputs []string
	// Recipe is a hash of all that Make depends on but the program and the
	// configuration: where it is equal, so is what Make makes.
	Recipe func() (site.Hash, error)
	// Stamp is a hash of all that Recipe and Links depend on, and of more, but
	// sooner known: where it is equal, so are they. It may be nil.
	Stamp func() (site.Hash, error)
	// Make returns the contents, in the order of Outputs. With problems that
	// are errors they are fit for a preview only.
	Make func() ([][]byte, []diagnostic.Problem, error)
	// Links follows the links of a page, which may lead to another that is
	// gone: nothing that Recipe shows. It is nil where no page of the site is
	// made.
	Links func() []diagnostic.Problem
	// Part is what a page gives to the search, nil where there is nothing.
	// Right after Make it costs little.
	Part func() (search.Prepared, error)
	// Group is common to jobs that parse the same pages, or run the same
	// scenarios: whoever does one of them does the others for less. "" is that
	// of a job by itself.
	Group string
	// Silent tells that Make finds no problems: others report what is wrong
	// with its sources.
	Silent bool
}

// Figures is how many drawings the job makes as files of their own.
func (j Job) Figures() (n int) {
	for _, address := range j.Outputs {
		if strings.HasPrefix(address, "figures/") && strings.HasSuffix(address, ".svg") {
			n++
		}
	}
	return n
}

// constant is the job of a file whose content is known.
func constant(address string, content []byte) Job {
	return lazy(address, func() []byte { return content })
}

// lazy is the job of a file that is soon made, but of all pages: not before
// somebody asks for it, and then once.
func lazy(address string, write func() []byte) Job {
	content := sync.OnceValue(write)
	return Job{
		Outputs: []string{address},
		Recipe:  func() (site.Hash, error) { return sha256.Sum256(content()), nil },
		Make:    func() ([][]byte, []diagnostic.Problem, error) { return [][]byte{content()}, nil, nil },
	}
}

// copied is the job of a file that is published as it is.
func copied(s *site.Site, file site.File) Job {
	name := file.Source.Path
	inert := media.IsXML(name) && !s.Trusts(name)
	return Job{
		Outputs: []string{file.Address},
		Recipe: func() (site.Hash, error) {
			hash, err := s.Hash(name)
			if inert {
				hash = site.HashOf(hash, "inert")
			}
			return hash, err
		},
		Make: func() ([][]byte, []diagnostic.Problem, error) {
			content, err := s.Read(name)
			var problems []diagnostic.Problem
			if inert && err == nil {
				problems = scripts(name, content)
			}
			return [][]byte{content}, problems, err
		},
	}
}

// scripts are what a file of XML would run, where content is not trusted.
func scripts(name string, content []byte) []diagnostic.Problem {
	line, column, what := media.Script(content)
	if what == "" {
		return nil
	}
	text := source.NewFile(name, content)
	return []diagnostic.Problem{{
		Place: text.Place(text.Start(line) + column - 1), Severity: diagnostic.Error, Code: "file-active",
		Message: diagnostic.Say("this may run something: %s", what),
		Hint:    "take it out, move the file to public/, which is the site's own, or write `html: trusted` in site.yaml",
	}}
}

// longestName is how many octets a file system takes for a name.
const longestName = 255

// longNames are the problems of files whose names no file system takes: those
// that are named after a source and after more. The site looked at its own.
func longNames(jobs []Job) (problems []diagnostic.Problem) {
	for _, job := range jobs {
		for _, address := range job.Outputs {
			if len(path.Base(address)) > longestName {
				problems = append(problems, diagnostic.Problem{
					Place: diagnostic.File(job.Group), Severity: diagnostic.Error, Code: "file-name",
					Message: diagnostic.Say("a name of more than %d octets", longestName), Hint: "use a shorter name",
				})
			}
		}
	}
	return problems
}
