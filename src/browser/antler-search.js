// `<antler-search src="https://…">`: suggestions and first results of an archive on any page, in a shadow tree of its own.
// What comes from the archive is set as text, never as markup. Where it cannot work, the form inside the element stays.
import { addSuggestions, element } from './suggestions.js';

/**
 * @typedef {{ title: string, url: string, type: 'post' | 'comment', author: { name: string } | null,
 *   publishedAt: string | null, datePrecision: string | null, thread: { position: number },
 *   snippet: { text: string, ranges: [number, number][] } }} FoundHit
 * @typedef {{ totalHits: number, totalThreads: number, hits: FoundHit[],
 *   relaxed: { fuzzy?: Record<string, string>, dropped?: string[] } | null }} Found
 */

const MOST_HITS = 20;
const FIRST_HITS = 5;

/** For pages to set from outside: `--antler-accent`, `-paper`, `-ink`, `-quiet`, `-rule`, `-mark`, `-font`. */
const STYLE = `
:host { display: block; color: var(--antler-ink, CanvasText); font: var(--antler-font, inherit); }
:host([hidden]), [hidden] { display: none; }
form { position: relative; display: flex; flex-wrap: wrap; gap: .4rem; }
label { flex: 1 0 100%; font-weight: 600; }
input, button { font: inherit; color: inherit; min-height: 2.75rem; padding: .4rem .7rem; border-radius: 6px;
  border: 1px solid var(--antler-rule, GrayText); background: var(--antler-paper, Canvas); box-sizing: border-box; }
input { flex: 1; min-width: 0; }
button { cursor: pointer; background: var(--antler-accent, #285f46); color: var(--antler-on-accent, #fff); }
a { color: var(--antler-accent, LinkText); }
.suggestions { position: absolute; z-index: 9; top: calc(100% + 4px); left: 0; right: 0; max-height: 60vh; overflow-y: auto;
  background: var(--antler-paper, Canvas); border: 1px solid var(--antler-rule, GrayText); border-radius: 6px; }
.suggestions span { display: block; padding: .4rem .8rem 0; font-size: .85em; color: var(--antler-quiet, inherit); }
.suggestions a { display: block; padding: .5rem .8rem; color: inherit; text-decoration: none; }
.suggestions a:hover, [aria-selected="true"] { outline: 2px solid var(--antler-accent, Highlight); outline-offset: -2px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
ol { list-style: none; margin: 0; padding: 0; }
li { padding: .8rem 0; border-top: 1px solid var(--antler-rule, GrayText); overflow-wrap: anywhere; }
p { margin: .3rem 0; }
.byline { color: var(--antler-quiet, inherit); font-size: .9em; }
mark { background: var(--antler-mark, Mark); color: var(--antler-mark-ink, MarkText); font-weight: 600; }
`;

class AntlerSearch extends HTMLElement {
  connectedCallback() {
    const server = serverOf(this.getAttribute('src'));
    if (this.shadowRoot === null && server !== null) fillBox(this, server);
  }
}

if (!customElements.get('antler-search')) customElements.define('antler-search', AntlerSearch);

/**
 * The origin that `src` names, or null when it is no address of a server.
 * @param {string | null} src
 */
function serverOf(src) {
  if (src === null || !URL.canParse(src, document.baseURI)) return null;
  const { protocol, origin } = new URL(src, document.baseURI);
  return protocol === 'https:' || protocol === 'http:' ? origin : null;
}

/**
 * @param {HTMLElement} host
 * @param {string} server
 */
function fillBox(host, server) {
  const root = host.attachShadow({ mode: 'open', delegatesFocus: true });
  const style = new CSSStyleSheet();
  style.replaceSync(STYLE);
  root.adoptedStyleSheets = [style];
  const form = /** @type {HTMLFormElement} */ (
    element('form', { role: 'search', action: `${server}/search`, part: 'form' })
  );
  const input = /** @type {HTMLInputElement} */ (
    element('input', {
      type: 'search',
      name: 'q',
      id: 'q',
      part: 'input',
      dir: 'auto',
      enterkeyhint: 'search',
    })
  );
  const label = textElement('label', host.getAttribute('label') ?? 'Search the archive', { for: 'q' });
  const status = element('p', { role: 'status', part: 'status' });
  const results = element('div', { part: 'results' });
  form.append(label, input, textElement('button', 'Search', { part: 'button' }));
  root.append(form, status, results);
  addSuggestions(input, server);

  const limit = Math.min(
    Math.max(Number.parseInt(host.getAttribute('limit') ?? '', 10) || FIRST_HITS, 1),
    MOST_HITS,
  );
  let asking = new AbortController();
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const q = input.value;
    status.textContent = 'Searching …';
    const found = await searchArchive(
      `${server}/api/v1/search?${new URLSearchParams({ q, limit: String(limit) })}`,
      signal,
    );
    if (signal.aborted) return;
    status.textContent = sentenceOf(found);
    const all = textElement('a', found === null ? 'Search on its own page' : 'All results', {
      href: `${server}/search?${new URLSearchParams({ q })}`,
    });
    const list = element('ol');
    for (const hit of found?.hits ?? []) list.append(hitItem(hit, server));
    results.replaceChildren(list, all);
  });
}

/**
 * Null when there is no answer.
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Found | null>}
 */
async function searchArchive(url, signal) {
  try {
    const response = await fetch(url, { signal, credentials: 'omit' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** @param {Found | null} found */
function sentenceOf(found) {
  if (found === null) return 'The archive does not answer at the moment.';
  const { totalHits, totalThreads, relaxed } = found;
  const count =
    totalHits === 0
      ? 'Nothing found.'
      : `${totalHits} found, in ${totalThreads} thread${totalThreads === 1 ? '' : 's'}.`;
  const fuzzy = Object.entries(relaxed?.fuzzy ?? {}).map(
    ([written, meant]) => ` “${written}” was read as “${meant}”.`,
  );
  const dropped = (relaxed?.dropped ?? []).map((word) => ` “${word}” was left out.`);
  return [count, ...fuzzy, ...dropped].join('');
}

/**
 * @param {FoundHit} hit
 * @param {string} server
 */
function hitItem({ title, url, type, author, publishedAt, datePrecision, thread, snippet }, server) {
  const target = new URL(url, server);
  const heading = textElement('a', title === '' ? 'Untitled' : title, { dir: 'auto' });
  if (target.origin === server) heading.setAttribute('href', target.href);
  const byline = element('p', { class: 'byline' });
  const facts = [
    author?.name,
    publishedAt === null ? null : printDate(publishedAt, datePrecision),
    type === 'comment' ? `comment ${thread.position}` : null,
  ];
  for (const fact of facts)
    if (fact) byline.append(byline.firstChild === null ? '' : ' · ', textElement('bdi', fact));
  const text = element('p', { dir: 'auto' });
  text.append(...markedPieces(snippet));
  const item = element('li', { part: 'hit' });
  item.append(heading, byline, text);
  return item;
}

/**
 * The day as the author's clock showed it.
 * @param {string} publishedAt
 * @param {string | null} precision
 */
function printDate(publishedAt, precision) {
  if (precision === 'year') return publishedAt.slice(0, 4);
  if (precision === 'month') return publishedAt.slice(0, 7);
  const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(publishedAt.slice(0, 10)));
}

/** @param {FoundHit['snippet']} snippet */
function markedPieces({ text, ranges }) {
  /** @type {(string | HTMLElement)[]} */
  const pieces = [];
  let at = 0;
  for (const [start, end] of ranges) {
    pieces.push(text.slice(at, start), textElement('mark', text.slice(start, end)));
    at = end;
  }
  return [...pieces, text.slice(at)];
}

/**
 * @param {string} name
 * @param {string} text
 * @param {Readonly<Record<string, string>>} attributes
 */
function textElement(name, text, attributes = {}) {
  const made = element(name, attributes);
  made.textContent = text;
  return made;
}
