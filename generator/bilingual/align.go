package bilingual

import "math"

// align pairs two runs of blocks by dynamic programming.
//
// Every cell (i, j) of a table stands for "the first i blocks of a say what
// the first j of b say". A way from one corner to the other is a way to pair
// the blocks, and the costs of its moves say how likely it is. Instead of the
// one likeliest way, forward and backward sums over all of them tell how sure
// it is that the right one passes a cell. Rows are then cut at sure cells, so
// that a doubt makes a row wider instead of wrong.
//
// The moves, and that length tells much, are from Gale and Church, A Program
// for Aligning Sentences in Bilingual Corpora (1993).
func (p *pairing) align(a, b Span) []Row {
	p.read()
	if a.Len() > 1 && b.Len() > 1 && a.Len()*b.Len() > largestTable {
		i, j := a.From+a.Len()/2, b.From+b.Len()/2
		return append(p.align(Span{a.From, i}, Span{b.From, j}), p.align(Span{i, a.To}, Span{j, b.To})...)
	}
	t := &table{pairing: p, a: a, b: b, m: a.Len(), n: b.Len()}
	return t.rows(t.cut(t.sure(t.costs())))
}

// largestTable bounds the cells of a table. A larger gap, ten times a long
// page, is cut in the middle of both sides: memory must not grow with the
// square of what somebody hands in.
const largestTable = 1 << 20

// table is the dynamic programme for one gap.
type table struct {
	*pairing
	a, b Span
	m, n int
}

// move is one step of a way: so many blocks of a say what so many of b say.
type move struct {
	a, b int
	cost float64 // minus the logarithm of how often a translator does so
}

var moves = [...]move{
	{1, 1, 0.073},            // 93 in 100
	{1, 0, 4.6}, {0, 1, 4.6}, // 1 in 100
	{2, 1, 3.7}, {1, 2, 3.7}, // 2.5 in 100
}

// band bounds how far a way may stray from the diagonal of a large table, in
// blocks, so that a long page without headings costs no more than its length.
const band = 100

func (t *table) inBand(i, j int) bool {
	return t.m*t.n <= band*band || math.Abs(float64(i*t.n-j*t.m)) <= band*float64(max(t.m, t.n))
}

// costs are the costs of each move that arrives at a cell, infinite where it
// is impossible.
func (t *table) costs() [][][len(moves)]float64 {
	all := grid[[len(moves)]float64](t.m+1, t.n+1)
	for i := range all {
		for j := range all[i] {
			for k, mv := range moves {
				all[i][j][k] = math.Inf(1)
				if i >= mv.a && j >= mv.b && t.inBand(i, j) {
					all[i][j][k] = mv.cost + t.unlike(t.spanA(i-mv.a, i), t.spanB(j-mv.b, j))
				}
			}
		}
	}
	return all
}

// spanA and spanB are blocks of the gap as blocks of the page.
func (t *table) spanA(from, to int) Span { return Span{t.a.From + from, t.a.From + to} }
func (t *table) spanB(from, to int) Span { return Span{t.b.From + from, t.b.From + to} }

// sure is how probable it is that the right way passes each cell.
func (t *table) sure(costs [][][len(moves)]float64) [][]float64 {
	forward, backward := logs(t.m+1, t.n+1), logs(t.m+1, t.n+1)
	forward[0][0], backward[t.m][t.n] = 0, 0
	for i := range costs {
		for j := range costs[i] {
			for k, mv := range moves {
				if cost := costs[i][j][k]; cost < never {
					forward[i][j] = logAdd(forward[i][j], forward[i-mv.a][j-mv.b]-cost)
				}
			}
		}
	}
	for i := t.m; i >= 0; i-- {
		for j := t.n; j >= 0; j-- {
			for k, mv := range moves {
				if cost := costs[i][j][k]; cost < never {
					back := &backward[i-mv.a][j-mv.b]
					*back = logAdd(*back, backward[i][j]-cost)
				}
			}
		}
	}
	sure := grid[float64](t.m+1, t.n+1)
	for i := range sure {
		for j := range sure[i] {
			sure[i][j] = math.Exp(forward[i][j] + backward[i][j] - forward[t.m][t.n])
		}
	}
	return sure
}

// A row has at most mostInRow blocks a side: a larger one helps nobody. Each
// block beyond the first of its side must make the row surer by widthCost.
const (
	mostInRow = 3
	widthCost = 0.3
)

// cut chooses the rows whose two ends are sure, as narrow as that allows: the
// cells where the best row that ends there begins. What a row gains is how many
// of its blocks probably stand in the right row.
func (t *table) cut(sure [][]float64) [][][2]int {
	best, from := logs(t.m+1, t.n+1), grid[[2]int](t.m+1, t.n+1)
	best[0][0] = 0
	for i := range best {
		for j := range best[i] {
			for a := range min(mostInRow, i) + 1 {
				for b := range min(mostInRow, j) + 1 {
					if a+b == 0 || a+b > 1 && a*b == 0 {
						continue
					}
					gain := float64(a+b)*min(sure[i-a][j-b], sure[i][j]) - widthCost*float64(max(0, a-1)+max(0, b-1))
					if sum := best[i-a][j-b] + gain; sum > best[i][j] {
						best[i][j], from[i][j] = sum, [2]int{i - a, j - b}
					}
				}
			}
		}
	}
	return from
}

// rows walks back along the cells that cut chose.
func (t *table) rows(from [][][2]int) []Row {
	var rows []Row
	for i, j := t.m, t.n; i+j > 0; {
		begin := from[i][j]
		rows = append([]Row{{t.spanA(begin[0], i), t.spanB(begin[1], j)}}, rows...)
		i, j = begin[0], begin[1]
	}
	return rows
}

func grid[T any](m, n int) [][]T {
	all := make([][]T, m)
	for i := range all {
		all[i] = make([]T, n)
	}
	return all
}

// logs is a grid of logarithms of nothing.
func logs(m, n int) [][]float64 {
	all := grid[float64](m, n)
	for i := range all {
		for j := range all[i] {
			all[i][j] = math.Inf(-1)
		}
	}
	return all
}

// logAdd is the logarithm of e^x + e^y.
func logAdd(x, y float64) float64 {
	if x < y {
		x, y = y, x
	}
	if math.IsInf(y, -1) {
		return x
	}
	return x + math.Log1p(math.Exp(y-x))
}
