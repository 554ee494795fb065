package sequence

import (
	"fmt"
	"strconv"

	"woshou/diagrams/trace"
)

// words are what a figure itself says in one language.
type words struct {
	lang   string            // BCP 47
	repeat string            // beside a retransmission
	copy   string            // beside a copy made by the network
	forged string            // beside a segment nobody sent
	crash  string            // a host loses its memory
	cut    string            // where segments begin to be lost
	mend   string            // where they are lost no more
	end    string            // where the clock stops while something runs
	about  string            // format of a rounded length of time
	title  string            // format of the title of a run without one, with both hosts
	timers map[string]string // by the trace's name: format of a timer with its length
	// profiles say how the hosts of a profile act, but for the usual one.
	profiles map[string]string
}

var chinese = words{
	lang: "zh-Hans", repeat: "重传", copy: "副本", forged: "外来", crash: "崩溃", cut: "—— 断网 ——", mend: "—— 恢复 ——", end: "—— 到此为止 ——", about: "约 %s", title: "%s与%s之间的报文段",
	timers: map[string]string{
		trace.Retransmission: "RTO %s", trace.DelayedACK: "延迟确认 %s", trace.TimeWait: "2 MSL = %s",
		"persist": "坚持定时器 %s", "keepalive": "保活 %s", "user": "用户超时 %s", "fin-wait-2": "等待 FIN %s",
	},
	profiles: map[string]string{"literal": "逐字按照RFC 9293", "linux": "按照Linux的做法"},
}

var english = words{
	lang: "en", repeat: "retransmission", copy: "copy", forged: "from outside", crash: "crash", cut: "— link down —", mend: "— link up —", end: "— clock stops —", about: "about %s", title: "Segments between %s and %s",
	timers: map[string]string{
		trace.Retransmission: "RTO %s", trace.DelayedACK: "delayed ACK %s", trace.TimeWait: "2 MSL = %s",
		"persist": "persist %s", "keepalive": "keep-alive %s", "user": "user timeout %s", "fin-wait-2": "FIN wait %s",
	},
	profiles: map[string]string{"literal": "RFC 9293 to the letter", "linux": "as Linux does"},
}

func wordsOf(lang string) words {
	if lang == "zh" {
		return chinese
	}
	return english
}

// link returns the words for the moment at which the network begins or ends to
// lose everything, or the clock stops.
func (w words) link(k trace.Kind) string {
	switch k {
	case trace.Cut:
		return w.cut
	case trace.Mend:
		return w.mend
	}
	return w.end
}

// timer returns a timer's name with its length.
func (w words) timer(name string, us int64) string {
	format, ok := w.timers[name]
	if !ok {
		format = name + " %s"
	}
	return fmt.Sprintf(format, duration(us))
}

// wait returns the length of a folded wait, rounded where the exact length is
// no round number: what a reader takes from it is the order of magnitude.
func (w words) wait(us int64) string {
	if round := rounded(us); round != us {
		return fmt.Sprintf(w.about, duration(round))
	}
	return duration(us)
}

// rounded returns the nearest length with one significant digit, in the unit
// that it is printed in, if that is within six per cent, else with two.
func rounded(us int64) int64 {
	digit := unitOf(us).us
	for us/digit >= 10 {
		digit *= 10
	}
	if one := (us + digit/2) / digit * digit; (max(one, us)-min(one, us))*100 <= 6*us || digit < 10 {
		return one
	}
	digit /= 10
	return (us + digit/2) / digit * digit
}

// unit is a unit of time, with the least length that is printed in it.
type unit struct {
	name     string
	us, from int64
}

// unitOf is the largest unit that suits a length: seconds up to ten minutes, so
// that 2 MSL is "240 s".
func unitOf(us int64) unit {
	for _, u := range []unit{{"h", 3600e6, 7200e6}, {"min", 60e6, 600e6}, {"s", 1e6, 1e6}, {"ms", 1e3, 1e3}} {
		if us >= u.from {
			return u
		}
	}
	return unit{"us", 1, 0}
}

// duration prints a length of time in the unit that suits it.
func duration(us int64) string {
	if us == 0 {
		return "0 s"
	}
	u := unitOf(us)
	thousandths := (us*1000 + u.us/2) / u.us
	return strconv.FormatFloat(float64(thousandths)/1000, 'f', -1, 64) + " " + u.name
}

// call prints a user call as programs write it.
func (w words) call(e trace.Event) string {
	switch {
	case e.Call == "crash":
		return w.crash
	case e.Call == "close both":
		return "close(both)"
	case e.Urgent:
		return fmt.Sprintf("%s(%d, urgent)", e.Call, e.Len)
	case e.Len > 0:
		return fmt.Sprintf("%s(%d)", e.Call, e.Len)
	}
	return e.Call + "()"
}
