// Draws the header of a segment field by field. figure.js, which follows in the
// same file, shows it where it is due.
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
    if (act) b.addEventListener('click', act);
    return b;
  }

  var FLAGS = ['CWR', 'ECE', 'URG', 'ACK', 'PSH', 'RST', 'SYN', 'FIN'];
  // A change of these tells something. Ports swap, and checksums differ, always.
  var TELLING = FLAGS.concat('seq', 'ack', 'window');

  // Fields returns the rows of a header, eight columns each, the flags in a row
  // of their own; of each field its name, its columns, its value, and what the
  // figure or the trace calls that.
  function fields(step) {
    function number(at, octets) { return parseInt(step.header.substr(2 * at, 2 * octets), 16); }
    var rows = [
      [['source', 4, number(0, 2)], ['target', 4, number(2, 2)]],
      [['seq', 4, number(4, 4), step.seq], ['ack', 4, number(8, 4), step.ack]],
      FLAGS.map(function (flag, i) { return [flag, 1, number(13, 1) >> (7 - i) & 1]; }),
      [['window', 4, number(14, 2)], ['urgent', 4, number(18, 2)]],
      [['offset', 2, number(12, 1) >> 4], ['reserved', 2, number(12, 1) & 15], ['checksum', 4, '0x' + step.header.substr(32, 4)]],
    ];
    if (step.header.length > 40) rows.splice(4, 0, [['options', 8, step.options]]);
    return rows;
  }

  // Grid draws a header; what differs in before, the segment before it in the
  // same direction, is marked where that tells something.
  function grid(step, before, words) {
    var table = element('table', 'bits');
    table.setAttribute('role', 'presentation'); // a drawing: each cell says its name
    var columns = element('colgroup', '', '', table);
    columns.span = 8;
    var old = {};
    if (before) fields(before).flat().forEach(function (f) { old[f[0]] = f[2]; });
    fields(step).forEach(function (row) {
      var line = table.insertRow();
      row.forEach(function (f) {
        var cell = line.insertCell(), changed = before && TELLING.indexOf(f[0]) >= 0 && old[f[0]] !== f[2];
        cell.colSpan = f[1];
        cell.dataset.field = f[0];
        if (changed) cell.className = 'changed';
        element('span', '', words['header-' + f[0]] || f[0], cell);
        if (f[1] === 1 && f[2]) cell.classList.add('set');
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
