package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// printList writes a list; tight or loose shows in its items.
func printList(p *printer, n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	if n.IsOrdered() && n.Start != 1 {
		p.open(tag, n, "start", strconv.Itoa(n.Start))
	} else {
		p.open(tag, n)
	}
	p.str("\n")
	p.blocks(n)
	p.close(tag)
	p.str("\n")
}

// printItem writes a list item. A task says its state to programs and, by a check
// box that cannot be changed, to readers.
func printItem(p *printer, n *ast.ListItem) {
	if box := taskBox(n); box != nil {
		p.open("li", n, "data-task", taskState(box))
	} else {
		p.open("li", n)
	}
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		p.str("\n")
	}
	p.blocks(n)
	p.close("li")
	p.str("\n")
}

// taskBox returns the check box an item begins with, or nil.
func taskBox(n *ast.ListItem) *extast.TaskCheckBox {
	if first := n.FirstChild(); first != nil {
		box, _ := first.FirstChild().(*extast.TaskCheckBox)
		return box
	}
	return nil
}

func taskState(n *extast.TaskCheckBox) string {
	if n.IsChecked {
		return "done"
	}
	return "open"
}

// printCheckBox writes the box with words for those who do not see it.
func printCheckBox(p *printer, n *extast.TaskCheckBox) {
	state := taskState(n)
	p.str(`<input type="checkbox" disabled`)
	if n.IsChecked {
		p.str(" checked")
	}
	p.attr("aria-label", p.r.Word(state))
	p.str("> ")
}
