// Settings: flag, then environment, then default; every mistake is told at once.
import { resolve } from 'node:path';
import * as assert from 'uvu/assert';
import { LANGUAGES } from '../../index/analysis/stem.ts';
import { CommandError } from '../../src/errors.ts';
import { type ReadSettings, readSettings, type SettingSources, settingNames } from '../../src/settings.ts';
import { SETTINGS, type SettingName, type SettingRow } from '../../src/settings-table.ts';
import { suite } from '../support/suite.ts';

const test = suite('settings');

function read(
  flags: Partial<Record<SettingName, string[]>>,
  environment: Record<string, string> = {},
): ReadSettings {
  return readSettings(sources(flags, environment));
}

function sources(
  flags: Partial<Record<SettingName, string[]>>,
  environment: Record<string, string>,
): SettingSources {
  const names = settingNames();
  const given = new Map(
    names.flatMap((name) => (flags[name] === undefined ? [] : [[name, flags[name]] as const])),
  );
  return { names, flags: given, environment, hint: 'see help' };
}

function mistakesOf(
  flags: Partial<Record<SettingName, string[]>>,
  environment: Record<string, string> = {},
): string[] {
  try {
    read(flags, environment);
  } catch (error) {
    assert.instance(error, CommandError);
    if (error instanceof CommandError) return error.message.split('\n');
  }
  return [];
}

test('takes the default when nothing is given', () => {
  const { settings, given } = read({});
  assert.is(settings.port, 8080);
  assert.is(settings.data, resolve('./data'));
  assert.is(settings.timeZone, 'UTC');
  assert.is(settings.site, null);
  assert.equal(settings.author, []);
  assert.is(given.size, 0);
});

test('prefers the flag to the environment and the environment to the default', () => {
  assert.is(read({}, { ANTLER_PORT: '8081' }).settings.port, 8081);
  const { settings, given } = read({ port: ['0'] }, { ANTLER_PORT: '8081' });
  assert.is(settings.port, 0);
  assert.ok(given.has('port'));
});

test('takes an empty environment variable as absent', () => {
  const { settings, given } = read({}, { ANTLER_PORT: '' });
  assert.is(settings.port, 8080);
  assert.not.ok(given.has('port'));
});

test('tells all mistakes at once and where each value came from', () => {
  const mistakes = mistakesOf({ port: ['80 80'], sort: ['best'] }, { ANTLER_TIME_ZONE: 'Mars/Olympus' });
  assert.is(mistakes.length, 3);
  assert.ok(mistakes.some((line) => line.startsWith('--port is "80 80"')));
  assert.ok(mistakes.some((line) => line.includes('one of relevance, newest, oldest, discussed')));
  assert.ok(mistakes.some((line) => line.startsWith('ANTLER_TIME_ZONE is "Mars/Olympus"')));
});

test('refuses numbers out of range and what is no whole number', () => {
  for (const value of ['-1', '65536', '1.5', '0x10', '1e3', '', ' ', '99999999999999999999']) {
    assert.is(mistakesOf({ port: [value] }).length, 1, `port ${JSON.stringify(value)}`);
  }
  assert.equal(mistakesOf({ port: ['65535'] }), []);
});

test('checks dates by the calendar', () => {
  for (const value of ['2008', '2008-11', '2008-02-29']) assert.equal(mistakesOf({ from: [value] }), []);
  for (const value of ['2009-02-29', '2008-13', '08', '2008-1', 'yesterday']) {
    assert.is(mistakesOf({ until: [value] }).length, 1, value);
  }
});

test('refuses addresses that are none of the web', () => {
  assert.equal(mistakesOf({ site: ['https://blog.example/'] }), []);
  for (const value of ['blog.example', 'ftp://blog.example/', 'https://']) {
    assert.is(mistakesOf({ site: [value] }).length, 1, value);
  }
});

test('takes one of two engines', () => {
  assert.is(read({}, { ANTLER_ENGINE: 'opensearch' }).settings.engine, 'opensearch');
  assert.match(mistakesOf({}, { ANTLER_ENGINE: 'lucene' }).join(), /"lucene".*one of minisearch, opensearch/);
});

test('takes addresses of several nodes, and tells of none of them what may be secret', () => {
  const { settings } = read({ opensearchUrl: ['https://a.example:9200/, https://b.example:9200'] });
  assert.equal(settings.opensearchUrl, ['https://a.example:9200', 'https://b.example:9200']);
  const [mistake = ''] = mistakesOf({ opensearchUrl: ['https://antler:secret@a.example/path'] });
  assert.match(mistake, /^--opensearch-url .*no address/);
  assert.not.match(mistake, /secret/);
});

test('collects lists, splitting those of fixed names at commas', () => {
  const { settings } = read({ author: ['Doe, Jane', 'max'], facets: ['author,year', 'year'] });
  assert.equal(settings.author, ['Doe, Jane', 'max']);
  assert.equal(settings.facets, ['author', 'year']);
  assert.match(mistakesOf({ facets: ['author,colour'] }).join(), /"colour"/);
});

test('counts a flag given twice the last time', () => {
  assert.is(read({ port: ['1', '2'] }).settings.port, 2);
});

test('freezes what it read', () => {
  const { settings } = read({});
  assert.ok(Object.isFrozen(settings));
});

test('does not look at the environment of settings that a command does not take', () => {
  const { settings } = readSettings({
    names: ['data'],
    flags: new Map(),
    environment: { ANTLER_PORT: 'nonsense' },
    hint: '',
  });
  assert.is(settings.port, 8080);
});

test('has a table without contradictions: unique flags, one sentence each, defaults among the choices', () => {
  const rows: SettingRow[] = settingNames().map((name) => SETTINGS[name]);
  assert.is(new Set(rows.map((row) => row.flag)).size, rows.length);
  for (const row of rows) {
    assert.match(row.sentence, /^[A-Z].*\.$/, row.flag);
    assert.match(row.flag, /^[a-z]+(-[a-z]+)*$/);
    if (row.env !== null) assert.is(row.env, `ANTLER_${row.flag.toUpperCase().replaceAll('-', '_')}`);
    assert.is(row.placeholder === '', row.kind === 'switch', row.flag);
    if (row.choices !== undefined && typeof row.default === 'string')
      assert.ok(row.choices.includes(row.default));
  }
});

test('offers the languages that the analysis has', () => {
  assert.equal([...SETTINGS.language.choices].sort(), [...LANGUAGES].sort());
});

test('a contact is a mail address or the address of a page', () => {
  for (const contact of ['keepers@moose.example', 'https://moose.example/contact?a=1'])
    assert.is(read({ contact: [contact] }).settings.contact, contact);
  for (const contact of ['us', 'javascript:alert(1)@x y', 'a@b@c', 'ftp://moose.example/'])
    assert.equal(mistakesOf({ contact: [contact] }), [
      `--contact is ${JSON.stringify(contact)}, but must be a mail address, or an address that begins with http:// or https://.`,
    ]);
});

test.run();
