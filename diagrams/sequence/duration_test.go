package sequence

import (
	"testing"

	"woshou/diagrams/words"
)

func TestLengthsOfTimeArePrintedInTheUnitThatSuitsThem(t *testing.T) {
	for us, want := range map[int64]string{
		0: "0 s", 7: "7 us", 50_000: "50 ms", 1_000_000: "1 s", 1_450_000: "1.45 s",
		240_000_000: "240 s", 600_000_000: "10 min", 7_200_000_000: "2 h",
	} {
		if got := duration(us); got != want {
			t.Errorf("%d µs is printed as %q, want %q", us, got, want)
		}
	}
}

func TestLongWaitsAreRoundedAndSaySo(t *testing.T) {
	english := wording{says: words.Of("en").Sequence()}
	for us, want := range map[int64]string{
		1_000_000: "1 s", 950_000: "about 1 s", 900_000: "900 ms",
		1_830_000: "about 1.8 s", 239_950_000: "about 240 s", 6_999_900_000: "about 2 h", 3_700_000_000: "about 60 min",
	} {
		if got := english.wait(us); got != want {
			t.Errorf("a wait of %d µs is %q, want %q", us, got, want)
		}
	}
}
