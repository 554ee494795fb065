// Search, loaded when a reader first asks for it. It needs no server: the index
// is small scripts, each a call of woshouFound, of which a query loads those that
// it names. Package search says what is in them.
(function () {
  'use strict';
  var script = document.currentScript.dataset;
  var root = script.root; // the site's root, from the page
  var here = script.code; // the page's language

  // ---- Folding, as package search does it ----

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

  // ---- Loading ----

  var waiting = {}, loaded = {};
  window.woshouFound = function (lang, name, value) { waiting[lang + '/' + name](value); };

  // Load returns a promise of what a file of the index holds.
  function load(lang, name) {
    var key = lang + '/' + name;
    return loaded[key] = loaded[key] || new Promise(function (done, fail) {
      waiting[key] = done;
      var s = document.createElement('script');
      s.src = root + 'assets/search/' + key + '.js';
      s.onerror = function () {
        delete loaded[key];
        fail(new Error(key));
      };
      document.body.append(s);
    });
  }

  function hash(gram, h) {
    for (var c of gram) h = Math.imul(h ^ c.codePointAt(0), 16777619);
    return (h >>> 0).toString(16).padStart(8, '0');
  }

  function fileName(prefix, first) { return prefix + hash(first, 2166136261) + hash(first, 3339675911).slice(0, 4); }

  function startsOf(list) { return [''].concat(list ? list.split(',') : []); }

  // Lines returns the part of the dictionary that begins alike: the lines of the
  // files from which a gram with that beginning could come, no more than so many.
  function lines(lang, about, beginning, most) {
    if (most === 1 && about.common.indexOf(',' + beginning + ' ') >= 0) return Promise.resolve(about.common);
    var starts = about.starts = about.starts || startsOf(about.grams), at = 0;
    while (at + 1 < starts.length && starts[at + 1] <= beginning) at++;
    var names = [starts[at]];
    while (++at < starts.length && starts[at].startsWith(beginning) && names.length < most) names.push(starts[at]);
    return Promise.all(names.map(function (n) { return load(lang, fileName('g', n)); })).then(function (texts) { return texts.join('') + about.common; });
  }

  // Vocabulary is all words of a language.
  function vocabulary(lang, about) {
    return Promise.all(startsOf(about.vocab).map(function (n) { return load(lang, fileName('v', n)); })).then(function (texts) {
      return texts.join('').split(',').filter(Boolean);
    });
  }

  var DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

  // Sections calls each for every section of a posting, with its weight.
  function sections(posting, each) {
    var i = 0, page = -1, section, d;
    function number() {
      for (var n = 0, unit = 1; ; unit *= 32) {
        var d = DIGITS.indexOf(posting[i++]);
        n += d % 32 * unit;
        if (d < 32) return n;
      }
    }
    while (i < posting.length) {
      page += number() + 1;
      section = -1;
      do {
        d = DIGITS.indexOf(posting[i++]);
        section += 1 + (d >> 4) + (d >> 4 === 3 ? number() : 0);
        each(page * MANY + section, 0.25 * Math.pow(1.5, d >> 1 & 7), d >> 1 & 7);
      } while (d & 1);
    }
  }

  var MANY = 1 << 16; // sections a page: a section's key is its page's number times this, and its own

  // Text returns the page that a section is in, with that section.
  function text(lang, about, key) {
    var page = Math.floor(key / MANY), n = key % MANY, piece = n >> 4;
    var file = about.group ? 't' + Math.floor(page / about.group) : 't' + page + '-' + piece;
    return load(lang, file).then(function (value) {
      return inflate(about.group ? value[page % about.group][piece] : value);
    }).then(function (p) { return { lang: lang, key: key, address: p[0], title: p[1], behind: p[2], section: p[3][n % 16] }; });
  }

  var inflated = {};
  function inflate(packed) {
    return inflated[packed] = inflated[packed] || unpacked(Uint8Array.from(atob(packed), function (c) { return c.charCodeAt(0); }));
  }

  function unpacked(bytes) {
    try {
      return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();
    } catch (e) { // older browsers have no such stream, or not of this format
      return Promise.resolve(JSON.parse(new TextDecoder().decode(rawInflate(bytes))));
    }
  }

  // RawInflate undoes deflating, RFC 1951, for browsers that cannot.
  function rawInflate(bytes) {
    var out = [], at = 0, held = 0, have = 0;
    function bits(n) {
      while (have < n) {
        held |= bytes[at++] << have;
        have += 8;
      }
      var value = held & (1 << n) - 1;
      held >>>= n;
      have -= n;
      return value;
    }
    // Code is a Huffman code: how many there are of each length, and what they stand for.
    function code(lengths) {
      var counts = new Array(16).fill(0), symbols = [];
      lengths.forEach(function (n) { counts[n]++; });
      for (var n = 1; n < 16; n++) lengths.forEach(function (length, i) { if (length === n) symbols.push(i); });
      return { counts: counts, symbols: symbols };
    }
    function symbol(of) {
      for (var n = 1, value = 0, first = 0, index = 0; ; n++) {
        value |= bits(1);
        var count = of.counts[n];
        if (value - first < count) return of.symbols[index + value - first];
        index += count;
        first = first + count << 1;
        value <<= 1;
      }
    }
    function series(start, each) { // how lengths and distances grow: each so often, then by twice as much
      var base = [], extra = [];
      for (var i = 0, n = start; i < 30; i++) {
        extra.push(Math.max(0, Math.floor(i / each) - 1));
        base.push(n);
        n += 1 << extra[i];
      }
      return { base: base, extra: extra };
    }
    var sizes = series(3, 4), ways = series(1, 2), order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    sizes.base[28] = 258;
    sizes.extra[28] = 0;
    function block(literals, distances) {
      for (var s = symbol(literals); s !== 256; s = symbol(literals)) {
        if (s < 256) out.push(s);
        else {
          var size = sizes.base[s - 257] + bits(sizes.extra[s - 257]), d = symbol(distances), way = ways.base[d] + bits(ways.extra[d]);
          while (size--) out.push(out[out.length - way]);
        }
      }
    }
    for (var last = 0; !last;) {
      last = bits(1);
      var kind = bits(2), lengths = [];
      if (kind === 0) {
        held = have = 0;
        var n = bits(16);
        for (at += 2; n--;) out.push(bytes[at++]);
      } else if (kind === 1) {
        for (var i = 0; i < 288; i++) lengths.push(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
        block(code(lengths), code(new Array(30).fill(5)));
      } else {
        var many = bits(5) + 257, far = bits(5) + 1, short = new Array(19).fill(0);
        for (var k = bits(4) + 4, m = 0; m < k; m++) short[order[m]] = bits(3);
        for (var of = code(short); lengths.length < many + far;) {
          var s = symbol(of), again = s === 16 ? 3 + bits(2) : s === 17 ? 3 + bits(3) : s === 18 ? 11 + bits(7) : 1;
          for (var value = s < 16 ? s : s === 16 ? lengths[lengths.length - 1] : 0; again--;) lengths.push(value);
        }
        block(code(lengths.slice(0, many)), code(lengths.slice(many)));
      }
    }
    return new Uint8Array(out);
  }

  // ---- What a query may mean ----

  var NUMERALS = '零一二三四五六七八九', NUMBERS = 'zero one two three four five six seven eight nine'.split(' ');

  // Meanings are a query and what it would be in other words: by the names that
  // the site's glossary has for a thing, with numbers spelled.
  function meanings(about, lang, q) {
    var all = [{ text: q, weight: 1 }];
    function add(text, weight) {
      if (all.length < 6 && !all.some(function (m) { return m.text === text; })) all.push({ text: text, weight: weight });
    }
    add(q.replace(/^\d(?= )/, function (d) { return NUMBERS[d]; }).replace(/\d(?=\p{sc=Han})/gu, function (d) { return NUMERALS[d]; }), 0.95);
    about.names.forEach(function (thing) {
      if (!thing[lang]) return;
      var names = thing[lang].map(function (n) { return fold(n).text; });
      Object.keys(thing).forEach(function (l) {
        if (l !== lang) thing[l].forEach(function (n) { names.push(fold(n).text); });
      });
      names.slice(1).forEach(function (name) {
        if (name === names[0]) return;
        all.slice().forEach(function (m) {
          var edge = CJK.test(name) ? '' : ' ', text = edge + m.text + edge;
          if (text.indexOf(edge + name + edge) >= 0) add(text.replace(edge + name + edge, edge + names[0] + edge).trim(), 0.9 * m.weight);
        });
      });
    });
    return all;
  }

  // Simplified is a query in the characters of a language: simplified, or
  // traditional where the pages are.
  function simplified(lang, about, q) {
    var tag = about.languages[lang].lang;
    if (tag.indexOf('zh') !== 0) return Promise.resolve(q);
    return load(lang, 'hant').then(function (pairs) {
      var to = {}, all = Array.from(pairs), back = /Hant|TW|HK/.test(tag) ? 1 : 0;
      for (var i = 0; i < all.length; i += 2) to[all[i + back]] = all[i + 1 - back];
      return Array.from(q, function (c) { return to[c] || c; }).join('');
    });
  }

  function stem(word) { return word.length > 4 ? word.replace(/(?:ings?|ed|es|s|e)$/, '') : word; }

  // IsNear reports whether two words differ by one slip of a key.
  function isNear(a, b) {
    if (a.length > b.length) return isNear(b, a);
    if (a === b || b.length - a.length > 1) return false;
    var i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    if (a.length < b.length) return a.slice(i) === b.slice(i + 1);
    return a.slice(i + 1) === b.slice(i + 1) || a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }

  // Terms are what is looked up for the grams of a query: each with the grams of
  // the index that it may stand for, and how well.
  function terms(lang, about, q, deep) {
    return Promise.all(grams(q, true).map(function (g) {
      return (g.cjk ? character : word)(lang, about, g.gram, deep).then(function (as) { return as.length || g.cjk ? [{ gram: g.gram, cjk: g.cjk, as: as }] : unknown(lang, about, g.gram); });
    })).then(function (all) { return [].concat.apply([], all); });
  }

  function entries(text, beginning) {
    var all = [];
    for (var i = text.indexOf(',' + beginning); i >= 0; i = text.indexOf(',' + beginning, i + 1)) {
      var line = text.slice(i + 1, text.indexOf(',', i + 1)).split(' ');
      if (line[1]) all.push({ gram: line[0], posting: line[1] });
    }
    return all;
  }

  function character(lang, about, gram, deep) {
    var single = Array.from(gram).length === 1;
    return lines(lang, about, gram, single ? deep ? Infinity : 2 : 1).then(function (text) {
      return entries(text, single ? gram : gram + ' ').map(function (e) { return { gram: e.gram, posting: e.posting, weight: 1, part: gram }; });
    });
  }

  // IsStrange tells whether a pair of characters has one that no page has.
  function isStrange(lang, about, pair) {
    return Promise.all(Array.from(pair, function (c) {
      return lines(lang, about, c, 1).then(function (text) { return !entries(text, c).length; });
    })).then(function (all) { return all.some(Boolean); });
  }

  // NearPair lets a pair of characters that no page has stand for those that share
  // its first one, or have its second one first.
  function nearPair(lang, about, term) {
    return Promise.all(Array.from(term.gram, function (c) { return lines(lang, about, c, 2); })).then(function (texts) {
      Array.from(term.gram).forEach(function (c, i) {
        entries(texts[i], c).forEach(function (e) { term.as.push({ gram: e.gram, posting: e.posting, weight: 0.4, part: c }); });
      });
    });
  }

  function word(lang, about, w, deep) {
    var root = stem(w);
    return Promise.all([lines(lang, about, w, deep ? Infinity : 1), root === w ? '' : lines(lang, about, root, 1), deep ? inside(lang, about, w) : []]).then(function (got) {
      var all = entries(got[0], w).map(function (e) {
        return { gram: e.gram, posting: e.posting, weight: e.gram === w ? 1 : stem(e.gram) === root ? 0.9 : 0.7 * w.length / e.gram.length, part: w };
      });
      entries(got[1] || got[0], root).forEach(function (e) {
        if (e.gram.indexOf(w) !== 0 && stem(e.gram) === root) all.push({ gram: e.gram, posting: e.posting, weight: 0.9, part: root });
      });
      return all.concat(got[2]);
    });
  }

  // Exactly is the entry of one gram.
  function exactly(lang, about, gram, weight, part) {
    return lines(lang, about, gram, 1).then(function (text) {
      return entries(text, gram + ' ').map(function (e) { return { gram: gram, posting: e.posting, weight: weight, part: part }; });
    });
  }

  function together(lang, about, words, weight, part) {
    return Promise.all(words.map(function (w) { return exactly(lang, about, w, weight(w), part); })).then(function (all) { return [].concat.apply([], all); });
  }

  // Inside are the words that a piece of a word is in.
  function inside(lang, about, w) {
    return vocabulary(lang, about).then(function (all) {
      var found = all.filter(function (v) { return v.indexOf(w) > 0; });
      return together(lang, about, found, function (v) { return 0.5 * w.length / v.length; }, w);
    });
  }

  // Unknown is what a word may stand for that no page has: two words joined, one
  // that is a slip away, one that it is inside of, one that begins like it.
  function unknown(lang, about, w) {
    return vocabulary(lang, about).then(function (all) {
      var has = new Set(all), as = [];
      for (var i = w.length - 2; i > 1; i--) {
        if (has.has(w.slice(0, i)) && has.has(w.slice(i))) as.push([w.slice(0, i), w.slice(i)]);
      }
      if (as.length) {
        return Promise.all(as[0].map(function (part) {
          return word(lang, about, part).then(function (found) { return { gram: part, as: found }; });
        }));
      }
      function one(words, weight, part) {
        return together(lang, about, words, function () { return weight; }, part).then(function (found) { return [{ gram: w, as: found, guess: words.length > 0 }]; });
      }
      var near = w.length > 3 ? all.filter(function (v) { return isNear(v, w); }) : [];
      if (near.length) return one(near, 0.7, '');
      if (w.length > 1 && all.some(function (v) { return v.indexOf(w) > 0; })) {
        return inside(lang, about, w).then(function (found) { return [{ gram: w, as: found }]; });
      }
      var some = [];
      for (var n = w.length - 1; n > 2 && n * 2 > w.length && !some.length; n--) some = all.filter(function (v) { return v.indexOf(w.slice(0, n)) === 0; });
      return one(some, 0.4, '');
    });
  }

  // ---- Ranking: the guide says the same in words (content/en/guide/publish.md) ----

  // Fillers are what questions are asked with, in any language: found, but of little weight.
  var FILLER = /^(?:a|an|the|i|my|me|you|we|it|its|this|that|to|of|in|on|at|for|from|with|by|and|or|be|is|are|was|do|does|did|can|could|should|would|will|what|which|who|where|when|why|how|if|not|there|happens?)$|[么吗呢怎哪谁吧的了是]|什|意思|原因|原理|方法|如何|可以|时候|能否|是否|是不|不是/;

  // Score adds to scores what the sections are worth for one meaning of a query.
  function score(about, terms, weight, scores) {
    var many = about.pages * 10, total = 0, found = new Map();
    terms.forEach(function (term, n) {
      var best = new Map(), titled = new Set();
      term.as.forEach(function (a) {
        sections(a.posting, function (key, w, level) {
          best.set(key, Math.max(best.get(key) || 0, w * a.weight));
          if (key % MANY === 0 && level > 3) titled.add(key);
        });
      });
      if (!best.size) return;
      var rare = Math.log(1 + many / best.size) * (FILLER.test(term.gram) ? 0.2 : 1);
      total += rare;
      term.titled = titled;
      term.rare = rare;
      best.forEach(function (w, key) {
        var s = found.get(key) || { sum: 0, covered: 0, has: new Set() };
        s.sum += rare * w;
        s.covered += rare;
        s.has.add(n);
        found.set(key, s);
      });
    });
    found.forEach(function (s, key) {
      terms.forEach(function (term, n) { // a page's title says what its sections are about
        if (s.has.has(n) || !term.titled || !term.titled.has(key - key % MANY)) return;
        s.sum += 0.3 * term.rare;
        s.covered += 0.6 * term.rare;
      });
      var covered = s.covered / total;
      scores.set(key, Math.max(scores.get(key) || 0, weight * covered * s.sum / total));
    });
  }

  // Exact is what a section is worth more for having the query as it is: as its
  // whole heading, in its heading, in its text.
  function exact(hit, meanings) {
    var heading = squeezed(fold(hit.section[1] || hit.title).text), body = hit.section.body = hit.section.body || squeezed(fold(hit.section[4]).text);
    return Math.max.apply(null, meanings.map(function (m) {
      var q = squeezed(m.text);
      return m.weight * (heading === q ? 2.5 : heading.indexOf(q) >= 0 ? 1.6 : body.indexOf(q) >= 0 ? 1.4 : 1);
    }));
  }

  // Candidates are the sections that have something of a query, best first.
  function candidates(lang, query, deep) {
    return load(lang, 'about').then(function (about) {
      var all = meanings(about, lang, fold(query).text), scores = new Map(), marks = new Map(), unknown = [], lost = false;
      function add(m) {
        return terms(lang, about, m.text, deep).then(function (ts) {
          count(m, ts);
          return ts.filter(function (t) { return !t.as.length || t.guess; });
        });
      }
      function count(m, ts) {
        score(about, ts, m.weight, scores);
        ts.forEach(function (t) {
          t.as.forEach(function (a) { marks.set(a.gram, a.part); });
        });
      }
      return Promise.all(all.map(add)).then(function (missing) {
        unknown = missing[0];
        return Promise.all(unknown.map(function (t) { return t.cjk && isStrange(lang, about, t.gram); }));
      }).then(function (strange) {
        return strange.some(Boolean) ? simplified(lang, about, all[0].text) : all[0].text;
      }).then(function (text) {
        if (text === all[0].text) return;
        var m = { text: text, weight: 0.95 };
        all.unshift(m);
        return add(m).then(function (missing) { unknown = missing; });
      }).then(function () {
        var pairs = unknown.filter(function (t) { return t.cjk; });
        if (scores.size && pairs.length < 2) return;
        lost = !scores.size && pairs.length === unknown.length;
        return Promise.all(pairs.map(function (t) { return nearPair(lang, about, t); })).then(function () { count({ weight: 0.5 }, pairs); });
      }).then(function () {
        return {
          about: about, meanings: all, marks: marks,
          unknown: lost ? [query] : unknown.filter(function (t) { return !t.cjk; }).map(function (t) { return t.gram; }),
          keys: Array.from(scores.keys()).sort(function (a, b) { return scores.get(b) - scores.get(a) || a - b; }),
          scores: scores
        };
      });
    });
  }

  var ENOUGH = 5; // hits, to look at no further page for now
  var PAGES = 3, ON_A_PAGE = 3; // that are looked at together, of the page's language, and sections of each

  // Find returns an iterator of what a query finds in a language. The texts of a
  // few are loaded at a time, and the exact ones among these come first. Deep
  // looks inside of all words as well.
  function find(lang, query, deep) {
    var most = lang === here ? PAGES : 1, found = candidates(lang, query, deep), ready = [], seen = {};
    // Batch takes the best sections of the next few pages.
    function batch(c) {
      var pages = [], keys = [], least = 0.3 * c.scores.get(c.keys[0]), left = [];
      c.keys.forEach(function (key) {
        var page = Math.floor(key / MANY), have = pages.filter(function (p) { return p === page; }).length;
        if (have ? have < ON_A_PAGE && c.scores.get(key) >= least : keys.length < ENOUGH && new Set(pages).size < most) {
          pages.push(page);
          keys.push(key);
        } else {
          left.push(key);
        }
      });
      c.keys = left;
      return Promise.all(keys.map(function (key) { return text(lang, c.about, key); })).then(function (hits) {
        hits.forEach(function (h) {
          h.score = c.scores.get(h.key) * exact(h, c.meanings) * (h.behind ? 0.8 : 1);
          h.depth = h.address.split('/').length;
          h.href = h.address + (h.section[0] ? '#' + h.section[0] : '');
          h.heading = h.section[1] || h.title;
          h.kind = h.section[3] ? 'entry' : 'article';
          h.text = h.section[4].replace(/\t/g, '');
        });
        ready = hits.sort(function (a, b) { return b.score - a.score || a.depth - b.depth || a.key - b.key; }).filter(function (h) {
          return deep === 'all' || !seen[h.href] && (seen[h.href] = true);
        });
      });
    }
    return {
      found: found,
      // Some is the next few hits, none at the end.
      some: function some() {
        return found.then(function (c) {
          var hits = ready.splice(0);
          return hits.length || !c.keys.length ? hits : batch(c).then(some);
        });
      },
      more: function () { return found.then(function (c) { return c.keys.length; }); }
    };
  }

  // Named is the place in a list of what a query names in either language, by the
  // site's glossary, -1 for nothing.
  function named(about, lang, query) {
    var q = fold(query).text;
    return about.names.findIndex(function (thing) {
      return thing[lang] && [here, lang].some(function (l) { return (thing[l] || []).some(function (name) { return fold(name).text === q; }); });
    });
  }

  // Abroad is what another language has for a query: what is called so, of which
  // it may be known without a search where it is explained; else what is found for
  // the query itself, if none was at home. It is nothing, or like what find returns.
  function abroad(about, lang, query, sum) {
    var n = named(about, lang, query), name = n < 0 ? query : about.names[n][lang][0], place = n >= 0 && about.places[n] && about.places[n][lang], all, shown;
    if (n < 0 && sum) return null;
    if (!place) return find(lang, name);
    var marks = new Map(grams(fold(name).text).map(function (g) { return [g.gram, g.gram]; }));
    return {
      found: Promise.resolve({ marks: marks, unknown: [] }),
      some: function () { // the place first, and a search for whoever wants more
        if (shown) return (all = all || find(lang, name)).some();
        shown = true;
        return Promise.resolve([{ lang: lang, kind: 'article', key: -1, title: place[1], href: place[0], heading: name, text: '', section: [] }]);
      },
      more: function () { return all ? all.more() : Promise.resolve(1); }
    };
  }

  // Answers calls each, in turn, for every language that has an answer to a query,
  // the page's first, with what find returns and its first hits.
  function answers(query, each) {
    return load(here, 'about').then(function (about) {
      var langs = [here].concat(Object.keys(about.languages).filter(function (l) { return l !== here; })), sum = 0;
      return langs.reduce(function (before, lang) {
        return before.then(function () {
          var found = lang === here ? find(lang, query) : abroad(about, lang, query, sum);
          return found && Promise.all([found.found, found.some()]).then(function (got) {
            sum += got[1].length;
            return each({ lang: lang, query: query, from: found, candidates: got[0], hits: got[1] });
          });
        });
      }, Promise.resolve());
    });
  }

  // Arranged returns hits as they are shown: articles, entries of glossaries,
  // figures; but entries first where one is the best hit. Those of a page are
  // together.
  function arranged(hits, marks) {
    var figures = [], kinds = ['article', 'entry', 'figure'];
    hits.forEach(function (h) {
      for (var f = h.kind === 'article' && h.section[5] || [], i = 0; i < f.length; i += 2) {
        if (spots(f[i + 1], marks).length) {
          figures.push({ kind: 'figure', lang: h.lang, key: h.key, title: h.title, href: h.address + '#' + f[i], heading: f[i + 1], section: [], text: h.heading === f[i + 1] ? '' : h.heading });
        }
      }
    });
    if (hits.length && hits[0].kind === 'entry') kinds = ['entry', 'article', 'figure'];
    var all = hits.concat(figures.slice(0, FIGURES)), pages = all.map(page);
    return all.map(function (h, i) { return { hit: h, at: [kinds.indexOf(h.kind), pages.indexOf(page(h)), i] }; }).sort(function (a, b) {
      return a.at[0] - b.at[0] || a.at[1] - b.at[1] || a.at[2] - b.at[2];
    }).map(function (e) { return e.hit; });
  }

  function page(hit) { return Math.floor(hit.key / MANY); }

  var FIGURES = 3; // that are shown with some hits

  // Ask returns the first hits of a query in all languages, in the order shown.
  function ask(query) {
    var all = [];
    return answers(query, function (a) { all = all.concat(arranged(a.hits, a.candidates.marks)); }).then(function () { return all; });
  }

  // ---- Showing ----

  function make(tag, attributes, children) {
    var e = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    e.append.apply(e, children || []);
    return e;
  }

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

  function marked(text, marks) {
    var out = [], at = 0;
    spots(text, marks).forEach(function (s) {
      out.push(text.slice(at, s.from), make('mark', {}, [text.slice(s.from, s.to)]));
      at = s.to;
    });
    return out.concat(text.slice(at));
  }

  // Excerpt is the line that has most of what was found, cut around it.
  function excerpt(text, marks) {
    var best = '', most = -1;
    text.split('\n').forEach(function (line) {
      var n = new Set(spots(line, marks).map(function (s) { return line.slice(s.from, s.to); })).size;
      if (n > most) {
        most = n;
        best = line;
      }
    });
    var spot = spots(best, marks)[0], width = CJK.test(best) ? 24 : 60;
    var letters = Array.from(best), at = spot ? Array.from(best.slice(0, spot.from)).length : 0, from = Math.max(0, at - width / 2);
    while (from > 0 && from < at && /\w/.test(letters[from - 1])) from++;
    return (from > 0 ? '…' : '') + letters.slice(from, from + 3 * width).join('') + (from + 3 * width < letters.length ? '…' : '');
  }

  var PAUSE = 120; // ms without a key before a word that is being typed is searched for

  function dialog(about) {
    var words = about.words;
    var input = make('input', { type: 'search', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'found', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', 'aria-label': words.search, placeholder: words['search-hint'] });
    var status = make('p', { role: 'status' });
    var found = make('div', { role: 'listbox', id: 'found', 'aria-label': words['search-results'] });
    var close = make('button', { type: 'button', 'aria-label': words['search-close'] }, ['×']);
    var keys = make('p', { class: 'search-keys', 'aria-hidden': 'true' }, [['↑↓', 'search-choose'], ['↵', 'search-open'], ['Esc', 'search-close']].map(function (k) {
      return make('span', {}, [make('kbd', {}, [k[0]]), words[k[1]]]);
    }));
    var box = make('dialog', { class: 'search-box', 'aria-label': words.search }, [make('div', { class: 'search-head' }, [input, close]), status, found, keys]);
    var turn = 0, current = null, timer = 0, before = '';

    function select(option) {
      if (current) current.setAttribute('aria-selected', 'false');
      current = option;
      if (!option) return input.removeAttribute('aria-activedescendant');
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', option.id);
    }

    function option(hit, place, marks) {
      var a = make('a', { href: root + hit.href, role: 'option', id: 'hit-' + found.querySelectorAll('a').length, class: 'search-' + hit.kind, tabindex: '-1', 'aria-selected': 'false', lang: about.languages[hit.lang].lang });
      a.append(make('b', {}, marked(hit.heading, marks)));
      if (place && place !== hit.heading) a.append(make('i', {}, [place]));
      var line = excerpt(hit.text, marks);
      if (line && line !== hit.heading) a.append(make('span', {}, marked(line, marks)));
      a.addEventListener('click', function () { box.close(); });
      return a;
    }

    // Show appends some hits to a part, in groups of one kind and page.
    function show(part, hits, marks) {
      arranged(hits, marks).forEach(function (hit) {
        var kind = words['search-' + hit.kind], id = hit.kind + page(hit);
        // A listbox has groups and options, no headings: it is each group that says what it has.
        if (part.kind !== hit.kind) part.append(make('p', { 'aria-hidden': 'true' }, [kind]));
        var another = part.page !== id; // the page is named once, by the first of its sections
        if (another) part.append(make('div', { role: 'group', 'aria-label': (hit.lang === here ? '' : about.languages[hit.lang].name + ', ') + kind + ': ' + hit.title }));
        part.lastElementChild.append(option(hit, another ? hit.title : hit.section[2], marks));
        part.kind = hit.kind;
        part.page = id;
      });
    }

    // Offer ends a part with a button: for more, or for what is inside of words.
    function offer(part, answer, deep, mine) {
      return answer.from.more().then(function (left) {
        if (mine !== turn || !left && (deep || !/[a-z0-9]/i.test(answer.query))) return;
        var button = make('button', { type: 'button', role: 'option', id: part.id + '-more', tabindex: '-1', 'aria-selected': 'false' }, [words[left ? 'search-more' : 'search-inside']]);
        button.addEventListener('click', function () {
          var at = options().indexOf(button), wasCurrent = current === button;
          button.remove();
          if (wasCurrent) select(null);
          var from = unseen(part, left ? answer.from : find(answer.lang, answer.query, true));
          Promise.all([from.found, from.some()]).then(function (got) {
            if (mine !== turn) return;
            show(part, got[1], got[0].marks);
            if (wasCurrent) select(options()[at] || null);
            return offer(part, { lang: answer.lang, query: answer.query, from: from }, deep || !left, mine);
          });
        });
        part.append(button);
      });
    }

    // Unseen leaves out the hits that a part shows already.
    function unseen(part, hits) {
      var shown = new Set(Array.from(part.querySelectorAll('a'), function (a) { return a.getAttribute('href'); }));
      return { found: hits.found, more: hits.more, some: function some() {
        return hits.some().then(function (all) {
          var rest = all.filter(function (hit) { return !shown.has(root + hit.href); });
          return rest.length || !all.length ? rest : some();
        });
      } };
    }

    function search() {
      var mine = ++turn, query = input.value.trim(), sum = 0, lost = '';
      clearTimeout(timer);
      found.textContent = status.textContent = '';
      select(null);
      if (!grams(fold(query).text).length) return;
      answers(query, function (a) {
        if (mine !== turn) return;
        if (a.lang === here && a.candidates.unknown.length) lost = words['search-unknown'].replace('{word}', a.candidates.unknown.join(' '));
        if (!a.hits.length) return;
        sum += a.hits.length;
        var part = make('div', { role: 'presentation', id: 'found-' + a.lang, lang: about.languages[a.lang].lang });
        if (a.lang !== here) part.append(make('p', { class: 'search-language', 'aria-hidden': 'true' }, [about.languages[a.lang].name]));
        show(part, a.hits, a.candidates.marks);
        found.append(part);
        if (!current) select(found.querySelector('a'));
        return offer(part, a, false, mine);
      }).then(function () {
        if (mine !== turn) return;
        status.textContent = !sum ? words['search-none'] : lost ? lost + ' ' + words['search-nearest'] : words['search-found'].replace('{n}', sum + (found.querySelector('button') ? '+' : ''));
      }, function () { if (mine === turn) status.textContent = words['search-failed']; });
    }

    function options() { return Array.from(found.querySelectorAll('[role=option]')); }

    function move(by) {
      var all = options();
      if (all.length) select(all[Math.max(0, Math.min(all.indexOf(current) + by, all.length - 1))]);
    }

    // Typed searches at once for what was pasted or chosen from an input method,
    // but waits for the end of a word.
    function typed() {
      var value = input.value, added = value.length - before.length;
      before = value;
      clearTimeout(timer);
      turn++;
      if (added === 1 && !CJK.test(value.slice(-1))) timer = setTimeout(search, PAUSE);
      else search();
    }

    input.addEventListener('input', function (e) { if (!e.isComposing) typed(); });
    input.addEventListener('compositionend', typed);
    box.addEventListener('keydown', function (e) {
      if (e.isComposing) return;
      if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
        e.preventDefault();
        move(e.key === 'ArrowDown' ? 1 : -1);
      } else if (e.key === 'Enter' && current && e.target === input) {
        e.preventDefault();
        current.click();
      }
    });
    box.addEventListener('click', function (e) { if (e.target === box) box.close(); });
    close.addEventListener('click', function () { box.close(); });
    document.body.append(box);
    return function () {
      box.showModal();
      input.select();
    };
  }

  var opened;
  function open() {
    opened = opened || load(here, 'about').then(dialog);
    opened.then(function (show) { show(); });
  }

  window.woshouSearch = { fold: fold, grams: grams, find: find, ask: ask, spots: spots, open: open };
})();
