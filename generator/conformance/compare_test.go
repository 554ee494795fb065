package conformance

import "testing"

// same lists pairs of VitePress' markup and the markup our generator may emit
// for the same source. Each pair reads as the same tree.
var same = []struct{ name, vitepress, ours string }{
	{
		"heading",
		`<h2 id="a" tabindex="-1">A <a class="header-anchor" href="#a" aria-label="Permalink">&#8203;</a></h2>`,
		`<h2 id="a"><a data-permalink href="#a">#</a>A</h2>`,
	},
	{
		"container",
		`<div class="tip custom-block"><p class="custom-block-title">标题 <strong>b</strong></p><p>x</p></div>`,
		`<aside class="box box-tip" data-container="tip"><div data-wrap><p data-title><svg data-chrome></svg>标题 <strong>b</strong></p><p>x</p></div></aside>`,
	},
	{
		"container, title not written by the author",
		`<div class="tip custom-block"><p class="custom-block-title custom-block-title-default">TIP</p><p>x</p></div>`,
		`<div data-container="tip"><p data-title="default">提示</p><p>x</p></div>`,
	},
	{
		"details",
		`<details open="" class="details custom-block"><summary>S</summary><p>x</p></details>`,
		`<details data-container="details" open><summary data-title>S</summary><p>x</p></details>`,
	},
	{
		"code",
		`<div class="language-js line-numbers-mode"><button class="copy"></button><span class="lang">js</span><pre class="shiki"><code><span class="line highlighted">a </span>
<span class="line">b</span>
<span class="line diff add">c</span></code></pre><div class="line-numbers-wrapper"><span class="line-number">5</span></div></div>`,
		`<figure data-lang="js" data-hl="1" data-add="3" data-line-start="5"><figcaption data-title>a.js</figcaption><button>Copy</button><pre><code><span class="k"><i data-chrome>5</i>a</span>
b
c
</code></pre></figure>`,
	},
	{
		"code group",
		`<div class="vp-code-group"><div class="tabs"><input type="radio" checked><label data-title="a &lt;x&gt;">a <x></label></div><div class="blocks"><div class="language-js active"><pre><code>1</code></pre></div></div></div>`,
		`<div data-code-group><input type="radio"><label data-label>a &lt;x&gt;</label><div><pre data-lang="js"><code>1</code></pre></div></div>`,
	},
	{
		"task list",
		`<ul class="task-list-container"><li class="task-list-item"><input type="checkbox" checked disabled><label for="t"> a</label></li></ul>`,
		`<ul><li><input type="checkbox" checked disabled> a</li></ul>`,
	},
	{
		"table",
		`<table tabindex="0"><thead><tr><th style="text-align:right">a</th></tr></thead></table>`,
		`<div data-wrap><table><thead><tr><th align="right">a</th></tr></thead></table></div>`,
	},
	{
		"footnotes",
		`<p>x<sup class="footnote-ref"><a href="#footnote1">[1]</a><a class="footnote-anchor" id="footnote-ref1"></a></sup></p><hr class="footnotes-sep"><section class="footnotes"><ol><li id="footnote1" class="footnote-item"><p>n <a href="#footnote-ref1" class="footnote-backref">↩︎</a></p></li></ol></section>`,
		`<p>x<sup data-footnote-ref="1"><a href="#n1">1</a></sup></p><section data-footnotes><h2 data-chrome>Notes</h2><ol><li id="n1"><p>n <a data-footnote-backref href="#r1">^</a></p></li></ol></section>`,
	},
	{
		"links",
		`<p><a href="./b.html#%E4%B8%80">a</a> <a href="/dir/">d</a> <a href="https://e.com" target="_blank" rel="noreferrer">e</a></p>`,
		`<p><a href="/x/b/#一">a</a> <a href="../dir/index.html">d</a> <a href="https://e.com">e</a></p>`,
	},
	{
		"images",
		`<p><img src="./pics/i.png" alt="t"></p>`,
		`<p><img src="/assets/i.4f3a9c01.png" alt="t" width="3" height="4" loading="lazy"></p>`,
	},
	{
		"badge, component, interpolation",
		`<p><badge type="warning" text="新"></badge> <Foo a="1">slot</Foo> {{ x }}</p>`,
		`<p><span class="badge" data-badge="warning">新</span> slot <code>{{ x }}</code></p>`,
	},
	{
		"line break between Han characters",
		"<p>第一行\n第二行\nline</p>",
		"<p>第一行第二行 line</p>",
	},
}

func TestSame(t *testing.T) {
	for _, c := range same {
		at := place{page: "x/page", base: "/"}
		want, _ := read(c.vitepress, at)
		at.built = true
		got, _ := read("<body><nav>n</nav><main data-article>"+c.ours+"</main>", at)
		if _, diffs := diffPages(want, got); len(diffs) > 0 {
			t.Errorf("%s: %v", c.name, diffs[0])
		}
	}
}

// different lists pairs that must not pass as equal.
var different = []struct{ name, want, got string }{
	{"id", `<h2 id="a">A</h2>`, `<h2 id="b">A</h2>`},
	{"level", `<h2 id="a">A</h2>`, `<h3 id="a">A</h3>`},
	{"container type", `<div data-container="tip"></div>`, `<div data-container="info"></div>`},
	{"container title", `<div data-container="tip"><p data-title>A</p></div>`, `<div data-container="tip"><p data-title="default">提示</p></div>`},
	{"container left as text", `<div data-container="tip"><p>x</p></div>`, `<p>:::tip x :::</p>`},
	{"language", `<pre data-lang="js"><code>a</code></pre>`, `<pre data-lang="ts"><code>a</code></pre>`},
	{"code text", `<pre data-lang=""><code>a  b</code></pre>`, `<pre data-lang=""><code>a b</code></pre>`},
	{"indent of code", "<pre><code>  a</code></pre>", "<pre><code>a</code></pre>"},
	{"highlighted lines", `<pre data-lang="" data-hl="1"><code>a</code></pre>`, `<pre data-lang=""><code>a</code></pre>`},
	{"group labels", `<div data-code-group><p data-label>a</p></div>`, `<div data-code-group><p data-label>b</p></div>`},
	{"link", `<p><a href="/a">x</a></p>`, `<p><a href="/b">x</a></p>`},
	{"link to a Markdown file", `<p><a href="/a">x</a></p>`, `<p><a href="/a.md">x</a></p>`},
	{"badge not rendered", `<p><span data-badge="tip">x</span></p>`, `<p><badge>x</badge></p>`},
	{"fragment", `<p><a href="/a#x">x</a></p>`, `<p><a href="/a">x</a></p>`},
	{"alt text", `<p><img src="a.png" alt="x"></p>`, `<p><img src="a.png" alt=""></p>`},
	{"task", `<ul><li data-task="done">a</li></ul>`, `<ul><li data-task="open">a</li></ul>`},
	{"alignment", `<table><tr><td align="right">a</td></tr></table>`, `<table><tr><td>a</td></tr></table>`},
	{"tight and loose", `<ul><li>a</li></ul>`, `<ul><li><p>a</p></li></ul>`},
	{"emphasis", `<p><strong>a</strong></p>`, `<p>**a**</p>`},
	{"space between words", `<p>a b</p>`, `<p>ab</p>`},
	{"authored class", `<p class="c">a</p>`, `<p>a</p>`},
	{"extra block", `<p>a</p>`, `<p>a</p><p>b</p>`},
	{"order", `<p>a</p><p>b</p>`, `<p>b</p><p>a</p>`},
	{"image", `<p><img src="a.png" alt=""></p>`, `<p><img src="b.png" alt=""></p>`},
}

func TestDifferent(t *testing.T) {
	for _, c := range different {
		want, _ := read(c.want, place{page: "p", base: "/"})
		got, _ := read(c.got, place{page: "p", base: "/", built: true})
		if _, diffs := diffPages(want, got); len(diffs) == 0 {
			t.Errorf("%s: no difference found", c.name)
		}
	}
}

func TestRanges(t *testing.T) {
	for in, want := range map[string]string{"": "", "3": "3", "1,3-5": "1,3-5", "4,3,5": "3-5", "x": ""} {
		if got := ranges(parseRanges(in)); got != want {
			t.Errorf("ranges(%q) = %q, want %q", in, got, want)
		}
	}
}
