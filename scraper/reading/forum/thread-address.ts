// Addresses of threads: forums write into them which page of the thread is shown, who looks, and how it is sorted.
import type { PagePath } from '../markup/urls.ts';

/** Query names that say how a thread is shown, to whom, or from which message on. */
const viewNames =
  /^(?:s|sid|phpsessid|sess\w*|highlight|hilit|hl|view|goto|mode|styleid|pp|perpage|postdays|postorder|sort|order|dir|sd|sk|st_|do|all|prev_next|langid|theme|nojs|wap2|imode|posts|comment|findpost|gopid|cs|_|srsltid)$/i;
/** Query names that hold the number of a page, from 1. */
const pageNames = /^(?:page|pg|pagenumber|pagina|seite|cpage|paged)$/i;
/** Query names that hold the number of messages before the page, from 0. */
const offsetNames = /^(?:start|st|offset|from|i|skip)$/i;
/** The end of a path that names a page. */
const pathPage =
  /(?:\/page[-/]?|\/p(?=\d+\/?$)|[-_,]page[-_,]?|\/index(?=\d+\.html?$)|[-,](?:p|s)(?=\d+\.html?$))(\d{1,4})(?=\/?$|\.html?$)/i;
/** SMF writes thread and offset as one: `topic=123.20`, `topic,123.20.html`. */
const topicOffset = /^(\d+)\.(\d+|msg\d+|new)$/;

/** The address of the whole thread, with the number of the page in `commentPage`; of offsets a number that keeps the order. */
export function wholeThread(page: PagePath): PagePath {
  let { path, commentPage } = page;
  const query = new Map<string, string>();
  for (const [name, value] of page.query) {
    const topic = /^topic$/i.test(name) ? topicOffset.exec(value) : null;
    if (topic) {
      query.set(name, topic[1] ?? value);
      commentPage ??= pageOfOffset(topic[2] ?? '');
    } else if (pageNames.test(name)) commentPage ??= Number(value) || null;
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
  return { ...page, path: path === '' ? '/' : path, query, commentPage };
}

/** Messages a page: the usual number, to keep pages in order; null for the first page. */
const usualPage = 10;

function pageOfOffset(offset: string): number | null {
  const before = Number(offset);
  return Number.isFinite(before) && before > 0 ? 1 + Math.ceil(before / usualPage) : null;
}
