// Runs before anything is drawn, so that nothing flashes: takes the colours that the reader chose here, if any.
try {
  const chosen = localStorage.getItem('antler-theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Storage is forbidden: the colours are the system's.
}
