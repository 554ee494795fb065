package diagnostic

import (
	"encoding/json"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/words"
)

// TestEveryMessageIsSaidInEveryLanguage finds all messages in our source by
// their type. Each language has each of them, and none that nothing says.
func TestEveryMessageIsSaidInEveryLanguage(t *testing.T) {
	found := messagesOf(t, sourceOf(t, "woshou/..."))
	if len(found) < 300 {
		t.Fatalf("only %d messages found", len(found))
	}
	for _, code := range words.Built().Codes() {
		if code == words.English {
			continue
		}
		said := saidIn(t, code)
		for _, format := range found {
			if said[format] == "" && strings.ContainsFunc(strings.ReplaceAll(format, "%s", ""), isLetter) {
				t.Errorf("not said in %s: %q", code, format)
			}
		}
		for format := range said {
			if !slices.Contains(found, format) {
				t.Errorf("%s: nothing says %q", code, format)
			}
		}
	}
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' }

// saidIn are the messages in a language, by their formats.
func saidIn(t *testing.T, code string) map[string]string {
	src, _ := words.Source(code)
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

// source is one of our packages, or one that they import.
type source struct {
	ImportPath, Dir, Export string
	GoFiles                 []string
	Module                  struct{ Main bool }
}

// sourceOf lists packages and what they import, compiled.
func sourceOf(t *testing.T, pattern string) (all []source) {
	list := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,Module", pattern)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var s source
		if err := dec.Decode(&s); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
}

// messagesOf are the formats of all messages in our packages, sorted: constants
// of their type, and what Say is called with.
func messagesOf(t *testing.T, all []source) (formats []string) {
	exports := map[string]string{}
	for _, s := range all {
		exports[s.ImportPath] = s.Export
	}
	fset := token.NewFileSet()
	compiled := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	for _, s := range all {
		if !s.Module.Main {
			continue
		}
		if _, err := os.ReadDir(s.Dir); err != nil { // which tells the cache of results to look for new files
			t.Fatal(err)
		}
		var files []*ast.File
		for _, name := range s.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(s.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
		if _, err := (&types.Config{Importer: compiled}).Check(s.ImportPath, fset, files, info); err != nil {
			t.Fatal(err)
		}
		formats = append(formats, messagesIn(files, info)...)
	}
	slices.Sort(formats)
	return slices.DeleteFunc(slices.Compact(formats), func(format string) bool { return format == "" })
}

// spoken are the types of messages. A leaf has its own.
var spoken = []string{"woshou/diagrams/words.Message", "woshou/generator/mathml.Format"}

// messagesIn are those of one package.
func messagesIn(files []*ast.File, info *types.Info) (formats []string) {
	for expr, value := range info.Types {
		if call, ok := expr.(*ast.CallExpr); ok && isSay(call, info) {
			value = info.Types[call.Args[0]]
		} else if !slices.Contains(spoken, types.TypeString(types.Unalias(value.Type), nil)) {
			continue
		}
		if value.Value != nil {
			formats = append(formats, constant.StringVal(value.Value))
		}
	}
	return formats
}

// isSay reports whether a call makes a message.
func isSay(call *ast.CallExpr, info *types.Info) bool {
	name, ok := call.Fun.(*ast.Ident)
	if selector, is := call.Fun.(*ast.SelectorExpr); is {
		name, ok = selector.Sel, true
	}
	if !ok || info.Uses[name] == nil || info.Uses[name].Pkg() == nil {
		return false
	}
	pkg := info.Uses[name].Pkg().Path()
	return name.Name == "Say" && (pkg == "woshou/diagrams/words" || pkg == "woshou/generator/diagnostic")
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
