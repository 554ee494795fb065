package serve

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/media"
	"woshou/generator/press"
	"woshou/generator/site"
)

// keptPages bounds how many finished pages are held: those looked at lately.
const keptPages = 128

// preview is the site as it stands. Files are made when they are asked for.
type preview struct {
	changed func(Change) // nil where nobody wants to know

	visited  chan struct{} // closed when somebody asks for a file
	visit    func()        // closes it
	outdated chan struct{} // holds something after an update

	mu    sync.Mutex
	site  *site.Site
	press *press.Press
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
	indexes    func() []*index
	searched   []*index // those that were asked for last
	clients    map[*client]bool
	told       []diagnostic.Problem // to all of them: of the site as a whole
}

// made is a page as it was made last.
type made struct {
	recipe   site.Hash
	current  []byte // what the job gave, perhaps with a broken figure
	good     []byte // the last one without errors; nil when there was none
	problems []diagnostic.Problem
}

func newPreview(opt Options) (*preview, error) {
	s, problems, err := site.Load(opt.Site, site.Options{Drafts: opt.Drafts, States: press.States(), Lazily: true})
	if err != nil {
		return nil, err
	}
	pressed, err := press.New(s, press.Options{Preview: true})
	if err != nil {
		return nil, err
	}
	p := &preview{
		changed: opt.Changed, visited: make(chan struct{}), outdated: make(chan struct{}, 1),
		made: map[string]made{}, clients: map[*client]bool{}, redrawn: true,
	}
	p.visit = sync.OnceFunc(func() { close(p.visited) })
	p.use(s, pressed, problems)
	return p, nil
}

func (p *preview) close() { p.site.Close() }

// use makes a reading of the site the one that is served. Neither recipes nor the
// texts of pages tell of its settings: where these changed, every file is made again.
func (p *preview) use(s *site.Site, pressed *press.Press, problems []diagnostic.Problem) {
	if p.site != nil && !reflect.DeepEqual(p.site.Config, s.Config) {
		for address, m := range p.made {
			m.recipe = site.Hash{}
			p.made[address] = m
		}
		p.searched = nil
	}
	p.site, p.problems = s, diagnostic.Merge(problems, pressed.Flaws())
	p.usePress(pressed)
}

func (p *preview) usePress(pressed *press.Press) {
	p.press = pressed
	p.indexes = sync.OnceValue(func() []*index {
		p.searched = again(p.searched, pressed.Indexes())
		return p.searched
	})
}

// update takes in what changed, makes the pages that are open, and tells their
// readers. The site is read as a whole only if more follows from a change than
// what is on the pages that are written in the files.
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
	p.tellClients()
	select {
	case p.outdated <- struct{}{}:
	default:
	}
}

func (p *preview) takeIn(names []string) {
	wrong := p.missed != nil // the settings were; where they are as before, that is still told
	p.missed = nil
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

// make makes a file, unless it was made by the same recipe before.
func (p *preview) make(address string) (made, error) {
	job, _ := p.press.Job(address)
	recipe, err := job.Recipe()
	if err != nil {
		return made{}, err
	}
	m, ok := p.made[address]
	if ok && m.recipe == recipe {
		return m, nil
	}
	contents, problems, err := job.Make()
	if err != nil {
		return made{}, err
	}
	m = made{recipe: recipe, current: contents[slices.Index(job.Outputs, address)], good: m.good, problems: problems}
	if diagnostic.Count(problems).Errors == 0 {
		m.good = m.current
	}
	if len(p.made) >= keptPages {
		clear(p.made)
	}
	p.made[address] = m
	return m, nil
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
	case found:
		p.serveFile(w, r, address, http.StatusOK)
	case isFolder:
		http.Redirect(w, r, path.Base(address)+"/", http.StatusFound)
	default:
		p.serveFile(w, r, "404.html", http.StatusNotFound)
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

// serveFile writes a file: the last good state of a page, if there is one.
func (p *preview) serveFile(w http.ResponseWriter, r *http.Request, address string, status int) {
	p.mu.Lock()
	m, err := p.make(address)
	p.mu.Unlock()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	content := m.good
	if content == nil {
		content = m.current
	}
	write(w, r, address, status, content)
}

func write(w http.ResponseWriter, r *http.Request, address string, status int, content []byte) {
	w.Header().Set("Content-Type", media.TypeOf(address))
	if path.Ext(address) != ".html" {
		// An image that is opened by itself must not run what is in it.
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(content)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = io.Copy(w, bytes.NewReader(content)) // a reader who is gone needs no answer
	}
}
