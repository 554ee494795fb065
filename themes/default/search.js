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

  function classOf(c) { return CJK.test(c) ? 3 : DIGIT.test(c) ? 2 : LETTER.test(c) ? 1 : 0; }

  // Fold returns a text as searches compare it, and for each of its characters
  // where in s it came from: the start and the end of a whole character.
  function fold(s) {
    var out = '', from = [], to = [], gap = false, at = 0;
    for (var c of s) {
      var end = at + c.length;
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
    return inflated[packed] = inflated[packed] || new Response(new Blob([Uint8Array.from(atob(packed), function (c) { return c.charCodeAt(0); })])
      .stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();
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
      var names = (thing[lang] || []).map(function (n) { return fold(n).text; });
      names.slice(1).forEach(function (name) {
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
      var rare = Math.log(1 + many / best.size);
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
      scores.set(key, Math.max(scores.get(key) || 0, weight * covered * covered * s.sum / total));
    });
  }

  // Exact is what a section is worth more for having the query as it is: as its
  // whole heading, in its heading, in its text.
  function exact(hit, meanings) {
    var heading = squeezed(fold(hit.section[1] || hit.title).text), body = squeezed(fold(hit.section[3]).text);
    return Math.max.apply(null, meanings.map(function (m) {
      var q = squeezed(m.text);
      return m.weight * (heading === q ? 2.5 : heading.indexOf(q) >= 0 ? 1.6 : body.indexOf(q) >= 0 ? 1.4 : 1);
    }));
  }

  // Candidates are the sections that have something of a query, best first.
  function candidates(lang, query, deep) {
    return load(lang, 'about').then(function (about) {
      var all = meanings(about, lang, fold(query).text), scores = new Map(), marks = new Map(), unknown = [];
      function add(m) {
        return terms(lang, about, m.text, deep).then(function (ts) {
          score(about, ts, m.weight, scores);
          ts.forEach(function (t) {
            t.as.forEach(function (a) { marks.set(a.gram, a.part); });
            if (m === all[0] && (!t.as.length || t.guess)) unknown.push(t);
          });
        });
      }
      return Promise.all(all.map(add)).then(function () {
        return Promise.all(unknown.map(function (t) { return t.cjk && isStrange(lang, about, t.gram); }));
      }).then(function (strange) {
        if (!strange.some(Boolean)) return;
        return simplified(lang, about, all[0].text).then(function (text) {
          var m = { text: text, weight: 0.95 };
          if (text === all[0].text) return;
          unknown = [];
          all = [m].concat(all);
          return add(m);
        });
      }).then(function () {
        return {
          about: about, meanings: all, marks: marks,
          unknown: unknown.filter(function (t) { return !t.cjk; }).map(function (t) { return t.gram; }),
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
          h.text = h.section[3];
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

    function option(hit, marks) {
      var a = make('a', { href: root + hit.href, role: 'option', id: 'hit-' + found.querySelectorAll('a').length, tabindex: '-1', 'aria-selected': 'false', lang: about.languages[hit.lang].lang });
      a.append(make('b', {}, marked(hit.heading, marks)));
      if (hit.section[2]) a.append(make('i', {}, [words['search-entry']]));
      var line = excerpt(hit.text, marks);
      if (line) a.append(make('span', {}, marked(line, marks)));
      a.addEventListener('click', function () { box.close(); });
      return a;
    }

    // GroupOf is the group of a page's hits in the part of a language.
    function groupOf(part, hit) {
      var id = 'page-' + hit.lang + '-' + Math.floor(hit.key / MANY), last = part.lastElementChild;
      var g = Array.from(part.children).filter(function (e) { return e.page === id; })[0];
      if (g && (g === last || !part.done)) return g;
      var language = about.languages[hit.lang];
      g = make('div', { role: 'group', 'aria-label': (hit.lang === here ? '' : language.name + ': ') + hit.title, lang: language.lang });
      g.page = id;
      if (hit.section[1]) g.append(make('p', { 'aria-hidden': 'true' }, [hit.title]));
      part.append(g);
      return g;
    }

    // Show appends some hits to a part, and returns how many.
    function show(part, hits, mine) {
      return Promise.all([hits.found, hits.some()]).then(function (got) {
        if (mine !== turn) return 0;
        got[1].forEach(function (hit) { groupOf(part, hit).append(option(hit, got[0].marks)); });
        part.done = true;
        return got[1].length;
      });
    }

    // Offer ends a part with a button: for more, or for what is inside of words.
    function offer(part, hits, query, deep, mine) {
      return hits.more().then(function (left) {
        if (mine !== turn || !left && (deep || !/[a-z0-9]/i.test(query))) return;
        var button = make('button', { type: 'button', role: 'option', tabindex: '-1', 'aria-selected': 'false' }, [words[left ? 'search-more' : 'search-inside']]);
        button.addEventListener('click', function () {
          button.remove();
          var next = left ? hits : unseen(part, find(hits.lang, query, true));
          next.lang = hits.lang;
          show(part, next, mine).then(function () { return offer(part, next, query, deep || !left, mine); });
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

    // In shows what is found in one language.
    function inLanguage(lang, query, mine) {
      var hits = find(lang, query), part = make('div', { role: 'presentation' });
      hits.lang = lang;
      // A listbox has groups and options, no headings: it is each group that says its language.
      if (lang !== here) part.append(make('p', { class: 'search-language', 'aria-hidden': 'true' }, [about.languages[lang].name]));
      return show(part, hits, mine).then(function (n) {
        if (mine !== turn) return n;
        if (n) found.append(part);
        return offer(part, hits, query, false, mine).then(function () {
          return hits.found.then(function (c) {
            if (lang === here) part.unknown = c.unknown;
            say(n, c.unknown, lang);
            return n;
          });
        });
      });
    }

    function say(n, unknown, lang) {
      if (lang !== here) return;
      status.textContent = unknown.length && n ? words['search-unknown'].replace('{word}', unknown.join(' ')) + ' ' + words['search-nearest'] : '';
    }

    // Abroad returns what to search for in another language: the names of what the
    // query names, from the site's glossary; the query itself where nothing was
    // found at home.
    function abroad(lang, query, n) {
      var q = fold(query).text, names = n ? [] : [query];
      about.names.forEach(function (thing) {
        if (thing[lang] && (thing[here] || []).some(function (name) { return fold(name).text === q; })) names.unshift(thing[lang][0]);
      });
      return names.filter(function (name, i) { return names.indexOf(name) === i; }).slice(0, 1);
    }

    function search() {
      var mine = ++turn, query = input.value.trim();
      clearTimeout(timer);
      found.textContent = status.textContent = '';
      select(null);
      if (!grams(fold(query).text).length) return;
      inLanguage(here, query, mine).then(function (n) {
        if (mine === turn) select(found.querySelector('a'));
        return Object.keys(about.languages).reduce(function (sum, lang) {
          return sum.then(function (sum) {
            var name = lang !== here && mine === turn && abroad(lang, query, n)[0];
            return name ? inLanguage(lang, name, mine).then(function (m) { return sum + m; }) : sum;
          });
        }, Promise.resolve(n));
      }).then(function (sum) {
        if (mine !== turn) return;
        if (!current) select(found.querySelector('a'));
        status.textContent = status.textContent || (sum ? words['search-found'].replace('{n}', sum + (found.querySelector('button') ? '+' : '')) : words['search-none']);
      }, function () { if (mine === turn) status.textContent = words['search-failed']; });
    }

    function move(by) {
      var all = Array.from(found.querySelectorAll('a'));
      var i = all.indexOf(current) + by;
      var more = found.querySelector('button');
      if (i >= all.length && more) more.click();
      if (all.length) select(all[Math.max(0, Math.min(i, all.length - 1))]);
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

  window.woshouSearch = { fold: fold, grams: grams, find: find, open: open };
})();
