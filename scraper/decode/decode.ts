// Bytes of a page in, text out: finds the charset and decodes. Repairing wrongly decoded text is `mojibake.ts`.
import type { Charset } from './charsets.ts';
import { charsetOfFirstBytes, type Declaration, declaredCharset } from './declared-charset.ts';
import { decodeCharset } from './decode-charset.ts';
import { detectCharset, detectStrayCharset, looksNonLatin } from './detect-charset.ts';
import type { Repair } from './model.ts';
import { decodeUtf8Runs, type Utf8Reading } from './utf8-runs.ts';

/** Version of decoding and repair, for the ledger of pages that need not be read again. Raised with every change. */
export const decodeProgram = 'decode2';

/** A page as text. */
export interface DecodedPage {
  /** Without U+FEFF. */
  readonly text: string;
  /** WHATWG name of the charset that was used; `utf-8` also for a page with stray bytes. */
  readonly charset: Charset;
  /** One clause: why this charset. */
  readonly evidence: string;
  /** Stray bytes of a UTF-8 page, read as another charset: one entry with `rounds` 0, or empty. */
  readonly repairs: readonly Repair[];
}

/**
 * So many sequences are no accident in a page that names a charset of its own; a page that says Latin-1, as servers
 * and templates do by default, is UTF-8 from the first one on.
 */
const SEQUENCES_AGAINST_LABEL = 12;

/**
 * Decodes a page: byte order mark, then strict UTF-8 where it is valid and has multibyte sequences, then the charset
 * of the transport, the page's own label, a guess by language and bytes where these are missing or cannot be, UTF-8
 * run by run with another charset between, windows-1252 at last. Never fails. Linear.
 */
export function decodePage(bytes: Uint8Array, transportCharset: string | null): DecodedPage {
  const proven = charsetOfFirstBytes(bytes);
  if (proven) return decodeAs(bytes, proven);
  const declared = declaredCharset(bytes, transportCharset);
  if (declared === null || declared.charset === 'utf-8') return decodeMostlyUtf8(bytes, declared);
  const utf8 = decodeUtf8Runs(bytes);
  if (isUtf8AgainstLabel(utf8, declared.charset))
    return page(utf8.text, 'utf-8', `valid UTF-8 although ${evidenceOf(declared)}`, strayRepairs(utf8));
  const other = declared.charset === 'windows-1252' && looksNonLatin(bytes) ? detectCharset(bytes) : null;
  if (other)
    return page(
      decodeCharset(bytes, other.charset),
      other.charset,
      `${other.evidence}, although ${evidenceOf(declared)}`,
    );
  return decodeAs(bytes, declared);
}

function readUtf8(bytes: Uint8Array): Utf8Reading {
  return decodeUtf8Runs(bytes, (runs) => detectStrayCharset(runs, bytes));
}

function isUtf8AgainstLabel({ sequences, strayBytes }: Utf8Reading, label: Charset): boolean {
  if (label !== 'windows-1252') return strayBytes === 0 && sequences >= SEQUENCES_AGAINST_LABEL;
  return strayBytes === 0
    ? sequences > 0
    : sequences >= SEQUENCES_AGAINST_LABEL && sequences > 10 * strayBytes;
}

function decodeMostlyUtf8(bytes: Uint8Array, declared: Declaration | null): DecodedPage {
  const utf8 = readUtf8(bytes);
  // Two-byte charsets make valid sequences by accident.
  const guess = utf8.strayBytes > utf8.sequences ? detectCharset(bytes) : null;
  const why = declared ? evidenceOf(declared) : assumption(utf8);
  if (guess)
    return page(
      decodeCharset(bytes, guess.charset),
      guess.charset,
      `${guess.evidence}, ${declared ? `although ${why}` : why}`,
    );
  const isUtf8 = declared !== null || utf8.sequences > 0 || utf8.strayBytes === 0;
  return page(utf8.text, isUtf8 ? 'utf-8' : utf8.strayCharset, why, isUtf8 ? strayRepairs(utf8) : []);
}

function decodeAs(bytes: Uint8Array, { charset, evidence }: Declaration): DecodedPage {
  const why = evidenceOf({ charset, evidence });
  if (charset === 'utf-8') {
    const utf8 = readUtf8(bytes);
    return page(utf8.text, charset, why, strayRepairs(utf8));
  }
  return page(decodeCharset(bytes, charset), charset, why);
}

function page(
  text: string,
  charset: Charset,
  evidence: string,
  repairs: readonly Repair[] = [],
): DecodedPage {
  return { text: withoutByteOrderMarks(text), charset, evidence, repairs };
}

function strayRepairs({ strayBytes, strayCharset }: Utf8Reading): readonly Repair[] {
  return strayBytes === 0 ? [] : [{ table: strayCharset, rounds: 0, count: strayBytes }];
}

function assumption({ sequences, strayBytes }: Utf8Reading): string {
  if (sequences === 0 && strayBytes === 0) return 'plain ASCII, nothing declared';
  if (strayBytes === 0) return 'valid UTF-8, nothing declared';
  return sequences === 0 ? 'no valid UTF-8, nothing declared' : 'UTF-8 with other bytes, nothing declared';
}

function evidenceOf({ charset, evidence }: Declaration): string {
  switch (evidence) {
    case 'bom':
      return 'byte order mark';
    case 'shape':
      return '16-bit units';
    case 'transport':
      return `sent as ${charset}`;
    case 'mirror-meta':
      return `sent as ${charset}, says the mirror tool`;
    case 'meta':
      return `meta element says ${charset}`;
    case 'xml-declaration':
      return `XML declaration says ${charset}`;
    default:
      return evidence satisfies never;
  }
}

function withoutByteOrderMarks(text: string): string {
  return text.includes('\ufeff') ? text.replaceAll('\ufeff', '') : text;
}
