// Builds the index of Sphinx out of a documents file, where `indexer` and `searchd` are installed: its configuration, its
// XML, stemmed English words with beginnings of two letters or more.

import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readDocuments } from '../documents-file.ts';
import type { CorpusFiles } from '../search/contender.ts';

/** Name of the index. */
export const SPHINX_INDEX = 'documents';

const SCHEMA = `<sphinx:schema><sphinx:field name="title"/><sphinx:field name="text"/>
<sphinx:attr name="author" type="int"/><sphinx:attr name="day" type="int"/></sphinx:schema>`;
/** Characters that are written at a time. */
const PIECE = 4_000_000;

/** Whether both programs are there. */
export function hasSphinx(): boolean {
  return ['indexer', 'searchd'].every((program) => {
    try {
      execFileSync('which', [program], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** Writes the folder `files.sphinx`. @throws Error with what `indexer` says when it fails */
export function buildSphinx({ documents, sphinx }: CorpusFiles): void {
  mkdirSync(sphinx);
  const xml = join(sphinx, 'documents.xml');
  writeXml(documents, xml);
  writeConfiguration(sphinx, 0);
  execFileSync('indexer', ['--config', configurationOf(sphinx), '--quiet', SPHINX_INDEX]);
  rmSync(xml);
}

/** Path of the configuration in Sphinx's folder. */
export function configurationOf(folder: string): string {
  return join(folder, 'sphinx.conf');
}

/** Writes the configuration for a server on `port`. */
export function writeConfiguration(folder: string, port: number): void {
  writeFileSync(
    configurationOf(folder),
    `source documents {
  type = xmlpipe2
  xmlpipe_command = cat ${join(folder, 'documents.xml')}
}
index ${SPHINX_INDEX} {
  source = documents
  path = ${join(folder, 'index')}
  morphology = stem_en
  min_prefix_len = 2
}
indexer {
  mem_limit = 512M
}
searchd {
  listen = 127.0.0.1:${port}:mysql41
  pid_file = ${join(folder, 'searchd.pid')}
  log = ${join(folder, 'searchd.log')}
  binlog_path =
}
`,
  );
}

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** A name as a number: the first 31 bits of its FNV-1a hash. */
export function authorNumber(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash & 0x7fffffff;
}

/** `2011-06-19` as 20110619; 0 for none. */
export function dayNumber(date: string | null): number {
  return Number(date?.slice(0, 10).replaceAll('-', '') ?? 0);
}

function writeXml(documents: string, path: string): void {
  const file = openSync(path, 'w');
  let xml = `<?xml version="1.0" encoding="utf-8"?>\n<sphinx:docset>\n${SCHEMA}\n`;
  let number = 0;
  for (const { title = '', text, author, publishedAt } of readDocuments(documents)) {
    number += 1;
    xml += `<sphinx:document id="${number}"><title>${escaped(title)}</title><text>${escaped(text)}</text>`;
    xml += `<author>${author === null ? 0 : authorNumber(author)}</author><day>${dayNumber(publishedAt)}</day></sphinx:document>\n`;
    if (xml.length < PIECE) continue;
    writeSync(file, xml);
    xml = '';
  }
  writeSync(file, `${xml}</sphinx:docset>\n`);
  closeSync(file);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/\p{Cc}/gu, ' ');
}
