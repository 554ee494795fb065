(() => {
  const bad = [];
  const name = e => (e.outerHTML || e.textContent).replace(/\s+/g, " ").slice(0, 90);
  const seen = e => e.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });

  // Colours in any notation, as the browser paints them: red, green, blue, alpha.
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = {};
  const colour = text => known[text] = known[text] || (() => {
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = text;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  })();
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const ground = e => {
    if (!e) return colour("white");
    const own = colour(getComputedStyle(e).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(e.parentElement));
  };
  const luminance = c => [.2126, .7152, .0722].reduce((sum, weight, i) => {
    const v = c[i] / 255;
    return sum + weight * (v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  }, 0);
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + .05) / (low + .05);
  };

  // Text: 4.5 to its ground, 3 where it is large. What is switched off may be
  // faint, and what is only decoration says so.
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let read = 0;
  while (texts.nextNode()) {
    const text = texts.currentNode, e = text.parentElement;
    if (!text.data.trim() || e.closest("title, desc, [aria-hidden=true], :disabled, .skip:not(:focus)") || !seen(e)) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
    let ink = colour(e instanceof SVGElement ? style.fill : style.color), back = ground(e);
    for (let up = e; up; up = up.parentElement) {
      const opacity = +getComputedStyle(up).opacity;
      if (opacity < 1) ink = [...ink.slice(0, 3), ink[3] * opacity];
    }
    const is = contrast(over(ink, back), back), least = size >= 24 || size >= 18.66 && +style.fontWeight >= 700 ? 3 : 4.5;
    if (is < least) bad.push("contrast " + is.toFixed(2) + ": " + text.data.trim().slice(0, 30) + " in " + name(e));
    read++;
  }
  if (read < 25) bad.push("only " + read + " texts");

  // Targets: 24 px each way, but for links in running text.
  const controls = [...document.querySelectorAll("a[href], button, input, summary, select, [tabindex='0']")].filter(seen);
  for (const e of controls) {
    const box = e.getBoundingClientRect();
    const running = getComputedStyle(e).display === "inline" && e.closest("p, li, dd, td, th, figcaption, blockquote");
    if (!running && !e.matches(".skip") && (box.width < 24 || box.height < 24))
      bad.push("target " + box.width.toFixed(1) + " x " + box.height.toFixed(1) + ": " + name(e));
  }

  // Order: the Tab key follows the document where no tabindex says otherwise.
  // Within a part of the page it never goes back up, unless to a column at the
  // right, nor back to the left on a line.
  if (document.querySelector("[tabindex]:not([tabindex='0'], [tabindex='-1'])")) bad.push("a tabindex of its own");
  if (!controls[0].matches(".skip")) bad.push("the first stop is " + name(controls[0]));
  const part = e => e.closest("[data-sidebar], [data-toc], main, footer, header");
  for (let i = 1; i < controls.length; i++) {
    const [a, b] = [controls[i - 1], controls[i]];
    if (part(a) !== part(b) || a.contains(b)) continue;
    const p = a.getClientRects()[0], q = b.getClientRects()[0];
    const line = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > Math.min(p.height, q.height) / 2;
    if (line ? q.right <= p.left : q.bottom <= p.top && q.left < p.right) bad.push("order: " + name(a) + " comes before " + name(b));
  }
  return bad;
})()
