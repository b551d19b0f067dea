// Sphinx as a contender: its own server, asked over a socket in its extended query language; times include the way.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import {
  authorNumber,
  configurationOf,
  dayNumber,
  freePort,
  SPHINX_INDEX,
  writeConfiguration,
} from '../building/sphinx.ts';
import type { BenchQuery } from '../query-classes.ts';
import { type CorpusFiles, type OpenContender, PAGE } from './contender.ts';
import { MySqlClient } from './mysql-client.ts';

const ATTEMPTS = 500;
const PAUSE_MS = 20;

/** Starts the server. */
export async function openSphinx({ sphinx }: CorpusFiles): Promise<OpenContender> {
  const port = await freePort();
  writeConfiguration(sphinx, port);
  const server = spawn('searchd', ['--config', configurationOf(sphinx), '--nodetach'], { stdio: 'ignore' });
  const client = await connectTo(port, server);
  return {
    ask: async (query) => {
      await client.query(statementOf(query));
      return null;
    },
    sharedBytes: 0,
    close: async () => {
      client.close();
      server.kill();
      await once(server, 'close');
    },
  };
}

async function connectTo(port: number, server: ChildProcess): Promise<MySqlClient> {
  for (let attempt = 0; attempt < ATTEMPTS && server.exitCode === null; attempt++) {
    try {
      return await MySqlClient.connect(port);
    } catch {
      await setTimeout(PAUSE_MS);
    }
  }
  server.kill();
  throw new Error('searchd does not answer');
}

function statementOf({ class: name, words, match, author, from, until }: BenchQuery): string {
  const terms = words.split(' ').join(match === 'all' ? ' ' : ' | ');
  const expression = name === 'phrase' ? `"${words}"` : name === 'keystroke' ? `${terms}*` : terms;
  const filters = [
    `MATCH('${expression}')`,
    ...(author === undefined ? [] : [`author = ${authorNumber(author)}`]),
    ...(from === undefined || until === undefined
      ? []
      : [`day BETWEEN ${dayNumber(from)} AND ${dayNumber(until)}`]),
  ];
  return `SELECT id FROM ${SPHINX_INDEX} WHERE ${filters.join(' AND ')} LIMIT ${PAGE}`;
}
