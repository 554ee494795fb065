// Changes a page where two versions of it differ, and nowhere else.
//
// The page exists twice: as the server wrote it, which nobody sees, and in the
// tab, where readers and the theme's scripts have changed it. What differs between
// what was written and a newer writing is carried out on both. So what was not
// edited is not touched: it stays open, chosen, selected, where it is.

// written is the page as the server wrote it, in a document that loads nothing;
// shown is what stands in the tab for each of its nodes. This script comes before
// all others that change the page.
var written = document.implementation.createHTMLDocument('').importNode(document.documentElement, true);
var shown = new WeakMap();
bind(written, document.documentElement);

function bind(was, live) {
  shown.set(was, live);
  for (var w = was.firstChild, l = live.firstChild; w && l; w = w.nextSibling, l = l.nextSibling) bind(w, l);
}

// morph makes a node what another is.
function morph(was, now) {
  if (was.isEqualNode(now)) return;
  if (was.nodeType !== Node.ELEMENT_NODE) return rewrite(was, now.data);
  attributes(was, now);
  children(was, now);
}

// rewrite changes no more of a text than must be, so that a place in it stays.
function rewrite(was, text) {
  var old = was.data, start = 0, end = 0, most = Math.min(old.length, text.length);
  while (start < most && old[start] === text[start]) start++;
  while (end < most - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  [was, shown.get(was)].forEach(function (node) {
    if (node.data !== old) node.data = text;
    else node.replaceData(start, old.length - start - end, text.slice(start, text.length - end));
  });
}

function attributes(was, now) {
  var both = [was, shown.get(was)];
  Array.from(was.attributes).forEach(function (a) {
    if (!now.hasAttribute(a.name)) both.forEach(function (e) { e.removeAttribute(a.name); });
  });
  Array.from(now.attributes).forEach(function (a) {
    if (was.getAttribute(a.name) !== a.value) both.forEach(function (e) { e.setAttributeNS(a.namespaceURI, a.name, a.value); });
  });
}

function children(was, now) {
  var old = Array.from(was.childNodes), wanted = Array.from(now.childNodes);
  var kept = match(old, wanted), stays = new Set(kept);
  old.forEach(function (node) {
    if (stays.has(node)) return;
    shown.get(node).remove();
    node.remove();
  });
  var after = null; // the one that comes behind
  for (var i = wanted.length - 1; i >= 0; i--) {
    if (kept[i]) morph(kept[i], wanted[i]);
    after = kept[i] || insert(was, wanted[i], after);
  }
}

function insert(parent, node, after) {
  var added = parent.ownerDocument.importNode(node, true), live = document.importNode(node, true);
  var at = after && shown.get(after), within = shown.get(parent);
  parent.insertBefore(added, after);
  within.insertBefore(live, at && at.parentNode === within ? at : null);
  bind(added, live);
  return added;
}

// What makes two nodes the same one, the surest first: that all of their text is
// the same, that it begins so, that they are of one kind. Blanks between blocks are
// all alike, and count when the rest is settled.
var likenesses = [
  function (node) { return isBlank(node) ? null : node.nodeName + ' ' + (node.textContent || node.outerHTML || ''); },
  function (node) { return isBlank(node) ? null : node.nodeName + ' ' + (node.textContent || '').trim().slice(0, 24); },
  function (node) { return isBlank(node) ? null : node.nodeName; },
  function (node) { return node.nodeName; },
];

function isBlank(node) { return node.nodeType === Node.TEXT_NODE && !node.data.trim(); }

// match finds for each of some nodes the one that it takes the place of, in the
// same order, if there is one.
function match(old, wanted) {
  var found = [];
  function pair(i, oldEnd, j, end, n) {
    if (n === likenesses.length || i === oldEnd || j === end) return;
    var a = keys(old, i, oldEnd, n), b = keys(wanted, j, end, n);
    common(a.keys, b.keys).forEach(function (at) {
      var o = a.places[at[0]], w = b.places[at[1]];
      pair(i, o, j, w, n + 1);
      if (isOne(old[o], wanted[w])) found[w] = old[o];
      i = o + 1;
      j = w + 1;
    });
    pair(i, oldEnd, j, end, n + 1);
  }
  pair(0, old.length, 0, wanted.length, 0);
  return found;
}

// keys are those of some nodes that have one, with their places.
function keys(nodes, from, to, n) {
  var all = { keys: [], places: [] };
  for (var i = from; i < to; i++) {
    var key = likenesses[n](nodes[i]);
    if (key === null) continue;
    all.keys.push(key);
    all.places.push(i);
  }
  return all;
}

// A figure that was drawn anew is another: what plays in it belongs to a drawing.
function isOne(was, now) {
  return was.nodeType !== Node.ELEMENT_NODE || !was.hasAttribute('data-figure') || was.isEqualNode(now);
}

// mostCells bounds the table that common makes.
var mostCells = 16e6;

// common is a longest common subsequence of two lists, as pairs of places.
function common(a, b) {
  var start = 0, end = 0, pairs = [];
  while (start < a.length && start < b.length && a[start] === b[start]) pairs.push([start, start++]);
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  var n = a.length - start - end, m = b.length - start - end, row = m + 1;
  if (n * m <= mostCells) {
    var longest = new Uint16Array((n + 1) * row); // of what lies behind two places
    for (var i = n - 1; i >= 0; i--) {
      for (var j = m - 1; j >= 0; j--) {
        longest[i * row + j] = a[start + i] === b[start + j] ? longest[(i + 1) * row + j + 1] + 1
          : Math.max(longest[(i + 1) * row + j], longest[i * row + j + 1]);
      }
    }
    for (i = 0, j = 0; i < n && j < m;) {
      if (a[start + i] === b[start + j]) pairs.push([start + i++, start + j++]);
      else if (longest[(i + 1) * row + j] >= longest[i * row + j + 1]) i++;
      else j++;
    }
  }
  for (; end > 0; end--) pairs.push([a.length - end, b.length - end]);
  return pairs;
}
