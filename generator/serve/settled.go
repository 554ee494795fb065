package serve

import (
	"slices"
	"time"

	"woshou/generator/press"
	"woshou/generator/site"
)

// halfWritten is how long a file that has become empty is not taken for what its
// author wrote. The watcher tells of it a little later.
const halfWritten = 400 * time.Millisecond

// writtenWithin is how long a file is waited for whose sources are being written.
const writtenWithin = 600 * time.Millisecond

// shortFor is how long a file that has become shorter is not taken for what its
// author wrote, where readers have a good page: it may have been cut, and written in
// part. As long the end of a page that was taken out stays.
const shortFor = 150 * time.Millisecond

// knownSources are the sources of a job as they are known, by name.
func (p *preview) knownSources(job press.Job) map[string]site.Source {
	known := map[string]site.Source{}
	for _, name := range p.sourcesOf(job) {
		if source, ok := p.site.Source(name); ok {
			known[name] = source
		}
	}
	return known
}

// isShortened reports whether a source of a job has just become shorter than it was
// when a page was made of it that was good.
func (p *preview) isShortened(was, now map[string]site.Source) bool {
	for name, source := range now {
		age := time.Since(time.Unix(0, source.Mtime))
		if source.Size < was[name].Size && age >= 0 && age < p.shortFor {
			return true
		}
	}
	return false
}

// unsettled are the sources of a job that are not on disk as they are known, or have
// just been emptied.
func (p *preview) unsettled(job press.Job) []string {
	return slices.DeleteFunc(p.sourcesOf(job), func(name string) bool { return p.site.IsSettled(name, halfWritten) })
}

// lookAgain looks at sources once more in a while, and has all tabs ask how their
// pages stand then. There is word of most of what is just written before that; not of
// what was written while a folder was not watched yet, nor of a new time alone.
func (p *preview) lookAgain(names []string) {
	p.doubtful = append(p.doubtful, names...)
	if p.later == nil {
		p.later = time.AfterFunc(p.shortFor, p.looksAgain)
	}
}

func (p *preview) looksAgain() {
	p.mu.Lock()
	if p.later == nil { // closed meanwhile
		p.mu.Unlock()
		return
	}
	names := slices.DeleteFunc(p.doubtful, func(name string) bool { return p.site.IsSettled(name, 0) })
	p.later, p.doubtful = nil, nil
	if len(names) == 0 {
		p.streams.tell()
	}
	p.mu.Unlock()
	if len(names) > 0 {
		p.update(names)
	}
}

// sourcesOf are the sources that the file of a job is made from, but for those of
// the site as a whole.
func (p *preview) sourcesOf(job press.Job) (names []string) {
	if file, isCopied := p.site.File(job.Outputs[0]); isCopied {
		return []string{file.Source.Path}
	}
	if _, isSource := p.site.Source(job.Group); isSource {
		return p.sourcesOfScenario(job.Group)
	}
	for _, lang := range p.site.Config.Languages {
		if page := p.site.In(job.Group, lang.Code); page != nil {
			names = append(names, p.sourcesOfPage(page)...)
		}
	}
	return names
}

// sourcesOfScenario are a scenario, and the protocol that it uses.
func (p *preview) sourcesOfScenario(name string) []string {
	if protocol := p.site.ProtocolOf(name); protocol != "" {
		return []string{name, protocol}
	}
	return []string{name}
}

func (p *preview) sourcesOfPage(page *site.Page) []string {
	names := []string{page.Source.Path}
	for _, f := range page.Figures() {
		for _, scenario := range f.Scenarios() {
			name, _ := p.site.Scenario(page, scenario)
			names = append(names, p.sourcesOfScenario(name)...)
		}
	}
	names = append(names, page.Protocols()...)
	for _, include := range page.Facts().Includes {
		names = append(names, include.Path)
	}
	return names
}
