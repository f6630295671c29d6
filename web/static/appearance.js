// Runs before the first paint, so that nobody is shown the wrong theme for a moment.
// It is a file of its own because the page allows no inline script but the build's.
(function () {
  var kept;
  try {
    kept = JSON.parse(localStorage.getItem('longhouse:appearance') || '{}');
  } catch {
    return;
  }
  var root = document.documentElement;
  if (kept.theme === 'light' || kept.theme === 'dark') root.dataset.theme = kept.theme;
  if (kept.text_size === 'small' || kept.text_size === 'large') root.dataset.textSize = kept.text_size;
  if (kept.reduce_motion === true) root.dataset.reduceMotion = 'true';
})();
