// Guesses the charset of text that names none, or a wrong one: by the language a page says it is in, else by its bytes.
import { analyse } from 'chardet';
import { type Charset, charsetOfLabel } from './charsets.ts';

/** Text looked at: enough for certainty, little enough to cost nothing beside parsing. */
const SAMPLE_BYTES = 32_768;
/** Fewer high bytes than this prove nothing without the language. */
const ENOUGH_HIGH_BYTES = 200;
const ENOUGH_STRAY_BYTES = 40;
/** Of 100, as the detector counts: right guesses start at 40, wrong ones end at 30. */
const CERTAIN = 40;
const POSSIBLE = 15;

/** Charsets that were in use for a language, the most used first. */
const OF_LANGUAGE: Readonly<Record<string, readonly Charset[]>> = {
  ru: ['windows-1251', 'koi8-r', 'iso-8859-5'],
  uk: ['windows-1251', 'koi8-u'],
  be: ['windows-1251'],
  bg: ['windows-1251'],
  sr: ['windows-1251', 'windows-1250'],
  mk: ['windows-1251'],
  pl: ['iso-8859-2', 'windows-1250'],
  cs: ['windows-1250', 'iso-8859-2'],
  sk: ['windows-1250', 'iso-8859-2'],
  hu: ['iso-8859-2', 'windows-1250'],
  sl: ['windows-1250', 'iso-8859-2'],
  hr: ['windows-1250', 'iso-8859-2'],
  ro: ['iso-8859-2', 'windows-1250'],
  tr: ['windows-1254'],
  el: ['windows-1253'],
  he: ['windows-1255'],
  ar: ['windows-1256'],
  fa: ['windows-1256'],
  th: ['windows-874'],
  et: ['windows-1257'],
  lt: ['windows-1257'],
  lv: ['windows-1257'],
  ja: ['shift_jis', 'euc-jp'],
  zh: ['gb18030', 'big5'],
  ko: ['euc-kr'],
};

/** What browsers take for names that the detector uses. */
const SUPERSETS: Readonly<Record<string, Charset>> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-6': 'windows-1256',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'iso-8859-9': 'windows-1254',
};

/** Latin letters: high bytes are scattered among others. */
const LATIN: ReadonlySet<Charset> = new Set(['iso-8859-2', 'windows-1250', 'windows-1254', 'windows-1257']);

export interface DetectedCharset {
  readonly charset: Charset;
  /** One clause. */
  readonly evidence: string;
}

/** The charset of a page's text; null when nothing speaks for another one than windows-1252. Bounded cost. */
export function detectCharset(bytes: Uint8Array): DetectedCharset | null {
  const sample = sampleText(bytes);
  return detect(sample, languageOf(bytes), ENOUGH_HIGH_BYTES);
}

/**
 * The charset of bytes that are no UTF-8 among such that are: runs of them, parted by spaces.
 * `page` is the whole page, for its language.
 */
export function detectStrayCharset(runs: Uint8Array, page: Uint8Array): Charset {
  const sample = runs.subarray(0, SAMPLE_BYTES);
  if (isChinesePunctuation(sample)) return 'gb18030';
  return detect(sample, languageOf(page), ENOUGH_STRAY_BYTES)?.charset ?? 'windows-1252';
}

/** True for text whose high bytes stand side by side: letters of another script, read as accented Latin ones. */
export function looksNonLatin(bytes: Uint8Array): boolean {
  const sample = sampleText(bytes);
  return countHigh(sample) >= ENOUGH_HIGH_BYTES && isMostlyRuns(sample);
}

/** True when most high bytes stand in runs of three and more. */
function isMostlyRuns(sample: Uint8Array): boolean {
  let high = 0;
  let inRuns = 0;
  let run = 0;
  for (let at = 0; at <= sample.length; at++) {
    if ((sample[at] ?? 0) >= 0x80) run++;
    else {
      high += run;
      if (run >= 3) inRuns += run;
      run = 0;
    }
  }
  return inRuns > 0.6 * high;
}

function detect(sample: Uint8Array, language: string | null, enough: number): DetectedCharset | null {
  const high = countHigh(sample);
  if (high === 0) return null;
  const guesses = analyse(sample).flatMap(({ name, confidence }) => {
    const charset = SUPERSETS[name.toLowerCase()] ?? charsetOfLabel(name);
    return charset === null ? [] : [{ charset, confidence }];
  });
  const usual = language === null ? undefined : OF_LANGUAGE[language];
  const ofLanguage = guesses.find(
    ({ charset, confidence }) => confidence >= POSSIBLE && usual?.includes(charset),
  );
  if (ofLanguage) return { charset: ofLanguage.charset, evidence: `guessed for a page in "${language}"` };
  const [best] = guesses;
  if (!best || best.charset === 'windows-1252' || best.charset.startsWith('utf-')) return null;
  if (high < enough || best.confidence < CERTAIN) return null;
  if (isMostlyRuns(sample) === LATIN.has(best.charset)) return null;
  return { charset: best.charset, evidence: 'guessed from its bytes' };
}

/** Quotation marks and dashes of a Chinese system in text of another language: pairs whose first byte is A1. */
function isChinesePunctuation(runs: Uint8Array): boolean {
  let pairs = 0;
  for (let at = 0; at < runs.length; at += 3) {
    const second = runs[at + 1] ?? 0;
    if (runs[at] !== 0xa1 || second < 0xa1 || second > 0xbf) return false;
    if ((runs[at + 2] ?? 0x20) !== 0x20) return false;
    pairs++;
  }
  return pairs >= 2;
}

function countHigh(bytes: Uint8Array): number {
  let high = 0;
  for (const byte of bytes) if (byte >= 0x80) high++;
  return high;
}

/** Bytes outside tags, cut to the sample's size; letters of scripts and styles are ASCII and do no harm. */
function sampleText(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(SAMPLE_BYTES);
  let size = 0;
  let isTag = false;
  let lastHigh = 0;
  for (const byte of bytes) {
    if (byte === 0x3c) isTag = true;
    else if (byte === 0x3e) isTag = false;
    else if (!isTag) {
      // Long stretches of ASCII say nothing: room is kept for the text that does.
      if (byte >= 0x80) lastHigh = size;
      if (byte < 0x80 && size - lastHigh > 40) continue;
      sample[size++] = byte;
      if (size === SAMPLE_BYTES) break;
    }
  }
  return sample.subarray(0, size);
}

const LANGUAGE = /<(?:html|body)\b[^>]{0,500}?\blang\s*=\s*["']?([a-z]{2})/i;

function languageOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16_384));
  return LANGUAGE.exec(head.toString('latin1'))?.[1]?.toLowerCase() ?? null;
}
