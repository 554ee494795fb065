package diagnostic

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams/words"
)

// sayers are the functions that take what is said to an author, by name, with
// how many of their last arguments it is.
var sayers = map[string]int{
	"warn": 2, "report": 2, "at": 2, "wrong": 2, "warnTag": 2, "frontWarn": 1, "differ": 1, "errorIn": 1, "fail": 2, "expected": 2,
	"problemAt": 2, "ErrorAt": 2, "unreadable": 1, "Unreadable": 1, "skip": 1, "dropTag": 2,
	"hint": 2, "failAt": 2, "badString": 2, "opaque": 2, "oneOf": 2, "number": 3, "reportPart": 2, "mistake": 1, "Message": 1,
}

// speakers are the functions whose result is said to an author, or is part of
// it.
var speakers = []string{"contradiction", "seen", "hint", "didYouMean", "DidYouMean", "kind", "notHost", "hintFor", "mistake", "explain", "whenIn", "noScenario"}

// spoken collects every format of a message or a hint in our source: strings
// that a sayer is called with or a Problem or Error is made of, also by way of
// a variable of the same function. Parts that are no literals are %s.
func spoken(t *testing.T, root string) []string {
	all := map[string]bool{}
	for _, top := range []string{"diagrams", "generator"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(name string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				return err
			}
			errors := strings.HasSuffix(filepath.Dir(name), "claims") // which are said as they are
			for _, decl := range file.Decls {
				switch d := decl.(type) {
				case *ast.FuncDecl:
					if d.Body != nil {
						(&speech{all, d.Body, slices.Contains(speakers, d.Name.Name), errors}).collect()
					}
				case *ast.GenDecl:
					tableOf(d, all)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var formats []string
	for format := range all {
		if strings.ContainsFunc(strings.ReplaceAll(format, "%s", ""), func(r rune) bool { return r >= 'a' && r <= 'z' }) {
			formats = append(formats, format)
		}
	}
	slices.Sort(formats)
	return formats
}

// speech is one function.
type speech struct {
	all    map[string]bool
	body   *ast.BlockStmt
	speaks bool // what it returns is said
	errors bool // the errors it makes are said
}

// tables are variables whose values are said.
var tables = []string{"reasons", "bidi", "invisible"}

// tableOf notes the values of a table.
func tableOf(d *ast.GenDecl, all map[string]bool) {
	for _, spec := range d.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok || len(v.Values) == 0 || !slices.Contains(tables, v.Names[0].Name) {
			continue
		}
		for _, element := range v.Values[0].(*ast.CompositeLit).Elts {
			all[formatOf(element.(*ast.KeyValueExpr).Value)] = true
		}
	}
}

func (s *speech) collect() {
	ast.Inspect(s.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "Message" || key.Name == "Hint") {
				s.say(n.Value, 0)
			}
		case *ast.AssignStmt:
			if field, ok := n.Lhs[0].(*ast.SelectorExpr); ok && (field.Sel.Name == "Message" || field.Sel.Name == "Hint" || field.Sel.Name == "Problem") {
				s.say(n.Rhs[0], 0)
			}
		case *ast.ReturnStmt:
			if s.speaks && len(n.Results) > 0 {
				s.say(n.Results[0], 0)
			}
		case *ast.CallExpr:
			name := ""
			switch f := n.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			if s.errors && (name == "New" || name == "Errorf") {
				s.say(n.Args[0], 0)
			}
			if name == "Say" {
				s.say(n.Args[0], 0)
			}
			for _, arg := range n.Args[max(0, len(n.Args)-sayers[name]):] {
				s.say(arg, 0)
			}
		}
		return true
	})
}

// say notes the formats that an expression may have.
func (s *speech) say(e ast.Expr, depth int) {
	if name, ok := e.(*ast.Ident); ok && depth < 3 {
		ast.Inspect(s.body, func(n ast.Node) bool {
			if assign, ok := n.(*ast.AssignStmt); ok {
				for i, left := range assign.Lhs {
					if to, ok := left.(*ast.Ident); ok && to.Name == name.Name && len(assign.Rhs) == len(assign.Lhs) {
						s.say(assign.Rhs[i], depth+1)
					}
				}
			}
			return true
		})
		return
	}
	if format := formatOf(e); format != "" {
		s.all[format] = true
	}
}

// formatOf is an expression as a format: literals as they are, all else %s.
func formatOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return text
		}
	case *ast.BinaryExpr:
		return partOf(e.X) + partOf(e.Y)
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "Sprintf" || f.Sel.Name == "Say") && len(e.Args) > 0 {
			return formatOf(e.Args[0])
		}
	}
	return ""
}

func partOf(e ast.Expr) string {
	if format := formatOf(e); format != "" {
		return format
	}
	if lit, ok := e.(*ast.BasicLit); ok && lit.Value == `""` {
		return ""
	}
	return "%s"
}

// TestEveryMessageIsSaidInChinese finds the formats in our source that the
// table lacks. Where it is wrong about a string, which no author reads, name it
// among unsaid.
func TestEveryMessageIsSaidInChinese(t *testing.T) {
	unsaid := []string{"locales", "locales.%s", "themeConfig.%s", "themeConfig.nav", "themeConfig.sidebar", "themeConfig.sidebar.%s", "rcv.nxt", "snd.nxt", "%s", "a %s", "an %s", "...%s"}
	said, formats := chinese(t), spoken(t, "../..")
	for _, format := range formats {
		if said[format] == "" && !slices.Contains(unsaid, format) && words.Of("en").Codes()[format] == "" {
			t.Errorf("not said in Chinese: %q", format)
		}
	}
	for format := range said {
		if strings.Contains(format, "%") && !slices.Contains(formats, format) && format != `\begin{%s} has no \end` {
			t.Errorf("nothing says %q", format)
		}
	}
}

// chinese are the messages in Chinese, by their formats.
func chinese(t *testing.T) map[string]string {
	src, _ := words.Source("zh")
	texts, err := words.Read(src)
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for key, text := range texts {
		if format, ok := strings.CutPrefix(key, "messages."); ok {
			said[format] = text
		}
	}
	return said
}

func TestInALanguage(t *testing.T) {
	problems := []Problem{{Message: Say("unknown call %s", "conect"), Hint: DidYouMean("conect", []string{"connect"})}}
	zh, en := In(words.Of("zh"), problems)[0], In(words.Of("en"), problems)[0]
	if zh.Hint != "是不是想写`connect`？" || en.Message != "unknown call conect" || en.Hint != "did you mean `connect`?" {
		t.Errorf("%q %q %q %q", zh.Message, zh.Hint, en.Message, en.Hint)
	}
	if problems[0].Message != Say("unknown call %s", "conect") {
		t.Error("the problems given have changed")
	}
}
