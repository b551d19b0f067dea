// People of a snapshot: spellings of one name become one person with one slug. No texts, no counts.
import { hash } from 'node:crypto';
import type { Thread } from '../scraper/model.ts';
import type { Person } from './model.ts';

/** Finds the person of a name as an archive wrote it. Names without any letter, digit or sign are nobody. */
export interface PeopleRegister {
  /** Persons who wrote a post or a comment; the names of pings are pages, and do not count. */
  readonly size: number;
  person(author: string | null): Person | null;
}

const MAX_SLUG_LENGTH = 60;
/** Latin letters that Unicode does not take apart. */
const LATIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ŧ: 't',
};

/**
 * A name with case, accents, invisible characters and runs of white space folded away. Two authors are the same
 * person if and only if their names fold to the same text; `author:` compares with it. May be empty.
 */
export function foldName(name: string): string {
  return name
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[’‘ʼ´`]/g, "'")
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\p{Cf}]/gu, '')
    .replace(/[ßæœøđðþłıħŋŧ]/g, (letter) => LATIN_LETTERS[letter] ?? letter)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFC');
}

/** Takes every thread once, then names their people. */
export interface PeopleCollector {
  add(thread: Thread): void;
  finish(): PeopleRegister;
}

/**
 * A person's display name is the most frequent spelling (the first in code unit order among equals); slugs depend
 * only on the set of names, never on the order of threads.
 */
export function createPeopleCollector(): PeopleCollector {
  const spellings = new Map<string, Map<string, number>>();
  const writers = new Set<string>();
  return {
    add(thread) {
      if (thread.post) writers.add(countSpelling(spellings, thread.post.author));
      for (const comment of thread.comments) {
        const folded = countSpelling(spellings, comment.author);
        if (comment.kind === 'comment') writers.add(folded);
      }
    },
    finish() {
      writers.delete('');
      return registerPeople(spellings, writers.size);
    },
  };
}

/** Gives the folded name; empty when there is none. */
function countSpelling(spellings: Map<string, Map<string, number>>, author: string | null): string {
  const folded = author === null ? '' : foldName(author);
  if (author === null || folded === '') return '';
  const name = displayForm(author);
  const counts = spellings.get(folded) ?? new Map<string, number>();
  counts.set(name, (counts.get(name) ?? 0) + 1);
  spellings.set(folded, counts);
  return folded;
}

function displayForm(author: string): string {
  return author.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function registerPeople(
  spellings: ReadonlyMap<string, ReadonlyMap<string, number>>,
  writerCount: number,
): PeopleRegister {
  const slugs = slugsOf([...spellings.keys()]);
  const people = new Map<string, Person>();
  for (const [folded, counts] of spellings) {
    people.set(folded, { name: mostFrequent(counts), slug: slugs.get(folded) ?? hashedSlug(folded, 16) });
  }
  return {
    size: writerCount,
    person: (author) => (author === null ? null : (people.get(foldName(author)) ?? null)),
  };
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  let best = '';
  let bestCount = 0;
  for (const [name, count] of counts) {
    if (count > bestCount || (count === bestCount && name < best)) {
      best = name;
      bestCount = count;
    }
  }
  return best;
}

/**
 * Every folded name's slug, whatever their order. The plainest of several names with one readable slug keeps it, the others get
 * a hash.
 */
export function slugsOf(foldedNames: readonly string[]): ReadonlyMap<string, string> {
  const slugs = new Map<string, string>();
  const taken = new Set<string>();
  const plainestFirst = [...foldedNames].sort(comparePlainness);
  const later: string[] = [];
  for (const folded of plainestFirst) {
    const slug = readableSlug(folded);
    if (slug === null || taken.has(slug)) {
      later.push(folded);
      continue;
    }
    taken.add(slug);
    slugs.set(folded, slug);
  }
  for (const folded of later) {
    const slug = freeHashedSlug(folded, taken);
    taken.add(slug);
    slugs.set(folded, slug);
  }
  return slugs;
}

function comparePlainness(a: string, b: string): number {
  const difference = Number(!isPlain(a)) - Number(!isPlain(b));
  if (difference !== 0) return difference;
  return a < b ? -1 : Number(a > b);
}

/** A plain name loses nothing in its slug. */
function isPlain(folded: string): boolean {
  return /^[a-z0-9]+( [a-z0-9]+)*$/.test(folded);
}

function asciiPart(folded: string): string {
  return folded
    .replace(/'/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/-$/, '');
}

/** The slug of one more person; `taken` are those of the others. */
export function slugOfName(name: string, taken: ReadonlySet<string>): string {
  const folded = foldName(name);
  const slug = readableSlug(folded);
  return slug === null || taken.has(slug) ? freeHashedSlug(folded, taken) : slug;
}

/** Null when letters would be lost: the rest would read like another name. */
function readableSlug(folded: string): string | null {
  if (/(?![a-z0-9])[\p{L}\p{N}]/u.test(folded)) return null;
  const slug = asciiPart(folded);
  return slug === '' || slug.length >= MAX_SLUG_LENGTH ? null : slug;
}

function freeHashedSlug(folded: string, taken: ReadonlySet<string>): string {
  let digits = 6;
  while (digits < 64 && taken.has(hashedSlug(folded, digits))) digits += 1;
  return hashedSlug(folded, digits);
}

function hashedSlug(folded: string, digits: number): string {
  return `${asciiPart(folded) || 'person'}-${hash('sha256', folded, 'hex').slice(0, digits)}`;
}
