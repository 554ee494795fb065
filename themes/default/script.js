// Convenience on top of a page that reads well without it: the colour scheme,
// copy buttons, the current section in the outline, a menu that closes.
(function () {
  'use strict';
  var root = document.documentElement;
  var words = document.currentScript.dataset;

  // The reader's choice of colours. Storage may be forbidden: then the choice
  // lasts as long as the page.
  var schemes = ['auto', 'light', 'dark'];
  var scheme = 'auto';
  try { scheme = localStorage.getItem('woshou-scheme') || scheme; } catch (e) {}

  // Pictures with a dark form, and the browser's frame, know the system only.
  function paint() {
    if (scheme === 'auto') delete root.dataset.theme;
    else root.dataset.theme = scheme;
    each('[media*=scheme], [data-media]', function (e) {
      var own = e.dataset.media = e.dataset.media || e.media;
      e.media = scheme === 'auto' ? own : own.indexOf(scheme) < 0 ? 'not all' : '';
    });
  }
  if (schemes.indexOf(scheme) < 0) scheme = 'auto';
  paint();

  function schemeSwitch(button) {
    function label() {
      button.title = button.dataset[scheme];
      button.setAttribute('aria-label', button.title);
      button.dataset.scheme = scheme;
    }
    button.addEventListener('click', function () {
      scheme = schemes[(schemes.indexOf(scheme) + 1) % schemes.length];
      try { localStorage.setItem('woshou-scheme', scheme); } catch (e) {}
      paint();
      label();
    });
    label();
    button.hidden = false;
  }

  // Without the clipboard interface (a page opened from disk may lack it) the
  // code is selected, so that one key copies it.
  function copy(code, done) {
    if (navigator.clipboard) {
      navigator.clipboard.writeText(code.innerText.replace(/\n$/, '')).then(done, function () {});
      return;
    }
    getSelection().selectAllChildren(code);
    if (document.execCommand('copy')) done();
  }

  function copyButton(block) {
    var code = block.querySelector('code');
    if (!code || block.querySelector('.copy')) return;
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.dataset.chrome = '';
    copies(button, code, words);
    block.append(button);
  }

  // copies has a button copy some code, and say so in some words.
  function copies(button, code, words) {
    button.textContent = words.copy;
    button.addEventListener('click', function () {
      copy(code, function () {
        button.textContent = words.copied;
        setTimeout(function () { button.textContent = words.copy; }, 1600);
      });
    });
  }
  window.woshouCopies = copies; // for the headers of figures

  // Groups of code with the same tab show it together: who reads for one system, or
  // with one tool, chooses once, and finds the choice on the next page.
  var tabs = 'woshou-tabs', mostTabs = 20;
  function chosenTabs() {
    try { return [].concat(JSON.parse(localStorage.getItem(tabs) || '[]')); } catch (e) { return []; }
  }
  function choose(title, at) {
    each('[data-code-group] > [data-label]', function (label) {
      if (label.textContent === title && label.parentNode !== at) label.control.checked = true;
    });
  }
  function codeGroup(group) {
    group.addEventListener('change', function (e) {
      var title = e.target.parentNode.textContent, top = group.getBoundingClientRect().top;
      choose(title, group);
      scrollBy({ top: group.getBoundingClientRect().top - top, behavior: 'instant' }); // groups above may have grown
      var others = chosenTabs().filter(function (t) { return t !== title; });
      try { localStorage.setItem(tabs, JSON.stringify([title].concat(others).slice(0, mostTabs))); } catch (e) {}
    }, { signal: undress.signal });
  }

  // A picture that is shown smaller than it is opens in its own size. The button
  // around it is there for those who use keys.
  function enlarges(img) {
    function dress() {
      if (img.naturalWidth < img.clientWidth * 1.2 || img.parentNode.matches('.zoom')) return;
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'zoom';
      button.dataset.chrome = '';
      button.addEventListener('click', function () {
        var dialog = document.createElement('dialog');
        dialog.className = 'zoomed';
        dialog.append(img.cloneNode());
        dialog.addEventListener('click', function () { dialog.close(); });
        dialog.addEventListener('close', function () { dialog.remove(); });
        document.body.append(dialog);
        dialog.showModal();
      });
      img.replaceWith(button);
      button.append(img);
    }
    if (img.complete) dress();
    else img.addEventListener('load', dress);
  }

  // What scrolls sideways can be reached by keyboard.
  function reachable(box) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }

  // The current section is that of the last heading above the upper quarter
  // of the window.
  function follow(toc) {
    var links = Array.from(toc.querySelectorAll('a[href^="#"]'));
    var heads = links.map(function (a) { return document.getElementById(decodeURIComponent(a.hash.slice(1))); });
    var waiting = false;
    function mark() {
      waiting = false;
      var at = -1;
      heads.forEach(function (h, i) {
        if (h && h.getBoundingClientRect().top < innerHeight / 4) at = i;
      });
      links.forEach(function (a, i) {
        if (i === at) a.setAttribute('aria-current', 'true');
        else a.removeAttribute('aria-current');
      });
    }
    addEventListener('scroll', function () {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true, signal: undress.signal });
    mark();
  }

  // A menu or an outline that lies over the page closes when it was used.
  function closes(box) {
    function close() { box.open = false; }
    var lasts = { signal: undress.signal };
    box.addEventListener('click', function (e) { if (e.target.closest('a')) close(); }, lasts);
    box.addEventListener('keydown', function (e) {
      if (e.key !== 'Escape' || !box.open) return;
      close();
      box.firstElementChild.focus();
    }, lasts);
    document.addEventListener('click', function (e) { if (!box.contains(e.target)) close(); }, lasts);
  }

  // In a long menu the page itself is in view; nothing but the menu scrolls.
  function reveal(menu) {
    var here = menu.querySelector('[aria-current]');
    if (!here) return;
    var above = here.getBoundingClientRect().top - menu.getBoundingClientRect().top;
    if (above > menu.clientHeight - 48) menu.scrollTop += above - menu.clientHeight / 2;
  }

  function each(selector, f) { document.querySelectorAll(selector).forEach(f); }

  // dress sets up what shows a page's content. Who changes the content says so by
  // the event woshou-swap.
  var undress = new AbortController();
  function dress() {
    undress.abort();
    undress = new AbortController();
    chosenTabs().reverse().forEach(function (title) { choose(title); });
    each('[data-code-group]', codeGroup);
    each('article [data-lang]', copyButton);
    each('article img:not(a img, .zoom img)', enlarges);
    each('pre, article [data-wrap]', reachable);
    each('.stage > [data-toc]', follow);
    each('.menu, .stage > [data-toc] > details', closes);
  }

  // Who changes the language, or to both, stays at the block that is at the top
  // of the window: its mark is the same on the other page. The way there goes
  // through the address, which needs no storage and works from disk.
  function blocks() { return Array.from(document.querySelectorAll('[data-block]')); }
  function views(nav) {
    nav.addEventListener('click', function (e) {
      var a = e.target.closest('a[href]');
      if (!a) return;
      try { localStorage.setItem('woshou-view', a.dataset.view || a.dataset.language); } catch (e) {}
      var at = blocks().find(function (b) { return b.getBoundingClientRect().bottom > 80; });
      var top = at && Math.round(at.getBoundingClientRect().top);
      a.hash = at && scrollY > 0 ? '~' + encodeURIComponent(at.dataset.block) + '~' + top : '';
    });
  }
  // What loads late, or folds, must not push the block away: not before the
  // reader moves.
  function stay(at, top) {
    var seen = new ResizeObserver(function () {
      scrollTo({ top: at.getBoundingClientRect().top + scrollY - top, behavior: 'instant' });
    });
    seen.observe(document.body);
    function leave() { seen.disconnect(); }
    ['wheel', 'touchstart', 'pointerdown', 'keydown'].forEach(function (e) { addEventListener(e, leave, { once: true, passive: true }); });
    setTimeout(leave, 3000);
  }
  function arrive() {
    var to = location.hash.split('~');
    if (to.length < 3 || to[0] !== '#') return;
    var mark = decodeURIComponent(to[1]);
    var at = blocks().find(function (b) { return b.dataset.block === mark; });
    if (at) stay(at, +to[2] || 0);
    try { history.replaceState(null, '', location.pathname + location.search + (to[3] ? '#' + to[3] : '')); } catch (e) {}
  }

  // Whoever comes to a home page from elsewhere gets it as they read last.
  function remember() {
    var view;
    try { view = localStorage.getItem('woshou-view'); } catch (e) {}
    if (!view || document.referrer || location.hash || !document.body.classList.contains('home-page')) return;
    var a = document.querySelector('.languages [data-view="' + view + '"][href], .languages [data-language="' + view + '"]:not([aria-current])');
    if (a && performance.getEntriesByType('navigation')[0].type === 'navigate') location.replace(a.href);
  }

  // The search is loaded when it is first asked for: by its button, "/" or
  // Ctrl+K.
  function search(button) {
    var open;
    function ask() {
      open = open || new Promise(function (done) {
        var style = document.createElement('link'), script = document.createElement('script');
        style.rel = 'stylesheet';
        style.href = button.dataset.sheet;
        script.src = button.dataset.script;
        script.dataset.root = button.dataset.root;
        script.dataset.code = button.dataset.code;
        script.onload = function () { done(window.woshouSearch.open); };
        document.head.append(style, script);
      });
      open.then(function (show) { show(); });
    }
    button.addEventListener('click', ask);
    document.addEventListener('keydown', function (e) {
      var typing = e.target.closest && e.target.closest('input, textarea, select, [contenteditable]');
      if (e.key === '/' && !typing && !e.ctrlKey && !e.metaKey && !e.altKey || e.key === 'k' && (e.ctrlKey || e.metaKey)) {
        e.preventDefault();
        ask();
      }
    });
    button.hidden = false;
  }

  // Figures come to life when all that is read is there; a page under work may
  // get its first one later.
  var alive = false;
  function figures() {
    if (alive || !words.figures) return;
    alive = true;
    var style = document.createElement('link'), script = document.createElement('script');
    style.rel = 'stylesheet';
    style.href = words.sheet;
    script.src = words.figures;
    style.onload = function () { document.body.append(script); };
    document.body.append(style);
  }

  function start() {
    if (document.readyState === 'complete') figures();
    else addEventListener('load', figures);
    remember();
    each('.languages', views);
    arrive();
    each('.scheme', schemeSwitch);
    each('button.search', search);
    each('[data-sidebar]', reveal);
    dress();
    document.addEventListener('woshou-swap', function () {
      dress();
      if (document.readyState === 'complete') figures();
    });
  }
  // Deferred, the page is there; but a copy of this file may be loaded early.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
