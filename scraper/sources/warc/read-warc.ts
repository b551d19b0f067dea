// A WARC as a source of pages: what was captured as HTML, with address, time and charset; redirects and errors as skips.
import type { Skip } from '../../model.ts';
import { ByteCursor } from '../bytes/byte-cursor.ts';
import { readPieces } from '../bytes/pieces.ts';
import { isExport } from '../export-files.ts';
import { recogniseFile, SNIFF_BYTES } from '../file-kind.ts';
import { hintOfName, isNeverPage, type NameHint } from '../file-names.ts';
import type { SourceItem } from '../model.ts';
import type { Capture } from '../read-file.ts';
import type { Found } from '../read-found.ts';
import { fileInMemory, readStart, type StoredFile } from '../stored-file.ts';
import type { Captures } from './captures.ts';
import { unpackMembers } from './gzip-members.ts';
import { decodeBody, type HttpMessage, readHttpMessage } from './http-message.ts';
import { findRecordStart, isRecordStart, readRecords, type WarcDamage, type WarcRecord } from './records.ts';
import { readWarcDate } from './warc-date.ts';

export interface WarcOptions {
  /** Of the WARC itself: damage is told under it. */
  readonly name: string;
  /** Stands before the addresses of pages: empty for a source that is one WARC, else the WARC's path and `/`. */
  readonly prefix: string;
  readonly maxPageBytes: number;
  /** Of the whole source: revisits may point from one WARC to another. */
  readonly captures: Captures;
  /** Reads a body like a file of a folder. */
  readonly readBody: (body: Found) => Promise<SourceItem>;
}

const OTHER_MEDIA =
  /^(?:image|video|audio|font)\/|^text\/(?:css|calendar|dns)|javascript|ecmascript|json|\/(?:pdf|zip|x-shockwave-flash|vnd\.)/;

/** Pages and skips in the order of the records. Other captures, requests and metadata are left out. Never fails. */
export async function* readWarc(file: StoredFile, options: WarcOptions): AsyncIterable<SourceItem> {
  const cursor = new ByteCursor(
    (await isPacked(file, options.name)) ? unpackMembers(file, isRecordStart) : readPieces(file),
  );
  let isEmpty = true;
  try {
    for await (const found of readRecords(cursor, options.maxPageBytes)) {
      isEmpty = false;
      const item = found.kind === 'damage' ? tellDamage(found, options) : await readRecord(found, options);
      if (item !== null) yield item;
    }
  } finally {
    await cursor.close();
  }
  if (isEmpty) yield { kind: 'skip', page: options.name, reason: 'empty', detail: 'it holds no record' };
}

/** By its start; by its name when that is damaged. */
async function isPacked(file: StoredFile, name: string): Promise<boolean> {
  try {
    const start = Buffer.from(await readStart(file));
    return recogniseFile(start, 'none') === 'gzip' || (/\.gz$/i.test(name) && findRecordStart(start) < 0);
  } catch {
    return false;
  }
}

function tellDamage({ offset, detail, fields }: WarcDamage, { name }: WarcOptions): Skip {
  const address = fields === null ? '' : addressOf(fields.get('warc-target-uri'));
  const what = address === '' ? detail : `${detail} (${address})`;
  return { kind: 'skip', page: `${name}#byte ${offset}`, reason: 'bad-record', detail: what };
}

/** Records that are no answers of a server. */
const OTHER_TYPES = new Set(['warcinfo', 'request', 'metadata', 'conversion', 'continuation']);

/** A record that holds, or points to, an answer of a server. */
interface Answer {
  readonly record: WarcRecord;
  readonly address: string;
  readonly capturedAt: string | null;
  readonly http: HttpMessage;
  readonly mediaType: string;
}

async function readRecord(record: WarcRecord, options: WarcOptions): Promise<SourceItem | null> {
  const type = record.fields.get('warc-type')?.toLowerCase();
  if (OTHER_TYPES.has(type ?? '')) return null;
  const answer = readAnswer(record);
  if (type !== 'response' && type !== 'resource' && type !== 'revisit') return tellType(answer, options);
  if (type === 'revisit' || answer.http.status === 304) return judgeRevisit(answer, options);
  const item = isOtherMedia(answer.mediaType) ? null : await readBody(answer, options);
  const isPage = item !== null && item.kind !== 'skip';
  options.captures.note(namesOf(answer, isPage), isPage ? 'page' : 'other');
  return item;
}

function readAnswer(record: WarcRecord): Answer {
  const { fields, content } = record;
  const ownType = fields.get('content-type') ?? '';
  const isHttp = fields.get('warc-type')?.toLowerCase() !== 'resource';
  const http: HttpMessage = isHttp
    ? readHttpMessage(content)
    : { status: null, fields: new Map([['content-type', ownType]]), body: content };
  return {
    record,
    address: addressOf(fields.get('warc-target-uri')),
    capturedAt: readWarcDate(fields.get('warc-date')),
    http,
    mediaType: (http.fields.get('content-type') ?? '').toLowerCase(),
  };
}

/** Some programs write addresses in angle brackets. */
function addressOf(written: string | undefined): string {
  return (written ?? '').replace(/^<(.*)>$/s, '$1').trim();
}

async function readBody(answer: Answer, options: WarcOptions): Promise<SourceItem | null> {
  const { status } = answer.http;
  if (status !== null && status >= 300) return mayBePage(answer) ? tellStatus(status, answer, options) : null;
  if (!answer.record.isWhole) return tellTooLarge(answer, options);
  if (answer.record.fields.has('warc-segment-number'))
    return mayBePage(answer)
      ? skip(answer, options, 'bad-record', 'it is cut into segments, which are not read')
      : null;
  const decoded = decodeBody(answer.http, options.maxPageBytes);
  if (!decoded.ok) return mayBePage(answer) ? skip(answer, options, decoded.reason, decoded.detail) : null;
  if (decoded.body.length === 0)
    return mayBePage(answer) ? skip(answer, options, 'empty', 'the answer has no bytes') : null;
  const hint = hintOf(answer);
  if (!isOfUse(decoded.body, hint)) return status === null ? tellNoStatus(answer, options) : null;
  const path = claimPath(answer, options);
  const name = nameOf(answer.address);
  return options.readBody({ file: fileInMemory(decoded.body), path, name, hint, capture: captureOf(answer) });
}

/** Paths are claimed for what becomes an item only. */
function isOfUse(body: Buffer, hint: NameHint): boolean {
  const kind = recogniseFile(body.subarray(0, SNIFF_BYTES), hint);
  return hint === 'page' || kind === 'html' || kind === 'feed' || isExport(kind);
}

function tellStatus(status: number, answer: Answer, options: WarcOptions): Skip {
  const target = answer.http.fields.get('location')?.slice(0, 200);
  const to = target === undefined ? '' : ` and sends the reader to ${target}`;
  const reason = status < 400 ? 'redirect' : 'error-page';
  return skip(answer, options, reason, `the server answered ${status}${status < 400 ? to : ''}`);
}

/** What says that it is an answer and does not begin as one may have been any page. */
function tellNoStatus(answer: Answer, options: WarcOptions): Skip | null {
  const isAnswer = /^application\/http\b/i.test(answer.record.fields.get('content-type') ?? '');
  return isAnswer ? skip(answer, options, 'bad-record', 'its status line cannot be read') : null;
}

/** Records of unknown types are passed over, unless they hold what may have been a page. */
function tellType(answer: Answer, options: WarcOptions): Skip | null {
  const isPage = answer.http.status !== null && !isOtherMedia(answer.mediaType);
  return isPage ? skip(answer, options, 'bad-record', 'its record type cannot be read') : null;
}

function tellTooLarge(answer: Answer, options: WarcOptions): Skip | null {
  const start = answer.http.body.subarray(0, SNIFF_BYTES);
  const hint = hintOf(answer);
  if (hint !== 'page' && recogniseFile(start, hint) !== 'html') return null;
  const detail = `${answer.record.length} bytes, the limit is ${options.maxPageBytes}`;
  return skip(answer, options, 'too-large', detail);
}

/** Revisits hold no content: it was the same as that of another capture. */
function judgeRevisit(answer: Answer, options: WarcOptions): Skip | null {
  const { fields } = answer.record;
  const address = addressOf(fields.get('warc-refers-to-target-uri')) || answer.address;
  const date = readWarcDate(fields.get('warc-refers-to-date'));
  const digest = fields.get('warc-payload-digest') ?? '';
  const original = options.captures.find(
    [digest, `${address} ${date}`, fields.get('warc-refers-to') ?? ''].filter((name) => name !== ''),
  );
  if (original === 'other' || (original === null && !mayBePage(answer))) return null;
  const of = `${address || 'a page'}${date === null ? '' : ` captured at ${date}`}`;
  if (original === 'page') return skip(answer, options, 'duplicate', `a revisit that repeats ${of}`);
  return skip(answer, options, 'no-content', `a revisit of ${of}, which this source does not hold before it`);
}

function namesOf({ record, address, capturedAt }: Answer, isPage: boolean): readonly string[] {
  const digest = record.fields.get('warc-payload-digest') ?? '';
  const names = isPage
    ? [digest, `${address} ${capturedAt}`, record.fields.get('warc-record-id') ?? '']
    : [digest];
  return names.filter((name) => name !== '');
}

/** By media type and name: what is not there cannot be looked at. */
function mayBePage({ mediaType, address }: Answer): boolean {
  if (!/^https?:/i.test(address)) return false;
  return !isOtherMedia(mediaType) && (/html/.test(mediaType) || !isNeverPage(nameOf(address)));
}

function isOtherMedia(mediaType: string): boolean {
  return !/html/.test(mediaType) && OTHER_MEDIA.test(mediaType);
}

function hintOf({ mediaType, address }: Answer): NameHint {
  if (/html/.test(mediaType)) return 'page';
  if (/^text\/plain/.test(mediaType)) return 'other';
  return mediaType === '' && hintOfName(nameOf(address)) === 'page' ? 'page' : 'none';
}

function nameOf(address: string): string {
  return (
    address
      .replace(/[?#].*$/s, '')
      .replace(/^[a-z]+:\/\/[^/?]*/i, '')
      .split('/')
      .at(-1) ?? ''
  );
}

function captureOf({ address, capturedAt, http }: Answer): Capture {
  const charset = /charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(
    http.fields.get('content-type') ?? '',
  )?.[1];
  const isWeb = /^https?:\/\//i.test(address) && URL.canParse(address);
  return { url: isWeb ? address : null, transportCharset: charset ?? null, capturedAt };
}

function claimPath({ address, record, capturedAt }: Answer, { captures, name, prefix }: WarcOptions): string {
  if (address === '') return `${name}#byte ${record.offset}`;
  return captures.claimPath(prefix + address, capturedAt);
}

function skip(answer: Answer, options: WarcOptions, reason: Skip['reason'], detail: string): Skip {
  return { kind: 'skip', page: claimPath(answer, options), reason, detail };
}
