// Draws the header of a segment as RFC 9293 §3.1 does: a row is a word of 32
// bits. figure.js, which follows in the same file, shows it where it is due.
(function () {
  'use strict';

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
    b.tabIndex = -1; // a figure is one stop, see figure.js
    if (act) b.addEventListener('click', act);
    return b;
  }

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
    var code = element('code', '', '', line);
    step.header.match(/.{1,8}/g).forEach(function (word, i) {
      code.append(i ? ' ' : '', element('span', '', word.replace(/..(?=.)/g, '$& ')));
    });
    line.setAttribute('role', 'group');
    line.setAttribute('aria-label', words['header-bytes']);
    window.woshouCopies(button(line), code, words);
  }

  window.woshouHeader = { element: element, button: button, grid: grid, octets: octets };
})();
