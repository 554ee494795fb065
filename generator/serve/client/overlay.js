// Shows what is wrong with a site over its page.

var overlay, told = '[]';

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

function hide() {
  if (overlay) overlay.remove();
  overlay = null;
}

// show lays errors over the page, which stays as it was when it was last right.
// Errors that a reader has put away come back when they change.
function show(problems) {
  var now = JSON.stringify(problems);
  if (now === told) return;
  told = now;
  hide();
  if (!problems.length) return;
  overlay = document.createElement('div');
  overlay.className = 'woshou-overlay';
  overlay.setAttribute('role', 'alert');
  var close = element('button', '×', overlay);
  close.setAttribute('aria-label', 'Esc');
  close.addEventListener('click', hide);
  var list = document.createElement('ol');
  problems.forEach(function (p) { entry(p, list); });
  overlay.appendChild(list);
  document.body.appendChild(overlay);
}

document.addEventListener('keydown', function (e) {
  if (e.key === 'Escape') hide();
});

var style = document.createElement('link');
style.rel = 'stylesheet';
style.href = '/-/reload.css';
document.head.appendChild(style);
