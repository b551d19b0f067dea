// Undoes entities that were escaped twice (`don&amp;#8217;t` in the page, `don&#8217;t` in its text), once.
import { load } from 'cheerio/slim';

/** Characters that no keyboard has: whoever writes of an entity writes it apart from words, and mostly of these four. */
const MARKUP = new Set(['<', '>', '&', '"']);

const ENTITY = /&(?:#\d{2,7}|#x[\da-f]{2,6}|[a-z][a-z\d]{1,30});/gi;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

export interface Unescaped {
  readonly text: string;
  /** Entities that were undone. */
  readonly count: number;
}

/** Only entities that touch a word, name a known character and open no markup; others are what the writer meant. Linear. */
export function undoDoubleEscapes(text: string): Unescaped {
  if (!text.includes('&') || !ENTITY.test(text)) return { text, count: 0 };
  let count = 0;
  const undone = text.replace(ENTITY, (entity, at: number) => {
    const touchesWord =
      WORD_CHARACTER.test(text.charAt(at - 1)) || WORD_CHARACTER.test(text.charAt(at + entity.length));
    const character = touchesWord ? characterOf(entity) : null;
    if (character === null) return entity;
    count++;
    return character;
  });
  return { text: undone, count };
}

const known = new Map<string, string | null>();
const MAX_KNOWN = 2_000;

function characterOf(entity: string): string | null {
  const cached = known.get(entity);
  if (cached !== undefined) return cached;
  const character = load(entity, null, false).text();
  const isCharacter =
    character !== '' && character !== entity && !MARKUP.has(character) && character !== '\ufffd';
  const result = isCharacter ? character : null;
  if (known.size < MAX_KNOWN) known.set(entity, result);
  return result;
}

const SURROGATE_PAIR =
  /&#(?:(5529[6-9]|55[3-9]\d\d|56[0-2]\d\d|563[01]\d)|x(d[89ab][\da-f]{2}));&#(?:(5632\d|563[3-9]\d|56[4-9]\d\d|57[0-2]\d\d|573[0-3]\d|5734[0-3])|x(d[c-f][\da-f]{2}));/gi;

/** Joins characters that were written as two references, one for each half of a surrogate pair. Linear. */
export function joinSurrogateReferences(html: string): Unescaped {
  if (!/&#(?:55|56|xd[89ab])/i.test(html)) return { text: html, count: 0 };
  let count = 0;
  const text = html.replace(SURROGATE_PAIR, (pair, high, highHex, low, lowHex) => {
    const first = highHex === undefined ? Number(high) : Number.parseInt(highHex, 16);
    const second = lowHex === undefined ? Number(low) : Number.parseInt(lowHex, 16);
    if (!(first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff)) return pair;
    count++;
    return String.fromCharCode(first, second);
  });
  return { text, count };
}
