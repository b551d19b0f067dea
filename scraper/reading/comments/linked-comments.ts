// Comments that stand in a page's JSON-LD: those of its post, with their answers. Walked without recursion.
import type { Comment } from '../../model.ts';
import { findDate } from '../dates/dates.ts';
import { bodyOfData } from '../markup/data-text.ts';
import { absoluteLink } from '../markup/urls.ts';
import {
  hasType,
  isObject,
  type LinkedObject,
  linkedObjects,
  longTextOf,
  nameOf,
  textOf,
} from '../page/json-ld.ts';
import type { PageView } from '../page/page-view.ts';
import { derivedId } from './comment-list.ts';

const commentTypes = /^(?:Comment|UserComments|Answer|CorrectionComment)$/;
/** Where comments hang in a post or under a comment, in the order they are read. */
const places = ['acceptedAnswer', 'suggestedAnswer', 'comment', 'comments'] as const;
const maxComments = 20_000;

interface Found {
  readonly object: LinkedObject;
  /** Index of the comment it stands in, or null. */
  readonly holder: number | null;
}

/** Comments of the page's data, a comment before its answers' answers; may be empty. Texts without markup. */
export function readLinkedComments(view: PageView): Comment[] {
  const found = collect(linkedObjects(view.tree));
  const comments = found.map(({ object }) => toComment(view, object));
  const ids = uniqueIds(comments);
  const idByAddress = new Map(
    found.flatMap(({ object }, i) => addressesOf(object).map((name) => [name, ids[i]] as const)),
  );
  return comments.map((comment, i) => {
    const { holder = null, object = {} } = found[i] ?? {};
    const named = isObject(object.parentItem) ? addressesOf(object.parentItem) : [textOf(object.parentItem)];
    const explicit = named.map((name) => (name === null ? undefined : idByAddress.get(name))).find(Boolean);
    const id = ids[i] ?? comment.id;
    const parentId = explicit ?? (holder === null ? null : (ids[holder] ?? null));
    if (parentId === null || parentId === id) return { ...comment, id };
    return { ...comment, id, parentId, parentSource: explicit === undefined ? 'nesting' : 'explicit' };
  });
}

function collect(roots: readonly LinkedObject[]): Found[] {
  const found: Found[] = [];
  const seen = new Set<LinkedObject>();
  const open: Found[] = roots.map((object) => ({ object, holder: null })).reverse();
  for (let next = open.pop(); next && found.length < maxComments; next = open.pop()) {
    const { object } = next;
    if (seen.has(object)) continue;
    seen.add(object);
    const isComment = hasType(object, commentTypes) && longTextOf(object.text ?? object.commentText) !== null;
    const holder = isComment ? found.push(next) - 1 : next.holder;
    const inside = places.flatMap((place) => [object[place]].flat().filter(isObject));
    for (const value of inside.reverse()) open.push({ object: value, holder });
  }
  return found;
}

function toComment(view: PageView, object: LinkedObject): Comment {
  const person = object.author ?? object.creator;
  const first = Array.isArray(person) ? person[0] : person;
  const author = nameOf(person);
  const stated = textOf(object.dateCreated) ?? textOf(object.datePublished) ?? textOf(object.commentTime);
  const date = stated === null ? null : findDate(stated, view.dates);
  const body = bodyOfData(longTextOf(object.text ?? object.commentText) ?? '', view.baseUrl);
  const home = isObject(first) ? textOf(first.url) : null;
  const anchor = addressesOf(object)
    .map((name) => /#([\w:.-]+)$/.exec(name)?.[1])
    .find(Boolean);
  const number = anchor === undefined ? undefined : /(?:^|\D)(\d{1,15})$/.exec(anchor)?.[1];
  return {
    id: number ?? anchor ?? derivedId(author, date?.iso, body.text),
    kind: 'comment',
    author,
    authorUrl: home === null ? null : absoluteLink(home, view.baseUrl),
    publishedAt: date?.iso ?? null,
    datePrecision: date?.precision ?? null,
    ...body,
    parentId: null,
    parentSource: null,
    url: anchor === undefined ? null : `#${anchor}`,
    byPostAuthor: false,
  };
}

/** What other objects may call this one. */
function addressesOf(object: LinkedObject): string[] {
  return [object['@id'], object.url, object.identifier].flatMap((value) => textOf(value) ?? []);
}

function uniqueIds(comments: readonly Comment[]): string[] {
  const counts = new Map<string, number>();
  return comments.map(({ id }) => {
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  });
}
