// Keys that lead to the search box: `/` and Ctrl or Cmd + K. Never inside fields, never with other keys held. What is
// one key alone, here or elsewhere, readers can switch off on the help page (WCAG 2.1.4).

const SWITCHED_OFF = 'antler-no-slash';

/**
 * @param {() => HTMLInputElement | null | undefined} findBox the box as it is when a key is pressed
 */
export function addShortcuts(findBox) {
  findBox()?.setAttribute('aria-keyshortcuts', '/ Control+K Meta+K');
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || isField(event.target) || !isShortcut(event)) return;
    const box = findBox();
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

/** Shows the switch of the help page, set as it was left. */
export function addShortcutSwitch() {
  const section = document.getElementById('keys');
  const box = section?.querySelector('input');
  if (!section || !box) return;
  section.hidden = false;
  box.checked = !areKeysOff();
  box.addEventListener('change', () => {
    try {
      if (box.checked) localStorage.removeItem(SWITCHED_OFF);
      else localStorage.setItem(SWITCHED_OFF, 'yes');
    } catch {
      // Storage is forbidden, so nothing can be switched off.
      box.checked = true;
    }
  });
}

/**
 * Some keyboards have the slash on the shifted 7.
 * @param {KeyboardEvent} event
 */
function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey) return false;
  if (key === '/') return !ctrlKey && !metaKey && !areKeysOff();
  return key.toLowerCase() === 'k' && ctrlKey !== metaKey && !shiftKey;
}

/** @param {EventTarget | null} target */
export function isField(target) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

export function areKeysOff() {
  try {
    return localStorage.getItem(SWITCHED_OFF) !== null;
  } catch {
    // Storage is forbidden, so nothing was switched off.
    return false;
  }
}
