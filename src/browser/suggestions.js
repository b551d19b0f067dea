// Suggestions under a search box while one types: a combobox with a list (WAI-ARIA 1.2). Typing alone never leads anywhere.
// What comes from the server is set as text, never as markup.

/**
 * @typedef {{ kind: 'title' | 'person' | 'term', text: string, url: string | null }} Suggestion
 * @typedef {{ list: HTMLElement, said: HTMLElement, options: HTMLElement[], active: number }} Box
 */

const DEBOUNCE_MS = 150;
const LIMIT = 8;
/** @type {readonly (readonly [Suggestion['kind'], string])[]} */
const GROUPS = [
  ['term', 'Did you mean'],
  ['title', 'Titles'],
  ['person', 'People'],
];
let boxes = 0;

/**
 * Makes a combobox of a search box in a form. Without an answer of the server the box stays what it was.
 * @param {HTMLInputElement} input
 * @param {string} server origin of the server that is asked
 */
export function addSuggestions(input, server) {
  const box = createBox(input);
  /** @type {AbortController | null} */
  let asking = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  const stop = () => {
    clearTimeout(waiting);
    asking?.abort();
    show(input, box, []);
    box.said.textContent = '';
  };
  const ask = async () => {
    asking = new AbortController();
    const { signal } = asking;
    const found = await askServer(server, input.value, signal);
    if (signal.aborted || found === null) return;
    show(
      input,
      box,
      found.map((suggestion) => createOption(input, suggestion, server)),
    );
    const count = found.length;
    box.said.textContent = count === 0 ? '' : `${count} suggestion${count === 1 ? '' : 's'} below`;
  };
  const askSoon = () => {
    stop();
    if (input.value.trim() !== '') waiting = setTimeout(ask, DEBOUNCE_MS);
  };

  input.addEventListener('input', askSoon);
  input.addEventListener('blur', stop);
  input.form?.addEventListener('submit', stop);
  addEventListener('pagehide', stop);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const isOpen = box.options.length > 0;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (isOpen) move(input, box, event.key === 'ArrowDown' ? 1 : -1);
      else askSoon();
    } else if (event.key === 'Enter' && box.active >= 0) {
      event.preventDefault();
      box.options[box.active]?.click();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      stop();
      if (!isOpen) input.value = '';
    }
  });
}

/**
 * @param {HTMLInputElement} input
 * @returns {Box}
 */
function createBox(input) {
  const list = element('div', { role: 'listbox', id: `suggestions-${++boxes}`, class: 'suggestions' });
  list.setAttribute('aria-label', 'Suggestions');
  list.hidden = true;
  // The focus stays in the box while the list is pressed.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  const said = element('span', { class: 'hidden', 'aria-live': 'polite' });
  input.after(list, said);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  }))
    input.setAttribute(name, value);
  return { list, said, options: [], active: -1 };
}

/**
 * Null when there is no answer: the box works without.
 * @param {string} server
 * @param {string} q
 * @param {AbortSignal} signal
 * @returns {Promise<Suggestion[] | null>}
 */
async function askServer(server, q, signal) {
  try {
    const url = `${server}/api/v1/suggest?${new URLSearchParams({ q, limit: String(LIMIT) })}`;
    const response = await fetch(url, { signal, credentials: 'omit' });
    return response.ok ? (await response.json()).suggestions : null;
  } catch {
    return null;
  }
}

/**
 * A link, so that it can be opened in another window too. Words are searched with the form, which keeps its filters.
 * @param {HTMLInputElement} input
 * @param {Suggestion} suggestion
 * @param {string} server
 */
function createOption(input, { kind, text, url }, server) {
  const option = /** @type {HTMLAnchorElement} */ (
    element('a', { role: 'option', tabindex: '-1', dir: 'auto' })
  );
  option.dataset.kind = kind;
  option.textContent = text;
  option.setAttribute('aria-selected', 'false');
  const target = new URL(url ?? `/search?${new URLSearchParams({ q: text })}`, server);
  if (target.origin === server) option.href = target.href;
  option.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (url !== null && kind !== 'term') return;
    event.preventDefault();
    input.value = text;
    input.form?.requestSubmit();
  });
  return option;
}

/**
 * Shows the options in their groups; closes the list when there are none.
 * @param {HTMLInputElement} input
 * @param {Box} box
 * @param {HTMLElement[]} options
 */
function show(input, box, options) {
  const groups = GROUPS.flatMap(([kind, label]) => {
    const own = options.filter(({ dataset }) => dataset.kind === kind);
    if (own.length === 0) return [];
    const group = element('div', { role: 'group', 'aria-label': label });
    const heading = element('span', { 'aria-hidden': 'true' });
    heading.textContent = label;
    group.append(heading, ...own);
    return [group];
  });
  box.list.replaceChildren(...groups);
  box.list.hidden = groups.length === 0;
  box.options = groups.flatMap((group) => [
    .../** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll('a')),
  ]);
  for (const [at, option] of box.options.entries()) option.id = `${box.list.id}-${at}`;
  box.active = -1;
  input.setAttribute('aria-expanded', String(groups.length > 0));
  input.removeAttribute('aria-activedescendant');
}

/**
 * The next or previous option; between the last and the first none is chosen, and Enter searches what was typed.
 * @param {HTMLInputElement} input
 * @param {Box} box
 * @param {1 | -1} step
 */
function move(input, box, step) {
  const places = box.options.length + 1;
  box.options[box.active]?.setAttribute('aria-selected', 'false');
  box.active = ((box.active + 1 + step + places) % places) - 1;
  const option = box.options[box.active];
  if (option === undefined) return input.removeAttribute('aria-activedescendant');
  option.setAttribute('aria-selected', 'true');
  option.scrollIntoView({ block: 'nearest' });
  input.setAttribute('aria-activedescendant', option.id);
}

/**
 * An element with these attributes.
 * @param {string} name
 * @param {Readonly<Record<string, string>>} attributes
 */
export function element(name, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
