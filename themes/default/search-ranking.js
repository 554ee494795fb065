// How search ranks: the guide says the same in words (content/en/guide/publish.md).
(function () {
  'use strict';
  var search = window.woshouSearch, fold = search.fold, squeezed = search.squeezed;

  // Fillers are what questions are asked with, in any language: found, but of little weight.
  var FILLER = /^(?:a|an|the|i|my|me|you|we|it|its|this|that|to|of|in|on|at|for|from|with|by|and|or|be|is|are|was|do|does|did|can|could|should|would|will|what|which|who|where|when|why|how|if|not|there|happens?)$|[么吗呢怎哪谁吧的了是]|什|意思|原因|原理|方法|如何|可以|时候|能否|是否|是不|不是/;

  // Weighed is a term with the weight that it has in each section, the tops of pages
  // that have it in their title, and how rare it is among so many pages.
  function weighed(term, pages) {
    var weights = new Map(), titles = new Set();
    term.as.forEach(function (a) {
      search.sections(a.posting, function (key, weight, level) {
        weights.set(key, Math.max(weights.get(key) || 0, weight * a.weight));
        if (key === search.top(key) && level > 3) titles.add(key);
      });
    });
    return { weights: weights, titles: titles, rare: Math.log(1 + 10 * pages / weights.size) * (FILLER.test(term.gram) ? 0.2 : 1) };
  }

  // Scores are what sections are worth for one meaning of a query: the weight of
  // each term there, the more the rarer it is, times the share of the query that the
  // section has. A page's title says a little of what its sections are about.
  function scores(terms, pages) {
    var all = terms.filter(function (t) { return t.as.length; }).map(function (t) { return weighed(t, pages); });
    var total = all.reduce(function (sum, t) { return sum + t.rare; }, 0), found = new Map();
    all.forEach(function (term) {
      term.weights.forEach(function (_, key) {
        if (found.has(key)) return;
        var sum = 0, has = 0;
        all.forEach(function (t) {
          if (t.weights.has(key)) {
            sum += t.rare * t.weights.get(key);
            has += t.rare;
          } else if (t.titles.has(search.top(key))) {
            sum += 0.3 * t.rare;
            has += 0.6 * t.rare;
          }
        });
        found.set(key, sum / total * has / total);
      });
    });
    return found;
  }

  // Exact is what a section is worth more for having the query as it is: as its
  // whole heading, in its heading, in its text.
  function exact(hit, meanings) {
    var heading = squeezed(fold(hit.heading).text), text = hit.section.folded = hit.section.folded || squeezed(fold(hit.text).text); // once for all queries
    return Math.max.apply(null, meanings.map(function (m) {
      var q = squeezed(m.text);
      return m.weight * (heading === q ? 2.5 : heading.indexOf(q) >= 0 ? 1.6 : text.indexOf(q) >= 0 ? 1.4 : 1);
    }));
  }

  // Candidates are the sections that have something of a query, best first, before
  // anything is known of their texts.
  async function candidates(lang, query, deep) {
    var index = await search.index(lang), q = await search.understood(index, query, deep), best = new Map();
    q.meanings.forEach(function (m) {
      scores(m.terms, index.about.pages).forEach(function (score, key) { best.set(key, Math.max(best.get(key) || 0, m.weight * score)); });
    });
    var keys = Array.from(best.keys()).sort(function (a, b) { return best.get(b) - best.get(a) || a - b; });
    return { index: index, meanings: q.meanings, marks: q.marks, unknown: q.unknown, scores: best, keys: keys };
  }

  // Hit is a section with its text, with how many more of its page are left, and
  // with what it is worth now: pages of figures, and pages that only lead to others,
  // come behind articles.
  async function hit(c, key) {
    var h = await c.index.text(key), s = h.section;
    h.href = h.address + (s[0] ? '#' + s[0] : '');
    h.heading = s[1] || h.title;
    h.under = s[2];
    h.kind = s[3] ? 'entry' : 'article';
    h.text = s[4].replace(/\t/g, '');
    h.figures = s[5];
    h.rest = c.rest.get(search.pageOf(key)) || 0;
    h.score = c.scores.get(key) * exact(h, c.meanings) * (h.behind ? 0.8 : 1);
    return h;
  }

  function inOrder(a, b) { return b.score - a.score || depth(a) - depth(b) || a.key - b.key; }

  function depth(hit) { return hit.address.split('/').length; }

  var ENOUGH = 5; // hits, to look at no further page for now
  var PAGES = 3, ON_A_PAGE = 3; // that are looked at together, of the page's language, and sections of each

  // Next takes from the candidates the best sections of so many pages, to be looked at
  // together, and counts what good ones each page has besides.
  function next(c, most) {
    var pages = new Map(), keys = [], left = [], rest = new Map(), least = 0.3 * c.scores.get(c.keys[0]);
    c.keys.forEach(function (key) {
      var page = search.pageOf(key), have = pages.get(page) || 0, isGood = c.scores.get(key) >= least;
      if (have ? have < ON_A_PAGE && isGood : keys.length < ENOUGH && pages.size < most) {
        pages.set(page, have + 1);
        keys.push(key);
      } else {
        left.push(key);
        if (isGood) rest.set(page, (rest.get(page) || 0) + 1);
      }
    });
    c.keys = left;
    c.rest = rest;
    return keys;
  }

  // Find returns what a query finds in a language, a few hits at a time: each time
  // the best of what is left, in order once their texts are known. Deep looks inside of
  // all words as well.
  search.find = function (lang, query, deep) {
    var found = candidates(lang, query, deep), seen = new Set();
    return {
      found: found,
      // Some is a promise of the next few hits, none at the end.
      some: async function () {
        for (var c = await found, hits = []; c.keys.length && !hits.length;) {
          hits = await Promise.all(next(c, lang === search.here ? PAGES : 1).map(function (key) { return hit(c, key); }));
          hits = hits.sort(inOrder).filter(function (h) { return !seen.has(h.href) && seen.add(h.href); });
        }
        return hits || [];
      },
      // More is a promise of how many sections are left.
      more: async function () { return (await found).keys.length; }
    };
  };
})();
