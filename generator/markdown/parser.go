package markdown

import (
	"strconv"
	"strings"
	"sync"

	"woshou/generator/markup"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// blockParsers lists what may start a block, in the order of trial.
func blockParsers(opt Options) []util.PrioritizedValue {
	parsers := fencedParsers(shallowParsers(parser.DefaultBlockParsers()))
	if opt.Math {
		parsers = append(parsers, util.Prioritized(formulaBlockParser{}, 96))
	}
	return append(parsers,
		util.Prioritized(shallow{containerParser{containerKinds(opt.Containers), markup.NewDelimiters(opt.Attributes)}}, 90),
		util.Prioritized(tocParser{}, 95),
		util.Prioritized(snippetParser{}, 95),
		util.Prioritized(glossaryOnly{extension.NewDefinitionListParser()}, 101),
		util.Prioritized(glossaryOnly{extension.NewDefinitionDescriptionParser()}, 102),
		util.Prioritized(componentParser{}, 899),
		util.Prioritized(newNoteBlockParser(), 999),
		util.Prioritized(termParser{}, 103),
	)
}

// inlineParsers lists what may start something inside a line, in the order of
// trial. goldmark's own emphasis is left out: ours knows Chinese punctuation.
func inlineParsers(opt Options) []util.PrioritizedValue {
	var parsers []util.PrioritizedValue
	if opt.Math {
		parsers = append(parsers, util.Prioritized(formulaParser{}, 50))
	}
	return append(parsers,
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(noteParser{}, 101),
		util.Prioritized(stepParser{}, 150),
		util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(vueTagParser{}, 401),
		util.Prioritized(mustacheParser{}, 440),
		util.Prioritized(attributeParser{markup.NewDelimiters(opt.Attributes)}, 450),
		util.Prioritized(emphasisParser{}, 500),
		util.Prioritized(strikeParser{}, 500),
		util.Prioritized(bareURLParser{}, 600),
		util.Prioritized(bareWebParser{}, 600),
		util.Prioritized(bareMailParser{}, 600),
		util.Prioritized(emojiParser{}, 650),
	)
}

// parsers keeps one goldmark parser per set of options that changes it; a
// parser is safe for concurrent use once built.
var parsers sync.Map // of string to parser.Parser

// parserFor returns the parser for a set of options.
func parserFor(opt Options) parser.Parser {
	key := strconv.FormatBool(opt.Math) + strings.Join(append(opt.Attributes[:], opt.Containers...), "\x00")
	if p, ok := parsers.Load(key); ok {
		return p.(parser.Parser)
	}
	p, _ := parsers.LoadOrStore(key, newParser(opt))
	return p.(parser.Parser)
}

// newParser puts the constructs together. The break transformer comes after
// that of tables, which still changes text, and before footnotes move.
func newParser(opt Options) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(blockParsers(opt)...),
		parser.WithInlineParsers(inlineParsers(opt)...),
		parser.WithParagraphTransformers(append(paragraphTransformers(),
			util.Prioritized(alertTransformer{}, 50),
			util.Prioritized(newTableTransformer(), 200),
		)...),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(breakTransformer{}, 500),
			util.Prioritized(noteTransformer{}, 999),
		),
	)
}
