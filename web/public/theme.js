// Runs before the first paint: without a choice of the reader's own, the system's preference holds (see app.css).
try {
  const chosen = localStorage.getItem('ui.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage may be forbidden; then there is no choice to restore.
}
