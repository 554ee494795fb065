// What a query may mean: its meanings, each a few terms, each of these some grams of
// the index that it may stand for. search-ranking.js weighs them.
(function () {
  'use strict';
  var search = window.woshouSearch, fold = search.fold, entries = search.entries;

  // Understood returns a promise of the meanings of a query, of what to mark in a
  // text, by gram, and of what of the query no page has. Deep looks inside of all
  // words as well.
  search.understood = async function (index, query, deep) {
    var said = fold(query).text;
    async function meaning(text, weight) { return { text: text, weight: weight, terms: await terms(index, text, deep) }; }
    var all = await Promise.all(meanings(index, said).map(function (m) { return meaning(m.text, m.weight); }));
    var other = await simplified(index, said, missing(all[0]));
    if (other !== said) all.unshift(await meaning(other, 0.95));

    var unknown = missing(all[0]), pairs = unknown.filter(function (t) { return t.cjk; });
    var isLost = !all.some(function (m) { return m.terms.some(function (t) { return t.as.length; }); });
    if (isLost || pairs.length > 1) {
      all.push({ text: said, weight: 0.5, terms: await Promise.all(pairs.map(function (t) { return nearPair(index, t); })) });
    }
    return { meanings: all, marks: marks(all), unknown: isLost && pairs.length === unknown.length ? [query] : unknown.filter(function (t) { return !t.cjk; }).map(function (t) { return t.gram; }) };
  };

  // Missing are the terms of a meaning that no page has.
  function missing(meaning) { return meaning.terms.filter(function (t) { return !t.as.length || t.guess; }); }

  // Marks tell of each gram that was looked up which part of it the query has.
  function marks(meanings) {
    var all = new Map();
    meanings.forEach(function (m) {
      m.terms.forEach(function (t) {
        t.as.forEach(function (a) { all.set(a.gram, a.part); });
      });
    });
    return all;
  }

  // ---- In other words ----

  var NUMERALS = '零一二三四五六七八九', NUMBERS = 'zero one two three four five six seven eight nine'.split(' ');

  // Asked is what is around that which a question is about.
  var ASKED = /^(?:(?:what|which|who|where|when|why|how|is|are|was|do|does|did|can|could|should|would|will|i|you|we|it|the|a|an|to|if|happens?) )+|^(?:请问|为什么|为何|什么是|什么叫|怎样|怎么|如何)+|(?:是?什么意思|是什么|的?原理|的?原因|为什么|怎么办|会怎样|会怎么样|的?方法|[吗呢吧])+$/g;

  // Meanings are a query and what it would be in other words: with numbers spelled,
  // without what makes it a question, by the names that the site's glossary has.
  function meanings(index, q) {
    var all = [{ text: q, weight: 1 }];
    function add(text, weight) {
      if (text && all.length < 6 && !all.some(function (m) { return m.text === text; })) all.push({ text: text, weight: weight });
    }
    add(q.replace(/^\d(?= )/, function (d) { return NUMBERS[d]; }).replace(/\d(?=\p{sc=Han})/gu, function (d) { return NUMERALS[d]; }), 0.95);
    add(q.replace(ASKED, '').trim(), 0.9);
    index.about.names.forEach(function (thing) {
      var names = namesOf(thing, index.lang);
      names.slice(1).forEach(function (name) {
        if (name === names[0]) return;
        all.slice().forEach(function (m) {
          var edge = search.isHan(name) ? '' : ' ', text = edge + m.text + edge;
          if (text.indexOf(edge + name + edge) >= 0) add(text.replace(edge + name + edge, edge + names[0] + edge).trim(), 0.9 * m.weight);
        });
      });
    });
    return all;
  }

  // NamesOf are what a thing is called, folded: first as pages of a language have it,
  // last in the others. There are none where that language has none.
  function namesOf(thing, lang) {
    var langs = thing[lang] ? [lang].concat(Object.keys(thing).filter(function (l) { return l !== lang; })) : [];
    return [].concat.apply([], langs.map(function (l) { return thing[l]; })).map(function (name) { return fold(name).text; });
  }

  // Simplified is a query of which some pairs have characters that no page has in
  // those of the pages: simplified, or traditional where these are.
  async function simplified(index, q, unknown) {
    var tag = index.about.languages[index.lang].lang, to = {};
    if (tag.indexOf('zh') !== 0) return q;
    var strange = await Promise.all(unknown.map(function (t) { return t.cjk && isStrange(index, t.gram); }));
    if (!strange.some(Boolean)) return q;
    var all = Array.from(await index.pairs()), back = /Hant|TW|HK/.test(tag) ? 1 : 0;
    for (var i = 0; i < all.length; i += 2) to[all[i + back]] = all[i + 1 - back];
    return Array.from(q, function (c) { return to[c] || c; }).join('');
  }

  // IsStrange tells whether a pair of characters has one that no page has.
  async function isStrange(index, pair) {
    var found = await Promise.all(Array.from(pair, async function (c) { return entries(await index.lines(c, 1), c).length; }));
    return found.indexOf(0) >= 0;
  }

  // ---- As grams of the index ----

  // Terms are what is looked up for the grams of a text: each with the grams of
  // the index that it may stand for, and how well.
  async function terms(index, text, deep) {
    return [].concat.apply([], await Promise.all(search.grams(text, true).map(async function (g) {
      var as = await (g.cjk ? character : word)(index, g.gram, deep);
      return as.length || g.cjk ? [{ gram: g.gram, cjk: g.cjk, as: as }] : unknownWord(index, g.gram);
    })));
  }

  async function character(index, gram, deep) {
    var isSingle = Array.from(gram).length === 1;
    return entries(await index.lines(gram, isSingle ? deep ? Infinity : 2 : 1), isSingle ? gram : gram + ' ').map(function (e) {
      return { gram: e.gram, posting: e.posting, weight: 1, part: gram };
    });
  }

  // NearPair is a pair of characters that no page has, for which those stand that
  // share its first one, or have its second one first.
  async function nearPair(index, term) {
    var as = await Promise.all(Array.from(term.gram, async function (c) {
      return entries(await index.lines(c, 2), c).map(function (e) { return { gram: e.gram, posting: e.posting, weight: 0.4, part: c }; });
    }));
    return { gram: term.gram, cjk: true, as: [].concat.apply([], as) };
  }

  function stem(word) { return word.length > 4 ? word.replace(/(?:ings?|ed|es|s|e)$/, '') : word; }

  async function word(index, w, deep) {
    var root = stem(w);
    var got = await Promise.all([index.lines(w, deep ? Infinity : 1), root === w ? '' : index.lines(root, 1), deep ? inside(index, w, await index.words()) : []]);
    var all = entries(got[0], w).map(function (e) {
      return { gram: e.gram, posting: e.posting, weight: e.gram === w ? 1 : stem(e.gram) === root ? 0.9 : 0.7 * w.length / e.gram.length, part: w };
    });
    entries(got[1] || got[0], root).forEach(function (e) {
      if (e.gram.indexOf(w) !== 0 && stem(e.gram) === root) all.push({ gram: e.gram, posting: e.posting, weight: 0.9, part: root });
    });
    return all.concat(got[2]);
  }

  // Whole are entries of words as they are, each with a weight, and what of it to mark.
  async function whole(index, words, weight, part) {
    return [].concat.apply([], await Promise.all(words.map(async function (w) {
      return entries(await index.lines(w, 1), w + ' ').map(function (e) { return { gram: w, posting: e.posting, weight: weight(w), part: part }; });
    })));
  }

  // Inside are the words that a piece of a word is in.
  function inside(index, w, all) {
    return whole(index, all.filter(function (v) { return v.indexOf(w) > 0; }), function (v) { return 0.5 * w.length / v.length; }, w);
  }

  // UnknownWord is what a word may stand for that no page has: two words joined, one
  // that is a slip away, one that it is inside of, one that begins like it.
  async function unknownWord(index, w) {
    var all = await index.words(), two = joined(w, new Set(all));
    if (two) return Promise.all(two.map(async function (part) { return { gram: part, as: await word(index, part) }; }));
    async function guess(words, weight) { return [{ gram: w, as: await whole(index, words, function () { return weight; }, ''), guess: words.length > 0 }]; }
    var near = w.length > 3 ? all.filter(function (v) { return isNear(v, w); }) : [];
    if (near.length) return guess(near, 0.7);
    var around = w.length > 1 ? await inside(index, w, all) : [];
    return around.length ? [{ gram: w, as: around }] : guess(alike(w, all), 0.4);
  }

  // Joined are two words that make one.
  function joined(w, all) {
    for (var i = w.length - 2; i > 1; i--) {
      if (all.has(w.slice(0, i)) && all.has(w.slice(i))) return [w.slice(0, i), w.slice(i)];
    }
  }

  // Alike are the words that begin as one does, for as long as more than half of it.
  function alike(w, all) {
    for (var n = w.length - 1; n > 2 && n * 2 > w.length; n--) {
      var some = all.filter(function (v) { return v.indexOf(w.slice(0, n)) === 0; });
      if (some.length) return some;
    }
    return [];
  }

  // IsNear reports whether two words differ by one slip of a key.
  function isNear(a, b) {
    if (a.length > b.length) return isNear(b, a);
    if (a === b || b.length - a.length > 1) return false;
    var i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    if (a.length < b.length) return a.slice(i) === b.slice(i + 1);
    return a.slice(i + 1) === b.slice(i + 1) || a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }
})();
