// The search is one script of these files, in this order, each of which adds to
// woshouSearch what the next ones use:
//
//   search-text.js     what texts are to a search: folded, and cut into grams
//   inflate.js         inflating, for browsers that cannot
//   search-index.js    the files of the index, and what is in them
//   search-query.js    what a query may mean, as grams of the index
//   search-ranking.js  the sections that answer it, the best first
//   search.js          the dialog
//
// This one folds and cuts as package search does it.
(function () {
  'use strict';

  var CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
  var DIGIT = /\p{Nd}/u, LETTER = /[\p{L}\p{N}\p{M}]/u;
  var INVISIBLE = /[\u00AD\u200B-\u200D\uFEFF\u0300-\u036F]/;

  var classes = {}; // of the characters that were asked for

  function classOf(c) {
    if (!(c in classes)) classes[c] = CJK.test(c) ? 3 : DIGIT.test(c) ? 2 : LETTER.test(c) ? 1 : 0;
    return classes[c];
  }

  // Fold returns a text as searches compare it, and for each of its characters
  // where in s it came from: the start and the end of a whole character.
  function fold(s) {
    var out = '', from = [], to = [], gap = false, at = 0;
    for (var c of s) {
      var end = at + c.length;
      if (/[\u0300-\u036F]/.test(c) && to.length) to[to.length - 1] = end; // of the letter before
      for (var d of c.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036F]/g, '').normalize('NFC')) {
        if (INVISIBLE.test(d)) continue;
        if (!classOf(d)) {
          gap = true;
          continue;
        }
        if (gap && out) d = ' ' + d;
        gap = false;
        out += d;
        for (var i = 0; i < d.length; i++) {
          from.push(at);
          to.push(end);
        }
      }
      at = end;
    }
    return { text: out, from: from, to: to };
  }

  // Grams are those of a folded text, each with its place. Of the last character
  // of several, which is also one by itself, a query makes no use.
  function grams(text, ofQuery) {
    var all = [], run = [], kind = 0, at = 0;
    function end() {
      if (kind === 3) {
        run.forEach(function (c, i) {
          var next = run[i + 1];
          if (next || run.length === 1 || !ofQuery) all.push({ gram: c.text + (next ? next.text : ''), at: c.at, cjk: true });
        });
      } else if (kind) {
        all.push({ gram: run.map(function (c) { return c.text; }).join(''), at: run[0].at });
      }
      run = [];
    }
    for (var c of text) {
      var k = classOf(c);
      if (k !== kind) end();
      kind = k;
      run.push({ text: c, at: at });
      at += c.length;
    }
    end();
    return all;
  }

  function squeezed(text) { return text.replace(/ /g, ''); }

  // Spots are the stretches of a text that a query found, whole characters.
  function spots(text, marks) {
    var f = fold(text), all = [];
    grams(f.text).forEach(function (g) {
      if (!marks.has(g.gram)) return;
      var part = marks.get(g.gram), at = Math.max(0, g.gram.indexOf(part)), size = g.gram.indexOf(part) >= 0 && part ? part.length : g.gram.length;
      var from = f.from[g.at + at], to = f.to[g.at + at + size - 1], last = all[all.length - 1];
      if (last && from <= last.to) last.to = Math.max(last.to, to);
      else all.push({ from: from, to: to });
    });
    return all;
  }

  window.woshouSearch = { isHan: function (text) { return CJK.test(text); }, fold: fold, grams: grams, squeezed: squeezed, spots: spots };
})();
