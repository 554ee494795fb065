// On pages that show two languages side by side: a selection stays in its
// column, and a narrow window opens with the translations folded.
(function () {
  'use strict';
  function start() {
    var article = document.querySelector('[data-both]');
    article.addEventListener('pointerdown', function (e) {
      var cell = e.target.closest('.row:not(.whole) > *');
      if (cell) article.dataset.copy = cell.matches('details') ? 'b' : 'a';
      else delete article.dataset.copy;
    });
    if (matchMedia('(max-width: 47.99rem)').matches) {
      article.querySelectorAll('.row > details').forEach(function (fold) { fold.open = false; });
    }
    addEventListener('beforeprint', function () {
      article.querySelectorAll('.row > details').forEach(function (fold) { fold.open = true; });
    });
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
