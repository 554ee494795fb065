package mathml

import "strings"

// around are the delimiters of environments that have some.
var around = map[string][2]string{
	"pmatrix": {"(", ")"}, "bmatrix": {"[", "]"}, "Bmatrix": {"{", "}"}, "vmatrix": {"|", "|"}, "Vmatrix": {"‖", "‖"},
	"cases": {"{", ""}, "rcases": {"", "}"}, "matrix": {}, "smallmatrix": {}, "array": {}, "aligned": {}, "align": {},
	"alignat": {}, "alignedat": {}, "split": {}, "gathered": {}, "gather": {}, "equation": {}, "multline": {}, "eqnarray": {},
}

// environment reads `\begin{name} … \end{name}`, rows parted by `\\` and cells
// by `&`.
func (p *parser) environment(start int) node {
	name := p.words()
	kind := strings.TrimSuffix(name, "*")
	fences, known := around[kind]
	if !known {
		p.reportPart(start, "unknown environment %s", name)
	}
	columns := ""
	switch kind {
	case "array":
		columns = p.words()
	case "alignat", "alignedat":
		p.words()
	}
	body := p.rows("")
	if !p.accept(`\end`) {
		p.problems = append(p.problems, Problem{start, start + len(`\begin`), `\begin{%s} has no \end`, name})
	} else if at := p.pos; p.words() != name {
		p.reportPart(at, `this ends \begin{%s}`, name)
	}
	n := aligned(body, kind, columns)
	if fences[0] == "" && fences[1] == "" {
		return n
	}
	return node{tag: "mrow", kids: []node{growing(fences[0], "prefix"), n, growing(fences[1], "postfix")}}
}

// rows reads rows of cells up to what ends them; an empty last row is none.
func (p *parser) rows(stop string) [][]node {
	rows := [][]node{nil}
	for {
		last := len(rows) - 1
		rows[last] = append(rows[last], row(p.row(stop)))
		switch t := p.peek(); t {
		case "&":
			p.skip()
		case `\\`, `\cr`:
			p.skip()
			if p.accept("*") || p.peek() == "[" { // \\[2pt]
				p.option()
			}
			rows = append(rows, nil)
		default:
			if last := rows[len(rows)-1]; len(rows) > 1 && len(last) == 1 && last[0].tag == "mrow" && len(last[0].kids) == 0 {
				rows = rows[:len(rows)-1]
			}
			return rows
		}
	}
}

// table is what rows of cells become: a single cell is itself.
func table(rows [][]node, kind string) node {
	if len(rows) == 1 && len(rows[0]) == 1 {
		return rows[0][0]
	}
	return aligned(rows, kind, "")
}

// aligned writes rows as a table. Browsers know no attribute for the sides of
// columns, so cells have a class.
func aligned(rows [][]node, kind, columns string) node {
	columns = strings.Map(func(r rune) rune {
		if strings.ContainsRune("lcr", r) {
			return r
		}
		return -1
	}, columns)
	out := node{tag: "mtable"}
	if kind != "smallmatrix" && !strings.Contains(kind, "matrix") && kind != "cases" && kind != "rcases" && kind != "array" {
		out.attrs = ` displaystyle="true"`
	}
	for _, cells := range rows {
		tr := node{tag: "mtr"}
		for i, cell := range cells {
			tr.kids = append(tr.kids, node{tag: "mtd", attrs: side(kind, columns, i), kids: unwrap(cell)})
		}
		out.kids = append(out.kids, tr)
	}
	return out
}

// side is the class of the i-th cell of a row.
func side(kind, columns string, i int) string {
	switch {
	case i < len(columns):
		return map[byte]string{'l': ` class="tex-l"`, 'r': ` class="tex-r"`, 'c': ""}[columns[i]]
	case kind == "cases" || kind == "rcases":
		return ` class="tex-l"`
	case strings.HasPrefix(kind, "align") || kind == "split" || kind == "eqnarray":
		return [2]string{` class="tex-r tex-a"`, ` class="tex-l tex-a"`}[i%2]
	}
	return ""
}
