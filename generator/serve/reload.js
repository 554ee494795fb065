// Keeps an open page up to date while its site is written. Only the
// development server adds this script to a page.
(function () {
  'use strict';

  // What may change when a source does. The rest of the page stays, with the
  // place the reader is at.
  var parts = ['main', '[data-toc]', '[data-sidebar]'];

  function files(page) {
    return Array.prototype.map.call(page.querySelectorAll('head link[href], head script[src]'), function (e) {
      return e.getAttribute('href') || e.getAttribute('src');
    }).filter(function (address) { return address.indexOf('/-/') !== 0; }).join('\n');
  }

  // swap puts the parts of the new page in place of the old ones. It gives up
  // where the two are not alike.
  function swap(next) {
    var pairs = parts.map(function (p) { return [document.querySelector(p), next.querySelector(p)]; });
    if (files(document) !== files(next)) return false;
    if (pairs.some(function (pair) { return !pair[0] !== !pair[1]; })) return false;
    var x = window.scrollX, y = window.scrollY;
    document.title = next.title;
    pairs.forEach(function (pair) {
      if (pair[0]) pair[0].replaceWith(document.adoptNode(pair[1]));
    });
    window.scrollTo({ left: x, top: y, behavior: 'instant' });
    document.dispatchEvent(new Event('woshou-swap'));
    return true;
  }

  function refresh() {
    fetch(location.pathname, { cache: 'no-store' })
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        var next = new DOMParser().parseFromString(text, 'text/html');
        if (!swap(next)) location.reload();
      });
  }

  function element(name, text, parent) {
    var e = document.createElement(name);
    e.textContent = text;
    parent.appendChild(e);
    return e;
  }

  function entry(problem, list) {
    var item = document.createElement('li');
    element('strong', problem.message, item);
    element('code', problem.place, item);
    if (problem.excerpt) {
      var pre = element('pre', problem.excerpt[0], item);
      element('mark', problem.excerpt[1] || ' ', pre);
      pre.append(problem.excerpt[2]);
    }
    if (problem.hint) element('p', problem.hint, item);
    list.appendChild(item);
  }

  var overlay;

  // show lays the errors over the page, which stays as it was when it was
  // last right.
  function show(problems) {
    if (overlay) overlay.remove();
    overlay = null;
    if (!problems.length) return;
    overlay = document.createElement('div');
    overlay.className = 'woshou-overlay';
    overlay.setAttribute('role', 'alert');
    var close = element('button', '×', overlay);
    close.setAttribute('aria-label', 'Esc');
    close.addEventListener('click', function () { show([]); });
    var list = document.createElement('ol');
    problems.forEach(function (p) { entry(p, list); });
    overlay.appendChild(list);
    document.body.appendChild(overlay);
  }

  document.addEventListener('keydown', function (e) {
    if (e.key === 'Escape') show([]);
  });

  var style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = '/-/reload.css';
  document.head.appendChild(style);

  new EventSource('/-/events?page=' + encodeURIComponent(decodeURI(location.pathname)))
    .addEventListener('message', function (message) {
      var event = JSON.parse(message.data);
      show(event.problems);
      if (event.changed) refresh();
    });
})();
