package lexer

import "regexp/syntax"

// matcher runs an expression at one place of a text. It tries what regexp2
// tries, in the same order, but allocates nothing and knows no more than most
// expressions need. Where it is not sure, regexp2 is to be asked.
type matcher struct {
	start  node
	groups int // how many there are, the whole match among them; 0 if they are not wanted
}

// node matches a part of an expression and all that follows it. It returns
// where the match ends, or no.
type node func(m *matching, at int) int

const no = -1

// matching is a text that is matched.
type matching struct {
	text   []rune
	unsure bool
	tries  int
	// groups are where each group of the match begins and ends, no for one that
	// has no part in it; open is where those begin that have not ended.
	groups []int
	open   []int
}

// mostTries bounds the work for one match. An expression that takes more is left
// to regexp2, which stops after some time.
const mostTries = 4000

// try counts a try, and gives up after too many.
func (m *matching) try() bool {
	if m.tries++; m.tries > mostTries {
		m.unsure = true
	}
	return !m.unsure
}

// match matches at a place. It is not sure where characters that are not in
// ASCII might be read in another way, or if it takes too long.
func (x *matcher) match(m *matching, at int) (end int, sure bool) {
	m.unsure, m.tries = false, 0
	m.groups, m.open = m.groups[:0], m.open[:0]
	for range x.groups {
		m.groups, m.open = append(m.groups, no, no), append(m.open, no)
	}
	end = x.start(m, at)
	if x.groups > 0 {
		m.groups[0], m.groups[1] = at, end
	}
	return end, !m.unsure
}

// newMatcher returns the matcher of an expression, nil if there is none. Unless
// the groups are wanted, nobody looks at them.
func newMatcher(p pattern, groups bool) *matcher {
	c := matcherCompiler{ascii: p.ascii, numbers: map[int]int{}}
	x := &matcher{}
	if groups {
		c.number(p.tree)
		x.groups = 1 + len(c.numbers)
	}
	if x.start = c.node(p.tree, matched); c.unknown {
		return nil
	}
	return x
}

// matched ends an expression.
func matched(_ *matching, at int) int { return at }

// matcherCompiler makes the nodes of an expression.
type matcherCompiler struct {
	ascii   bool
	numbers map[int]int // of the groups, from those that they have in the tree
	unknown bool
}

// number numbers the groups that are no lookarounds.
func (c *matcherCompiler) number(re *syntax.Regexp) {
	if re.Op == syntax.OpCapture && lookaround(re) == "" && c.numbers[re.Cap] == 0 {
		c.numbers[re.Cap] = 1 + len(c.numbers)
		c.unknown = c.unknown || re.Name != ""
	}
	for _, sub := range re.Sub {
		c.number(sub)
	}
}

// node compiles an expression with what follows it.
func (c *matcherCompiler) node(re *syntax.Regexp, next node) node {
	switch re.Op {
	case syntax.OpEmptyMatch:
		return next
	case syntax.OpLiteral:
		return c.literal(re, next)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return one(c.set(re), next)
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return place(re.Op, next)
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest:
		return c.repeat(re, next)
	case syntax.OpAlternate:
		return c.alternate(re, next)
	case syntax.OpConcat:
		for i := len(re.Sub) - 1; i >= 0; i-- {
			next = c.node(re.Sub[i], next)
		}
		return next
	case syntax.OpCapture:
		if name := lookaround(re); name != "" {
			return c.look(re.Sub[0], name, next)
		}
		return c.capture(re, next)
	}
	c.unknown = true
	return next
}

func (c *matcherCompiler) alternate(re *syntax.Regexp, next node) node {
	type way struct {
		first firstSet
		node  node
	}
	var ways []way
	for _, sub := range re.Sub {
		ways = append(ways, way{firstOf(sub), c.node(sub, next)})
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

// repeat compiles what may be there, or be there again. What can be empty and be
// repeated is not known here.
func (c *matcherCompiler) repeat(re *syntax.Regexp, next node) node {
	sub, greedy := re.Sub[0], re.Flags&syntax.NonGreedy == 0
	if re.Op == syntax.OpQuest {
		return either(c.node(sub, next), next, greedy)
	}
	if _, empty := first(sub); empty {
		c.unknown = true
		return next
	}
	var loop node
	again := c.node(sub, func(m *matching, at int) int { return loop(m, at) })
	if loop = either(again, next, greedy); isOne(sub) && greedy {
		loop = many(c.set(sub), next)
	}
	if re.Op == syntax.OpPlus {
		return again
	}
	return loop
}

// either tries two ways to go on.
func either(more, next node, moreFirst bool) node {
	if !moreFirst {
		more, next = next, more
	}
	return func(m *matching, at int) int {
		if !m.try() {
			return no
		}
		if end := more(m, at); end != no {
			return end
		}
		return next(m, at)
	}
}

// capture notes where a group begins and ends, and takes that back if what
// follows does not match.
func (c *matcherCompiler) capture(re *syntax.Regexp, next node) node {
	n := c.numbers[re.Cap]
	if n == 0 {
		return c.node(re.Sub[0], next)
	}
	inside := c.node(re.Sub[0], func(m *matching, at int) int {
		from, to := m.groups[2*n], m.groups[2*n+1]
		m.groups[2*n], m.groups[2*n+1] = m.open[n], at
		end := next(m, at)
		if end == no {
			m.groups[2*n], m.groups[2*n+1] = from, to
		}
		return end
	})
	return func(m *matching, at int) int {
		open := m.open[n]
		m.open[n] = at
		end := inside(m, at)
		if end == no {
			m.open[n] = open
		}
		return end
	}
}

// look looks ahead or behind.
func (c *matcherCompiler) look(re *syntax.Regexp, name string, next node) node {
	outer := c.numbers
	c.numbers = map[int]int{}
	c.number(re)
	c.unknown = c.unknown || len(outer) > 0 && len(c.numbers) > 0 // groups from inside a lookaround
	c.numbers = outer
	back := 0
	if name == behind || name == notBehind {
		if back = width(re); back == no {
			c.unknown = true
		}
	}
	inside, wanted := c.node(re, matched), name == ahead || name == behind
	return func(m *matching, at int) int {
		found := at >= back && inside(m, at-back) != no
		if m.unsure || found != wanted {
			return no
		}
		return next(m, at)
	}
}

// width is how many characters an expression matches, no if that depends.
func width(re *syntax.Regexp) (n int) {
	switch re.Op {
	case syntax.OpLiteral:
		return len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return 0
	case syntax.OpCapture:
		if lookaround(re) != "" {
			return 0
		}
		return width(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			w := width(sub)
			if w == no {
				return no
			}
			n += w
		}
		return n
	case syntax.OpAlternate:
		for i, sub := range re.Sub {
			w := width(sub)
			if i > 0 && w != n {
				return no
			}
			n = w
		}
		return n
	}
	return no
}
