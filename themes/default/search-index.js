// The index needs no server: it is small scripts, each a call of woshouFound, of
// which a query loads those that it names. Package search says what is in them.
(function () {
  'use strict';
  var search = window.woshouSearch, script = document.currentScript.dataset;
  search.root = script.root; // the site's root, from the page
  search.here = script.code; // the page's language

  var waiting = {}, loaded = {};
  window.woshouFound = function (lang, name, value) { waiting[lang + '/' + name](value); };

  // Load returns a promise of what a file of the index holds.
  function load(lang, name) {
    var key = lang + '/' + name;
    return loaded[key] = loaded[key] || new Promise(function (done, fail) {
      waiting[key] = done;
      var s = document.createElement('script');
      s.src = search.root + 'assets/search/' + key + '.js';
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

  // Index returns a promise of the index of a language: its code, what about.js
  // says, and functions that load what else it has.
  search.index = async function (lang) {
    var about = await load(lang, 'about'), starts = startsOf(about.grams);

    async function all(prefix, firsts) {
      return (await Promise.all(firsts.map(function (first) { return load(lang, fileName(prefix, first)); }))).join('');
    }

    return {
      lang: lang,
      about: about,
      // Lines is the part of the dictionary that begins alike: the lines of the
      // files from which a gram with that beginning could come, no more than so many.
      lines: async function (beginning, most) {
        if (most === 1 && about.common.indexOf(',' + beginning + ' ') >= 0) return about.common;
        var at = 0;
        while (at + 1 < starts.length && starts[at + 1] <= beginning) at++;
        var firsts = [starts[at]];
        while (++at < starts.length && starts[at].startsWith(beginning) && firsts.length < most) firsts.push(starts[at]);
        return await all('g', firsts) + about.common;
      },
      // Words are all words of the language.
      words: async function () { return (await all('v', startsOf(about.vocab))).split(',').filter(Boolean); },
      // Pairs are characters, each traditional one before its simplified one.
      pairs: function () { return load(lang, 'hant'); },
      // Text is the page that a section is in, with that section.
      text: async function (key) {
        var page = search.pageOf(key), n = key % MANY, piece = n >> 4;
        var value = await load(lang, about.group ? 't' + Math.floor(page / about.group) : 't' + page + '-' + piece);
        var p = await inflated(about.group ? value[page % about.group][piece] : value);
        return { lang: lang, key: key, address: p[0], title: p[1], behind: p[2], section: p[3][n % 16] };
      }
    };
  };

  // Entries are the lines of a text that begin alike: grams, each with the posting
  // of its sections.
  search.entries = function (text, beginning) {
    var all = [];
    for (var i = text.indexOf(',' + beginning); i >= 0; i = text.indexOf(',' + beginning, i + 1)) {
      var line = text.slice(i + 1, text.indexOf(',', i + 1)).split(' ');
      if (line[1]) all.push({ gram: line[0], posting: line[1] });
    }
    return all;
  };

  var MANY = 1 << 16; // sections a page: a section's key is its page's number times this, and its own

  search.pageOf = function (key) { return Math.floor(key / MANY); };

  // Top is the key of the top of the page that a section is in.
  search.top = function (key) { return key - key % MANY; };

  var DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

  // Sections calls each for every section of a posting, with its weight and its level.
  search.sections = function (posting, each) {
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
  };

  var known = {}; // of what was inflated

  function inflated(packed) {
    return known[packed] = known[packed] || unpacked(Uint8Array.from(atob(packed), function (c) { return c.charCodeAt(0); }));
  }

  function unpacked(bytes) {
    try {
      return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();
    } catch (e) { // older browsers have no such stream, or not of this format
      return Promise.resolve(JSON.parse(new TextDecoder().decode(search.inflate(bytes))));
    }
  }
})();
