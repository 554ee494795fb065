// Search, loaded when a reader first asks for it. It needs no server: the index
// is a few hundred small scripts, each a call of woshouFound, of which a query
// loads those that it names (package search says how they are made).
(function () {
  'use strict';
  var script = document.currentScript.dataset;
  var root = script.root; // the site's root, from the page
  var here = script.code; // the page's language

  // ---- The index, as package search writes it ----

  var CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
  var WORD = /[\p{L}\p{N}\p{M}]/u;
  var SPACE = /[\s_\u2010-\u2015-]/;
  var INVISIBLE = /[\u00AD\u200B-\u200D\uFEFF]/;

  // Normal returns the text as searches compare it, and for each of its
  // characters the place in s that it came from.
  function normal(s) {
    var out = '', from = [], space = -1, at = 0;
    for (var c of s) {
      for (var d of c.normalize('NFKC').toLowerCase()) {
        if (INVISIBLE.test(d)) continue;
        if (SPACE.test(d)) {
          if (space < 0) space = at;
          continue;
        }
        if (space >= 0 && out) {
          out += ' ';
          from.push(space);
        }
        space = -1;
        out += d;
        for (var i = 0; i < d.length; i++) from.push(at);
      }
      at += c.length;
    }
    from.push(at);
    return { text: out, from: from };
  }

  function runs(text) {
    var all = [], kind = 0;
    for (var c of text) {
      var k = CJK.test(c) ? 2 : WORD.test(c) ? 3 : 0;
      if (k && k !== kind) all.push([]);
      if (k) all[all.length - 1].push(c);
      kind = k;
    }
    return all;
  }

  // Cover returns as few grams as cover a query.
  function cover(query) {
    var grams = [];
    runs(normal(query).text).forEach(function (run) {
      var n = Math.min(CJK.test(run[0]) ? 2 : 3, run.length);
      for (var i = 0; i < run.length; i += n) {
        var at = Math.min(i, run.length - n);
        var gram = run.slice(at, at + n).join('');
        if (grams.indexOf(gram) < 0) grams.push(gram);
      }
    });
    return grams;
  }

  function hash(gram) {
    var h = 2166136261;
    for (var i = 0; i < gram.length; i++) h = Math.imul(h ^ gram.charCodeAt(i), 16777619);
    return h >>> 0;
  }

  var DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

  function numbers(text) {
    var all = [], n = 0, unit = 1;
    for (var c of text) {
      var d = DIGITS.indexOf(c);
      n += (d % 32) * unit;
      unit *= 32;
      if (d < 32) {
        all.push(n);
        n = 0;
        unit = 1;
      }
    }
    return all;
  }

  function list(text) {
    var all = [], last = -1;
    if (text[0] !== '!') return numbers(text).map(function (gap) { return last += gap + 1; });
    for (var i = 1; i < text.length; i++) {
      var bits = DIGITS.indexOf(text[i]);
      for (var b = 0; b < 6; b++) if (bits >> b & 1) all.push((i - 1) * 6 + b);
    }
    return all;
  }

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

  // Postings returns the units of a gram: those it is in, those it heads.
  function postings(lang, about, gram) {
    return load(lang, 'g' + hash(gram) % about.grams).then(function (text) {
      var at = text.indexOf('\n' + gram + '\t');
      if (at < 0) return [[], []];
      return text.slice(at + 1, text.indexOf('\n', at + 1)).split('\t').slice(1).map(list);
    });
  }

  function intersect(lists) {
    return lists.sort(function (a, b) { return a.length - b.length; }).reduce(function (a, b) {
      var has = new Set(b);
      return a.filter(function (n) { return has.has(n); });
    });
  }

  // Candidates are the units that have all grams of a query, those first whose
  // title or heading has them.
  function candidates(lang, query) {
    var grams = cover(query);
    if (!grams.length) return Promise.resolve([]);
    return load(lang, 'about').then(function (about) {
      return Promise.all(grams.map(postings.bind(null, lang, about))).then(function (found) {
        var heads = intersect(found.map(function (p) { return p[1]; }));
        var first = new Set(heads);
        return heads.concat(intersect(found.map(function (p) { return p[0]; })).filter(function (n) { return !first.has(n); }));
      });
    });
  }

  function unit(lang, n) {
    return load(lang, 'about').then(function (about) {
      about.counts = about.counts || numbers(about.texts);
      var file = 0;
      while (n >= about.counts[file]) n -= about.counts[file++];
      return load(lang, 't' + file).then(function (units) { return units[n]; });
    });
  }

  // Parts are what must be in a unit: the query, or else each of its words.
  function parts(query) { return normal(query).text.split(' ').filter(function (p) { return cover(p).length; }); }

  // Find returns an iterator of the units that a query is in. Each is looked
  // at before it is returned, so what it costs grows with what is shown.
  function find(lang, query) {
    var wanted = parts(query);
    var left = candidates(lang, query);
    return {
      next: function next() {
        return left.then(function (all) {
          if (!all.length) return null;
          var n = all.shift();
          return unit(lang, n).then(function (u) {
            var text = normal(u[1] + '\n' + u[2] + '\n' + u[3]).text;
            var right = wanted.every(function (p) { return text.indexOf(p) >= 0; });
            return right ? { lang: lang, href: u[0], title: u[1], heading: u[2], text: u[3] } : next();
          });
        });
      },
      more: function () { return left.then(function (all) { return all.length; }); }
    };
  }

  // ---- Other languages ----

  // Abroad returns what to search for in another language: the names of what
  // the query names, from the site's glossary; the query itself where nothing
  // was found at home.
  function abroad(about, lang, query, found) {
    var q = normal(query).text, names = found ? [] : [query];
    about.terms.forEach(function (t) {
      if (t[here] && t[lang] && normal(t[here]).text === q) names.unshift(t[lang]);
    });
    return names;
  }

  // ---- The dialog ----

  function make(tag, attributes, children) {
    var e = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    e.append.apply(e, children || []);
    return e;
  }

  // Marked returns text with the parts of a query marked.
  function marked(text, wanted) {
    var n = normal(text), out = [], at = 0;
    var hits = [];
    wanted.forEach(function (p) {
      for (var i = n.text.indexOf(p); p && i >= 0; i = n.text.indexOf(p, i + p.length)) hits.push([n.from[i], n.from[i + p.length - 1] + 1]);
    });
    hits.sort(function (a, b) { return a[0] - b[0]; }).forEach(function (h) {
      if (h[0] < at) return;
      out.push(text.slice(at, h[0]), make('mark', {}, [text.slice(h[0], h[1])]));
      at = h[1];
    });
    return out.concat(text.slice(at));
  }

  // Excerpt is the line with the first part, cut to a width around it.
  function excerpt(text, wanted) {
    var lines = text.split('\n');
    var line = lines.find(function (l) { return normal(l).text.indexOf(wanted[0]) >= 0; }) || lines[0];
    var n = normal(line), at = n.from[Math.max(0, n.text.indexOf(wanted[0]))];
    var width = CJK.test(line) ? 40 : 90;
    var from = Math.max(0, at - width / 2);
    while (from > 0 && from < at && /\w/.test(line[from - 1])) from++;
    return (from > 0 ? '…' : '') + line.slice(from, from + 2 * width) + (from + 2 * width < line.length ? '…' : '');
  }

  var BATCH = 5;

  function dialog(about) {
    var words = about.words;
    var input = make('input', { type: 'search', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'found', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', 'aria-label': words.search, placeholder: words['search-hint'] });
    var status = make('p', { role: 'status' });
    var found = make('div', { role: 'listbox', id: 'found', 'aria-label': words['search-results'] });
    var close = make('button', { type: 'button', 'aria-label': words['search-close'] }, ['×']);
    var box = make('dialog', { class: 'search-box', 'aria-label': words.search }, [make('div', { class: 'search-head' }, [input, close]), status, found]);
    var turn = 0, current = null;

    function select(option) {
      if (current) current.setAttribute('aria-selected', 'false');
      current = option;
      if (!option) return input.removeAttribute('aria-activedescendant');
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', option.id);
    }

    function option(hit, wanted) {
      var a = make('a', { href: root + hit.href, role: 'option', id: 'hit-' + found.querySelectorAll('a').length, tabindex: '-1', 'aria-selected': 'false', lang: about.languages[hit.lang].lang });
      a.append(make('b', {}, marked(hit.heading || hit.title, wanted)));
      if (hit.heading) a.append(make('i', {}, [hit.title]));
      a.append(make('span', {}, marked(excerpt(hit.text, wanted), wanted)));
      a.addEventListener('click', function () { box.close(); });
      return a;
    }

    // Show appends a batch of hits to a group, and returns how many.
    function show(group, hits, wanted, mine) {
      var n = 0;
      return (function step() {
        return hits.next().then(function (hit) {
          if (mine !== turn || !hit) return n;
          group.append(option(hit, wanted));
          return ++n < BATCH ? step() : n;
        });
      })();
    }

    function group(lang) {
      var g = make('div', { role: 'group', 'aria-label': about.languages[lang].name });
      if (lang !== here) g.append(make('p', { 'aria-hidden': 'true' }, [about.languages[lang].name]));
      found.append(g);
      return g;
    }

    // Offer ends a group with a button for the next batch.
    function offer(g, hits, wanted, mine) {
      return hits.more().then(function (left) {
        if (!left || mine !== turn) return;
        var button = make('button', { type: 'button', role: 'option', tabindex: '-1', 'aria-selected': 'false' }, [words['search-more']]);
        button.addEventListener('click', function () {
          button.remove();
          show(g, hits, wanted, mine).then(function () { return offer(g, hits, wanted, mine); });
        });
        g.append(button);
      });
    }

    // In shows what is found in one language.
    function inLanguage(lang, query, mine) {
      var hits = find(lang, query), wanted = parts(query), g = group(lang);
      return show(g, hits, wanted, mine).then(function (n) {
        if (!n) g.remove();
        return offer(g, hits, wanted, mine).then(function () { return n; });
      });
    }

    function search() {
      var mine = ++turn, query = input.value.trim();
      found.textContent = '';
      select(null);
      if (!parts(query).length) return void (status.textContent = '');
      inLanguage(here, query, mine).then(function (n) {
        var rest = Promise.resolve(n);
        Object.keys(about.languages).forEach(function (lang) {
          if (lang === here) return;
          abroad(about, lang, query, n).forEach(function (name) {
            rest = rest.then(function (sum) {
              return mine === turn ? inLanguage(lang, name, mine).then(function (m) { return sum + m; }) : sum;
            });
          });
        });
        return rest;
      }).then(function (sum) {
        if (mine !== turn) return;
        select(found.querySelector('a'));
        status.textContent = sum ? words['search-found'].replace('{n}', sum + (found.querySelector('button') ? '+' : '')) : words['search-none'];
      }, function () { status.textContent = words['search-failed']; });
    }

    function move(by) {
      var all = Array.from(found.querySelectorAll('a'));
      var i = all.indexOf(current) + by;
      var more = found.querySelector('button');
      if (i >= all.length && more) more.click();
      if (all.length) select(all[Math.max(0, Math.min(i, all.length - 1))]);
    }

    input.addEventListener('input', function (e) { if (!e.isComposing) search(); });
    input.addEventListener('compositionend', search);
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

  window.woshouSearch = { normal: normal, cover: cover, find: find, open: open };
})();
