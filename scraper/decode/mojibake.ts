// Repairs mojibake: UTF-8 that was once read through a one-byte table. Works on the sequences, never on the whole
// text, so that correct characters beside them stay. The idea is ftfy's, the implementation our own.
import type { Repair, RepairedText, TableName } from './model.ts';
import { findHits, type Hit } from './mojibake-hits.ts';
import { judgeDos, judgeMacRoman, judgeWindows1251 } from './mojibake-other-rules.ts';
import { judgeWindows1252, type Verdict } from './mojibake-rules.ts';
import { type ByteTable, codePageTable, macRomanTable, windows1252Table } from './mojibake-tables.ts';
import { readC1AsWindows1252 } from './windows-1252.ts';

export type { Repair, RepairedText } from './model.ts';

interface Reading {
  readonly table: ByteTable;
  readonly judge: (hit: Hit) => Verdict;
}

/** Text that has gone through a table more often than this is left as it is. */
const MAX_ROUNDS = 3;

/** Characters that open a sequence of any table, C1 controls and byte order marks. Most texts have none. */
export const mojibakeSign =
  /[\u0080-\u009f\ufeff\u00c2-\u00f0\u00ac\u00b7\u221a\u0192\u2248\u0152\u0153\u2013\u2014\u00f7\u25ca\u00ff\u0178\u2021\u201a\u201e\u2030\uf8ff\u0412-\u0415\u0420\u0421\u0432\u251c\u252c\u2564\u2568\u0393]/;

const READINGS: readonly Reading[] = [
  { table: windows1252Table(), judge: judgeWindows1252 },
  { table: macRomanTable(), judge: judgeMacRoman },
  { table: codePageTable('windows-1251'), judge: judgeWindows1251 },
  { table: codePageTable('cp437'), judge: judgeDos },
  { table: codePageTable('cp850'), judge: judgeDos },
];

/**
 * Undoes mojibake in a run of text, strips U+FEFF and reads C1 controls as windows-1252. Leaves correct text alone:
 * what might be either stays. Call it before white space is collapsed, since a no-break space may be half of a
 * letter. Idempotent; never fails; linear in the length of the text.
 */
export function repairMojibake(text: string): RepairedText {
  if (!mojibakeSign.test(text)) return { text, repairs: [] };
  const bare = withoutByteOrderMarks(text);
  const tally = new Map<TableName, Repair>();
  let current = bare;
  for (let pass = repairPass(current); pass; pass = repairPass(current)) {
    const before = tally.get(pass.table);
    const rounds = (before?.rounds ?? 0) + 1;
    if (rounds > MAX_ROUNDS) return { text: bare, repairs: [] };
    tally.set(pass.table, { table: pass.table, rounds, count: (before?.count ?? 0) + pass.count });
    current = withoutByteOrderMarks(pass.text);
  }
  return { text: current, repairs: [...tally.values()] };
}

function withoutByteOrderMarks(text: string): string {
  return text.includes('\ufeff') ? text.replaceAll('\ufeff', '') : text;
}

interface Pass {
  readonly text: string;
  readonly table: TableName;
  readonly count: number;
}

/** One step: the first table that finds something. Null when none does any more. */
function repairPass(text: string): Pass | null {
  for (const reading of READINGS) {
    const hits = acceptedHits(text, reading);
    const table = reading.table.name;
    const replaced = replaceHits(text, hits);
    const lost = table === 'windows-1252' ? repairLosses(replaced, hits) : { text: replaced, count: 0 };
    const count = hits.length + lost.count;
    if (count > 0) return { text: lost.text, table, count };
  }
  return null;
}

function acceptedHits(text: string, { table, judge }: Reading): readonly Hit[] {
  const judged = findHits(text, table).map((hit) => ({ hit, verdict: judge(hit) }));
  const suspected = judged.filter(({ verdict }) => verdict !== 'no');
  const isProven =
    suspected.some(({ verdict }) => verdict === 'certain') ||
    (table.name === 'windows-1252' && suspected.filter(({ hit }) => isHalfSpace(hit)).length > 1);
  return isProven ? suspected.map(({ hit }) => hit) : [];
}

/** `Â` or `Ã` and a no-break space: what is left of indentation and of single letters; two prove each other. */
function isHalfSpace({ lead, trails }: Hit): boolean {
  return lead <= 0xc3 && trails === '\u00a0';
}

function replaceHits(text: string, hits: readonly Hit[]): string {
  if (hits.length === 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const hit of hits) {
    pieces.push(text.slice(from, hit.start), String.fromCodePoint(hit.codePoint));
    from = hit.end;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

// A closing quote whose last byte became `?`, U+FFFD or nothing; and `à` whose second byte became a plain space.
const LOST_QUOTE = /\u00e2\u20ac(?:[?\ufffd]|(?<=\S\u00e2\u20ac))(?=$|[\s.,;:!?)\]])/g;
// An apostrophe that lost two of its three bytes: only where an English ending leaves no other reading.
const LOST_APOSTROPHE = /(?<=\p{L})\u00e2\ufffd\ufffd(?=(?:s|t|d|m|re|ve|ll)(?!\p{L}))/giu;
const LOST_A_GRAVE = /(?<![\p{Lu}\p{N}])\u00c3 (?=( )?)/gu;

/** What the tables cannot undo: bytes that were lost on the way, and C1 controls that no sequence claimed. */
function repairLosses(text: string, hits: readonly Hit[]): { readonly text: string; readonly count: number } {
  let count = 0;
  const replace = (replacement: string) => {
    count++;
    return replacement;
  };
  let repaired = text.includes('\u00e2\u20ac') ? text.replace(LOST_QUOTE, () => replace('\u201d')) : text;
  if (text.includes('\u00e2\ufffd')) repaired = repaired.replace(LOST_APOSTROPHE, () => replace('\u2019'));
  if (hits.some((hit) => hit.lead === 0xc3))
    repaired = repaired.replace(LOST_A_GRAVE, (_, second) => replace(second ? '\u00e0' : '\u00e0 '));
  const controlled = readC1AsWindows1252(repaired);
  if (controlled !== repaired) count++;
  return { text: controlled, count };
}
