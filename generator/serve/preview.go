package serve

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/media"
	"woshou/generator/press"
	"woshou/generator/site"
)

// missing is the page that is served where there is none.
const missing = "404.html"

// errMisconfigured says that a site has settings that it cannot be read with.
var errMisconfigured = errors.New("the site's settings are wrong")

// keptPages bounds how many finished pages are held: those looked at lately.
const keptPages = 128

// preview is the site as it stands. Files are made when they are asked for.
type preview struct {
	changed func(Change) // nil where nobody wants to know

	visited  chan struct{} // closed when somebody asks for a file
	visit    func()        // closes it
	outdated chan struct{} // holds something after an update
	streams  streams

	dir      string
	drafts   bool
	shortFor time.Duration

	mu       sync.Mutex
	site     *site.Site
	press    *press.Press
	settings site.Hash // of what holds for all files, and stands in no recipe
	// missed are the paths that changed since site was read.
	missed   []string
	problems []diagnostic.Problem // of the site as a whole
	clashes  []diagnostic.Problem // of the figures of all pages, when these were last known
	redrawn  bool                 // there may be other figures since
	surveyed bool                 // the texts of all pages are known, and the clashes
	next     int                  // the page to read next, while they are not
	// unreported are paths that changed meanwhile, and may concern pages that
	// are not known.
	unreported []string
	made       map[string]made // by address; no more than keptPages
	asked      int             // how many questions about files there were
	indexes    func() []*index
	searched   []*index             // those that were asked for last
	told       []diagnostic.Problem // of the site as a whole, when tabs had news last
	later      *time.Timer          // until what was just written is looked at again; nil for never
	doubtful   []string             // sources to look at then
}

// made is a page as it was made last.
type made struct {
	recipe   site.Hash
	current  []byte                 // what the job gave, perhaps with a broken figure
	good     []byte                 // the last one without errors; nil when there was none
	asked    int                    // the how manieth question it answered last; 0 for none
	files    map[string]string      // versions of those that it loads, as long as it was good
	sources  map[string]site.Source // when it was good
	problems []diagnostic.Problem
}

func newPreview(opt Options) (*preview, error) {
	p := &preview{
		dir: opt.Site, drafts: opt.Drafts, shortFor: shortFor,
		changed: opt.Changed, visited: make(chan struct{}), outdated: make(chan struct{}, 1),
		made: map[string]made{}, redrawn: true,
	}
	p.visit = sync.OnceFunc(func() { close(p.visited) })
	return p, p.open()
}

// open reads the site from its folder, as it is at its path now.
func (p *preview) open() error {
	s, problems, err := site.Load(p.dir, site.Options{Drafts: p.drafts, States: press.States(), Lazily: true})
	if err != nil {
		return err
	}
	if p.press == nil {
		pressed, err := press.New(s, press.Options{Preview: true})
		if err != nil {
			s.Close()
			return err
		}
		p.use(s, pressed, problems)
		return nil
	}
	if site.IsMisconfigured(problems) {
		s.Close()
		p.problems = diagnostic.Merge(problems)
		return errMisconfigured
	}
	p.site.Close()
	p.use(s, p.press.For(s), problems)
	return nil
}

func (p *preview) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.later != nil {
		p.later.Stop()
		p.later = nil
	}
	p.site.Close()
}

// use makes a reading of the site the one that is served.
func (p *preview) use(s *site.Site, pressed *press.Press, problems []diagnostic.Problem) {
	p.site, p.problems = s, diagnostic.Merge(problems, pressed.Flaws())
	if settings := site.HashOf(s.Config); settings != p.settings {
		p.settings, p.searched = settings, nil // the texts of pages do not tell of them, either
	}
	p.usePress(pressed)
}

func (p *preview) usePress(pressed *press.Press) {
	p.press = pressed
	p.indexes = sync.OnceValue(func() []*index {
		p.searched = again(p.searched, pressed.Indexes())
		return p.searched
	})
}

// update takes in what changed, and has the tabs that are open ask how their pages
// stand. The site is read as a whole only if more follows from a change than what
// is on the pages that are written in the files.
func (p *preview) update(names []string) {
	start := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.takeIn(append(p.missed, names...))
	if p.next = 0; !p.surveyed || p.surveySome(mostAtOnce) {
		p.unreported = append(p.unreported, names...)
	} else {
		p.report(names, start)
	}
	p.surveyed = false
	p.tell()
	select {
	case p.outdated <- struct{}{}:
	default:
	}
}

// tell has all tabs ask how their pages stand.
func (p *preview) tell() {
	p.told = p.wrong()
	p.streams.tell()
}

func (p *preview) takeIn(names []string) {
	wrong := p.missed != nil // the settings were; where they are as before, that is still told
	p.missed = nil
	if slices.Contains(names, ".") && !p.site.IsAt(p.dir) { // another folder has taken its place
		if p.redrawn = true; p.open() != nil {
			p.missed = names // the last good site stays
		}
		return
	}
	if done, redrawn := p.site.Revise(names); done && !wrong {
		p.redrawn = p.redrawn || redrawn
		p.usePress(p.press.Revised())
		return
	}
	p.redrawn = true
	s, problems := p.site.Reload(names)
	if site.IsMisconfigured(problems) {
		p.problems, p.missed = diagnostic.Merge(problems), names // the last good configuration stays
		return
	}
	p.use(s, p.press.For(s), problems)
}

// make makes a file, unless it was made by the same recipe before. What is read
// while its sources are written is not kept, and is looked at again.
func (p *preview) make(address string) (made, error) {
	job, _ := p.press.Job(address)
	recipe, err := job.Recipe()
	if err != nil {
		return made{}, err
	}
	recipe = site.HashOf(p.settings, recipe)
	m, ok := p.made[address]
	if ok && m.recipe == recipe {
		return m, nil
	}
	contents, problems, err := job.Make()
	sources := p.knownSources(job)
	unsettled := p.unsettled(job)
	isSettled := len(unsettled) == 0 && !p.isShortened(m.sources, sources)
	if !isSettled {
		p.lookAgain(unsettled)
	}
	switch {
	case !isSettled && ok && m.good != nil && path.Ext(address) == ".html":
		m.recipe = site.Hash{}
		return m, nil
	case err != nil:
		return made{}, err
	case !isSettled:
		recipe = site.Hash{}
	}
	m = made{recipe: recipe, current: contents[slices.Index(job.Outputs, address)], good: m.good, files: m.files, sources: m.sources, asked: m.asked, problems: problems}
	if diagnostic.Count(problems).Errors == 0 {
		m.good, m.sources = m.current, sources
	}
	p.keep(address, m)
	return m, nil
}

// keep holds a page, in the place of the one that was last asked for longest ago:
// what a tab shows is never let go of for what is made for a report.
func (p *preview) keep(address string, m made) {
	if _, known := p.made[address]; !known && len(p.made) >= keptPages {
		addresses := slices.Collect(maps.Keys(p.made))
		delete(p.made, slices.MinFunc(addresses, func(a, b string) int { return cmp.Compare(p.made[a].asked, p.made[b].asked) }))
	}
	p.made[address] = m
}

// ServeHTTP answers a request that passed the guard.
func (p *preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if name, ok := strings.CutPrefix(r.URL.Path, "/-/"); ok {
		p.serveOwn(w, r, name)
		return
	}
	defer p.visit()
	address := addressOf(r.URL.Path)
	p.mu.Lock()
	_, found := p.press.Job(address)
	_, isFolder := p.press.Job(path.Join(address, "index.html"))
	isIndex := p.indexOf(address) != nil
	p.mu.Unlock()
	switch {
	case isIndex:
		p.serveIndex(w, r, address)
	case isFolder && !found:
		http.Redirect(w, r, path.Base(address)+"/", http.StatusFound)
	default:
		p.serveFile(w, r, address)
	}
}

// addressOf is the address of the site that a path of a request asks for.
func addressOf(requested string) string {
	address := strings.TrimPrefix(requested, "/")
	if address == "" || strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	return address
}

// serveFile writes a file: the last good state of a page, if there is one. One whose
// sources are just being written is waited for, since nobody would ask again.
func (p *preview) serveFile(w http.ResponseWriter, r *http.Request, address string) {
	var at standing
	var err error
	for deadline := time.Now().Add(writtenWithin); ; time.Sleep(writtenWithin / 30) {
		p.mu.Lock()
		at, err = p.stand(address)
		p.mu.Unlock()
		if err == nil && at.isSettled || time.Now().After(deadline) || r.Context().Err() != nil {
			break
		}
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if at.status == http.StatusNotFound {
		address = missing
	}
	// So a page knows which version it is, before it asks for another.
	w.Header().Set("Server-Timing", "version;desc="+at.version)
	write(w, r, address, at.status, at.content)
}

// write writes a file of the site.
func write(w http.ResponseWriter, r *http.Request, address string, status int, content []byte) {
	w.Header().Set("Content-Type", media.TypeOf(address))
	if path.Ext(address) != ".html" {
		// An image that is opened by itself must not run what is in it.
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	}
	send(w, r, status, content)
}

// send sends a content whose type has been told.
func send(w http.ResponseWriter, r *http.Request, status int, content []byte) {
	w.Header().Set("Content-Length", fmt.Sprint(len(content)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(takenWithin))
		_, _ = io.Copy(w, bytes.NewReader(content)) // a reader who is gone needs no answer
	}
}
