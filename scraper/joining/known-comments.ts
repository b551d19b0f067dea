// The comments of a thread gathered so far, and which of them a comment of another page is.
import type { Comment, ThreadPart } from '../model.ts';
import { areCompatible } from './merge-dates.ts';
import { isRecord } from './part-kinds.ts';

/** A comment with where it was first found. */
export interface KnownComment {
  comment: Comment;
  /** Whether the date is a record's. */
  hasRecordDate: boolean;
  readonly part: ThreadPart;
}

/** Hostile pages repeat one text by the thousand: so many are looked at. */
const MAX_CANDIDATES = 50;
const LEAD_LETTERS = 30;

/** Ways in which a comment under another id can be a known one, the surest first. */
const SIGNS = [textOf, leadOf, minuteOf] as const;
export const SIGN_COUNT = SIGNS.length;

/** Comments in the order they came, found by id and by what they say. */
export class KnownComments {
  readonly #byId = new Map<string, KnownComment>();
  readonly #bySign = SIGNS.map(() => new Map<string, KnownComment[]>());
  /** Signs are worked out only where another page asks for them. */
  #unsigned: KnownComment[] = [];

  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  get(id: string): KnownComment | undefined {
    return this.#byId.get(id);
  }

  comments(): readonly Comment[] {
    return [...this.#byId.values()].map(({ comment }) => comment);
  }

  /** The comment's id must be free. */
  add(comment: Comment, part: ThreadPart): KnownComment {
    const known = { comment, part, hasRecordDate: isRecord(part) };
    this.#byId.set(comment.id, known);
    this.#unsigned.push(known);
    return known;
  }

  /** An id that no comment has: the one wanted, else with a number behind it. */
  freeId(wanted: string): string {
    let id = wanted;
    for (let n = 2; this.#byId.has(id); n++) id = `${wanted}-${n}`;
    return id;
  }

  /**
   * The comments that `comment` of another part may be, under another id: the same words, the same beginning by the same
   * person, or the same person in the same minute. Two numbers of one system are two comments: people do press the
   * button twice.
   */
  findTwins(comment: Comment, sign: number, part: ThreadPart): readonly KnownComment[] {
    this.#signAll();
    const key = SIGNS[sign]?.(comment) ?? '';
    const candidates = key === '' ? [] : (this.#bySign[sign]?.get(key) ?? []);
    return candidates.filter((known) => areTwins(known, comment, { part, isSameText: sign === 0 }));
  }

  #signAll(): void {
    for (const known of this.#unsigned)
      SIGNS.forEach((signOf, i) => {
        const key = signOf(known.comment);
        const bySign = this.#bySign[i];
        const all = bySign?.get(key);
        if (key === '') return;
        if (!all) bySign?.set(key, [known]);
        else if (all.length < MAX_CANDIDATES) all.push(known);
      });
    this.#unsigned = [];
  }
}

interface TwinContext {
  readonly part: ThreadPart;
  readonly isSameText: boolean;
}

function areTwins(known: KnownComment, comment: Comment, { part, isSameText }: TwinContext): boolean {
  const isUnnumbered = isDerived(known.comment.id) || isDerived(comment.id);
  const isRecounted =
    known.part.dialect !== part.dialect && isSameText && textOf(comment).length >= LEAD_LETTERS;
  return (
    (isUnnumbered || isRecounted) &&
    areSamePerson(known.comment, comment) &&
    agreeInDate(known, comment, part)
  );
}

function agreeInDate(known: KnownComment, comment: Comment, part: ThreadPart): boolean {
  return areCompatible(
    { ...known.comment, isRecord: known.hasRecordDate },
    { ...comment, isRecord: isRecord(part) },
  );
}

/** True for an id made of the comment's content, where the page has none. */
export function isDerived(id: string): boolean {
  return /^x[0-9a-f]{10}/.test(id);
}

/** True unless author, words and date all tell two comments apart: blogs that moved count their comments anew. */
export function canBeSame(known: KnownComment, comment: Comment, part: ThreadPart): boolean {
  if (known.part.dialect === part.dialect || areSamePerson(known.comment, comment)) return true;
  if (textOf(known.comment) === textOf(comment)) return true;
  return agreeInDate(known, comment, part);
}

function areSamePerson(one: Comment, other: Comment): boolean {
  const [a, b] = [nameOf(one), nameOf(other)];
  return a === b || a === '' || b === '';
}

function nameOf({ author }: Comment): string {
  const name = lettersOf(author ?? '');
  return name === 'anonymous' ? '' : name;
}

/** Quotes, dashes and spaces differ between a page and a record of it. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function textOf({ text }: Comment): string {
  return lettersOf(text);
}

/** Who wrote it and how it begins; empty when either is missing or short. */
function leadOf(comment: Comment): string {
  const letters = lettersOf(comment.text.slice(0, LEAD_LETTERS * 4)).slice(0, LEAD_LETTERS);
  const name = nameOf(comment);
  return name === '' || letters.length < LEAD_LETTERS ? '' : `${name} ${letters}`;
}

/** Who wrote it and the minute as printed; empty when either is unknown. */
function minuteOf(comment: Comment): string {
  const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.exec(comment.publishedAt ?? '')?.[0];
  const name = nameOf(comment);
  return written === undefined || name === '' ? '' : `${name} ${written}`;
}
