package pcapng

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOptions holds in which octets (kind, length, data) the options of a
// trace are written; kind 1 is the filling.
func TestOptions(t *testing.T) {
	for _, c := range []struct{ names, want string }{
		{"", ""},
		{"MSS=1460", "2.4.05b4"},
		{"MSS=1460 SACK-permitted TSval=7 TSecr=0 WS=2", "2.4.05b4 1 1 4.2. 1 1 8.10.0000000700000000 1 3.3.02"},
		{"SACK=5-9", "1 1 5.10.0000000500000009"},
		{"TSval=1 TSecr=2 SACK=5-9 SACK=4294967295-3", "1 1 8.10.0000000100000002 1 1 5.18.0000000500000009ffffffff00000003"},
	} {
		options, err := tcpOptions(strings.Fields(c.names))
		if err != nil {
			t.Error(err)
		}
		var got []string
		for _, o := range options {
			if o.OptionLength == 1 {
				got = append(got, fmt.Sprint(uint8(o.OptionType)))
			} else {
				got = append(got, fmt.Sprintf("%d.%d.%x", uint8(o.OptionType), o.OptionLength, o.OptionData))
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: %s", c.names, diff)
		}
	}
}

// TestUnknownOptions holds that what is not understood is not left out.
func TestUnknownOptions(t *testing.T) {
	for names, want := range map[string]string{
		"MSS":      `no option is written "MSS"`,
		"MSS=many": `option MSS=many: strconv.ParseUint: parsing "many": invalid syntax`,
		"COOKIE=1": `no option is written "COOKIE=1"`,
		"SACK=1-2 SACK=3-4 SACK=5-6 SACK=7-8 SACK=9-10": "44 octets of options; a header has room for 40",
	} {
		if _, err := tcpOptions(strings.Fields(names)); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", names, err, want)
		}
	}
}
