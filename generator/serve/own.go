package serve

import (
	"bytes"
	"embed"
	"net/http"

	"woshou/generator/media"
)

//go:embed client
var client embed.FS

// parts are the files that the script of an open page is put together from.
var parts = []string{"morph.js", "place.js", "overlay.js", "reload.js"}

// script is the script of an open page, of all its parts.
func script() ([]byte, error) {
	var all bytes.Buffer
	all.WriteString("(function () {\n'use strict';\n")
	for _, name := range parts {
		part, err := client.ReadFile("client/" + name)
		if err != nil {
			return nil, err
		}
		all.Write(part)
	}
	all.WriteString("})();\n")
	return all.Bytes(), nil
}

// serveOwn answers what belongs to the server itself, below /-/.
func (p *preview) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	var content []byte
	var err error
	switch name {
	case "events":
		p.streams.ServeHTTP(w, r)
		return
	case "now":
		p.serveNow(w, r)
		return
	case "reload.js":
		content, err = script()
	case "reload.css", "stream.js":
		content, err = client.ReadFile("client/" + name)
	default:
		http.NotFound(w, r)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	writeOwn(w, r, name, content)
}

// writeOwn writes a file of the server's own. Unlike those of a site, it may run.
func writeOwn(w http.ResponseWriter, r *http.Request, name string, content []byte) {
	w.Header().Set("Content-Type", media.TypeOf(name))
	send(w, r, http.StatusOK, content)
}
