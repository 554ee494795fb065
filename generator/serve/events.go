package serve

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/http"

	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

//go:embed reload.js reload.css
var own embed.FS

// client is one open page.
type client struct {
	address string
	seen    site.Hash // the recipe of what it shows
	events  chan event
}

// event is what an open page is told.
type event struct {
	// Changed asks it to fetch itself again.
	Changed bool `json:"changed"`
	// Problems are the errors to show over it; none takes them away.
	Problems []overlaid `json:"problems"`
}

// overlaid is an error as the overlay shows it.
type overlaid struct {
	Place   string `json:"place"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	// Excerpt is the line: before the place, at it, after it. It is empty
	// where there is none.
	Excerpt []string `json:"excerpt"`
}

// serveOwn answers what belongs to the server itself, below /-/.
func (p *preview) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	if name == "events" {
		p.serveEvents(w, r)
		return
	}
	content, err := own.ReadFile(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	write(w, r, name, http.StatusOK, content)
}

// serveEvents streams events to one page until its reader leaves it.
func (p *preview) serveEvents(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok || r.Method == http.MethodHead {
		http.Error(w, "no stream", http.StatusNotImplemented)
		return
	}
	c := &client{address: addressOf(r.URL.Query().Get("page")), events: make(chan event, 1)}
	p.join(c)
	defer p.leave(c)
	w.Header().Set("Content-Type", "text/event-stream")
	for {
		select {
		case <-r.Context().Done():
			return
		case e := <-c.events:
			text, err := json.Marshal(e)
			if err != nil {
				return
			}
			if _, err := fmt.Fprintf(w, "data: %s\n\n", text); err != nil {
				return
			}
			flusher.Flush()
		}
	}
}

// join adds a client. What it shows is what was made last for its address;
// if a source changed since then, it is told so at once.
func (p *preview) join(c *client) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if m, ok := p.made[c.address]; ok {
		c.seen = m.recipe
	}
	p.clients[c] = true
	p.tellClient(c, p.wrong())
}

func (p *preview) leave(c *client) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.clients, c)
}

// tellClients tells every open page how it stands.
func (p *preview) tellClients() {
	p.told = p.wrong()
	for c := range p.clients {
		p.tellClient(c, p.told)
	}
}

// tellClient makes a client's page, where it must be, and sends the event, with
// what is wrong with the site. A client that has not read the event before gets
// this one in its place.
func (p *preview) tellClient(c *client, problems []diagnostic.Problem) {
	var e event
	if _, ok := p.press.Job(c.address); ok {
		m, err := p.make(c.address)
		if err != nil {
			problems = append(problems, diagnostic.Unreadable(c.address, diagnostic.Message(err.Error())))
		}
		problems = diagnostic.Merge(problems, m.problems)
		// While there are errors the last good page stays.
		if m.recipe != c.seen && diagnostic.Count(m.problems).Errors == 0 {
			e.Changed, c.seen = c.seen != site.Hash{}, m.recipe
		}
	} else {
		e.Changed = c.seen != site.Hash{} // the page is gone
		c.seen = site.Hash{}
	}
	if page := p.site.Page(c.address); page != nil {
		problems = diagnostic.In(page.Lang.Words, problems)
	}
	e.Problems = p.show(problems)
	select {
	case unread := <-c.events:
		e.Changed = e.Changed || unread.Changed
	default:
	}
	c.events <- e
}

// show prepares errors for the overlay, each with its line.
func (p *preview) show(problems []diagnostic.Problem) []overlaid {
	all := []overlaid{}
	for _, problem := range problems {
		if problem.Severity != diagnostic.Error {
			continue
		}
		s := overlaid{Place: problem.Place.String(), Code: problem.Code, Message: problem.Message.String(), Hint: problem.Hint.String()}
		if src, err := p.site.Read(problem.File); err == nil {
			if excerpt, ok := diagnostic.Show(src, problem); ok {
				before, marked, after := excerpt.Split()
				s.Excerpt = []string{before, marked, after}
			}
		}
		all = append(all, s)
	}
	return all
}
