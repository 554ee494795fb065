// The search dialog, loaded with the files that search-text.js names when a reader
// first asks for it.
(function () {
  'use strict';
  var search = window.woshouSearch, fold = search.fold, grams = search.grams, spots = search.spots, find = search.find;
  var root = search.root, here = search.here;

  // ---- What is found in which language ----

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
    var n = named(about, lang, query), name = n < 0 ? query : about.names[n][lang][0], place = n >= 0 && about.places[n] && about.places[n][lang];
    if (n < 0 && sum) return null;
    return place ? explained(lang, name, place) : find(lang, name);
  }

  // Explained is like what find returns: the place first where a thing is explained,
  // and a search for whoever wants more.
  function explained(lang, name, place) {
    var all, shown, marks = new Map(grams(fold(name).text).map(function (g) { return [g.gram, g.gram]; }));
    return {
      found: Promise.resolve({ marks: marks, unknown: [] }),
      some: async function () {
        if (shown) return (all = all || find(lang, name)).some();
        shown = true;
        return [{ lang: lang, kind: 'article', key: -1, title: place[1], href: place[0], heading: name, text: '', figures: [], rest: 0 }];
      },
      more: async function () { return all ? all.more() : 1; }
    };
  }

  // Answers calls each, in turn, for every language that has an answer to a query,
  // the page's first, with what find returns and its first hits.
  async function answers(query, each) {
    var about = (await search.index(here)).about, langs = Object.keys(about.languages), sum = 0;
    for (var lang of [here].concat(langs.filter(function (l) { return l !== here; }))) {
      var from = lang === here ? find(lang, query) : abroad(about, lang, query, sum);
      if (!from) continue;
      var hits = await from.some();
      sum += hits.length;
      await each({ lang: lang, query: query, from: from, candidates: await from.found, hits: hits });
    }
  }

  var FIGURES = 3; // that are shown with some hits

  // Captioned are some figures of hits that have something of a query in their
  // captions; the first says how many more there are.
  function captioned(hits, marks) {
    var all = [];
    hits.forEach(function (h) {
      for (var f = h.kind === 'article' ? h.figures : [], i = 0; i < f.length; i += 2) {
        if (spots(f[i + 1], marks).length) {
          all.push({ kind: 'figure', lang: h.lang, key: h.key, title: h.title, href: h.address + '#' + f[i], heading: f[i + 1], text: h.heading === f[i + 1] ? '' : h.heading });
        }
      }
    });
    return all.slice(0, FIGURES).map(function (h, i) { return Object.assign(h, { rest: i ? 0 : Math.max(0, all.length - FIGURES) }); });
  }

  // Arranged returns hits as they are shown: articles, entries of glossaries,
  // figures; but entries first where one is the best hit. Those of a page are
  // together.
  function arranged(hits, marks) {
    var kinds = hits.length && hits[0].kind === 'entry' ? ['entry', 'article', 'figure'] : ['article', 'entry', 'figure'];
    var all = hits.concat(captioned(hits, marks)), pages = all.map(page);
    return all.map(function (h, i) { return { hit: h, at: [kinds.indexOf(h.kind), pages.indexOf(page(h)), i] }; }).sort(function (a, b) {
      return a.at[0] - b.at[0] || a.at[1] - b.at[1] || a.at[2] - b.at[2];
    }).map(function (e) { return e.hit; });
  }

  function page(hit) { return search.pageOf(hit.key); }

  // Ask is a promise of the first hits of a query in all languages, in the order shown.
  search.ask = async function (query) {
    var all = [];
    await answers(query, function (a) { all = all.concat(arranged(a.hits, a.candidates.marks)); });
    return all;
  };

  // ---- Showing ----

  function make(tag, attributes, children) {
    var e = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    e.append.apply(e, children || []);
    return e;
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
    var spot = spots(best, marks)[0], width = search.isHan(best) ? 24 : 60;
    var letters = Array.from(best), at = spot ? Array.from(best.slice(0, spot.from)).length : 0, from = Math.max(0, at - width / 2);
    while (from > 0 && from < at && /\w/.test(letters[from - 1])) from++;
    return (from > 0 ? '…' : '') + letters.slice(from, from + 3 * width).join('') + (from + 3 * width < letters.length ? '…' : '');
  }

  var PAUSE = 200; // ms without a key before a word that is being typed is searched for
  var BEGUN = /(?:^|[^\p{L}\p{N}])[\p{L}\p{N}]{0,2}$/u; // a word of which too little is typed to tell it by

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

    // Option is a hit, with the place that it is in and of how many more this is true.
    function option(hit, place, rest, marks) {
      var a = make('a', { href: root + hit.href, role: 'option', id: 'hit-' + found.querySelectorAll('a').length, class: 'search-' + hit.kind, tabindex: '-1', 'aria-selected': 'false', lang: about.languages[hit.lang].lang });
      a.append(make('b', {}, marked(hit.heading, marks)));
      var where = [place === hit.heading ? '' : place, rest ? words['search-rest'].replace('{n}', rest) : ''].filter(Boolean);
      if (where.length) a.append(make('i', {}, [where.join(' · ')]));
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
        part.lastElementChild.append(option(hit, another ? hit.title : hit.under, another && hit.lang === here ? hit.rest : 0, marks));
        part.kind = hit.kind;
        part.page = id;
      });
    }

    // Offer ends a part with a button: for more, or for what is inside of words.
    async function offer(part, answer, deep, mine) {
      var left = await answer.from.more();
      if (mine !== turn || !left && (deep || !/[a-z0-9]/i.test(answer.query))) return;
      var button = make('button', { type: 'button', role: 'option', id: part.id + '-more', tabindex: '-1', 'aria-selected': 'false' }, [words[left ? 'search-more' : 'search-inside']]);
      button.addEventListener('click', async function () {
        var at = options().indexOf(button), wasCurrent = current === button;
        button.remove();
        if (wasCurrent) select(null);
        var from = unseen(part, left ? answer.from : find(answer.lang, answer.query, true)), hits = await from.some(), marks = (await from.found).marks;
        if (mine !== turn) return;
        show(part, hits, marks);
        if (wasCurrent) select(options()[at] || null);
        return offer(part, { lang: answer.lang, query: answer.query, from: from }, deep || !left, mine);
      });
      part.append(button);
    }

    // Unseen leaves out the hits that a part shows already.
    function unseen(part, hits) {
      var shown = new Set(Array.from(part.querySelectorAll('a'), function (a) { return a.getAttribute('href'); }));
      return { found: hits.found, more: hits.more, some: async function () {
        for (var all = await hits.some(); all.length; all = await hits.some()) {
          var rest = all.filter(function (hit) { return !shown.has(root + hit.href); });
          if (rest.length) return rest;
        }
        return [];
      } };
    }

    // Update shows the answers to what is typed now, until something else is.
    async function update() {
      var mine = ++turn, query = input.value.trim(), sum = 0, lost = '';
      clearTimeout(timer);
      found.textContent = status.textContent = '';
      select(null);
      if (!grams(fold(query).text).length) return;
      function answered(a) {
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
      }
      var failed = await answers(query, answered).catch(function () { return true; });
      if (mine !== turn) return;
      if (failed) status.textContent = words['search-failed'];
      else status.textContent = !sum ? words['search-none'] : lost ? lost + ' ' + words['search-nearest'] : words['search-found'].replace('{n}', sum + (found.querySelector('button') ? '+' : ''));
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
      if (added === 1 && !search.isHan(value.slice(-1))) timer = setTimeout(update, BEGUN.test(value) ? 3 * PAUSE : PAUSE);
      else update();
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
  search.open = async function () {
    opened = opened || search.index(here).then(function (index) { return dialog(index.about); });
    (await opened)();
  };
})();
