package page

import "testing"

func TestAddresses(t *testing.T) {
	for dest, want := range map[string][3]bool{ // a link, an image, leaves the site
		"a.md":               {true, true, false},
		"https://e.com":      {true, true, true},
		"//e.com":            {true, true, true},
		"mailto:a@b.c":       {true, false, true},
		"java\nscript:x":     {false, false, true},
		" :x":                {false, false, false},
		"#a:b":               {true, true, false},
		"data:text/html,<x>": {false, false, true},
	} {
		if got := [3]bool{AllowedLink(dest), AllowedImage(dest), IsExternal(dest)}; got != want {
			t.Errorf("%q: %v, want %v", dest, got, want)
		}
	}
}
