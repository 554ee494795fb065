// A drawing of a run, inline in the page: which of its parts are now, past or
// still to come at a step, and how two of them get one axis of time. figure.js,
// which follows in the same file, says which step it is.
(function () {
  'use strict';
  var SVG = 'http://www.w3.org/2000/svg';

  // A segment is placed by its group, and a state by its own. fall is how far down, top where its ink begins.
  function fall(g) { return g.tagName === 'g' && g.transform.baseVal.numberOfItems ? g.transform.baseVal.getItem(0).matrix.f : 0; }
  function top(g) { return fall(g) + g.getBBox().y; }

  // woshouDrawing readies a drawing: its sentences are shown by us, not by
  // tooltips, and its arrows get a width that a finger can hit.
  window.woshouDrawing = function (svg) {
    var segments = Array.from(svg.querySelectorAll('[data-segment]'));
    var said = {}, places; // where the drawing's parts are, once it is seen

    segments.forEach(function (g) {
      var title = g.querySelector('title'), shafts = Array.from(g.querySelectorAll('.ghost, .message:not(.head)'));
      if (title) {
        g.said = title.textContent;
        title.remove();
      }
      said[g.dataset.segment] = g.said;
      if (!shafts.length || g.querySelector('.hit')) return;
      var hit = shafts[0].cloneNode();
      hit.setAttribute('class', 'hit');
      hit.setAttribute('d', shafts.map(function (s) { return s.getAttribute('d'); }).join(' '));
      g.prepend(hit);
    });

    function segment(n) { return svg.querySelector('[data-segment="' + n + '"]'); }

    // place measures how far down the drawing the first n segments reach, and
    // where everything else begins.
    function place() {
      var reach = 0;
      places = { reach: [0], tops: new Map() };
      segments.forEach(function (g) {
        var b = g.getBBox();
        reach = Math.max(reach, fall(g) + b.y + b.height);
        places.reach.push(reach);
      });
      Array.from(svg.children).forEach(function (e) {
        if (!/title|desc/.test(e.tagName) && !e.dataset.segment) places.tops.set(e, top(e));
      });
    }

    // paint shows the drawing at step n, 0 for all of it. The step has, for each
    // host, how many changes of state lie behind it, and how many of these it
    // made. The states where the hosts then are come back.
    function paint(n, step, hosts) {
      var states = [];
      if (n && !places) place();
      svg.classList.toggle('stepping', n > 0);
      segments.forEach(function (g) {
        var is = n > 0 && +g.dataset.segment - n;
        g.classList.toggle('now', is === 0);
        g.classList.toggle('past', is < 0);
        g.classList.toggle('later', is > 0);
      });
      if (places) places.tops.forEach(function (top, e) { e.classList.toggle('later', n > 0 && top > places.reach[n]); });
      hosts.forEach(function (host, i) {
        svg.querySelectorAll('[data-state][data-host="' + host + '"]').forEach(function (g, at) {
          var after = n && step ? at - step.changes[i] : NaN, entered = step && after <= 0 && after > -step.entered[i];
          g.classList.toggle('now', after === 0);
          g.classList.toggle('entered', !!entered);
          g.classList.toggle('past', after < 0 && !entered);
          if (step) g.classList.toggle('later', after > 0);
          if (after === 0) states.push(g.dataset.state);
        });
      });
      return states;
    }

    return {
      svg: svg, last: segments.length, segment: segment, paint: paint, top: function (n) { return top(segment(n)); },
      sentence: function (n) { return said[n] || ''; },
      sentences: function () { return segments.map(function (g) { return g.said || ''; }); },
    };
  };

  // ---- One axis of time ----

  // Moments returns where a drawing has its segments leave and arrive.
  function moments(drawing, steps) {
    return steps.map(function (s, i) {
      var y = [], g = drawing.segment(i + 1);
      g.querySelectorAll('.ghost, .message:not(.head)').forEach(function (shaft) {
        (shaft.getAttribute('d').match(/[ML][\d.-]+[ ,][\d.-]+/g) || []).forEach(function (p) { y.push(fall(g) + +p.slice(1).split(/[ ,]/)[1]); });
      });
      return { at: s.at, till: s.till, top: Math.min.apply(0, y), bottom: Math.max.apply(0, y) };
    });
  }

  // Flights joins what is under way at one time in either run: of each stretch of
  // time its ends, and how high up the drawings have it.
  function flights(runs) {
    var list = [];
    runs.flatMap(function (moments, run) {
      return moments.map(function (m) { return { run: run, m: m }; });
    }).sort(function (a, b) { return a.m.at - b.m.at; }).forEach(function (x) {
      var last = list[list.length - 1];
      if (!last || x.m.at > last.till) list.push(last = { till: x.m.till, tops: [] });
      last.till = Math.max(last.till, x.m.till);
      last.tops[x.run] = Math.min(x.m.top, last.tops[x.run] || Infinity);
    });
    return list;
  }

  // Move puts everything below a height lower by as much: what reaches across it
  // gets longer. Nothing is under way there, so no arrow changes its slope. What
  // stands in a group that is placed as a whole is measured from there.
  function move(svg, from, by) {
    svg.querySelectorAll('g[transform]').forEach(function (g) {
      var at = g.transform.baseVal.getItem(0).matrix;
      g.below = at.f > from;
      if (g.below) g.setAttribute('transform', 'translate(' + at.e + ' ' + (at.f + by).toFixed(2) + ')');
    });
    svg.querySelectorAll('rect, path, circle, text, line').forEach(function (e) {
      var g = e.closest('g[transform]');
      if (!g || !g.below && !g.dataset.segment) stretch(e, from - (g ? fall(g) : 0), by);
    });
    var box = svg.viewBox.baseVal, height = box.height + by;
    svg.setAttribute('viewBox', [box.x, box.y, box.width, height].join(' '));
    svg.setAttribute('height', height);
  }

  // Stretch moves or lengthens one shape.
  function stretch(e, from, by) {
    function down(y) { return +y > from ? +(+y + by).toFixed(2) : y; }
    if (e.localName === 'rect') {
      var y = +e.getAttribute('y'), height = +e.getAttribute('height');
      if (y > from) e.setAttribute('y', down(y));
      else if (y + height > from) e.setAttribute('height', +(height + by).toFixed(2));
    } else if (e.localName === 'path') {
      e.setAttribute('d', e.getAttribute('d').replace(/([-\d.]+)([ ,])([-\d.]+)/g, function (_, x, gap, y) { return x + gap + down(y); }));
    } else {
      ['cy', 'y', 'y1', 'y2'].forEach(function (a) { if (e.hasAttribute(a)) e.setAttribute(a, down(e.getAttribute(a))); });
      var turned = (e.getAttribute('transform') || '').match(/^rotate\(([-\d.]+) ([-\d.]+) ([-\d.]+)\)$/);
      if (turned) e.setAttribute('transform', 'rotate(' + turned[1] + ' ' + turned[2] + ' ' + down(turned[3]) + ')');
    }
  }

  // beside is the height at which a drawing is cut to move what is below: the one
  // asked for, or above a fold that lies there, whose waves belong together.
  function beside(svg, at) {
    var waves = Array.from(svg.querySelectorAll('.fold, .fold-text'), function (e) { return e.getBBox(); });
    waves.sort(function (a, b) { return b.y - a.y; }).forEach(function (w) {
      if (w.y - 1 < at && at < w.y + w.height + 1) at = w.y - 1;
    });
    return at;
  }

  // woshouAlign has the same instant at the same height in two drawings, wherever
  // nothing was under way before it, and gives them one length. It returns how far
  // down the first of them has anything happen.
  window.woshouAlign = function (drawings, steps) {
    var moved = [0, 0], runs = drawings.map(function (d, i) { return moments(d, steps[i]); });
    flights(runs).forEach(function (f) {
      var both = [0, 1].filter(function (i) { return f.tops[i] !== undefined; });
      var to = Math.max.apply(0, both.map(function (i) { return f.tops[i] + moved[i]; }));
      both.forEach(function (i) {
        var by = to - f.tops[i] - moved[i];
        if (by > 1) move(drawings[i].svg, beside(drawings[i].svg, f.tops[i] + moved[i] - 24), by);
        if (by > 1) moved[i] += by;
      });
    });
    var heights = drawings.map(function (d) { return d.svg.viewBox.baseVal.height; });
    var end = heights[0], longest = Math.max.apply(0, heights);
    drawings.forEach(function (d, i) { if (heights[i] < longest) move(d.svg, heights[i] - 9, longest - heights[i]); });
    return end;
  };

  // woshouNote writes into a drawing.
  window.woshouNote = function (drawing, name, attributes, text) {
    var e = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { e.setAttribute(key, attributes[key]); });
    if (text) e.textContent = text;
    drawing.svg.append(e);
  };
})();
