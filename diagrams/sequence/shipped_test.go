package sequence_test

import (
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// content is the site that is shipped, as this package sees it.
const content = "../../content"

// fence finds the scenarios that stand in a page.
var fence = regexp.MustCompile("(?ms)^```scenario[^\n]*\n(.*?)^```")

// shipped runs every scenario of the site: its files, and the blocks of its
// pages that run without an error. Names are in order.
func shipped(t *testing.T) (names []string, runs map[string]*trace.Trace) {
	runs = make(map[string]*trace.Trace)
	take := func(name, src string) {
		file, errs := scenario.Parse(name, src)
		if len(errs) > 0 {
			return
		}
		if run, errs := diagrams.RunFile(file); len(errs) == 0 {
			names, runs[name] = append(names, name), run
		}
	}
	err := filepath.WalkDir(content, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(content, path)
		switch filepath.Ext(path) {
		case ".scenario":
			take(name, string(src))
		case ".md":
			for i, m := range fence.FindAllStringSubmatch(string(src), -1) {
				take(fmt.Sprintf("%s#%d", name, i+1), m[1])
			}
		}
		return nil
	})
	if err != nil || len(names) < 50 {
		t.Fatalf("%d scenarios found: %v", len(names), err)
	}
	return names, runs
}

// wordy is a run whose texts are as long as authors may ever write them.
func wordy(run *trace.Trace) *trace.Trace {
	long := func(zh, en string) trace.Text { return trace.Text{"zh": zh, "en": en} }
	t := *run
	t.Title = long(han, latin)
	t.Hosts = slices.Clone(run.Hosts)
	t.Hosts[0].Label = long("北京数据中心的网页客户端程序", "The browser of a reader in Beijing")
	t.Hosts[1].Label = long("上海机房里第二台应用服务器主机", "The second application server in Shanghai")
	t.Events = slices.Clone(run.Events)
	for i, e := range t.Events {
		switch e.Kind {
		case trace.Note:
			t.Events[i].Text = long(han, latin)
		case trace.Section:
			t.Events[i].Text = long("连接建立之后两端同时开始发送数据并且互相确认的阶段", "Both ends send data and acknowledge what they have received")
		}
	}
	return &t
}

// everyShipped calls check for each shipped run in each language, width and
// length of texts.
func everyShipped(t *testing.T, check func(t *testing.T, run *trace.Trace, s *scene.Scene)) {
	names, runs := shipped(t)
	if testing.Short() {
		names = names[:len(names)/8]
	}
	for _, name := range names {
		for i, run := range []*trace.Trace{runs[name], wordy(runs[name])} {
			for _, lang := range []string{"zh", "en"} {
				for _, width := range []float64{0, 560, 800} {
					s := sequence.Layout(run, sequence.Options{Words: words.Of(lang), Width: width, Underscore: lang == "zh"})
					t.Run(fmt.Sprintf("%s/%s/%g/%s", name, lang, width, [...]string{"own", "long"}[i]), func(t *testing.T) { check(t, run, s) })
				}
			}
		}
	}
}

func TestShippedFiguresAreLegible(t *testing.T) {
	everyShipped(t, func(t *testing.T, _ *trace.Trace, s *scene.Scene) {
		for _, problem := range sequence.Overlaps(s) {
			t.Error(problem)
		}
		walk(s.Items, nil, func(it scene.Item, _ *scene.Group) {
			if text, ok := it.(scene.Text); ok && text.Size*328/420 < 10 {
				t.Errorf("%q is set in %g points", text.Text, text.Size)
			}
		})
		if err := scene.Validate(s); err != nil {
			t.Error(err)
		}
	})
}

// TestDataIsCalledData holds that every segment with data is headed so, with its
// length, wherever its label stands.
func TestDataIsCalledData(t *testing.T) {
	names, runs := shipped(t)
	for _, name := range names {
		heads := map[int]string{} // by segment
		walk(sequence.Layout(runs[name], sequence.Options{Words: words.Of("en")}).Items, nil, func(it scene.Item, g *scene.Group) {
			if text, ok := it.(scene.Text); ok && g != nil {
				heads[g.Segment] += text.Text + " "
			}
		})
		for _, m := range runs[name].Messages {
			if m.TCP == nil || m.TCP.Len == 0 || m.HasFlag("RST") {
				continue
			}
			says := fmt.Sprintf("DATA %d", m.TCP.Len)
			if m.Fate == trace.Forged { // it has a mark there
				says = fmt.Sprintf("len=%d", m.TCP.Len)
			}
			if !strings.Contains(heads[m.ID], "DATA") || !strings.Contains(heads[m.ID], says) {
				t.Errorf("%s: segment %d says %q", name, m.ID, heads[m.ID])
			}
		}
	}
}

// lower finds words in small letters.
var lower = regexp.MustCompile(`\b[a-z][a-z-]{2,}\b`)

// TestChineseFiguresSpeakChinese holds that a figure in Chinese has no English
// words but the calls of programs, the fields and options of segments, and the
// names that congestion control has in every language.
func TestChineseFiguresSpeakChinese(t *testing.T) {
	calls := []string{"connect", "listen", "accept", "send", "read", "close", "both", "abort", "urgent", "seq", "ack", "len", "port", "win", "urg", "permitted", "min", "cwnd", "ssthresh"}
	names, runs := shipped(t)
	for _, name := range names {
		s := sequence.Layout(runs[name], sequence.Options{Words: words.Of("zh")})
		walk(s.Items, nil, func(it scene.Item, _ *scene.Group) {
			text, ok := it.(scene.Text)
			if !ok {
				return
			}
			for _, word := range lower.FindAllString(text.Text, -1) {
				if !slices.Contains(calls, word) {
					t.Errorf("%s: %q stands in a Chinese figure", name, text.Text)
				}
			}
		})
	}
}

func TestShippedArrowsMeetNoCircleWithTheirHeads(t *testing.T) {
	everyShipped(t, func(t *testing.T, _ *trace.Trace, s *scene.Scene) {
		type tip struct {
			at      scene.Point
			segment int
		}
		var tips []tip
		walk(s.Items, nil, func(it scene.Item, in *scene.Group) {
			if c, ok := it.(scene.Circle); ok && c.Role == scene.Arrival {
				tips = append(tips, tip{c.Center, in.Segment})
			}
		})
		walk(s.Items, nil, func(it scene.Item, in *scene.Group) {
			c, ok := it.(scene.Circle)
			if !ok || c.Role != scene.StepDisc {
				return
			}
			for _, p := range tips {
				if math.Hypot(p.at.X-c.Center.X, p.at.Y-c.Center.Y) < c.Radius+1 && p.segment != in.Segment {
					t.Errorf("the head of segment %d is in the circle of segment %d", p.segment, in.Segment)
				}
			}
		})
	})
}

// TestShippedFiguresStayHandsome bounds what made figures ugly: arrows that are
// almost upright, and heights out of proportion to what happens.
func TestShippedFiguresStayHandsome(t *testing.T) {
	const perThing, head = 50.0, 150.0
	everyShipped(t, func(t *testing.T, run *trace.Trace, s *scene.Scene) {
		steepest := 60.0
		if run.Show.Congestion { // the strip takes a quarter of the width
			steepest = 65
		}
		usual := usualLatency(run)
		strokes := endsOf(s)
		for _, seg := range run.Messages {
			if seg.ArrivedUS == nil || *seg.ArrivedUS-seg.SentUS > usual || many(run, seg) {
				continue
			}
			e := strokes[seg.ID]
			if angle := math.Atan2(e.to.Y-e.from.Y, math.Abs(e.to.X-e.from.X)) * 180 / math.Pi; angle > steepest {
				t.Errorf("segment %d drops by %.0f degrees", seg.ID, angle)
			}
		}
		if strings.HasSuffix(t.Name(), "/long") {
			return
		}
		things, phase, last := 0, "", int64(0)
		for _, e := range run.Events {
			if e.AtUS-last > 2*usual { // a wait, with its break
				things++
			}
			last = e.AtUS
			switch e.Kind {
			case trace.Congestion:
				if run.Show.Congestion && e.Phase != phase {
					things, phase = things+1, e.Phase
				}
			case trace.Send, trace.Forge, trace.Call, trace.State, trace.Section, trace.Note, trace.Error:
				things++
			}
			if e.Kind == trace.Timer && e.Action == trace.Fire {
				things++
			}
		}
		if most := head + perThing*float64(things); s.Height > most {
			t.Errorf("%d things take %.0f points, more than %.0f", things, s.Height, most)
		}
	})
}

// usualLatency is the median of what the segments of a run took.
func usualLatency(run *trace.Trace) int64 {
	var taken []int64
	for _, s := range run.Messages {
		if s.ArrivedUS != nil {
			taken = append(taken, *s.ArrivedUS-s.SentUS)
		}
	}
	slices.Sort(taken)
	return append(taken, 0)[len(taken)/2]
}

// many reports whether a segment is on the wire together with a burst of more
// than eight, or of eight beside a strip: no width of a page holds those at a gentle
// slope.
func many(run *trace.Trace, seg trace.Message) bool {
	most := 8
	if run.Show.Congestion {
		most = 7
	}
	for _, s := range run.Messages {
		n := 0
		for _, o := range run.Messages {
			if o.From == s.From && o.SentUS == s.SentUS {
				n++
			}
		}
		if n > most && s.ArrivedUS != nil && s.SentUS <= *seg.ArrivedUS && *s.ArrivedUS >= seg.SentUS {
			return true
		}
	}
	return false
}

// TestOneHostsTimeRunsDown says that on a host's own ribbon a later instant
// never stands above an earlier one, and an effect never above its cause.
func TestOneHostsTimeRunsDown(t *testing.T) {
	everyShipped(t, func(t *testing.T, run *trace.Trace, s *scene.Scene) {
		strokes := endsOf(s)
		type moment struct {
			at int64
			y  float64
		}
		moments := make(map[int][]moment)
		for _, seg := range run.Messages {
			e := strokes[seg.ID]
			if seg.CopyOf == 0 && seg.Fate != trace.Forged {
				moments[seg.From] = append(moments[seg.From], moment{seg.SentUS, e.from.Y})
			}
			if seg.ArrivedUS != nil {
				moments[seg.To] = append(moments[seg.To], moment{*seg.ArrivedUS, e.to.Y})
			}
		}
		for host, list := range moments {
			for _, a := range list {
				for _, b := range list {
					if a.at < b.at && a.y >= b.y {
						t.Errorf("host %d: %d µs stands at %.1f, %d µs at %.1f", host, a.at, a.y, b.at, b.y)
					}
				}
			}
		}
	})
}
