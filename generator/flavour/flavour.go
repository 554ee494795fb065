// Package flavour knows how other programs spell what Woshou spells otherwise, so
// that a page written for one of them is read as it is.
//
// A Flavour is a row of data. What is only another spelling, its Respell turns into
// ours before anything is read:
//
//	!!! note "Mind"              ::: note Mind
//	    indented text            indented text
//	                             :::
//
// Respell keeps every line of the author's, in order, and tells which it added, so
// that a message names the line that its author wrote. Each flavour has a file of its
// own; what several need stands in lines.go.
package flavour

import (
	"path"
	"slices"
)

// Flavour is what a program reads otherwise.
type Flavour struct {
	Name string
	// GitHub says that ids of headings are made as GitHub does: marks go, blanks
	// become hyphens one by one. Else they are VitePress's.
	GitHub bool
	// Index are names, without ending, under which a folder's index may lie beside
	// index.md.
	Index []string
	// Folders says that each page has a folder of its own for its address, so that
	// links may end in a slash, and count from there.
	Folders bool
	// Small says that addresses are in small letters, whatever those of the files.
	Small bool
	// SharedAliases says that an old address that something else has by now leads
	// nowhere, and that this is no mistake.
	SharedAliases bool
	// Order is the key of front matter that says where a page stands among others,
	// "" for ours.
	Order string
	// Keys of front matter mean something to the program and nothing to us.
	Keys []string
	// Respell spells a page as we do; its text ends in a line end. Nil leaves it.
	Respell func(text []byte) Respelt
}

// Respelt is a page as we spell it. Added are the lines, from 1, that are none of the
// author's, in order.
type Respelt struct {
	Text  []byte
	Added []int
}

// flavours are all there are; the first is what a site has that names none.
var flavours = []Flavour{
	{Name: "vitepress"},
	vuepress,
	docusaurus,
	mkdocs,
	hugo,
	mdbook,
	docsify,
	{Name: "github", GitHub: true, Index: []string{"README"}},
}

// Names are the names of all flavours.
func Names() []string {
	var names []string
	for _, f := range flavours {
		names = append(names, f.Name)
	}
	return names
}

// Of is a flavour by its name; "" and names that nobody has are VitePress's.
func Of(name string) Flavour {
	i := slices.IndexFunc(flavours, func(f Flavour) bool { return f.Name == name })
	return flavours[max(i, 0)]
}

// Key is the key of a page by its path without ending: that path, but that of the
// folder's index where the page stands for it and there is no index.md beside.
func (f Flavour) Key(name string, hasIndex bool) string {
	if folder, file := path.Split(name); !hasIndex && slices.Contains(f.Index, file) {
		return folder + "index"
	}
	return name
}
