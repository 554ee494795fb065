package pptx

import (
	"fmt"
	"strings"

	"woshou/diagrams/scene"
)

// names are what shapes are called in the list of a slide's objects, in one
// language.
type names struct {
	title, hosts string
	stepFormat   string
	roles        map[scene.Role]string // by the first word of a role
	other        string
}

var chinese = names{
	title: "标题", hosts: "主机", stepFormat: "第 %d 步", other: "形状",
	roles: map[scene.Role]string{
		scene.HostRule: "主机横线", scene.Band: "状态条", scene.Hatch: "斜纹", scene.Tick: "引线", scene.CallMark: "调用标记",
		scene.Message: "箭头", scene.Ghost: "未走完的路", scene.Cross: "丢失处", scene.StepDisc: "步号", scene.Arrival: "到达点",
		scene.TimerBracket: "定时器", scene.Fold: "折叠", scene.SectionRule: "小节线", scene.NoteRule: "注释线",
		scene.Node: "状态", scene.NodeIdle: "状态", scene.Edge: "转换", scene.EdgePath: "路径", scene.EdgeOver: "路径",
		scene.Order: "步号", scene.Frame: "方框", scene.Exit: "转到 CLOSED", scene.ExitRule: "格线",
	},
}

var english = names{
	title: "Title", hosts: "Hosts", stepFormat: "Step %d", other: "Shape",
	roles: map[scene.Role]string{
		scene.HostRule: "Host rule", scene.Band: "State band", scene.Hatch: "Hatch", scene.Tick: "Tick", scene.CallMark: "Call mark",
		scene.Message: "Arrow", scene.Ghost: "Way not gone", scene.Cross: "Loss", scene.StepDisc: "Number", scene.Arrival: "Arrival",
		scene.TimerBracket: "Timer", scene.Fold: "Fold", scene.SectionRule: "Section rule", scene.NoteRule: "Note rule",
		scene.Node: "State", scene.NodeIdle: "State", scene.Edge: "Transition", scene.EdgePath: "Way", scene.EdgeOver: "Way",
		scene.Order: "Number", scene.Frame: "Frame", scene.Exit: "To CLOSED", scene.ExitRule: "Grid line",
	},
}

func namesOf(lang string) names {
	if strings.HasPrefix(lang, "zh") {
		return chinese
	}
	return english
}

// step is what the group of a segment is called.
func (n names) step(id int) string { return fmt.Sprintf(n.stepFormat, id) }

// of is what a shape of a role is called.
func (n names) of(r scene.Role) string {
	if name, ok := n.roles[first(r)]; ok {
		return name
	}
	return n.other
}

// first is the first word of a role.
func first(r scene.Role) scene.Role {
	word, _, _ := strings.Cut(string(r), " ")
	return scene.Role(word)
}

// roleOf is the role of an item.
func roleOf(item scene.Item) scene.Role {
	switch x := item.(type) {
	case scene.Group:
		return x.Role
	case scene.Line:
		return x.Role
	case scene.Path:
		return x.Role
	case scene.Rect:
		return x.Role
	case scene.Circle:
		return x.Role
	case scene.Text:
		return x.Role
	}
	return ""
}
