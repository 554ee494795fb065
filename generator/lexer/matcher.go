package lexer

import (
	"errors"
	"math"
	"strconv"
	"unicode"

	"github.com/dlclark/regexp2/v2/syntax"
)

// matcher runs an expression at one place of a text. It is read as regexp2 reads
// it, and tries what regexp2 tries, in the same order; but it allocates nothing,
// and counts its steps: what it finds does not depend on how fast a machine is.
type matcher struct {
	start node
	first firstSet
	names []string // of its groups, the whole match among them; none if they are not wanted
	loops int
}

// node matches a part of an expression and all that follows it. It returns
// where the match ends, or no.
type node func(m *matching, at int) int

const no = -1

// matching is a text that is matched.
type matching struct {
	text []rune
	left int // steps that are left for all of the text
	deep int // turns of loops inside each other
	// groups are where each group of the match begins and ends, no for one that
	// has no part in it.
	groups []int
	loops  []turn // of each loop, the last
}

// turn is how often a loop has gone round, and from where it last did.
type turn struct{ count, from int }

// Bounds on the steps for a text, of which code takes one to four a character; and
// on the turns of a loop in one match, each of which is a call inside the last.
const (
	stepsPerRune = 100
	stepsToStart = 2_000_000
	mostTurns    = 50_000
)

// try counts a step, and gives up after too many.
func (m *matching) try() bool {
	if m.deep > mostTurns {
		m.left = 0
	}
	m.left--
	return m.left > 0
}

// match matches at a place.
func (x *matcher) match(m *matching, at int) (end int) {
	m.groups, m.loops = m.groups[:0], m.loops[:0]
	for range x.names {
		m.groups = append(m.groups, no, no)
	}
	for range x.loops {
		m.loops = append(m.loops, turn{})
	}
	m.deep = 0
	if end = x.start(m, at); m.left <= 0 {
		return no
	}
	return end
}

// errUnknown is that of an expression which no matcher is made of.
var errUnknown = errors.New("the expression has what no lexer needs")

// newMatcher returns the matcher of an expression. Unless the groups are wanted,
// nobody looks at them.
func newMatcher(expression string, groups bool) (*matcher, error) {
	tree, err := syntax.Parse(expression, syntax.ParseOptions{})
	if err != nil {
		return nil, err
	}
	c := compiler{numbers: map[int]int{}}
	x := &matcher{first: firstOf(tree.Root)}
	if groups || refers(tree.Root) {
		for n := range tree.Captop {
			if tree.Capnumlist != nil && n >= len(tree.Capnumlist) {
				break
			}
			number, name := n, strconv.Itoa(n)
			if tree.Capnumlist != nil {
				number = tree.Capnumlist[n]
			}
			if tree.Caplist != nil {
				name = tree.Caplist[n]
			}
			c.numbers[number] = n
			x.names = append(x.names, name)
		}
	}
	x.start = c.node(tree.Root, matched)
	x.loops = c.loops
	return x, c.err
}

// refers reports whether an expression says what a group of it matched once more.
func refers(n *syntax.RegexNode) bool {
	if n.T == syntax.NtRef {
		return true
	}
	for _, sub := range n.Children {
		if refers(sub) {
			return true
		}
	}
	return false
}

// matched ends an expression.
func matched(_ *matching, at int) int { return at }

// compiler makes the nodes of an expression.
type compiler struct {
	numbers map[int]int // of the groups that are noted, where each is
	loops   int
	err     error
}

// node compiles an expression with what follows it.
func (c *compiler) node(n *syntax.RegexNode, next node) node {
	backward := n.Options&syntax.RightToLeft != 0
	switch n.T {
	case syntax.NtEmpty, syntax.NtUpdateBumpalong:
		return next
	case syntax.NtNothing:
		return func(*matching, int) int { return no }
	case syntax.NtOne, syntax.NtNotone, syntax.NtSet:
		return one(setOf(n), backward, next)
	case syntax.NtOneloop, syntax.NtNotoneloop, syntax.NtSetloop:
		return many(setOf(n), n.M, n.N, backward, false, next)
	case syntax.NtOneloopatomic, syntax.NtNotoneloopatomic, syntax.NtSetloopatomic:
		return many(setOf(n), n.M, n.N, backward, true, next)
	case syntax.NtOnelazy, syntax.NtNotonelazy, syntax.NtSetlazy:
		return few(setOf(n), n.M, n.N, backward, next)
	case syntax.NtMulti:
		return literal(n.Str, backward, next)
	case syntax.NtGroup:
		return c.node(n.Children[0], next)
	case syntax.NtConcatenate:
		for i := len(n.Children) - 1; i >= 0; i-- {
			next = c.node(n.Children[i], next)
		}
		return next
	case syntax.NtAlternate:
		return c.alternate(n, backward, next)
	case syntax.NtLoop, syntax.NtLazyloop:
		return c.loop(n, next)
	case syntax.NtCapture:
		return c.capture(n, next)
	case syntax.NtRef:
		return c.reference(n, backward, next)
	case syntax.NtPosLook, syntax.NtNegLook, syntax.NtAtomic:
		return c.apart(n, next)
	}
	if is := placeOf(n.T); is != nil {
		return place(is, next)
	}
	c.err = errUnknown
	return next
}

func (c *compiler) alternate(n *syntax.RegexNode, backward bool, next node) node {
	type way struct {
		first firstSet
		node  node
	}
	var ways []way
	for _, sub := range n.Children {
		w := way{everything, c.node(sub, next)}
		if !backward {
			w.first = firstOf(sub)
		}
		ways = append(ways, w)
	}
	return func(m *matching, at int) int {
		for i := range ways {
			if at < len(m.text) && !ways[i].first.has(m.text[at]) {
				continue
			}
			if !m.try() {
				return no
			}
			if end := ways[i].node(m, at); end != no {
				return end
			}
		}
		return no
	}
}

// loop compiles what is repeated. A turn that matched nothing is the last.
func (c *compiler) loop(n *syntax.RegexNode, next node) node {
	i, least, most, lazy := c.loops, n.M, n.N, n.T == syntax.NtLazyloop
	if most == math.MaxInt32 {
		most = math.MaxInt
	}
	c.loops++
	var again node
	body := c.node(n.Children[0], func(m *matching, at int) int { return again(m, at) })
	again = func(m *matching, at int) int {
		now := m.loops[i]
		if !m.try() {
			return no
		}
		if now.count >= most || now.count >= least && now.from == at {
			return next(m, at)
		}
		if lazy && now.count >= least {
			if end := next(m, at); end != no {
				return end
			}
		}
		m.loops[i] = turn{now.count + 1, at}
		m.deep++
		end := body(m, at)
		m.deep--
		if end != no {
			return end
		}
		m.loops[i] = now
		if !lazy && now.count >= least {
			return next(m, at)
		}
		return no
	}
	return func(m *matching, at int) int {
		outer := m.loops[i]
		m.loops[i] = turn{0, no}
		end := again(m, at)
		if end == no {
			m.loops[i] = outer
		}
		return end
	}
}

// capture notes where a group begins and ends, and takes that back if what
// follows does not match.
func (c *compiler) capture(n *syntax.RegexNode, next node) node {
	if n.M < 0 || n.N >= 0 {
		c.err = errUnknown // a group that takes another away
		return next
	}
	group, noted := c.numbers[n.M]
	if !noted {
		return c.node(n.Children[0], next)
	}
	i := c.loops // where it began, kept as the turn of a loop is
	c.loops++
	inside := c.node(n.Children[0], func(m *matching, at int) int {
		from, to, began := m.groups[2*group], m.groups[2*group+1], m.loops[i].from
		m.groups[2*group], m.groups[2*group+1] = min(began, at), max(began, at)
		end := next(m, at)
		if end == no {
			m.groups[2*group], m.groups[2*group+1], m.loops[i].from = from, to, began
		}
		return end
	})
	return func(m *matching, at int) int {
		began := m.loops[i].from
		m.loops[i].from = at
		end := inside(m, at)
		if end == no {
			m.loops[i].from = began
		}
		return end
	}
}

// reference matches what a group matched.
func (c *compiler) reference(n *syntax.RegexNode, backward bool, next node) node {
	group, fold := c.numbers[n.M], n.Options&syntax.IgnoreCase != 0
	return func(m *matching, at int) int {
		from, to := m.groups[2*group], m.groups[2*group+1]
		start, end := at, at+to-from
		if backward {
			start, end = at-(to-from), at-(to-from)
		}
		if from == no || start < 0 || start+to-from > len(m.text) {
			return no
		}
		for k := range to - from {
			a, b := m.text[from+k], m.text[start+k]
			if a != b && !(fold && unicode.ToLower(a) == unicode.ToLower(b)) {
				return no
			}
		}
		m.left -= (to - from) >> 3
		return next(m, end)
	}
}

// apart matches what is not gone back into: what looks ahead or behind, and what
// is atomic. Groups in it stay noted, if what follows matches.
func (c *compiler) apart(n *syntax.RegexNode, next node) node {
	before := c.loops
	inside := c.node(n.Children[0], matched)
	keeps := len(c.numbers) > 0 && c.loops > before
	return func(m *matching, at int) int {
		if !m.try() {
			return no
		}
		var groups []int
		if keeps {
			groups = append(groups, m.groups...)
		}
		end := inside(m, at)
		found := end != no
		if m.left <= 0 {
			return no
		}
		if n.T == syntax.NtNegLook {
			if found {
				copy(m.groups, groups)
				return no
			}
			end = at
		} else if !found {
			return no
		} else if n.T == syntax.NtPosLook {
			end = at
		}
		if end = next(m, end); end == no {
			copy(m.groups, groups)
		}
		return end
	}
}
