// Keeps the reader's place while the page changes: the line at the top of the
// window stays where it is, and if it is gone, the next one that is not.

// hold has a change made to the page.
function hold(change) {
  letGo();
  var lines = scrollY > 0 ? inView() : [];
  var chosen = Array.from(document.querySelectorAll('input:checked')), folds = figureFolds();
  stay(lines);
  change();
  chosen.forEach(function (e) { e.checked = true; }); // one that is named anew may have put out another
  refold(folds);
  back(lines);
}

// back scrolls to where the first line was that is left.
function back(lines) {
  var line = lines.find(function (l) { return l.isThere(); });
  if (line) scrollBy({ top: line.now() - line.top, behavior: 'instant' });
}

// letGo ends what stay began.
var letGo = function () {};

// stay keeps lines where they are while what was changed still grows, as figures do
// when what plays in them has come, but not against a reader who moves. The browser
// does not do so meanwhile: both were too much.
var stayFor = 1500; // ms
function stay(lines) {
  var seen = new ResizeObserver(function () { back(lines); }), moves = ['wheel', 'touchstart', 'pointerdown', 'keydown'];
  var timer = setTimeout(end, stayFor);
  function end() {
    clearTimeout(timer);
    seen.disconnect();
    document.documentElement.style.overflowAnchor = '';
    moves.forEach(function (e) { removeEventListener(e, end); });
    letGo = function () {};
  }
  letGo = function () {
    back(lines); // what has just grown was not seen yet
    end();
  };
  document.documentElement.style.overflowAnchor = 'none';
  seen.observe(document.body);
  moves.forEach(function (e) { addEventListener(e, end, { passive: true }); });
}

// Lines enough for one of them to be left.
var mostLines = 60;

// inView are the lines in the window, from its top.
function inView() {
  var lines = [], head = document.querySelector('body > header');
  var top = head ? Math.max(0, head.getBoundingClientRect().bottom) : 0;
  (function look(within) {
    for (var node = within.firstChild; node && lines.length < mostLines; node = node.nextSibling) {
      if (node.nodeType === Node.TEXT_NODE) add(node);
      else if (node.nodeType === Node.ELEMENT_NODE && mayBeSeen(node.getBoundingClientRect())) look(node);
    }
  })(document.querySelector('main') || document.body);
  function mayBeSeen(r) { return r.bottom > top && r.top < innerHeight || !r.height; }
  function add(text) {
    var at = firstBelow(text, top);
    if (at >= 0) lines.push(lineAt(text, at));
  }
  return lines;
}

// firstBelow is the place of the first character of a text that lies below an
// edge, -1 if there is none.
function firstBelow(text, edge) {
  var low = 0, high = text.length;
  while (low < high) {
    var middle = low + high >> 1, r = rectOf(text, middle);
    if (r && r.bottom > edge) high = middle;
    else low = middle + 1;
  }
  return low < text.length && text.data.trim() ? low : -1;
}

function rectOf(text, at) {
  var range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + 1);
  return range.getClientRects()[0];
}

// lineAt is the line in which a character stands. The range goes along when the
// text around it is changed.
function lineAt(text, at) {
  var range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + 1);
  function now() { return range.getBoundingClientRect().top; }
  return {
    top: now(),
    now: now,
    isThere: function () { return text.isConnected && range.startContainer === text && !range.collapsed && range.getClientRects().length > 0; },
  };
}

// A figure that was drawn anew is another element; what was open in it stays open.
function figureFolds() {
  return Array.from(document.querySelectorAll('[data-figure]'), function (box) {
    var open = Array.from(box.querySelectorAll('details'), function (fold) { return fold.open; });
    return { id: box.dataset.figure, box: box, open: open };
  });
}

function refold(all) {
  var lost = all.filter(function (f) { return !f.box.isConnected; });
  var known = all.map(function (f) { return f.box; });
  document.querySelectorAll('[data-figure]').forEach(function (box) {
    var i = lost.findIndex(function (f) { return f.id === box.dataset.figure; });
    if (known.indexOf(box) >= 0 || i < 0) return;
    var open = lost.splice(i, 1)[0].open;
    box.querySelectorAll('details').forEach(function (fold, n) { if (n < open.length) fold.open = open[n]; });
  });
}
