// Reads the blog's words from `threads/*.txt` and gives posts and comments their numbers and times.
// Format: "=== slug | date | login | category | tags | flags", "= Title", text, then "+ Name" once per depth and text.

import { readdirSync, readFileSync } from 'node:fs';
import type { SampleComment, SampleThread } from './model.ts';
import { HOMEPAGES } from './people.ts';

interface Draft {
  readonly kind: SampleComment['kind'];
  readonly author: string;
  readonly authorUrl: string;
  readonly depth: number;
  readonly text: string;
  readonly replies: Draft[];
  at: Date;
  id: number;
}

interface Block {
  readonly head: string;
  readonly body: string;
}

const MINUTE_MS = 60_000;
const FIRST_POST_ID = 4;

/** All threads, oldest first. @throws Error when a file breaks the format */
export function readThreads(): SampleThread[] {
  const folder = new URL('./threads/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const texts = names.map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const blocks = texts.flatMap((text) => splitBlocks(text, /^=== (.*)$/m));
  const sorted = blocks.sort((a, b) => (postedAt(a) < postedAt(b) ? -1 : 1));
  const drafts = sorted.map((block) => ({ block, comments: readComments(block) }));
  numberComments(drafts.flatMap(({ comments }) => comments.all));
  return drafts.map(({ block, comments }, at) => toThread(block, comments.roots, FIRST_POST_ID + at * 9));
}

function splitBlocks(text: string, head: RegExp): Block[] {
  const parts = text.split(head).slice(1);
  return parts.flatMap((part, at) =>
    at % 2 === 0 ? [{ head: part, body: (parts[at + 1] ?? '').trim() }] : [],
  );
}

function fieldsOf(block: Block): string[] {
  return block.head.split('|').map((field) => field.trim());
}

function postedAt(block: Block): string {
  return fieldsOf(block)[1] ?? '';
}

function toThread(block: Block, comments: readonly SampleComment[], id: number): SampleThread {
  const [slug = '', date = '', author = '', category = '', tags = '', flags = ''] = fieldsOf(block);
  const post = block.body.split(/^\+/m)[0] ?? '';
  const title = post.match(/^= (.*)$/m)?.[1];
  if (title === undefined) throw new Error(`${slug} has no title`);
  return {
    id,
    slug,
    title,
    author,
    category,
    comments,
    at: toDate(date),
    tags: tags.split(',').map((tag) => tag.trim()),
    text: post.replace(/^= .*$/m, '').trim(),
    theme: flags.includes('kubrick') ? 'kubrick' : 'twenty-ten',
    charset: flags.includes('windows-1252') ? 'windows-1252' : 'utf-8',
    isClosed: flags.includes('closed'),
    attachment: flags.match(/attachment:(\S+)/)?.[1] ?? null,
  };
}

function toDate(text: string): Date {
  const date = new Date(`${text.trim().replace(' ', 'T')}Z`);
  if (Number.isNaN(date.getTime())) throw new Error(`not a date: ${text}`);
  return date;
}

function readComments(block: Block): { roots: Draft[]; all: Draft[] } {
  const roots: Draft[] = [];
  const path: Draft[] = [];
  const all: Draft[] = [];
  const wait = waitingTimes(block.head, block.head.startsWith('regatta-day-live') ? 14 : 240);
  for (const { head, body } of splitBlocks(block.body, /^(\++ .*)$/m)) {
    const [, plus = '', name = '', date] = head.match(/^(\++) (.*?)(?: @(\S+ \S+))?$/) ?? [];
    const depth = plus.length;
    if (depth > path.length + 1) throw new Error(`${block.head}: "${head}" answers nobody`);
    path.length = depth - 1;
    const siblings = path.at(-1)?.replies ?? roots;
    const after = siblings.at(-1)?.at ?? path.at(-1)?.at ?? toDate(postedAt(block));
    const at = date === undefined ? wait(after) : toDate(date);
    const draft: Draft = { ...readName(name), depth, text: body, replies: [], at, id: 0 };
    siblings.push(draft);
    path.push(draft);
    all.push(draft);
  }
  return { roots, all };
}

function readName(head: string): Pick<Draft, 'kind' | 'author' | 'authorUrl'> {
  const ping = head.match(/^(ping|trackback): (.*) <(.*)>$/);
  if (ping === null) {
    const author = head === '?' ? '' : head;
    return { kind: 'comment', author, authorUrl: HOMEPAGES[author] ?? '' };
  }
  const kind = ping[1] === 'ping' ? 'pingback' : 'trackback';
  return { kind, author: ping[2] ?? '', authorUrl: ping[3] ?? '' };
}

/** People answer after some minutes or hours, and not at night. The same seed always gives the same times. */
function waitingTimes(seed: string, longestMinutes: number): (after: Date) => Date {
  let state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
  return (after) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const chance = state / 2 ** 32;
    const at = new Date(after.getTime() + (3 + Math.floor(chance * chance * longestMinutes)) * MINUTE_MS);
    const isNight = at.getUTCHours() < 6 && after.getUTCHours() < 23;
    return isNight ? new Date(at.getTime() + 6 * 60 * MINUTE_MS) : at;
  };
}

/** Numbers grow with time over the whole blog, with holes where spam was deleted. */
function numberComments(drafts: readonly Draft[]): void {
  const byTime = drafts.map((draft, order) => ({ draft, order }));
  byTime.sort((a, b) => a.draft.at.getTime() - b.draft.at.getTime() || a.order - b.order);
  for (const [place, { draft }] of byTime.entries()) draft.id = 2 + place + 4 * Math.floor(place / 6);
}
