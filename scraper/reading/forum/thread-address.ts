// Addresses of threads: forums write into them which page of the thread is shown, who looks, and how it is sorted.
import type { PagePath } from '../markup/urls.ts';

/** Query names that say how a thread is shown, to whom, or from which message on. */
const viewNames =
  /^(?:s|sid|phpsessid|sess\w*|highlight|hilit|hl|view|goto|mode|styleid|pp|perpage|postdays|postorder|sort|order|dir|sd|sk|st_|do|all|prev_next|langid|theme|nojs|wap2|imode|posts|comment|findpost|gopid|cs|_|srsltid|extra|ordertype|authorid)$/i;
/** Query names that hold the number of a page, from 1. */
const pageNames = /^(?:page|pg|pagenumber|pagina|seite|cpage|paged)$/i;
/** Query names that hold the number of messages before the page, from 0. Beside `f`, Phorum's `i` is the message looked at. */
const offsetNames = /^(?:start|st|offset|from|i|skip)$/i;
/** The end of a path that names a page. */
const pathPage =
  /(?:\/page[-/]?|\/p(?=\d+\/?$)|[-_,]page[-_,]?|\/index(?=\d+\.html?$)|[-,](?:p|s)(?=\d+\.html?$))(\d{1,4})(?=\/?$|\.html?$)/i;
/** SMF writes thread and offset as one: `topic=123.20`, `topic,123.20.html`. */
const topicOffset = /^(\d+)\.(\d+|msg\d+|new)$/;

/** vBulletin writes number, title and page as one: `?771-Oil/page2`. */
const titledPage = /^(\d+-[^/]*)\/page(\d{1,4})$/;

/** The address of the whole thread, with the number of the page in `commentPage`; of offsets a number that keeps the order. */
export function wholeThread(given: PagePath): PagePath {
  const page = fullView(withFileQuery(given));
  let { path, commentPage } = page;
  const query = new Map<string, string>();
  for (const [name, value] of page.query) {
    const topic = /^topic$/i.test(name) ? topicOffset.exec(value) : null;
    const titled = value === '' ? titledPage.exec(name) : null;
    if (topic) {
      query.set(name, topic[1] ?? value);
      commentPage ??= pageOfOffset(topic[2] ?? '');
    } else if (titled) {
      query.set(titled[1] ?? name, '');
      commentPage ??= Number(titled[2]);
    } else if (pageNames.test(name)) commentPage ??= Number(value) || null;
    else if (name === 'i' && page.query.has('f')) continue;
    else if (offsetNames.test(name) && /^\d+$/.test(value)) commentPage ??= pageOfOffset(value);
    else if (!viewNames.test(name)) query.set(name, value);
  }
  path = path.replace(pathPage, (_, number: string) => {
    commentPage ??= Number(number);
    return '';
  });
  path = path.replace(/(\/topic,\d+)\.(\d+)(?=\.html?$|\/?$)/i, (_, topic: string, offset: string) => {
    commentPage ??= pageOfOffset(offset);
    return topic;
  });
  path = path.replace(
    /\/thread-(\d+)-(\d{1,4})(?:-\d+)?(?=\.html?$)/i,
    (_, thread: string, number: string) => {
      commentPage ??= Number(number);
      return `/thread-${thread}`;
    },
  );
  // Discourse goes on with the number of the message to show first.
  path = path.replace(/(\/t\/[^/]+\/\d+)\/\d+(?=\/?$)/, '$1');
  path = path.replace(/\/t(\d+)p(\d+)(?=-)/i, (_, topic: string, offset: string) => {
    commentPage ??= pageOfOffset(offset);
    return `/t${topic}`;
  });
  return { ...page, path: path === '' ? '/' : path, query, commentPage };
}

/** Mirrors write a query into the file's name: `viewtopic_t=12_start=20.html`. */
function withFileQuery(page: PagePath): PagePath {
  const file = /^(.*\/[a-z]+)((?:[_&,][a-z]+=[\w.-]+?){1,6})(?:\.(?:html?|php))?\/?$/i.exec(page.path);
  if (!file || page.query.size > 0) return page;
  const pairs = [...(file[2] ?? '').matchAll(/[_&,]([a-z]+)=([\w.-]+?)(?=[_&,][a-z]+=|$)/gi)];
  const query = new Map(pairs.map((pair): [string, string] => [pair[1] ?? '', pair[2] ?? '']));
  return { ...page, path: `${file[1] ?? ''}.php`, query };
}

/** Pages for printers, phones and search machines, under the address of the thread that they copy. */
function fullView(page: PagePath): PagePath {
  const archive = /^(.*)\/archive\/index\.php\/t-(\d+)(?:-p-(\d+))?\.html?$/i.exec(page.path);
  if (archive)
    return copyOf(page, {
      path: `${archive[1] ?? ''}/showthread.php`,
      query: new Map([['t', archive[2] ?? '']]),
      commentPage: archive[3] === undefined ? null : Number(archive[3]),
    });
  const light = /^(.*)\/lofiversion\/index\.php\/t(\d+)(?:-(\d+))?\.html?$/i.exec(page.path);
  if (light)
    return copyOf(page, {
      path: `${light[1] ?? ''}/`,
      query: new Map([['showtopic', light[2] ?? '']]),
      commentPage: pageOfOffset(light[3] ?? ''),
    });
  if (/\/printthread\.php$/i.test(page.path))
    return copyOf(page, { path: page.path.replace(/printthread(?=\.php$)/i, 'showthread') });
  if (page.query.get('action') === 'printpage') {
    const query = new Map([...page.query].filter(([name]) => name !== 'action'));
    return copyOf(page, { query });
  }
  return page.query.get('view') === 'print' ? copyOf(page, {}) : page;
}

function copyOf(page: PagePath, changes: Partial<PagePath>): PagePath {
  return { ...page, ...changes, isView: true };
}

/** Messages a page: the usual number, to keep pages in order; null for the first page. */
const usualPage = 10;

function pageOfOffset(offset: string): number | null {
  const before = Number(offset);
  return Number.isFinite(before) && before > 0 ? 1 + Math.ceil(before / usualPage) : null;
}
