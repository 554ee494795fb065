package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"

	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

// standing is a page as it stands: what is served at its address now.
type standing struct {
	status   int
	content  []byte // the last good page, if there is one
	version  string // of the content, and of the files that it loads
	files    map[string]string
	problems []diagnostic.Problem // found when it was made
	// isSettled says that no source was being written when it was made.
	isSettled bool
}

// answer is what a tab is told that asks how its page stands.
type answer struct {
	// Version is that of the page now: of its HTML, and of the Files that it loads
	// and that keep their addresses, which have versions of their own.
	Version string            `json:"version"`
	Files   map[string]string `json:"files"`
	// Gone says that there is no such page: what is told is the one for that.
	Gone bool `json:"gone,omitempty"`
	// Page is its HTML, nil if the tab holds that version.
	Page *string `json:"page,omitempty"`
	// Problems are the errors to show over it.
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

// stand makes a page, or what is served where there is none, and tells how it
// stands. While there are errors that is the last good one.
func (p *preview) stand(address string) (standing, error) {
	at := standing{status: http.StatusOK}
	if _, found := p.press.Job(address); !found {
		address, at.status = missing, http.StatusNotFound
	}
	m, err := p.make(address)
	if err != nil {
		return standing{}, err
	}
	at.isSettled = m.recipe != site.Hash{}
	p.asked++
	m.asked = p.asked
	at.problems, at.content = m.problems, m.good
	if m.good == nil || diagnostic.Count(m.problems).Errors == 0 {
		at.content = m.current
		if m.files, err = p.filesOf(address); err != nil {
			return standing{}, err
		}
	}
	p.keep(address, m)
	at.files = m.files
	at.version = short(site.HashOf(site.Hash(sha256.Sum256(at.content)), at.files))
	return at, nil
}

// filesOf are the versions of the files that a page loads.
func (p *preview) filesOf(address string) (map[string]string, error) {
	attached, err := p.press.Attached(address)
	files := map[string]string{}
	for name, hash := range attached {
		files[name] = short(site.HashOf(p.settings, hash))
	}
	return files, err
}

// short is a hash as a tab has it: enough of it to tell two versions apart.
func short(h site.Hash) string { return hex.EncodeToString(h[:8]) }

// serveNow answers a tab that asks how its page stands, and says which version of
// it it holds. Whatever that is, it gets the newest.
func (p *preview) serveNow(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	text, err := json.Marshal(p.now(addressOf(query.Get("page")), query.Get("held")))
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	write(w, r, "now.json", http.StatusOK, text)
}

// now is the answer to a tab that holds some version of the page at an address.
func (p *preview) now(address, held string) answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	problems := p.wrong()
	at, err := p.stand(address)
	if err != nil { // a source is gone at this moment: the tab keeps what it has
		at.version = held
		problems = append(problems, diagnostic.Unreadable(address, diagnostic.Message(err.Error())))
	}
	problems = diagnostic.Merge(problems, at.problems)
	if page := p.site.Page(address); page != nil {
		problems = diagnostic.In(page.Lang.Words, problems)
	}
	a := answer{Version: at.version, Files: at.files, Gone: at.status == http.StatusNotFound, Problems: p.show(problems)}
	if at.version != held {
		content := string(at.content)
		a.Page = &content
	}
	return a
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
