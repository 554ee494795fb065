// Brings figures to life; script.js loads it, after its style sheet, once the
// page is there. A figure is stepped through by buttons and keys, a segment
// shows its header, and what a fault at a segment would lead to stands beside
// what was. All of that was worked out when the site was built: the figure's own
// script, loaded when first needed, hands it over by a call of woshouFigure
// (package figure says what is in it).
(function () {
  'use strict';
  var still = matchMedia('(prefers-reduced-motion: reduce)');
  var header = window.woshouHeader, element = header.element, button = header.button;
  var figures = [], charts = [];
  var latest; // the figure that the address tells of
  var ids = 0;
  var swapped = 0; // how often the page's content was put anew
  var speeds = [1, 2, .5], speed = 0; // the reader's, for all figures

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
      var failed = function () {
        delete loads[src];
        fail(new Error(src));
      };
      waiting[src] = function (data) {
        script.onload = null;
        done(data);
      };
      script.src = src;
      script.onerror = script.onload = failed; // it may have come without handing anything over
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

  // Enlarges gives a figure a button that opens it to the whole screen.
  function enlarges(parent, group, words) {
    if (!group.requestFullscreen) return;
    var b = button(parent, '', function () {
      if (document.fullscreenElement) document.exitFullscreen();
      else group.requestFullscreen().catch(function () {});
    });
    b.className = 'enlarge';
    b.title = words['play-enlarge'];
    b.setAttribute('aria-label', b.title);
  }

  // ---- One figure ----

  function bring(box) {
    var group = box.querySelector('[data-drawing]');
    var own = window.woshouDrawing(group.querySelector('svg'));
    var words = wordsIn(own.svg.getAttribute('lang'));
    var faults = (box.dataset.faults || '').split(' ').filter(Boolean);
    var data, now = own, steps = [];  // the run that is shown
    var before, beforeSteps, fault;   // what it differs from, if a fault struck
    var step = 0;                     // the current one; 0 shows the whole figure
    var timer, marked = [];
    var wish; // where the reader was before the figure was drawn anew
    var gone = new AbortController(); // ends what listens for a figure that is gone
    var figure = { box: box, id: box.dataset.figure };

    var outcome = element('div', 'outcome');
    var changed = element('p', '', '', outcome);
    var undo = button(outcome, words['play-undo'], function () {
      hold(restore);
      group.focus({ preventScroll: true });
      touched();
    });
    var stage = element('div', 'stage-of-runs');
    var play = element('div', 'play', '', group);
    var sheet = element('div', 'header', '', play);
    var said = element('p', 'said', '', play);
    var row = element('div', 'bar asking', '', play);
    var asks = element('div', 'asks', '', row);
    var bar = element('div', 'bar', '', play);
    var previous = icon('‹', words['play-previous'], function () { go(step - 1); });
    var place = button(bar, '', function () { go(0); });
    var next = icon('›', words['play-next'], function () { go(step + 1); });
    var run = icon('▶', words['play-begin'], function () { timer ? pause() : begin(); });
    var pace = button(bar, '', function () {
      speed = (speed + 1) % speeds.length;
      figures.forEach(function (f) { f.paced(); });
    });
    var open = box.dataset.headers !== undefined && button(bar, words['play-header'], function () {
      hold(sheet.hidden ? describe : shut);
    });
    var keys = element('p', 'keys', words['play-keys'], group);
    next.className = 'next';
    place.className = 'place';
    enlarges(row, group, words);
    [bar, sheet].forEach(function (panel) { panel.setAttribute('role', 'group'); });
    [changed, said].forEach(function (p) { p.setAttribute('role', 'status'); });
    bar.setAttribute('aria-label', words['play-group']);
    keys.id = 'keys-' + ids++;
    group.setAttribute('aria-describedby', keys.id);
    group.prepend(outcome, stage);
    stage.append(own.svg);
    sheet.hidden = undo.hidden = true;
    if (open) open.setAttribute('aria-expanded', false);

    // icon is a button whose words give way where there is little room.
    function icon(sign, word, act) {
      var b = button(bar, '', act);
      element('span', 'sign', sign, b).setAttribute('aria-hidden', true);
      element('span', 'word', word, b);
      return b;
    }

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

    // ---- Nothing moves under the hand ----

    // hold makes a change after which the buttons are where they were. They stick
    // to that height as long as the reader does not scroll.
    function hold(change) {
      var at = bar.getBoundingClientRect().bottom, focused = document.activeElement, kind = focused.dataset.fault;
      change();
      if (at > 0 && at <= innerHeight + 1) {
        play.style.bottom = innerHeight - at - (play.getBoundingClientRect().bottom - bar.getBoundingClientRect().bottom) + 'px';
        var off = bar.getBoundingClientRect().bottom - at;
        if (Math.abs(off) > .5) scrollBy({ top: off, behavior: 'instant' });
      }
      if (kind && !group.contains(focused)) (asks.querySelector('[data-fault="' + kind + '"]') || group).focus({ preventScroll: true });
    }
    // head is how far down the page's own head reaches into the window.
    function head() {
      var e = document.querySelector('body > header');
      return document.fullscreenElement || !e ? 0 : Math.max(0, e.getBoundingClientRect().bottom);
    }
    ['wheel', 'touchmove'].forEach(function (kind) {
      document.addEventListener(kind, function () { play.style.bottom = ''; }, { passive: true, signal: gone.signal });
    });

    // reserve makes the box of the sentence as high as the longest of them.
    function reserve() {
      var most = 0, trial = element('div', 'trial', '', play);
      now.sentences().concat(own.sentences()).forEach(function (text) { element('p', 'said', text, trial); });
      each(trial, 'p', function (p) { most = Math.max(most, p.getBoundingClientRect().height); });
      trial.remove();
      said.style.minHeight = most + 'px';
    }
    var width = 0;
    new ResizeObserver(function () {
      if (width && width !== play.clientWidth && step) reserve();
      width = play.clientWidth;
    }).observe(play);

    // reveal brings a segment into view between the page's head and the buttons,
    // as far as these can stay where they are.
    function reveal(n) {
      var top = head() + outcome.offsetHeight + 8, r = now.segment(n).getBoundingClientRect();
      var by = Math.max(0, r.bottom + 8 - play.getBoundingClientRect().top);
      var slack = Math.max(0, group.getBoundingClientRect().bottom - play.getBoundingClientRect().bottom);
      if (parseFloat(play.style.bottom)) by = Math.max(by, r.top - top - innerHeight / 5); // rather than lie over the figure
      by = Math.min(by, slack);
      if (r.top - by < top) by = r.top - top;
      if (Math.abs(by) > 1) scrollBy({ top: by, behavior: still.matches ? 'auto' : 'smooth' });
    }

    // ---- Steps ----

    function paint() {
      var hosts = data ? data.hosts : [], states = now.paint(step, steps[step - 1], hosts);
      group.classList.toggle('at-work', step > 0 || !!fault);
      if (before) {
        var n = step && steps[step - 1] ? beforeSteps.filter(function (s) { return s.at <= steps[step - 1].at; }).length : step;
        before.paint(Math.min(n, before.last), beforeSteps[n - 1], hosts);
      }
      mark(marked, 'here', false);
      marked = step && figure.tells(step) ? bound(figure.id + ':' + step, language(now.svg)) : [];
      mark(marked, 'here', true);
      charts.forEach(function (chart) {
        chart.classList.toggle('stepping', states.length > 0);
        each(chart, '[data-state]', function (g) { g.classList.toggle('now', states.indexOf(g.dataset.state) >= 0); });
      });
    }

    // show goes to a step without a word to the address.
    function show(n) {
      step = Math.max(0, Math.min(n, now.last));
      if (step && !said.style.minHeight) reserve();
      paint();
      said.textContent = now.sentence(step);
      place.textContent = words['play-place'].replace('{n}', step).replace('{of}', now.last);
      place.setAttribute('aria-label', place.textContent + ' ' + words['play-all']);
      off(previous, !step);
      off(next, step === now.last);
      off(place, !step);
      ask();
      if (!step) shut();
      else if (!sheet.hidden) describe();
      if (step && !data) fetched().then(function () { hold(function () { show(step); }); }, function () {});
    }
    function off(b, is) { b.setAttribute('aria-disabled', is); }

    // go is what readers do.
    function go(n) {
      hold(function () { show(n); });
      if (step) reveal(step);
      touched();
    }
    function touched() {
      wish = null;
      latest = figure;
      remember();
    }

    function begin() {
      if (step >= now.last) show(0);
      run.classList.add('on');
      run.lastChild.textContent = words['play-pause'];
      tick();
    }
    function tick() {
      go(step + 1);
      if (step >= now.last) pause();
      else timer = setTimeout(tick, 2500 / speeds[speed]);
    }
    function pause() {
      clearTimeout(timer);
      timer = 0;
      run.classList.remove('on');
      run.lastChild.textContent = words['play-begin'];
    }
    figure.paced = function () {
      pace.textContent = (speeds[speed] === .5 ? '½' : speeds[speed]) + '×';
      pace.setAttribute('aria-label', words['play-speed'] + ' ' + pace.textContent);
    };

    // ---- The header ----

    // describe fills the sheet with the header of the current segment. The sheet
    // opens above the sentence, or below the buttons where there is more room.
    function describe() {
      var n = step || 1;
      if (sheet.hidden) {
        var above = play.getBoundingClientRect().top - head(), below = innerHeight - bar.getBoundingClientRect().bottom;
        play.classList.toggle('under', above < below && above < 320);
        sheet.style.maxHeight = Math.max(160, Math.min(innerHeight * .4, Math.max(above, below) - 24)) + 'px';
      }
      sheet.hidden = false;
      open.setAttribute('aria-expanded', true);
      withData(function () {
        if (sheet.hidden) return;
        hold(function () { fill(n); });
        reveal(n);
      });
    }
    function fill(n) {
      var its = steps[n - 1], past, title = words['header-title'].replace('{n}', n).replace('{name}', now.segment(n).querySelector('.flags, .name') ? now.segment(n).querySelector('.flags, .name').textContent : '');
      steps.slice(0, n - 1).forEach(function (s) { if (s.from === its.from) past = s; });
      sheet.textContent = '';
      sheet.setAttribute('aria-label', title);
      var head = element('div', 'head', '', sheet);
      element('p', 'title', title, head);
      var close = button(head, '×', function () {
        hold(shut);
        open.focus({ preventScroll: true });
      });
      close.setAttribute('aria-label', words['header-close']);
      if (!its.header) return;
      sheet.append(header.grid(its, past, words));
      if (past) element('p', '', words['header-since'], sheet);
      header.octets(its, words, sheet);
    }
    function shut() {
      sheet.hidden = true;
      if (open) open.setAttribute('aria-expanded', false);
    }

    // ---- What if ----

    // struck is the segment that a fault struck, 0 without a fault and with another
    // choice. asked is the one that the row of buttons asks about: that one, the
    // current one, else the first that a fault can strike.
    function struck() { return fault && fault.fault !== 'choose' ? fault.segment : 0; }
    function asked() {
      var first = Array.from(now.svg.querySelectorAll('[data-segment]')).find(function (g) { return !g.querySelector('.lost, .forged, .copy'); });
      return struck() || step || (first ? +first.dataset.segment : 1);
    }
    // variants are what a fault leads to at a step, for each of its messages, or what
    // choices do. hit is which of them it is: in the address too.
    function variants(kind, n) {
      return data ? data.variants.filter(function (v) { return v.fault === kind && (!n || v.segment === n); }) : [];
    }
    function hit(v) { return v.segment + (v.nth ? '.' + v.nth : ''); }
    function variant(kind, at) {
      return variants(kind).find(function (v) { return hit(v) === at || hit(v) === at + '.1'; });
    }
    // called is what a fault is called, and the message that it strikes if the step has
    // several. How late, only TCP's timers tell beforehand.
    function called(kind, v) {
      return words['play-' + (kind === 'delay' && !open ? 'late' : kind)] + (v && v.to ? words['play-toward'].replace('{host}', v.to) : '');
    }
    // ask asks what would be if a fault struck a segment, or says why none can; then
    // what would be with another choice.
    function ask() {
      var n = asked(), lead = words['play-if'].split('{n}'), refused;
      asks.textContent = '';
      function put(kind, at, name, label) {
        var on = !!fault && fault.fault === kind && hit(fault) === at;
        var b = button(asks, name, function () { on ? undo.click() : suppose(kind, at); });
        b.dataset.fault = at === '' + n && kind !== 'choose' ? kind : kind + '=' + at;
        b.setAttribute('aria-pressed', on);
        b.setAttribute('aria-label', label + name);
      }
      function strike(kind, at, name) {
        if (!asks.firstChild) asks.append(lead[0], element('b', 'number', n), lead[1]);
        put(kind, at, name, lead.join(n));
      }
      var strikes = faults.filter(function (kind) { return kind !== 'choose'; });
      strikes.forEach(function (kind) {
        if (!data) return strike(kind, '' + n, called(kind));
        variants(kind, n).forEach(function (v) {
          if (v.refused) refused = v.refused;
          else strike(kind, hit(v), called(kind, v));
        });
      });
      asks.append(!asks.firstChild ? refused || '' : asks.querySelectorAll('button').length < 2 ? words['play-then'] : '');
      var choices = variants('choose').filter(function (v) { return v.run; });
      if (choices.length) asks.append(words['play-choose']);
      choices.forEach(function (v) { put('choose', hit(v), v.choice, ''); });
    }
    function suppose(kind, at) {
      withData(function () {
        var v = variant(kind, at);
        if (!v.run) return show(v.segment);
        hold(function () { vary(v); });
        reveal(step || struck() || 1);
        touched();
      });
    }

    // vary sets what a fault leads to beside the run as it was, at the same step.
    function vary(v) {
      var at = step, text = pick(data.lines, v.run.lines).join('\n').replace(/fig:~/g, 'fig:' + figure.id + '~');
      fault = v;
      steps = pick(data.steps, v.run.steps);
      beforeSteps = pick(data.steps, data.base.steps);
      var was = own.svg.cloneNode(true);
      was.removeAttribute('class');
      each(was, '[id]', function (e) { e.removeAttribute('id'); });
      was.setAttribute('aria-label', words['play-before']);
      before = window.woshouDrawing(was);
      now = window.woshouDrawing(new DOMParser().parseFromString(text, 'text/html').querySelector('svg'));
      stage.textContent = '';
      stage.classList.add('pair');
      stage.append(pane(v.choice || words['play-if'].replace('{n}', v.segment) + called(v.fault, v), now, 'varied'), pane(words['play-before'], before, 'before'));
      compare();
      changed.textContent = v.says;
      undo.hidden = false;
      settle(at);
    }
    function pane(title, drawing, name) {
      var e = element('div', name);
      element('p', 'run', title, e);
      e.append(drawing.svg);
      return e;
    }
    // compare marks what both runs have in common, and from where on they differ.
    function compare() {
      var end = window.woshouAlign([before, now], [beforeSteps, steps]), from = Infinity;
      [[now, steps, beforeSteps], [before, beforeSteps, steps]].forEach(function (x) {
        x[1].forEach(function (s, i) {
          var g = x[0].segment(i + 1);
          if (x[2].indexOf(s) >= 0) g.classList.add('same');
          else from = Math.min(from, x[0].top(i + 1));
        });
      });
      var box = now.svg.viewBox.baseVal;
      if (from === Infinity) return;
      [now, before].forEach(function (drawing) {
        window.woshouNote(drawing, 'path', { 'class': 'differs', d: 'M' + (box.width - 3) + ' ' + from + 'V' + (box.height - 8) });
      });
      if (box.height - end > 48) window.woshouNote(before, 'text', { 'class': 'numbers quiet', x: box.width / 2, y: (end + box.height) / 2, 'text-anchor': 'middle' }, words['play-quiet']);
    }
    function restore() {
      var at = Math.min(step, own.last);
      fault = before = null;
      now = own;
      steps = data ? pick(data.steps, data.base.steps) : [];
      stage.textContent = changed.textContent = '';
      stage.classList.remove('pair');
      stage.append(own.svg);
      undo.hidden = true;
      settle(at);
    }
    function settle(at) {
      pause();
      said.style.minHeight = '';
      show(at);
    }

    // ---- What the page asks of a figure ----

    // The page around the figure has changed.
    figure.refresh = function () { if (step) paint(); };
    // The figure is gone from the page: where its reader was, or would be, had the
    // run gone so far.
    figure.leave = function () {
      pause();
      gone.abort();
      return wish || { step: step, fault: fault && fault.fault, segment: fault && hit(fault) };
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

    // A variant is as the prose tells up to the segment that the fault strikes; with
    // another choice from nowhere on.
    figure.tells = function (n) { return !fault || n <= struck(); };
    figure.segment = function (n) { return now.segment(n); };

    // The address: fig:ID:STEP as without a script, and a fault with its segment.
    figure.address = function () {
      if (!step && !fault) return '';
      var at = own.segment(step);
      return (at ? at.id : 'fig:' + figure.id + ':' + step) + (fault ? ',' + fault.fault + '=' + hit(fault) : '');
    };
    // Go to a place of the address, if there is one.
    figure.visit = function (n, kind, at) {
      for (var fold = box; fold; fold = fold.parentElement) if (fold.localName === 'details') fold.open = true;
      for (fold = group; fold !== box; fold = fold.parentElement) if (fold.localName === 'details') fold.open = true;
      if (!kind) {
        if (fault) restore();
        return show(n <= now.last ? n : 0);
      }
      withData(function () {
        var v = variant(kind, at);
        if (!v || !v.run) return;
        vary(v);
        show(n <= now.last ? n : 0);
      });
    };

    group.addEventListener('keydown', function (e) {
      var to = { ArrowLeft: step - 1, ArrowRight: step + 1, Home: 1, End: now.last }[e.key];
      if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
      if (e.key === 'Escape') {
        pause();
        if (!sheet.hidden) hold(shut);
        else go(0);
      } else if (to !== undefined) {
        pause();
        go(to);
      } else return;
      e.preventDefault();
    });
    stage.addEventListener('click', function (e) {
      var g = e.target.closest('[data-segment]');
      if (!g || !now.svg.contains(g)) return;
      pause();
      hold(function () {
        show(+g.dataset.segment);
        if (open) describe();
      });
      touched();
    });
    bar.addEventListener('click', function (e) { if (timer && !run.contains(e.target) && e.target !== pace) pause(); });

    // An exercise shows the figure, at the step that it asks about, when the right
    // choice is opened, or the answer; whole, and without a question, to who skips it.
    // What is said of a choice is said aloud too.
    var answer = box.querySelector('[data-answer]'), predicted = +box.dataset.predict;
    if (answer) {
      var verdict = element('p', 'aloud', '', box), skip = element('button', 'skip-exercise', words['play-skip']);
      verdict.setAttribute('role', 'status');
      skip.type = 'button';
      answer.before(skip);
      skip.addEventListener('click', function () {
        box.classList.add('skipped');
        answer.open = true;
        group.focus({ preventScroll: true });
      });
      answer.addEventListener('toggle', function () {
        box.classList.toggle('solved', answer.open);
        if (!answer.open) box.classList.remove('skipped');
        else if (!step && !fault && !box.classList.contains('skipped')) show(predicted);
      });
      each(box, '[data-choice]', function (choice) {
        choice.addEventListener('toggle', function () {
          if (!choice.open) return;
          verdict.textContent = choice.querySelector('p').textContent;
          if ('right' in choice.dataset) answer.open = true;
        });
      });
    }

    group.classList.add('alive');
    group.classList.toggle('tall', own.svg.clientHeight > innerHeight * .8);
    figure.paced();
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
    var m = hash.match(/^#fig:(.+):(\d+)(\.[\w-]+)?(?:,(lose|duplicate|delay|crash|choose)=(\d+(?:\.\d+)?))?$/);
    if (!m) return;
    var named = figures.filter(function (f) { return f.id === m[1]; });
    var at = document.getElementById(hash.slice(1).split(',')[0]);
    var figure = named.find(function (f) { return f.box.contains(at); }) || named[0];
    if (!figure) return;
    latest = figure;
    figure.visit(+m[2], m[4], m[5]);
    if (!at || m[4]) figure.box.scrollIntoView({ block: 'nearest' });
  }

  // Who changes the language takes the figure along, at its place in the window
  // if it can be seen: see arrive in script.js.
  document.addEventListener('click', function (e) {
    var a = e.target.closest('.languages a[href]'), to = latest && latest.address();
    if (!a || !to) return;
    var box = latest.box.getBoundingClientRect(), block = latest.box.closest('[data-block]');
    if (block && box.bottom > 0 && box.top < innerHeight) a.hash = '~' + encodeURIComponent(block.dataset.block) + '~' + Math.round(block.getBoundingClientRect().top);
    a.hash = (a.hash || '#~~0') + '~' + to;
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
    var cut = name.lastIndexOf(':'), n = +name.slice(cut + 1), all = [];
    figures.forEach(function (f) {
      if (f.id === name.slice(0, cut) && f.tells(n) && f.segment(n)) all.push(f.segment(n));
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
    charts.forEach(function (chart) {
      if (!chart.parentNode.querySelector('.enlarge')) enlarges(chart.parentNode, chart.parentNode, wordsIn(chart.getAttribute('lang')));
    });
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
