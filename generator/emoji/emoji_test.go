package emoji

import "testing"

func TestFacesStandAlone(t *testing.T) {
	for text, want := range map[string]string{
		"well :-) then": "😃", "a:)": "", "https://x": "", ":')": "😂", "(8-)": "😎", `\:)`: "", "好:)": "", "好 :(": "😦", "": "",
	} {
		if f, at := Find([]byte(text)); f.Value != want || at+len(f.Text) > len(text) {
			t.Errorf("%q: %+v at %d, want %s", text, f, at, want)
		}
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{"tada": "🎉", "+1": "👍", "octocat": "", "": ""} {
		if got := Named(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
