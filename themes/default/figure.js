// Brings figures to life; script.js loads it, after its style sheet, once the
// page is there. A figure is stepped through by buttons and keys, a segment
// shows its header, and what a fault at a segment would lead to takes the
// figure's place. All of that was worked out when the site was built: the
// figure's own script, loaded when first needed, hands it over by a call of
// woshouFigure (package build says what is in it).
(function () {
  'use strict';
  var still = matchMedia('(prefers-reduced-motion: reduce)');
  var figures = [], charts = [];
  var latest; // the figure that the address tells of
  var swapped = 0; // how often the page's content was put anew
  var gone = new AbortController(); // ends what listens for content that is gone

  function each(within, selector, f) { within.querySelectorAll(selector).forEach(f); }

  function element(tag, name, text, parent) {
    var e = document.createElement(tag);
    if (name) e.className = name;
    if (text) e.textContent = text;
    if (parent) parent.append(e);
    return e;
  }

  function button(parent, text, act) {
    var b = element('button', '', text, parent);
    b.type = 'button';
    b.addEventListener('click', act);
    return b;
  }

  function wordsIn(lang) {
    var all = window.woshouWords;
    while (lang && !all[lang]) lang = lang.slice(0, Math.max(lang.lastIndexOf('-'), 0));
    return all[lang] || all.en;
  }

  // ---- What a figure's script hands over ----

  var asked = {}, waiting = {};
  window.woshouFigure = function (data) { waiting[document.currentScript.src](data); };

  function load(address) {
    var src = new URL(address + (swapped ? '?' + swapped : ''), document.baseURI).href;
    return asked[src] = asked[src] || new Promise(function (done, fail) {
      var script = element('script');
      waiting[src] = done;
      script.src = src;
      script.onerror = function () {
        delete asked[src];
        fail(new Error(src));
      };
      document.body.append(script); // the head is for what every reader of the page loads
    });
  }

  // Pick returns the members of a list that ranges such as "0-14 37" number.
  function pick(list, ranges) {
    return ranges.split(' ').flatMap(function (range) {
      var ends = range.split('-');
      return list.slice(+ends[0], +(ends[1] || ends[0]) + 1);
    });
  }

  // ---- The header of a segment, as RFC 9293 §3.1 draws it ----

  var FLAGS = ['CWR', 'ECE', 'URG', 'ACK', 'PSH', 'RST', 'SYN', 'FIN'];

  // Fields returns the rows of a header; of each field its name, its width in
  // bits, its value, and what the figure or the trace calls that.
  function fields(step) {
    function number(at, octets) { return parseInt(step.header.substr(2 * at, 2 * octets), 16); }
    var flags = FLAGS.map(function (flag, i) { return [flag, 1, number(13, 1) >> (7 - i) & 1]; });
    var rows = [
      [['source', 16, number(0, 2)], ['target', 16, number(2, 2)]],
      [['seq', 32, number(4, 4), step.seq]],
      [['ack', 32, number(8, 4), step.ack]],
      [['offset', 4, number(12, 1) >> 4], ['reserved', 4, number(12, 1) & 15]].concat(flags, [['window', 16, number(14, 2)]]),
      [['checksum', 16, '0x' + step.header.substr(32, 4)], ['urgent', 16, number(18, 2)]],
    ];
    if (step.header.length > 40) rows.push([['options', 32, step.options]]);
    return rows;
  }

  // Grid draws a header; what differs in before, the segment before it in the
  // same direction, is marked.
  function grid(step, before, words) {
    var table = element('table', 'bits');
    table.setAttribute('role', 'presentation'); // a drawing: each cell says its name
    var columns = element('colgroup', '', '', table);
    columns.span = 32;
    var scale = table.insertRow();
    scale.setAttribute('aria-hidden', 'true');
    [0, 8, 16, 24].forEach(function (bit) {
      var cell = scale.insertCell();
      cell.colSpan = 8;
      cell.textContent = bit;
    });
    var old = {};
    if (before) fields(before).flat().forEach(function (f) { old[f[0]] = f[2]; });
    fields(step).forEach(function (row) {
      var line = table.insertRow();
      row.forEach(function (f) {
        var cell = line.insertCell(), changed = before && old[f[0]] !== f[2];
        cell.colSpan = f[1];
        cell.dataset.field = f[0];
        if (changed) cell.className = 'changed';
        element('span', '', words['header-' + f[0]] || f[0], cell);
        element('b', '', String(f[2]), cell);
        if (f[3] && f[3] !== String(f[2])) element('i', '', f[3], cell);
        if (changed) element('em', '', words['header-changed'], cell);
      });
    });
    return table;
  }

  function octets(step, words, parent) {
    var line = element('div', 'octets', '', parent);
    var code = element('code', '', step.header.replace(/..(?=.)/g, '$& '), line);
    line.setAttribute('role', 'group');
    line.setAttribute('aria-label', words['header-bytes']);
    var b = button(line, words.copy, function () {
      function done() {
        b.textContent = words.copied;
        setTimeout(function () { b.textContent = words.copy; }, 1600);
      }
      if (navigator.clipboard) return navigator.clipboard.writeText(code.textContent).then(done, function () {});
      getSelection().selectAllChildren(code); // a page from disk may lack the clipboard
      if (document.execCommand('copy')) done();
    });
  }

  // ---- One figure ----

  function bring(box) {
    var group = box.querySelector('[role=group]');
    var own = group.querySelector('svg'), svg = own;
    var words = wordsIn(own.getAttribute('lang'));
    var data, steps = []; // of the run that is shown
    var step = 0;         // the current one; 0 shows the whole figure
    var fault;            // the variant that is shown, if any
    var timer, hover;
    var figure = { box: box, id: box.dataset.figure, svg: own };

    var play = element('div', 'play', '', group);
    var bar = element('div', 'bar', '', play);
    var previous = button(bar, words['play-previous'], function () { go(step - 1); });
    var next = button(bar, words['play-next'], function () { go(step + 1); });
    var run = button(bar, words['play-begin'], function () { timer ? pause() : begin(); });
    var all = button(bar, words['play-all'], function () { go(0); });
    var place = element('span', 'place', '', bar);
    var undo = button(bar, words['play-undo'], function () {
      restore();
      touched();
    });
    var outcome = element('p', 'outcome', '', play);
    var said = element('p', 'said', '', play);
    var docked = element('div', 'header docked', '', group);
    var floating = element('div', 'header floating', '', group);
    [docked, floating].forEach(function (panel) { panel.setAttribute('role', 'group'); });
    [outcome, said].forEach(function (p) { p.setAttribute('role', 'status'); });
    docked.hidden = floating.hidden = undo.hidden = true;
    run.hidden = still.matches;
    still.addEventListener('change', function () {
      pause();
      run.hidden = still.matches;
    }, { signal: gone.signal });

    function fetched() {
      return load(box.dataset.live).then(function (all) {
        if (!data) {
          data = all;
          if (!fault) steps = pick(data.steps, data.base.steps);
        }
        return data;
      });
    }
    // With does what needs the data, and says so if they do not come.
    function withData(f) {
      fetched().then(f, function () { said.textContent = words['play-failed']; });
    }

    function segments() { return Array.from(svg.querySelectorAll('[data-segment]')); }
    function segment(n) { return svg.querySelector('[data-segment="' + n + '"]'); }

    // dress readies a drawing: its sentences are shown by us, not by tooltips,
    // and its arrows get a width that a finger can hit.
    function dress(svg) {
      each(svg, '[data-segment]', function (g) {
        var title = g.querySelector('title'), shaft = g.querySelector('path');
        if (title) {
          g.said = title.textContent;
          title.remove();
        }
        if (!shaft) return;
        shaft = shaft.cloneNode();
        shaft.setAttribute('class', 'hit');
        g.prepend(shaft);
      });
    }

    // Bottom is how far down the drawing the first n segments reach.
    function bottom(n) {
      return segments().slice(0, n).reduce(function (y, g) {
        var b = g.getBBox();
        return Math.max(y, b.y + b.height);
      }, 0);
    }

    function paint() {
      var down = step && bottom(step), now = steps[step - 1];
      svg.classList.toggle('stepping', step > 0);
      group.classList.toggle('at-work', step > 0 || !!fault);
      Array.from(svg.children).forEach(function (e) {
        var n = e.dataset.segment;
        if (/title|desc/.test(e.tagName)) return;
        e.classList.toggle('now', step > 0 && +n === step);
        e.classList.toggle('later', step > 0 && (n ? n > step : e.getBBox().y > down));
      });
      var states = [];
      (data ? data.hosts : []).forEach(function (host, i) {
        each(svg, '[data-state][data-host="' + host + '"]', function (g) { g.classList.remove('now', 'past'); });
        svg.querySelectorAll('[data-state][data-host="' + host + '"]').forEach(function (g, at) {
          if (!now) return;
          g.classList.toggle('now', at === now.changes[i]);
          g.classList.toggle('past', at < now.changes[i]);
          g.classList.toggle('later', at > now.changes[i]);
          if (at === now.changes[i]) states.push(g.dataset.state);
        });
      });
      charts.forEach(function (chart) {
        chart.classList.toggle('stepping', states.length > 0);
        each(chart, '[data-state]', function (g) { g.classList.toggle('now', states.indexOf(g.dataset.state) >= 0); });
      });
    }

    // show goes to a step without a word to the address or a header.
    function show(n) {
      var last = segments().length;
      step = Math.max(0, Math.min(n, last));
      paint();
      said.textContent = step ? segment(step).said : '';
      place.textContent = step ? words['play-place'].replace('{n}', step).replace('{of}', last) : '';
      off(previous, step < 2);
      off(next, step === last);
      off(all, !step);
      if (!step) docked.hidden = true;
      if (step && !data) fetched().then(paint, function () {});
    }
    function off(b, is) { b.setAttribute('aria-disabled', is); }

    // go is what readers do: it shows the header as well.
    function go(n) {
      var was = step;
      floating.hidden = true;
      show(n);
      if (step && (step !== was || docked.hidden)) {
        segment(step).scrollIntoView({ block: 'nearest', behavior: still.matches ? 'auto' : 'smooth' });
        withData(function () { if (step) header(docked, step); });
      }
      touched();
    }
    function touched() {
      latest = figure;
      remember();
    }

    function begin() {
      if (step >= segments().length) show(0);
      run.textContent = words['play-pause'];
      timer = setInterval(function () {
        go(step + 1);
        if (step >= segments().length) pause();
      }, 2500);
      go(step + 1);
    }
    function pause() {
      clearInterval(timer);
      timer = 0;
      run.textContent = words['play-begin'];
    }

    // header fills a panel with the header of segment n.
    function header(panel, n) {
      var its = steps[n - 1], before;
      steps.slice(0, n - 1).forEach(function (s) { if (s.from === its.from) before = s; });
      panel.textContent = '';
      panel.setAttribute('aria-label', words['header-title'].replace('{n}', n));
      element('p', 'title', words['header-title'].replace('{n}', n), panel);
      if (its.header) {
        panel.append(grid(its, before, words));
        if (before) element('p', '', words['header-since'], panel);
        octets(its, words, panel);
      }
      if (!fault) offers(panel, n);
      panel.hidden = false;
    }

    function offers(panel, n) {
      var line = element('div', 'bar', '', panel);
      data.variants.forEach(function (v) {
        if (v.segment !== n) return;
        if (v.refused) element('span', '', v.refused, line);
        else button(line, words['play-' + v.fault], function () {
          vary(v);
          touched();
          group.focus();
        });
      });
    }

    // float shows a header beside its arrow: below it, or above it where the
    // window ends.
    function float(n) {
      withData(function () {
        header(floating, n);
        var arrow = segment(n).getBoundingClientRect(), from = group.getBoundingClientRect().top;
        var height = floating.offsetHeight, above = arrow.top - height - 4;
        var below = arrow.bottom + height + 4 < innerHeight || above < 0;
        floating.style.top = (below ? arrow.bottom + 4 : above) - from + 'px';
      });
    }

    // vary shows what a fault leads to, in place of the figure.
    function vary(v) {
      fault = v;
      steps = pick(data.steps, v.run.steps);
      var text = pick(data.lines, v.run.lines).join('\n').replace(/fig:~/g, 'fig:' + figure.id + '~');
      replace(new DOMParser().parseFromString(text, 'text/html').querySelector('svg'));
      outcome.textContent = v.says;
    }
    function restore() {
      fault = null;
      steps = data ? pick(data.steps, data.base.steps) : [];
      replace(own);
      outcome.textContent = '';
    }
    function replace(by) {
      if (by !== own) dress(by);
      svg.replaceWith(by);
      svg = figure.svg = by;
      undo.hidden = !fault;
      floating.hidden = docked.hidden = true;
      pause();
      show(0);
    }

    // The address: fig:ID:STEP as without a script, and a fault with its segment.
    figure.address = function () {
      if (!step && !fault) return '';
      var at = own.querySelector('[data-segment="' + step + '"]');
      return (at ? at.id : 'fig:' + figure.id + ':' + step) + (fault ? ',' + fault.fault + '=' + fault.segment : '');
    };
    // Go to a place of the address, if there is one.
    figure.visit = function (n, kind, hit) {
      if (!kind) {
        if (fault) restore();
        return show(n <= segments().length ? n : 0);
      }
      withData(function () {
        var v = data.variants.find(function (v) { return v.fault === kind && v.segment === hit && v.run; });
        if (!v) return;
        vary(v);
        show(n <= segments().length ? n : 0);
      });
    };

    group.addEventListener('keydown', function (e) {
      var to = { ArrowLeft: step - 1, ArrowRight: step + 1, Home: 1, End: segments().length }[e.key];
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === 'Escape') {
        pause();
        if (floating.hidden) go(0);
        floating.hidden = true;
      } else if (to !== undefined) {
        pause();
        go(to);
      } else return;
      e.preventDefault();
    });
    group.addEventListener('click', function (e) {
      var g = e.target.closest('[data-segment]');
      if (!g) return;
      pause();
      clearTimeout(hover);
      show(+g.dataset.segment);
      docked.hidden = true;
      float(step);
      floating.pinned = true;
      touched();
    });
    group.addEventListener('pointerover', function (e) {
      var g = e.target.closest('[data-segment]'), inside = floating.contains(e.target);
      if (e.pointerType !== 'mouse' || floating.pinned && !floating.hidden) return;
      clearTimeout(hover);
      if (g) hover = setTimeout(function () {
        floating.pinned = false;
        float(+g.dataset.segment);
      }, 350);
      else if (!inside) hover = setTimeout(function () { floating.hidden = true; }, 400);
    });
    group.addEventListener('pointerleave', function () {
      clearTimeout(hover);
      if (!floating.pinned) hover = setTimeout(function () { floating.hidden = true; }, 400);
    });
    document.addEventListener('pointerdown', function (e) {
      if (!group.contains(e.target)) floating.hidden = true;
    }, { signal: gone.signal });
    document.addEventListener('keydown', function (e) {
      if (e.key === 'Escape') floating.hidden = true;
    }, { signal: gone.signal });

    dress(own);
    group.classList.add('alive');
    show(0);
    return figure;
  }

  // ---- The address ----

  function remember() {
    var to = latest ? latest.address() : '';
    if (!to && !/^#fig:/.test(location.hash)) return;
    try { history.replaceState(null, '', to ? '#' + to : location.pathname + location.search); } catch (e) {}
  }

  function visit() {
    var hash = location.hash;
    try { hash = decodeURIComponent(hash); } catch (e) {}
    var m = hash.match(/^#fig:(.+):(\d+)(\.[\w-]+)?(?:,(lose|duplicate|delay)=(\d+))?$/);
    if (!m) return;
    var named = figures.filter(function (f) { return f.id === m[1]; });
    var at = document.getElementById(hash.slice(1).split(',')[0]);
    var figure = named.find(function (f) { return f.box.contains(at); }) || named[0];
    if (!figure) return;
    latest = figure;
    figure.visit(+m[2], m[4], +m[5]);
    if (!at || m[4]) figure.box.scrollIntoView({ block: 'nearest' });
  }

  // Who changes the language takes the figure along: see arrive in script.js.
  document.addEventListener('click', function (e) {
    var a = e.target.closest('.languages a[href]');
    var to = latest && latest.address();
    if (a && to) a.hash = (a.hash || '#~~0') + '~' + to;
  });

  // ---- Prose and figure point at each other ----

  var lit = [];
  function light(e) {
    dim();
    var at = e.target.closest && e.target.closest('[data-step], [data-segment], [data-state]');
    if (!at) return;
    var own = at.closest('[data-figure]'), name = at.dataset.step, state = at.dataset.state;
    if (at.dataset.segment && own) name = own.dataset.figure + ':' + at.dataset.segment;
    lit = name ? bound(name, language(at)) : state ? Array.from(document.querySelectorAll('[data-state="' + state + '"]')) : [];
    lit.forEach(function (e) { e.classList.add('lit'); });
  }
  function dim() {
    lit.forEach(function (e) { e.classList.remove('lit'); });
    lit = [];
  }
  function language(e) { return (e.closest('[lang]') || document.documentElement).lang || e.closest('svg').getAttribute('lang'); }

  // Bound returns all that stands for a step, on a page of two languages in one
  // of them.
  function bound(name, lang) {
    var cut = name.lastIndexOf(':'), all = [];
    figures.forEach(function (f) {
      if (f.id === name.slice(0, cut)) each(f.svg, '[data-segment="' + name.slice(cut + 1) + '"]', function (g) { all.push(g); });
    });
    each(document, '[data-step]', function (e) { if (e.dataset.step === name) all.push(e); });
    var same = all.filter(function (e) { return language(e) === lang; });
    return same.length > 1 ? same : all;
  }

  ['pointerover', 'focusin'].forEach(function (kind) { document.addEventListener(kind, light); });
  ['pointerout', 'focusout'].forEach(function (kind) { document.addEventListener(kind, dim); });

  function start() {
    gone.abort();
    gone = new AbortController();
    charts = Array.from(document.querySelectorAll('[data-figure]:not([data-live]) svg'));
    figures = Array.from(document.querySelectorAll('[data-live]'), bring);
    latest = null;
    visit();
  }
  start();
  addEventListener('hashchange', visit);
  document.addEventListener('woshou-swap', function () {
    swapped++;
    start();
  });
})();
