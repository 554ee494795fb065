package serve

import (
	"bytes"
	"fmt"
	"io"
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

// keptPages bounds how many finished pages are held: those looked at lately.
const keptPages = 128

// preview is the site as it stands. Files are made when they are asked for.
type preview struct {
	changed func(Change) // nil where nobody wants to know

	mu       sync.Mutex
	site     *site.Site
	press    *press.Press
	files    map[string]file
	problems []diagnostic.Problem // of the site as a whole
	made     map[string]made      // by address; no more than keptPages
	indexes  []*index
	clients  map[*client]bool
}

// index is the search index of one language.
type index struct {
	press.Index
	files map[string][]byte // by address, once one of them was asked for
}

// file is one file of a job.
type file struct {
	press.Job
	index int // among its outputs
}

// made is a page as it was made last.
type made struct {
	recipe   site.Hash
	current  []byte // what the job gave, perhaps with a broken figure
	good     []byte // the last one without errors; nil when there was none
	problems []diagnostic.Problem
}

func newPreview(opt Options) (*preview, error) {
	s, problems, err := site.Load(opt.Site, site.Options{Drafts: opt.Drafts, States: press.States()})
	if err != nil {
		return nil, err
	}
	pressed, err := press.New(s, press.Options{Preview: true})
	if err != nil {
		return nil, err
	}
	p := &preview{changed: opt.Changed, made: map[string]made{}, clients: map[*client]bool{}}
	p.use(s, pressed, problems)
	return p, nil
}

func (p *preview) close() { p.site.Close() }

// use makes a reading of the site the one that is served.
func (p *preview) use(s *site.Site, pressed *press.Press, problems []diagnostic.Problem) {
	jobs, clashes := pressed.Jobs()
	p.site, p.press, p.indexes = s, pressed, nil
	for _, of := range pressed.Indexes() {
		p.indexes = append(p.indexes, &index{Index: of})
	}
	p.problems = diagnostic.Merge(problems, clashes)
	p.files = make(map[string]file, len(jobs))
	for _, job := range jobs {
		for i, address := range job.Outputs {
			if _, taken := p.files[address]; !taken { // a clash is among the problems
				p.files[address] = file{job, i}
			}
		}
	}
}

// update reads the site again after files changed, makes the pages that are
// open, and tells their readers.
func (p *preview) update(names []string) {
	start := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	s, problems := p.site.Reload([]string{"."})
	if site.IsMisconfigured(problems) {
		p.problems = diagnostic.Merge(problems) // the last good configuration stays
	} else {
		p.use(s, p.press.For(s), problems)
	}
	p.tellClients()
	p.report(names, start)
}

// make makes a file, unless it was made by the same recipe before.
func (p *preview) make(address string) (made, error) {
	f := p.files[address]
	recipe, err := f.Recipe()
	if err != nil {
		return made{}, err
	}
	m, ok := p.made[address]
	if ok && m.recipe == recipe {
		return m, nil
	}
	contents, problems, err := f.Make()
	if err != nil {
		return made{}, err
	}
	m = made{recipe: recipe, current: contents[f.index], good: m.good, problems: problems}
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
	address := addressOf(r.URL.Path)
	p.mu.Lock()
	_, found := p.files[address]
	_, isFolder := p.files[path.Join(address, "index.html")]
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

// indexOf is the search index that the file at an address is part of, nil if it
// is part of none.
func (p *preview) indexOf(address string) *index {
	i := slices.IndexFunc(p.indexes, func(x *index) bool { return strings.HasPrefix(address, x.Folder) })
	if i < 0 {
		return nil
	}
	return p.indexes[i]
}

// serveIndex writes a file of a search index, which is made of all pages in its
// language when the first of its files is asked for.
func (p *preview) serveIndex(w http.ResponseWriter, r *http.Request, address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	x := p.indexOf(address)
	if x == nil { // the site has lost a language since
		http.NotFound(w, r)
		return
	}
	if x.files == nil {
		var one sync.Mutex
		read, err := x.Read(func(page string) ([]byte, error) {
			one.Lock()
			defer one.Unlock()
			m, err := p.make(page)
			return m.current, err
		})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		x.files = read.Files()
	}
	content, found := x.files[address]
	if !found {
		http.NotFound(w, r)
		return
	}
	write(w, r, address, http.StatusOK, content)
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
