package statechart

import (
	"strings"

	"woshou/diagrams/tcp"
)

// words are what a chart itself says in one language.
type words struct {
	lang   string // BCP 47
	title  string
	frames map[string]string
	events map[tcp.Event]phrase
	sends  string // format: what is sent
	none   string // nothing is sent
	comma  string // between two things of a list
	then   string // between an event and what is sent
	glue   string // before a condition in one line
	exits  string // heading of the exits to CLOSED
	way    string // format: a host's way
	row    string // format of a transition: from, to, event
	from   string // format: where a way begins
	colon  string // behind whose way it is
	stop   string // between two sentences
}

// phrase is an event in words. A line break says where it is best broken; what
// stands behind "|" is a condition that several events may share.
type phrase string

// Chinese gives all events words of their own, as the table's are English.
var chinese = words{
	lang: "zh-Hans", title: "TCP 连接的状态图", sends: "发送 %s", none: "什么也不发", comma: "、", then: "，",
	exits: "通向 %s 的其他转移", way: "%s的路径", row: "%s → %s：%s", from: "从 %s 开始", colon: "：", stop: "；",
	frames: map[string]string{"active": "主动关闭", "passive": "被动关闭"},
	events: map[tcp.Event]phrase{
		tcp.PassiveOpen: "被动打开", tcp.ActiveOpen: "主动打开", tcp.SendCall: "发送数据",
		tcp.CloseCall: "关闭", tcp.AbortCall: "中止", tcp.CrashEvent: "崩溃",
		tcp.RcvSyn: "收到 SYN", tcp.RcvSynAck: "收到 SYN,ACK", tcp.RcvAckOfSyn: "收到对 SYN\n的确认",
		tcp.RcvFin: "收到 FIN", tcp.RcvAckOfFin: "收到对 FIN\n的确认", tcp.RcvFinAckOfFin: "收到 FIN\n和对 FIN\n的确认",
		tcp.RcvRst: "收到 RST", tcp.RcvRstPassive: "收到 RST|（曾被动打开）", tcp.RcvSynPassive: "收到 SYN|（曾被动打开）",
		tcp.RcvDataUnread: "完全关闭后收到数据", tcp.CloseUnread: "完全关闭时数据未读",
		tcp.TimeWaitTimeout: "2 MSL 超时", tcp.GiveUp: "重传次数过多", tcp.UserTimedOut: "用户超时",
		tcp.PeerSilent: "保活无应答", tcp.OrphanTimeout: "等待 FIN 超时",
	},
}

// The English events are those of the table, but where lines are narrow or the
// table's word is longer than a reader needs.
var english = words{
	lang: "en", title: "State diagram of a TCP connection", sends: "snd %s", none: "nothing is sent", comma: ", ", then: ", ", glue: " ",
	exits: "Other transitions to %s", way: "%s", row: "%s to %s: %s", from: "from %s", colon: ": ", stop: "; ",
	frames: map[string]string{"active": "active close", "passive": "passive close"},
	events: map[tcp.Event]phrase{
		tcp.RcvAckOfSyn: "rcv ACK\nof SYN", tcp.RcvAckOfFin: "rcv ACK\nof FIN", tcp.RcvFinAckOfFin: "rcv FIN,\nACK of FIN",
		tcp.RcvRstPassive: "rcv RST|(was passive)", tcp.RcvSynPassive: "rcv SYN|(was passive)",
		tcp.RcvDataUnread: "data after full close", tcp.CloseUnread: "full close, data unread",
		tcp.OrphanTimeout: "waiting for FIN too long",
	},
}

func wordsOf(lang string) words {
	if lang == "zh" {
		return chinese
	}
	return english
}

// phrase returns the words of an event; in English most are the table's own.
func (w words) phrase(e tcp.Event) phrase {
	if p, ok := w.events[e]; ok {
		return p
	}
	return phrase(e)
}

// parts returns the event and its condition, which may be "".
func (p phrase) parts() (event, condition string) {
	event, condition, _ = strings.Cut(string(p), "|")
	return event, condition
}

// line sets a phrase in one line. A Chinese comma has its space in it.
func line(p string) string { return strings.NewReplacer("、\n", "、", "\n", " ").Replace(p) }

// EventIn returns an event in a language, "zh" or "en".
func EventIn(lang string, e tcp.Event) string { return wordsOf(lang).event(e) }

// event is an event in one line.
func (w words) event(e tcp.Event) string {
	event, condition := w.phrase(e).parts()
	if condition != "" {
		event += w.glue + condition
	}
	return line(event)
}
