package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/alecthomas/chroma/v2/styles"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
	"golang.org/x/sync/errgroup"
)

// floorOf builds a site with nothing but the libraries that Woshou stands on.
func (b *bench) floorOf(site string) func() (usage, error) {
	return func() (usage, error) {
		self, err := os.Executable()
		if err != nil {
			return usage{}, err
		}
		out := filepath.Join(b.dir, "floor")
		defer os.RemoveAll(out)
		return process(self, "floor", site, out)
	}
}

// floor makes each Markdown file of a folder a file of HTML, with goldmark and
// chroma as they come, on all processors: no template, no link, no second
// language.
func floor(dir, out string) error {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(
		renderer.WithNodeRenderers(util.Prioritized(coloured{html.New(html.WithClasses(true))}, 100)),
	))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		to := filepath.Join(out, strings.TrimSuffix(name, ".md")+".html")
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		group.Go(func() error {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			var page bytes.Buffer
			if err := md.Convert(text, &page); err != nil {
				return err
			}
			return os.WriteFile(to, page.Bytes(), 0o644)
		})
		return nil
	})
	if err != nil {
		return err
	}
	return group.Wait()
}

// coloured prints code blocks through chroma.
type coloured struct{ *html.Formatter }

// RegisterFuncs tells goldmark of it.
func (c coloured) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindFencedCodeBlock, c.print)
}

func (c coloured) print(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	block := node.(*ast.FencedCodeBlock)
	lexer := lexers.Get(string(block.Language(source)))
	if lexer == nil {
		lexer = lexers.Fallback
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, string(block.Lines().Value(source)))
	if err != nil {
		return ast.WalkStop, err
	}
	return ast.WalkSkipChildren, c.Format(w, styles.Fallback, tokens)
}
