// A worker that all tabs of a browser share, so that they need one stream: a
// browser gives a host six connections, and no page loads when they are taken.
'use strict';
var channel = new BroadcastChannel('woshou');

function tell() { channel.postMessage('news'); }

// What happened while there was no stream is news, too.
function listen() {
  var events = new EventSource('/-/events');
  events.onopen = events.onmessage = tell;
  events.onerror = function () {
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  };
}
listen();
