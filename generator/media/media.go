// Package media knows the media types of what a site may hold.
package media

import (
	"path"
	"strings"
)

// types are the media types of what a site may hold. They are listed here
// because the system's own table differs from machine to machine.
var types = map[string]string{
	".avif":        "image/avif",
	".css":         "text/css; charset=utf-8",
	".gif":         "image/gif",
	".html":        "text/html; charset=utf-8",
	".ico":         "image/x-icon",
	".jpeg":        "image/jpeg",
	".jpg":         "image/jpeg",
	".js":          "text/javascript; charset=utf-8",
	".json":        "application/json",
	".md":          "text/markdown; charset=utf-8",
	".mp4":         "video/mp4",
	".pdf":         "application/pdf",
	".png":         "image/png",
	".svg":         "image/svg+xml",
	".txt":         "text/plain; charset=utf-8",
	".webm":        "video/webm",
	".webmanifest": "application/manifest+json",
	".webp":        "image/webp",
	".woff2":       "font/woff2",
	".xml":         "application/xml",
	".zip":         "application/zip",
}

// TypeOf is the media type of a file, by the ending of its address.
func TypeOf(address string) string {
	if t, ok := types[strings.ToLower(path.Ext(address))]; ok {
		return t
	}
	return "application/octet-stream"
}
