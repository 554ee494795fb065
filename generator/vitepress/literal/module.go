package literal

import (
	"path"
	"strings"

	"woshou/diagrams/place"
)

// Reader reads modules. The zero value without a Read reads nothing.
type Reader struct {
	// Read returns a file by its slash-separated path.
	Read func(name string) ([]byte, error)

	modules map[string]*module
	budget  int
	depth   int
}

// The bounds of a reading: a module that names itself in circles, or unfolds
// to millions of values, ends in Opaque ones.
const (
	mostModules = 64
	mostValues  = 200_000
	mostDepth   = 200
)

// module is one file: its tokens, and where the values of its names start.
type module struct {
	name   string
	tokens []token
	names  map[string]binding
	// exports are the names that others know, by theirs.
	exports map[string]string
}

// binding says where the value of a name is written.
type binding struct {
	at       int    // index of the token that its expression starts with
	function bool   // at is that of a function's parameters
	from     string // the module that it is imported from
	export   string // its name there; "*" for the module itself
	busy     *bool  // being evaluated
}

// nameless is what the default export is called inside a module.
const nameless = "default"

// Default reads the default export of a module, which must be readable, and
// whether there is one.
func (r *Reader) Default(name string) (Value, bool) {
	r.budget = mostValues
	m := r.module(name)
	if m == nil {
		return Value{}, false
	}
	local, ok := m.exports[nameless]
	if !ok {
		return Value{}, false
	}
	return r.resolve(m, local, place.Place{File: name, Line: 1, Col: 1}), true
}

// module returns a module, nil when it cannot be read.
func (r *Reader) module(name string) *module {
	if m, ok := r.modules[name]; ok {
		return m
	}
	if r.modules == nil {
		r.modules = map[string]*module{}
	}
	if len(r.modules) >= mostModules || r.Read == nil {
		return nil
	}
	src, err := r.Read(name)
	if err != nil {
		return nil
	}
	m := &module{name: name, tokens: lex(name, string(src)), names: map[string]binding{}, exports: map[string]string{}}
	m.scan()
	r.modules[name] = m
	return m
}

// endings are what a path in an import may lack.
var endings = []string{"", ".ts", ".js", ".mts", ".mjs", "/index.ts", "/index.js", "/index.mts", "/index.mjs"}

// imported returns the module that an import in m names, nil for packages and
// for files that cannot be read.
func (r *Reader) imported(m *module, from string) *module {
	if !strings.HasPrefix(from, "./") && !strings.HasPrefix(from, "../") {
		return nil
	}
	base := path.Join(path.Dir(m.name), from)
	for _, ending := range endings {
		if found := r.module(base + ending); found != nil {
			return found
		}
	}
	if stem, ok := strings.CutSuffix(base, ".js"); ok { // how TypeScript names its own files
		return r.module(stem + ".ts")
	}
	return nil
}

// scan finds the statements at the top of a module that give names to values.
func (m *module) scan() {
	depth := 0
	for i := 0; i < len(m.tokens); i++ {
		t := m.tokens[i]
		if t.kind == tokenMark {
			switch t.text {
			case "{", "(", "[":
				depth++
			case "}", ")", "]":
				depth = max(0, depth-1)
			}
			continue
		}
		if depth > 0 || t.kind != tokenName {
			continue
		}
		switch t.text {
		case "import":
			i = m.importing(i + 1)
		case "export":
			m.exporting(i + 1)
		case "const", "let", "var":
			m.declare(i + 1)
		case "function":
			m.function(i + 1)
		case "module":
			if m.is(i+1, ".") && m.is(i+2, "exports") && m.is(i+3, "=") {
				m.bind(nameless, binding{at: i + 4})
				m.exports[nameless] = nameless
			}
		}
	}
}

// is reports whether token i is a name or mark of that text.
func (m *module) is(i int, text string) bool {
	t := m.tokens[min(max(i, 0), len(m.tokens)-1)]
	return (t.kind == tokenMark || t.kind == tokenName) && t.text == text
}

func (m *module) nameAt(i int) string {
	if t := m.tokens[min(i, len(m.tokens)-1)]; t.kind == tokenName {
		return t.text
	}
	return ""
}

func (m *module) bind(name string, b binding) {
	b.busy = new(bool)
	m.names[name] = b
}

// importing reads what follows `import` and returns the index of its last
// token.
func (m *module) importing(i int) int {
	if m.is(i, "type") && !m.is(i+1, "from") && !m.is(i+1, ",") {
		i++
	}
	local := map[string]string{}
	for ; i < len(m.tokens); i++ {
		t := m.tokens[i]
		switch {
		case t.kind == tokenString:
			for name, export := range local {
				m.bind(name, binding{from: t.text, export: export})
			}
			return i
		case m.is(i, "from") && m.tokens[min(i+1, len(m.tokens)-1)].kind == tokenString, m.is(i, "{"), m.is(i, "}"), m.is(i, ","):
		case m.is(i, "*") && m.is(i+1, "as"):
			local[m.nameAt(i+2)] = "*"
			i += 2
		case t.kind == tokenName && m.is(i+1, "as"):
			local[m.nameAt(i+2)] = t.text
			i += 2
		case t.kind == tokenName && (m.is(i-1, "{") || m.is(i-1, ",") && insideBraces(m.tokens, i)):
			local[t.text] = t.text
		case t.kind == tokenName:
			local[t.text] = nameless
		default: // import(…), import.meta
			return i
		}
	}
	return i
}

// insideBraces reports whether the nearest brace before token i opens.
func insideBraces(tokens []token, i int) bool {
	for i--; i >= 0; i-- {
		if tokens[i].kind == tokenMark && (tokens[i].text == "{" || tokens[i].text == "}") {
			return tokens[i].text == "{"
		}
		if tokens[i].kind == tokenName && tokens[i].text == "import" {
			return false
		}
	}
	return false
}

// exporting reads what follows `export`. Declarations are read by scan when it
// comes to them; here they only become known to others.
func (m *module) exporting(i int) {
	switch {
	case m.is(i, "default"):
		m.exports[nameless] = nameless
		if m.is(i+1, "async") && m.is(i+2, "function") {
			i++
		}
		if m.is(i+1, "function") {
			at := i + 2
			if m.nameAt(at) != "" {
				at++
			}
			m.bind(nameless, binding{at: at, function: true})
			return
		}
		m.bind(nameless, binding{at: i + 1})
	case m.is(i, "{"):
		for i++; i < len(m.tokens) && !m.is(i, "}"); i++ {
			name := m.nameAt(i)
			if name == "" {
				continue
			}
			known := name
			if m.is(i+1, "as") {
				known = m.nameAt(i + 2)
				i += 2
			}
			m.exports[known] = name
		}
	case m.is(i, "const"), m.is(i, "let"), m.is(i, "var"), m.is(i, "function"):
		m.exports[m.nameAt(i+1)] = m.nameAt(i + 1)
	case m.is(i, "async"):
		m.exports[m.nameAt(i+2)] = m.nameAt(i + 2)
	}
}

// declare reads `name = …` or `name: Type = …`.
func (m *module) declare(i int) {
	name := m.nameAt(i)
	if name == "" {
		return // a pattern
	}
	depth := 0
	for i++; i < len(m.tokens); i++ {
		switch t := m.tokens[i]; {
		case t.kind == tokenEnd, m.is(i, ";"):
			return
		case m.is(i, "="):
			if depth == 0 {
				m.bind(name, binding{at: i + 1})
				return
			}
		case m.is(i, "{"), m.is(i, "("), m.is(i, "["):
			depth++
		case m.is(i, "}"), m.is(i, ")"), m.is(i, "]"):
			depth--
		}
	}
}

func (m *module) function(i int) {
	if name := m.nameAt(i); name != "" {
		m.bind(name, binding{at: i + 1, function: true})
	}
}
