// The file of settings: read with flags and environment, behind both; what is wrong with it is told with all else.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { readConfigFile } from '../../src/config-file.ts';
import { readSettings } from '../../src/settings.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';

const test = suite('file of settings');

function fileWith(text: string): string {
  const path = join(makeTempFolder('config'), 'antler.json');
  writeFileSync(path, text);
  return path;
}

function read(text: string, environment: Record<string, string> = {}, port?: string) {
  const names = ['port', 'host', 'trustedProxies', 'sources', 'adminToken'] as const;
  const flags = new Map(port === undefined ? [] : [['port', [port]] as const]);
  return readSettings({ names, flags, environment, file: readConfigFile(fileWith(text)), hint: '' }).settings;
}

test('stands behind flags and environment, before the defaults', () => {
  const text =
    '{"port": 8090, "host": "0.0.0.0", "trusted-proxies": ["10.0.0.0/8", "::1"], "sources": "a,b"}';
  const settings = read(text, { ANTLER_HOST: '127.0.0.2' });
  assert.equal([settings.port, settings.host], [8090, '127.0.0.2']);
  assert.equal(settings.trustedProxies, ['10.0.0.0/8', '::1']);
  assert.is(settings.sources.length, 2);
  assert.is(read(text, { ANTLER_PORT: '8091' }, '8092').port, 8092);
});

test('tells everything that is wrong at once, and never the token', () => {
  const text =
    '{"prot": 1, "json": true, "port": 70000, "trusted-proxies": "proxy", "admin-token": "a b", "host": {}}';
  try {
    read(text, { ANTLER_PORT: '' });
    assert.unreachable();
  } catch (error) {
    const lines = String(error).split('\n');
    assert.is(lines.length, 6);
    assert.match(String(error), /did you mean "port"/);
    assert.match(String(error), /trusted-proxies in the file of settings has "proxy"/);
    assert.not.match(String(error), 'a b');
  }
});

test('says why a file cannot be read', () => {
  assert.match(readConfigFile('/nowhere/antler.json').mistakes.join(), 'there is no such file');
  assert.match(readConfigFile(fileWith('{')).mistakes.join(), 'is no JSON');
  assert.match(readConfigFile(fileWith('[]')).mistakes.join(), 'one JSON object');
});

test.run();
