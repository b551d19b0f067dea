// What a script adds to a thread's page: keys from hit to hit, buttons that copy, branches that open for what is looked
// at and for print. Without it every link and fold works as it is.
import { areKeysOff, isField } from './shortcuts.js';

export function addThreadTools() {
  if (document.getElementById('comments') === null) return;
  showTarget();
  addEventListener('hashchange', showTarget);
  addEventListener('beforeprint', openForPrint);
  addEventListener('afterprint', foldAfterPrint);
  document.addEventListener('keydown', stepByKey);
  nameKeys();
  for (const panel of document.querySelectorAll('.cite')) {
    panel.addEventListener('toggle', () => addCopyButtons(panel), { once: true });
  }
}

/** Browsers do not all open a folded branch for an address inside it; and in a very long thread it may be elsewhere. */
function showTarget() {
  const target = document.getElementById(readFragment());
  if (target === null) return;
  if (target instanceof HTMLAnchorElement && target.closest('.elsewhere')) {
    location.replace(target.href);
    return;
  }
  const closed = 'details:not([open])';
  if (target.closest(closed) === null) return;
  for (let box = target.closest(closed); box !== null; box = target.closest(closed))
    box.setAttribute('open', '');
  target.scrollIntoView();
}

function readFragment() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    // Not one of our addresses.
    return '';
  }
}

/**
 * `n` and `p` lead to the next and previous hit, seen from the one that is shown, else from where the reader is.
 * @param {KeyboardEvent} event
 */
function stepByKey(event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if ((key !== 'n' && key !== 'p') || ctrlKey || metaKey || altKey || shiftKey) return;
  if (event.defaultPrevented || event.isComposing || isField(event.target) || areKeysOff()) return;
  const hits = [...document.querySelectorAll('.found')];
  const here = placeAmong(hits);
  const wanted = hits[key === 'n' ? here + 1 : here - 1];
  if (wanted !== undefined) location.replace(`#${encodeURIComponent(wanted.id)}`);
  else clickStep(hits[here], key === 'n' ? 'next' : 'prev');
}

/** Beside the hits, where they are of use. */
function nameKeys() {
  document.querySelector('.hit-keys')?.toggleAttribute('hidden', areKeysOff());
}

/**
 * The hit of the address when it is in view, else the last that begins above a quarter of the window; -1: before all.
 * @param {Element[]} hits
 */
function placeAmong(hits) {
  const shown = hits.findIndex((hit) => hit.matches(':target') && isInView(hit.getBoundingClientRect()));
  if (shown !== -1) return shown;
  return hits.filter((hit) => hit.getBoundingClientRect().top <= innerHeight / 4).length - 1;
}

/** @param {DOMRect} box */
function isInView({ top, bottom }) {
  return bottom > 0 && top < innerHeight;
}

/**
 * The neighbour may stand on another page of the thread.
 * @param {Element | undefined} hit
 * @param {string} direction
 */
function clickStep(hit, direction) {
  const link = hit?.querySelector(`.steps a[rel="${direction}"]`);
  if (link instanceof HTMLAnchorElement) link.click();
}

/** @type {Element[]} */
const openedForPrint = [];

function openForPrint() {
  for (const branch of document.querySelectorAll('.branch:not([open])')) {
    branch.setAttribute('open', '');
    openedForPrint.push(branch);
  }
}

function foldAfterPrint() {
  for (const branch of openedForPrint.splice(0)) branch.removeAttribute('open');
}

/**
 * Where a page is not served safely (https or loopback), browsers let it copy nothing.
 * @param {Element} panel
 */
function addCopyButtons(panel) {
  const citation = panel.querySelector('.citation');
  const address = panel.querySelector('.here');
  if (!navigator.clipboard || citation === null || address === null) return;
  const row = panel.querySelector('.copies') ?? panel.appendChild(document.createElement('p'));
  row.className = 'copies';
  const said = document.createElement('span');
  said.setAttribute('role', 'status');
  row.append(
    makeCopyButton('Copy citation', citation, said),
    makeCopyButton('Copy link', address, said),
    said,
  );
}

/**
 * @param {string} label
 * @param {Element} source
 * @param {Element} said where it says that it has copied
 */
function makeCopyButton(label, source, said) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText((source.textContent ?? '').trim().replace(/\s+/g, ' '));
      said.textContent = 'Copied';
    } catch {
      said.textContent = 'The browser does not allow it';
    }
  });
  return button;
}
