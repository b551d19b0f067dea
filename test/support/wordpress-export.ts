// Writes small WordPress exports for tests, as WordPress itself does, and reads them back.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Skip, ThreadPart } from '../../scraper/model.ts';
import { openSource } from '../../scraper/sources/open.ts';
import { makeTempFolder } from './temp-folder.ts';

type Fields = Readonly<Record<string, string>>;

/** The start of an export of a fictional blog, up to its first item. */
export function exportHead(version = '1.2', inChannel = ''): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/3.9" created="2014-03-02 10:00" -->
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/${version}/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/${version}/"
>
<channel>
  <title>The Quayside &amp; Beyond</title>
  <link>http://www.quayside.example/blog</link>
  <pubDate>Sun, 02 Mar 2014 10:00:00 +0000</pubDate>
  <wp:base_blog_url>http://www.quayside.example/blog</wp:base_blog_url>
  <wp:author><wp:author_id>7</wp:author_id><wp:author_login>orla</wp:author_login><wp:author_email>orla@mail.example</wp:author_email><wp:author_display_name><![CDATA[Orla O&#039;Shea]]></wp:author_display_name></wp:author>
  ${inChannel}
`;
}

export const exportEnd = '</channel>\n</rss>\n';

/** A published post with the given fields put over the usual ones; `more` is XML within the item. */
export function exportItem(fields: Fields = {}, more = ''): string {
  const all: Fields = {
    title: 'Low water',
    link: 'http://www.quayside.example/blog/2009/06/low-water/',
    pubDate: 'Thu, 18 Jun 2009 18:03:10 +0000',
    'dc:creator': 'orla',
    'content:encoded': 'The harbour is dry.',
    'wp:post_id': '42',
    'wp:post_date': '2009-06-18 20:03:10',
    'wp:post_date_gmt': '2009-06-18 18:03:10',
    'wp:comment_status': 'open',
    'wp:status': 'publish',
    'wp:post_type': 'post',
    'wp:post_password': '',
    ...fields,
  };
  return `<item>\n${elementsOf(all)}\n${more}</item>\n`;
}

/** An approved comment with the given fields put over the usual ones; names without `wp:comment_`. */
export function exportComment(fields: Fields = {}): string {
  const all: Fields = {
    id: '501',
    author: 'Bertil',
    author_email: 'bertil@mail.example',
    author_url: '',
    author_IP: '203.0.113.77',
    date: '2009-06-18 21:00:00',
    date_gmt: '2009-06-18 19:00:00',
    content: 'Wait for the tide.',
    approved: '1',
    type: '',
    parent: '0',
    user_id: '0',
    ...fields,
  };
  const named = Object.entries(all).map(([name, text]) => [`wp:comment_${name}`, text]);
  return `<wp:comment>\n${elementsOf(Object.fromEntries(named))}\n</wp:comment>\n`;
}

/** What an export gives. */
export interface ExportReading {
  readonly parts: readonly ThreadPart[];
  readonly skips: readonly Skip[];
}

/** Reads the bytes of an export from a file called `name`. */
export async function readExportBytes(
  bytes: Uint8Array | string,
  name = 'quayside.xml',
): Promise<ExportReading> {
  const path = join(makeTempFolder('export'), name);
  writeFileSync(path, bytes);
  const parts: ThreadPart[] = [];
  const skips: Skip[] = [];
  for await (const item of (await openSource(path)).items()) {
    if (item.kind === 'skip') skips.push(item);
    if (item.kind !== 'records') continue;
    for await (const reading of item.read())
      if (reading.kind === 'part') parts.push(reading);
      else skips.push(reading);
  }
  return { parts, skips };
}

/** Reads an export of these items. */
export function readExportItems(...items: readonly string[]): Promise<ExportReading> {
  return readExportBytes(exportHead() + items.join('') + exportEnd);
}

function elementsOf(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, text]) => `<${name}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`)
    .join('\n');
}
