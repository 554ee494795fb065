package capture

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/capture/states"
	"woshou/diagrams/tcp"
)

// given is where captures of real connections stand, with what truly happened.
const given = "../../../shared/captures"

// truth is what a truth file tells.
type truth struct {
	EndUS       int64 `json:"end_us"`
	Captures    map[string]string
	Segments    []truthSegment
	Connections []map[string]json.RawMessage
}

type truthSegment struct {
	N              int
	From           string
	SentUS         int64  `json:"sent_us"`
	ArrivedUS      *int64 `json:"arrived_us"`
	MidUS          *int64 `json:"mid_us"`
	Fate           string
	Retransmission bool
	By             string `json:"retransmission_by"`
	FirstSentIn    int    `json:"first_sent_in"`
	Needless       bool
	Role           string
	RstCause       string `json:"rst_cause"`
	FrameA         *int   `json:"frame_a"`
	FrameB         *int   `json:"frame_b"`
	FrameMid       *int   `json:"frame_mid"`
}

// stay is one interval of a truth file. LISTEN and CLOSED with a listener that
// remains are told apart there, and both stand for no connection.
type stay struct {
	State     string
	FromUS    int64 `json:"from_us"`
	ToUS      int64 `json:"to_us"`
	Uncertain int64 `json:"from_uncertainty_us"`
	Remains   bool  `json:"listener_remains"`
}

// at is when a capture saw the segment, and its number there; 0 where it did not.
func (s truthSegment) at(capture string) (atUS int64, frame int) {
	frames := map[string]*int{"a": s.FrameA, "b": s.FrameB, "mid": s.FrameMid}
	if frames[capture] == nil {
		return 0, 0
	}
	at := &s.SentUS
	switch {
	case capture == "mid":
		at = s.MidUS
	case strings.ToUpper(capture) != s.From:
		at = s.ArrivedUS
	}
	return *at, *frames[capture]
}

func loadTruth(t *testing.T, name string) truth {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var told truth
	if err := json.Unmarshal(src, &told); err != nil {
		t.Fatal(err)
	}
	return told
}

func opener(name string) Opener {
	return func() (io.ReadCloser, error) { return os.Open(name) }
}

// cases are the truth files of whole cases.
func cases(t *testing.T) (names []string) {
	all, _ := filepath.Glob(given + "/*.truth.json")
	for _, name := range all {
		if !strings.Contains(filepath.Base(name), "hard-") {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		t.Skip("needs the shared captures")
	}
	return names
}

// score is how long an end was known, and how long it was there.
type score struct{ right, wrong, all int64 }

func (s score) share() float64 { return 100 * float64(s.right) / float64(max(s.all, 1)) }

// TestStatesOfGivenCaptures holds that no state is told for certain that was not
// the true one, and that the near end's is known for nearly all of its time.
func TestStatesOfGivenCaptures(t *testing.T) {
	total := map[string]*score{"near": {}, "far": {}, "mid": {}}
	for _, name := range cases(t) {
		told := loadTruth(t, name)
		base := strings.TrimSuffix(filepath.Base(name), ".truth.json")
		for _, place := range []string{"a", "b", "mid"} {
			origin := int64(-1)
			for _, s := range told.Segments {
				if at, frame := s.at(place); frame == 1 {
					origin = at
				}
			}
			if origin < 0 {
				continue // nothing was captured
			}
			for number := 0; ; number++ {
				c, err := follow(opener(filepath.Join(given, told.Captures[place])), number, false)
				var missing *NoStreamError
				if errors.As(err, &missing) {
					break
				}
				if err != nil {
					t.Fatal(base, err)
				}
				found := c.understand()
				for side, spans := range found.spans {
					end := "A"
					if c.hosts[side].Port() == 80 {
						end = "B"
					}
					kind := "far"
					if place == "mid" {
						kind = "mid"
					} else if strings.ToUpper(place) == end {
						kind = "near"
					}
					got := measure(t, told, end, origin, spans, base+" at "+place)
					t.Logf("%-30s %-3s stream %d, %s (%s): right %5.1f %%, near=%v loop=%d", base, place, number, end, kind, got.share(), found.at[side].near, found.at[side].loop)
					total[kind].right += got.right
					total[kind].all += got.all
					if got.wrong > 0 {
						t.Errorf("%s at %s: %s is certain and wrong for %d us", base, place, end, got.wrong)
					}
					if kind == "near" && got.share() < 95 {
						t.Errorf("%s at %s: %s is known for only %.1f %% of its time", base, place, end, got.share())
					}
				}
			}
		}
	}
	for kind, s := range total {
		t.Logf("%s: right for %.1f %% of the time", kind, s.share())
	}
}

func measure(t *testing.T, told truth, end string, origin int64, spans []states.Span, where string) (s score) {
	for _, c := range told.Connections {
		var stays []stay
		if err := json.Unmarshal(c[end], &stays); err != nil {
			t.Fatal(err)
		}
		for _, span := range spans {
			from, to := span.From+origin, span.To+origin
			for i, st := range stays {
				begin, until := max(from, st.FromUS+st.Uncertain+slack), min(to, st.ToUS-slack)
				if i+1 < len(stays) {
					until = min(until, st.ToUS-stays[i+1].Uncertain-slack)
				}
				if begin >= until {
					continue
				}
				s.all += until - begin
				switch {
				case st.Remains && span.States[0] == tcp.Closed && span.States[len(span.States)-1] <= tcp.Listen:
					s.right += until - begin
				case len(span.States) != 1:
				case span.States[0].String() == st.State, st.Remains && span.States[0] == tcp.Listen:
					s.right += until - begin
				default:
					t.Logf("%s: %s %d-%d: told %v, was %s", where, end, begin, until, span.States, st.State)
					s.wrong += until - begin
				}
			}
		}
	}
	return s
}

// slack is how much later a host acts than its interface sees a segment, in
// microseconds: kernels take that long.
const slack = 100
