// Writes WARCs for tests, record by record.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export interface WarcEntry {
  /** Default `response`. */
  readonly type?: string;
  readonly url?: string;
  readonly date?: string;
  /** Further WARC header lines. */
  readonly fields?: Readonly<Record<string, string>>;
  /** HTTP status line behind the version, default `200 OK`. */
  readonly status?: string;
  /** HTTP header lines; default: `Content-Type: text/html`. */
  readonly http?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export const WARC_DATE = '2012-03-04T05:06:07Z';

/** The bytes of one record, its two line ends included. */
export function warcRecord(entry: WarcEntry): Buffer {
  const { type = 'response', url, date = WARC_DATE, fields = {} } = entry;
  const body = Buffer.from(entry.body ?? '');
  const isHttp = type === 'response' || type === 'request' || type === 'revisit';
  const head = isHttp ? httpHead(entry) : '';
  const content = Buffer.concat([Buffer.from(head), body]);
  const lines = {
    'WARC-Type': type,
    'WARC-Record-ID': `<urn:uuid:${sha1(`${url} ${date} ${type}`).slice(0, 32)}>`,
    'WARC-Date': date,
    ...(url === undefined ? {} : { 'WARC-Target-URI': url }),
    ...(isHttp ? { 'Content-Type': `application/http; msgtype=${type}` } : {}),
    ...(type === 'response' ? { 'WARC-Payload-Digest': digestOf(body) } : {}),
    ...fields,
    'Content-Length': String(content.length),
  };
  const header = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`WARC/1.0\r\n${header.join('')}\r\n`), content, Buffer.from('\r\n\r\n')]);
}

/** As `WARC-Payload-Digest` names it. */
export function digestOf(body: string | Uint8Array): string {
  return `sha1:${sha1(body)}`;
}

/** A WARC with one record after the other. */
export function makeWarc(entries: readonly WarcEntry[]): Buffer {
  return Buffer.concat(entries.map(warcRecord));
}

/** A WARC with a gzip member for each record. */
export function makePackedWarc(entries: readonly WarcEntry[]): Buffer {
  return Buffer.concat(entries.map((entry) => gzipSync(warcRecord(entry))));
}

function httpHead({ status = '200 OK', http = { 'Content-Type': 'text/html' } }: WarcEntry): string {
  const lines = Object.entries(http).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
}

function sha1(bytes: string | Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}
