// The choice of colours at the foot of every page: as the system has it, light, or dark. Kept in this browser alone.

const KEPT = 'antler-theme';

/** Shows the choice, set as it was left. */
export function addThemeChoice() {
  const choice = document.getElementById('theme');
  if (!choice) return;
  choice.hidden = false;
  const radios = [.../** @type {NodeListOf<HTMLInputElement>} */ (choice.querySelectorAll('input'))];
  const now = document.documentElement.dataset.theme ?? 'auto';
  for (const radio of radios) {
    radio.checked = radio.value === now;
    radio.addEventListener('change', () => choose(radio.value));
  }
}

/** @param {string} theme */
function choose(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'auto') localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, theme);
  } catch {
    // Storage is forbidden: the choice holds for this page.
  }
}
