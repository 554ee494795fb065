(function () {
  'use strict';

  // Inflate undoes deflating, RFC 1951, for browsers that cannot.
  window.woshouSearch.inflate = function (bytes) {
    var out = [], at = 0, held = 0, have = 0;
    function bits(n) {
      while (have < n) {
        held |= bytes[at++] << have;
        have += 8;
      }
      var value = held & (1 << n) - 1;
      held >>>= n;
      have -= n;
      return value;
    }
    // Code is a Huffman code: how many there are of each length, and what they stand for.
    function code(lengths) {
      var counts = new Array(16).fill(0), symbols = [];
      lengths.forEach(function (n) { counts[n]++; });
      for (var n = 1; n < 16; n++) lengths.forEach(function (length, i) { if (length === n) symbols.push(i); });
      return { counts: counts, symbols: symbols };
    }
    function symbol(of) {
      for (var n = 1, value = 0, first = 0, index = 0; ; n++) {
        value |= bits(1);
        var count = of.counts[n];
        if (value - first < count) return of.symbols[index + value - first];
        index += count;
        first = first + count << 1;
        value <<= 1;
      }
    }
    function series(start, each) { // how lengths and distances grow: each so often, then by twice as much
      var base = [], extra = [];
      for (var i = 0, n = start; i < 30; i++) {
        extra.push(Math.max(0, Math.floor(i / each) - 1));
        base.push(n);
        n += 1 << extra[i];
      }
      return { base: base, extra: extra };
    }
    var sizes = series(3, 4), ways = series(1, 2), order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    sizes.base[28] = 258;
    sizes.extra[28] = 0;
    function block(literals, distances) {
      for (var s = symbol(literals); s !== 256; s = symbol(literals)) {
        if (s < 256) out.push(s);
        else {
          var size = sizes.base[s - 257] + bits(sizes.extra[s - 257]), d = symbol(distances), way = ways.base[d] + bits(ways.extra[d]);
          while (size--) out.push(out[out.length - way]);
        }
      }
    }
    for (var last = 0; !last;) {
      last = bits(1);
      var kind = bits(2), lengths = [];
      if (kind === 0) {
        held = have = 0;
        var n = bits(16);
        for (at += 2; n--;) out.push(bytes[at++]);
      } else if (kind === 1) {
        for (var i = 0; i < 288; i++) lengths.push(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
        block(code(lengths), code(new Array(30).fill(5)));
      } else {
        var many = bits(5) + 257, far = bits(5) + 1, short = new Array(19).fill(0);
        for (var k = bits(4) + 4, m = 0; m < k; m++) short[order[m]] = bits(3);
        for (var of = code(short); lengths.length < many + far;) {
          var s = symbol(of), again = s === 16 ? 3 + bits(2) : s === 17 ? 3 + bits(3) : s === 18 ? 11 + bits(7) : 1;
          for (var value = s < 16 ? s : s === 16 ? lengths[lengths.length - 1] : 0; again--;) lengths.push(value);
        }
        block(code(lengths.slice(0, many)), code(lengths.slice(many)));
      }
    }
    return new Uint8Array(out);
  };
})();
