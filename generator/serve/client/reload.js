// Keeps an open page up to date while its site is written. The page knows which
// version it holds, and asks how it stands whenever there may be news.

// The server tells with a page which version of it that is. Where a browser keeps
// this to itself, the first answer brings the page once more.
var held = (function () {
  var loaded = performance.getEntriesByType('navigation')[0];
  var version = loaded && (loaded.serverTiming || []).find(function (t) { return t.name === 'version'; });
  return version ? version.description : '';
})();
var files; // versions of those that the page has loaded, where they are known
var asking = false, askAgain = false;

// ask asks how the page stands. One question is on its way at a time; news that
// comes meanwhile is asked about after it.
function ask() {
  askAgain = asking;
  if (asking) return;
  asking = true;
  var about = '/-/now?page=' + encodeURIComponent(decodeURI(location.pathname)) + '&held=' + held;
  fetch(about, { cache: 'no-store' }).then(function (answer) {
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }).then(take).then(done, function () { setTimeout(done, 500, true); });
}

function done(failed) {
  asking = false;
  if (failed || askAgain) ask();
}

// A page that is gone may be back in a moment: so long the tab keeps it.
var goneFor = 500; // ms
var gone = 0;      // since when
function waits(now) {
  if (!now.gone) gone = 0;
  else if (!gone) {
    gone = Date.now();
    setTimeout(ask, goneFor + 20);
  }
  return now.gone && Date.now() - gone < goneFor;
}

function take(now) {
  show(now.problems);
  if (waits(now)) return;
  var changed = changedFiles(now.files);
  files = now.files || files;
  if (now.page === undefined) return;
  held = now.version;
  turn(new DOMParser().parseFromString(now.page, 'text/html'), changed);
}

// changedFiles reports by its address whether a file is another than the one that
// the page has loaded.
function changedFiles(now) {
  var before = files;
  return function (address) {
    address = decodeURI(new URL(address, location).pathname.slice(1));
    if (!now || !now[address]) return false;
    return before ? before[address] !== now[address] : held !== '';
  };
}

// What a page cannot change once it has been loaded.
function fixed(page) {
  return Array.from(page.querySelectorAll('head script, head meta[http-equiv]'), function (e) { return e.getAttribute('src') || e.content; }).join('\n');
}

// turn makes the page another version of itself. One that cannot be changed into it
// is loaded: the newest comes before the place of the reader.
function turn(next, changed) {
  try {
    if (fixed(written) !== fixed(next) || !become(next, changed)) location.reload();
  } catch (e) {
    location.reload();
    throw e;
  }
}

// become reports whether the page has become what it should.
function become(next, changed) {
  // A figure whose script has changed is another one, although it looks the same.
  written.querySelectorAll('[data-live]').forEach(function (figure) {
    if (changed(figure.dataset.live)) figure.dataset.live = '';
  });
  hold(function () {
    morph(written, next.documentElement);
    reloadPictures(changed);
    document.dispatchEvent(new Event('woshou-swap'));
  });
  return written.isEqualNode(next.documentElement);
}

function reloadPictures(changed) {
  document.querySelectorAll('main img[src]').forEach(function (img) {
    if (changed(img.getAttribute('src'))) img.src = img.src.split('?')[0] + '?' + held;
  });
  document.querySelectorAll('main source[srcset]').forEach(function (source) {
    if (changed(source.srcset)) source.srcset = source.srcset.split('?')[0] + '?' + held;
  });
}

// listen asks whenever the browser has news. Its tabs share a worker for that;
// where there are none of these, only a tab that is looked at has a stream, lest
// seven of them take all connections there are.
var channel;
function listen() {
  if (window.SharedWorker && window.BroadcastChannel) {
    channel = channel || new BroadcastChannel('woshou');
    channel.onmessage = ask;
    new SharedWorker('/-/stream.js').onerror = function () { setTimeout(listen, 1000); };
    return;
  }
  var events;
  function follow() {
    if (events) events.close();
    events = null;
    if (document.hidden) return;
    events = new EventSource('/-/events');
    events.onopen = events.onmessage = ask;
  }
  document.addEventListener('visibilitychange', follow);
  follow();
}

listen();
ask();
document.addEventListener('visibilitychange', ask);
