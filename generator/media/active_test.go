package media

import "testing"

func TestScript(t *testing.T) {
	for picture, want := range map[string]string{
		`<svg xmlns="http://www.w3.org/2000/svg"><style>a{}</style><path d="M0 0"/><a href="https://e.com/?data:text"><text>on</text></a></svg>`: "",
		`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://x"><svg><use href="#a"/></svg>`:            "",
		`<svg><image href="data:image/png;base64,x"/></svg>`: "",
		"<svg>\n<script>1</script></svg>":                    "<script>",
		`<svg><foreignObject><div xmlns="http://www.w3.org/1999/xhtml" class="a">text<br/></div></foreignObject></svg>`:                              "",
		`<svg><foreignObject><div xmlns="http://www.w3.org/1999/xhtml" onclick="1">text</div></foreignObject></svg>`:                                 "onclick",
		`<svg><foreignObject><meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0; url=https://e.com"/></foreignObject></svg>`: "<meta>",
		`<svg><foreignObject><h:form xmlns:h="http://www.w3.org/1999/xhtml" action="https://e.com"/></foreignObject></svg>`:                          "<form>",
		`<svg onload="1"/>`: "onload",
		`<svg><a xlink:href="java&#10;script:1"/></svg>`:                  "href",
		`<svg><a><set attributeName="href" to="javascript:1"/></a></svg>`: "to",
		`<svg><image href="data:image/svg+xml,x"/></svg>`:                 "href",
		`<x:script xmlns:x="http://www.w3.org/2000/svg"/>`:                "<script>",
		`<rss><a xmlns="http://www.w3.org/1999/xhtml"/></rss>`:            "<a>",
		`<?xml-stylesheet href="a.xsl"?><svg/>`:                           "<?xml-stylesheet",
		`<!DOCTYPE svg [<!ENTITY a "<script>1</script>">]><svg>&a;</svg>`: "<!ENTITY",
		`<svg><p></svg>`: "what is no XML",
		"<?xml version='1.0' encoding='utf-16'?><svg/>": "what is no XML",
	} {
		line, column, got := Script([]byte(picture))
		if got != want || (got != "") != (line > 0 && column > 0) {
			t.Errorf("%s: %d:%d: %q, want %q", picture, line, column, got, want)
		}
	}
}

func FuzzScript(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0"?><svg><a href="java script:1"/><script>1</script></svg>`))
	f.Fuzz(func(t *testing.T, picture []byte) { Script(picture) })
}
