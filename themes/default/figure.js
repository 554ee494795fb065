// Brings figures to life; script.js loads it, after its style sheet, once the
// page is there. A figure is stepped through by buttons and keys, a segment
// shows its header, and what a fault at a segment would lead to takes the
// figure's place. All of that was worked out when the site was built: the
// figure's own script, loaded when first needed, hands it over by a call of
// woshouFigure (package build says what is in it).
(function () {
  'use strict';
  var still = matchMedia('(prefers-reduced-motion: reduce)');
  var header = window.woshouHeader, element = header.element, button = header.button;
  var figures = [], charts = [];
  var latest; // the figure that the address tells of
  var ids = 0;
  var swapped = 0; // how often the page's content was put anew

  function each(within, selector, f) { within.querySelectorAll(selector).forEach(f); }

  function wordsIn(lang) {
    var all = window.woshouWords;
    while (lang && !all[lang]) lang = lang.slice(0, Math.max(lang.lastIndexOf('-'), 0));
    return all[lang] || all.en;
  }

  // ---- What a figure's script hands over ----

  var loads = {}, waiting = {};
  window.woshouFigure = function (data) { waiting[document.currentScript.src](data); };

  function load(address) {
    var src = new URL(address + (swapped ? '?' + swapped : ''), document.baseURI).href;
    return loads[src] = loads[src] || new Promise(function (done, fail) {
      var script = element('script');
      waiting[src] = done;
      script.src = src;
      script.onerror = function () {
        delete loads[src];
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

  // ---- One figure ----

  function bring(box) {
    var group = box.querySelector('[role=group]');
    var own = group.querySelector('svg'), svg = own;
    var words = wordsIn(own.getAttribute('lang'));
    var faults = (box.dataset.faults || '').split(' ').filter(Boolean);
    var data, steps = []; // of the run that is shown
    var step = 0;         // the current one; 0 shows the whole figure
    var fault;            // the variant that is shown, if any
    var timer, hover, over = false, tab = group, marked = [];
    var wish; // where the reader was before the figure was drawn anew
    var gone = new AbortController(); // ends what listens for a figure that is gone
    var figure = { box: box, id: box.dataset.figure, svg: own };

    var outcome = element('div', 'outcome', '', group);
    var changed = element('p', '', '', outcome);
    var undo = button(outcome, words['play-undo'], function () {
      restore();
      group.focus();
      touched();
    });
    var play = element('div', 'play', '', group);
    var bar = element('div', 'bar', '', play);
    var previous = button(bar, words['play-previous'], function () { go(step - 1); });
    var place = element('span', 'place', '', bar);
    var next = button(bar, words['play-next'], function () { go(step + 1); });
    next.className = 'next';
    var run = button(bar, words['play-begin'], function () { timer ? pause() : begin(); });
    var all = button(bar, words['play-all'], function () { go(0); });
    var said = element('p', 'said', '', play);
    var asks = element('div', 'bar asks', '', play);
    var keys = element('p', 'keys', words['play-keys'], group);
    var docked = element('div', 'header docked', '', group);
    var floating = element('div', 'header floating', '', group);
    [bar, docked, floating].forEach(function (panel) { panel.setAttribute('role', 'group'); });
    [changed, said].forEach(function (p) { p.setAttribute('role', 'status'); });
    bar.setAttribute('aria-label', words['play-group']);
    keys.id = 'keys-' + ids++;
    group.setAttribute('aria-describedby', keys.id);
    group.prepend(outcome);
    docked.hidden = floating.hidden = undo.hidden = true;

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
        var title = g.querySelector('title'), shafts = Array.from(g.querySelectorAll('.ghost, .message:not(.head)'));
        if (title) {
          g.said = title.textContent;
          title.remove();
        }
        if (!shafts.length) return;
        var hit = shafts[0].cloneNode();
        hit.setAttribute('class', 'hit');
        hit.setAttribute('d', shafts.map(function (s) { return s.getAttribute('d'); }).join(' '));
        g.prepend(hit);
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
        var bands = svg.querySelectorAll('[data-state][data-host="' + host + '"]');
        bands.forEach(function (g, at) {
          g.classList.remove('now', 'past');
          if (!now) return;
          g.classList.toggle('now', at === now.changes[i]);
          g.classList.toggle('past', at < now.changes[i]);
          g.classList.toggle('later', at > now.changes[i]);
          if (at === now.changes[i]) states.push(g.dataset.state);
        });
      });
      mark(marked, 'here', false);
      marked = step && figure.tells(step) ? bound(figure.id + ':' + step, language(svg)) : [];
      mark(marked, 'here', true);
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
      place.textContent = words['play-place'].replace('{n}', step).replace('{of}', last);
      off(previous, step < 2);
      off(next, step === last);
      off(all, !step);
      keep(function () { ask(asks, asked()); });
      if (!step) docked.hidden = true;
      if (step && !data) fetched().then(function () {
        paint();
        keep(function () { ask(asks, asked()); });
      }, function () {});
    }
    function off(b, is) { b.setAttribute('aria-disabled', is); }

    // go is what readers do: it shows the header as well.
    function go(n) {
      var was = step;
      floating.hidden = true;
      show(n);
      if (step && (step !== was || docked.hidden)) {
        segment(step).scrollIntoView({ block: 'nearest', behavior: still.matches ? 'auto' : 'smooth' });
        withData(function () { if (step) keep(function () { describe(docked, step); }); });
      }
      touched();
    }
    function touched() {
      wish = null;
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

    // describe fills a panel with the header of segment n.
    function describe(panel, n) {
      var its = steps[n - 1], before, title = words['header-title'].replace('{n}', n);
      steps.slice(0, n - 1).forEach(function (s) { if (s.from === its.from) before = s; });
      panel.textContent = '';
      panel.setAttribute('aria-label', title);
      element('p', 'title', title, panel);
      if (its.header) {
        panel.append(header.grid(its, before, words));
        if (before) element('p', '', words['header-since'], panel);
        header.octets(its, words, panel);
      }
      if (panel === floating) ask(element('div', 'bar asks', '', panel), n);
      panel.hidden = false;
    }

    // asked is the segment that the row of buttons asks about: the current one,
    // else the first that a fault can strike.
    function asked() {
      var first = segments().find(function (g) { return !g.querySelector('.lost, .forged, .copy'); });
      return step || (first ? +first.dataset.segment : 1);
    }
    // ask asks what would be if a fault struck segment n, or says why none can.
    function ask(line, n) {
      var lead = words['play-if'].split('{n}'), refused;
      line.textContent = '';
      if (fault) return;
      faults.forEach(function (kind) {
        var v = data && data.variants.find(function (v) { return v.fault === kind && v.segment === n; });
        if (v && v.refused) return refused = v.refused;
        if (!line.firstChild) {
          line.append(lead[0], element('b', 'number', n), lead[1]);
        }
        var b = button(line, words['play-' + kind], function () { suppose(kind, n); });
        b.setAttribute('aria-label', lead.join(n) + words['play-' + kind]);
      });
      line.append(!line.firstChild ? refused || '' : faults.length < 2 ? words['play-then'] : '');
    }
    function suppose(kind, n) {
      withData(function () {
        var v = data.variants.find(function (v) { return v.fault === kind && v.segment === n; });
        if (!v.run) return show(n);
        vary(v);
        group.focus({ preventScroll: true });
        segment(n).scrollIntoView({ block: 'nearest' });
        touched();
      });
    }

    // float shows a header beside its arrow: below it, or above it, wherever
    // the window has place; it never leaves the window.
    function float(n) {
      withData(function () {
        describe(floating, n);
        var arrow = segment(n).getBoundingClientRect(), top = arrow.bottom + 4;
        var height = floating.offsetHeight, from = document.querySelector('body > header');
        from = from ? Math.max(0, from.getBoundingClientRect().bottom) : 0;
        if (top + height > innerHeight - 4) top = arrow.top - height - 4;
        if (top < from + 4) top = Math.max(from + 4, innerHeight - height - 4);
        floating.style.top = top - group.getBoundingClientRect().top - group.clientTop + 'px';
        floating.style.maxHeight = innerHeight - from - 8 + 'px';
      });
    }

    // vary shows what a fault leads to, in place of the figure.
    function vary(v) {
      fault = v;
      steps = pick(data.steps, v.run.steps);
      var text = pick(data.lines, v.run.lines).join('\n').replace(/fig:~/g, 'fig:' + figure.id + '~');
      replace(new DOMParser().parseFromString(text, 'text/html').querySelector('svg'));
      changed.textContent = v.says;
    }
    function restore() {
      fault = null;
      steps = data ? pick(data.steps, data.base.steps) : [];
      replace(own);
      changed.textContent = '';
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

    // The page around the figure has changed.
    figure.refresh = function () { if (step) paint(); };
    // The figure is gone from the page: where its reader was, or would be, had the
    // run gone so far.
    figure.leave = function () {
      pause();
      gone.abort();
      return wish || { step: step, fault: fault && fault.fault, segment: fault && fault.segment };
    };
    figure.resume = function (place) {
      wish = place;
      if (!place.step && !place.fault) return;
      fetched().then(function () {
        if (wish === place) figure.visit(place.step, place.fault, place.segment);
      }, function () {
        if (!gone.signal.aborted) setTimeout(figure.resume, 500, place); // its scenario is just written
      });
    };

    // A variant is as the prose tells up to the segment that the fault strikes.
    figure.tells = function (n) { return !fault || n <= fault.segment; };

    // The address: fig:ID:STEP as without a script, and a fault with its segment.
    figure.address = function () {
      if (!step && !fault) return '';
      var at = own.querySelector('[data-segment="' + step + '"]');
      return (at ? at.id : 'fig:' + figure.id + ':' + step) + (fault ? ',' + fault.fault + '=' + fault.segment : '');
    };
    // Go to a place of the address, if there is one.
    figure.visit = function (n, kind, hit) {
      for (var fold = box; fold; fold = fold.parentElement) if (fold.localName === 'details') fold.open = true;
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
    // A figure is one stop of the tabulator key: the group, and from there the
    // arrow keys lead to its buttons and back.
    function stops() {
      return [group].concat(Array.from(group.querySelectorAll('button')).filter(function (b) { return b.offsetParent; }));
    }
    function rove(by) {
      var to = stops()[stops().indexOf(document.activeElement) + by];
      if (to) to.focus();
      return to;
    }
    // keep makes a change; if it takes the focused button away, the one in its
    // place has the focus.
    function keep(change) {
      var at = stops().indexOf(document.activeElement);
      change();
      if (at >= 0 && !group.contains(document.activeElement)) (stops()[at] || group).focus({ preventScroll: true });
    }
    function stop(at) {
      tab.tabIndex = -1;
      tab = at;
      tab.tabIndex = 0;
    }
    group.addEventListener('focusin', function (e) { if (e.target.matches('button')) stop(e.target); else stop(group); });
    group.addEventListener('focusout', function (e) { if (!group.contains(e.relatedTarget)) stop(group); });

    group.addEventListener('keydown', function (e) {
      var to = { ArrowLeft: step - 1, ArrowRight: step + 1, Home: 1, End: segments().length }[e.key];
      var by = { ArrowUp: -1, ArrowDown: 1 }[e.key];
      if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
      if (e.key === 'Escape') {
        pause();
        if (floating.hidden) go(0);
        floating.hidden = true;
      } else if (to !== undefined) {
        pause();
        go(to);
      } else if (!by || !rove(by)) return;
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
    // Only who moves the mouse asks for a header: not a drawing that comes to
    // lie under it. The mouse may rest on the header, too.
    document.addEventListener('pointermove', function (e) {
      var g = svg.contains(e.target) && e.target.closest('[data-segment]'), on = g || floating.contains(e.target);
      if (e.pointerType !== 'mouse' || on === over || floating.pinned && !floating.hidden) return;
      clearTimeout(hover);
      over = on;
      if (on !== true) hover = setTimeout(function () {
        floating.pinned = false;
        if (g) float(+g.dataset.segment);
        else floating.hidden = true;
      }, g ? 350 : 400);
    }, { signal: gone.signal });
    document.addEventListener('pointerdown', function (e) {
      if (!group.contains(e.target)) floating.hidden = true;
    }, { signal: gone.signal });
    document.addEventListener('keydown', function (e) {
      if (e.key === 'Escape') floating.hidden = true;
    }, { signal: gone.signal });

    dress(own);
    group.classList.add('alive');
    group.classList.toggle('tall', own.clientHeight > innerHeight * .8);
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
    if (at.dataset.segment && own && !figures.some(function (f) { return f.box === own && !f.tells(+at.dataset.segment); })) name = own.dataset.figure + ':' + at.dataset.segment;
    lit = name ? bound(name, language(at)) : state ? Array.from(document.querySelectorAll('[data-state="' + state + '"]')) : [];
    mark(lit, 'lit', true);
  }
  function dim() {
    mark(lit, 'lit', false);
    lit = [];
  }
  function mark(all, how, is) { all.forEach(function (e) { e.classList.toggle(how, is); }); }
  function language(e) { return (e.closest('[lang]') || document.documentElement).lang || e.closest('svg').getAttribute('lang'); }

  // Bound returns all that stands for a step, on a page of two languages in one
  // of them.
  function bound(name, lang) {
    var cut = name.lastIndexOf(':'), all = [];
    figures.forEach(function (f) {
      if (f.id === name.slice(0, cut) && f.tells(+name.slice(cut + 1))) each(f.svg, '[data-segment="' + name.slice(cut + 1) + '"]', function (g) { all.push(g); });
    });
    each(document, '[data-step]', function (e) { if (e.dataset.step === name) all.push(e); });
    var same = all.filter(function (e) { return language(e) === lang; });
    return same.length > 1 ? same : all;
  }

  ['pointerover', 'focusin'].forEach(function (kind) { document.addEventListener(kind, light); });
  ['pointerout', 'focusout'].forEach(function (kind) { document.addEventListener(kind, dim); });

  // start brings those figures to life that are new. One that takes the place of
  // another, drawn anew, goes on where that was.
  function start() {
    var old = figures, left = old.filter(function (f) { return !f.box.isConnected; });
    charts = Array.from(document.querySelectorAll('[data-figure]:not([data-live]) svg'));
    figures = Array.from(document.querySelectorAll('[data-live]'), function (box) {
      var living = old.find(function (f) { return f.box === box; });
      if (living) return living;
      var figure = bring(box), at = left.findIndex(function (f) { return f.id === figure.id; });
      if (at >= 0) follow(figure, left.splice(at, 1)[0]);
      return figure;
    });
    figures.forEach(function (f) { f.refresh(); });
    left.forEach(function (f) { f.leave(); });
    if (left.indexOf(latest) >= 0) latest = null;
  }
  function follow(figure, before) {
    figure.resume(before.leave());
    if (latest === before) latest = figure;
  }
  start();
  visit();
  addEventListener('hashchange', visit);
  document.addEventListener('woshou-swap', function () {
    swapped++;
    start();
  });
})();
