// The search page of a static site: reads what to search from the address, searches the shards, shows what the server
// would show. Without a query the page stays the home page that it is.
import { search } from '../../../index/search.ts';
import { openShards, type ShardedSnapshot } from '../../../index/shards/open.ts';
import { createMarkerFactory } from '../../answers/query-marker.ts';
import { addShortcuts } from '../../browser/shortcuts.js';
import { addThemeChoice } from '../../browser/theme.js';
import { headingOf, Results, wordsToMark } from '../../pages/results-page.tsx';
import { withSiteLinks } from '../site-links.ts';
import { leftOut } from './left-out.ts';
import { readRequest } from './read-request.ts';
import { fetchShards } from './read-shard.ts';

const AS_TYPED = { repairText: (text: string): string => text };
const markerFor = createMarkerFactory(AS_TYPED);
const home = document.title;
const main = document.querySelector('main');
const documents = Number(document.body.dataset.documents);
let opened: Promise<ShardedSnapshot> | null = null;
/** Raised by every search, so that a slow one never replaces a later one. */
let asked = 0;

/** Opened once; a failure is told, and tried again by the next search. */
function open(): Promise<ShardedSnapshot> {
  opened ??= openShards(fetchShards(new URL('./', import.meta.url)));
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

async function show(address: URL): Promise<void> {
  const own = ++asked;
  const { request, mistakes } = readRequest(address.searchParams);
  main?.setAttribute('aria-busy', 'true');
  try {
    const snapshot = await open();
    // There is nothing here to correct spelling by.
    const typed = { ...request, typo: 'off' } as const;
    const answer = await search(snapshot, typed, { ...AS_TYPED, analysis: snapshot.analysis });
    if (own !== asked) return;
    const view = (
      <Results
        overview={{ examples: [], manifest: { counts: { documents } } }}
        asked={{ request, cursor: null }}
        answer={answer}
        mistakes={[...mistakes, ...leftOut(request, answer)]}
        archived={new Set()}
        marker={markerFor(wordsToMark(request, answer).slice(0, 2000), snapshot.manifest.language)}
      />
    );
    put(withSiteLinks(view.toString(), ''), headingOf(request));
  } catch (error) {
    if (own === asked) put(failure(error), 'Search');
  }
}

function failure(error: unknown): string {
  const sentence = error instanceof Error ? error.message : String(error);
  return (
    <div class="notice" role="alert">
      <p>{sentence}</p>
      <p>
        <a href={location.pathname + location.search}>Try again</a>
      </p>
    </div>
  ).toString();
}

/** Views escape every text; what they give is markup of ours alone. */
function put(html: string, title: string): void {
  if (main === null) return;
  main.innerHTML = html;
  showWayHome();
  main.removeAttribute('aria-busy');
  document.title = `${title} – ${document.body.dataset.site ?? home}`;
}

/** The home page has no link to itself until it shows something else. */
function showWayHome(): void {
  const header = document.querySelector('header');
  if (header === null || header.querySelector('.brand') !== null) return;
  const brand = document.createElement('a');
  brand.className = 'brand';
  brand.href = 'index.html';
  brand.dir = 'auto';
  brand.textContent = document.body.dataset.site ?? home;
  header.prepend(brand);
}

/** Searches in place of loading the page again: what was read of the index stays. */
function go(address: URL): void {
  history.pushState(null, '', address);
  window.scrollTo(0, 0);
  void show(address);
}

function isSearch({ origin, pathname, search: question }: URL): boolean {
  const folder = (path: string) => path.replace(/index\.html$/, '');
  return origin === location.origin && folder(pathname) === folder(location.pathname) && question !== '';
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (link === null || !link.hasAttribute('href') || !isPlain || !isSearch(new URL(link.href))) return;
  event.preventDefault();
  go(new URL(link.href));
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'get') return;
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') address.searchParams.append(name, value);
  }
  // An empty question asks for everything.
  if (address.search === '') address.searchParams.set('q', '');
  if (!isSearch(address)) return;
  event.preventDefault();
  go(address);
});

window.addEventListener('popstate', () => {
  if (location.search === '') location.reload();
  else void show(new URL(location.href));
});

document.getElementById('needs-script')?.remove();
addThemeChoice();
addShortcuts(() => document.querySelector<HTMLInputElement>('main input[type="search"]'));
if (location.search !== '') void show(new URL(location.href));
