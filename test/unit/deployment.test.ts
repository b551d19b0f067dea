// What is deployed fits the program: image, compose file, systemd unit and the list of packages, read as text since
// nothing here can build an image.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { parseCommandLine } from '../../src/commands/parse.ts';
import { readSettings, settingNames } from '../../src/settings.ts';
import { SETTINGS } from '../../src/settings-table.ts';
import { OPENSEARCH_VERSION } from '../support/cluster/artefacts.ts';
import { checkoutPath } from '../support/shared.ts';
import { suite } from '../support/suite.ts';

const test = suite('deployment');
const read = (name: string) => readFileSync(join(checkoutPath, name), 'utf8');

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly bin: { readonly antler: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly license?: string;
}
const manifest = JSON.parse(read('package.json')) as Package;

/** Instructions of one stage, continued lines joined. */
function stages(): readonly (readonly string[])[] {
  const lines = read('Dockerfile')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '');
  const starts = lines.flatMap((line, at) => (line.startsWith('FROM ') ? [at] : []));
  return starts.map((start, at) => lines.slice(start, starts[at + 1]));
}

const rest = (lines: readonly string[], word: string) =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));

/** Settings that these variables name, checked as the program would. */
function settingsOf(environment: Readonly<Record<string, string>>) {
  const known = new Set(settingNames().map((name) => SETTINGS[name].env));
  for (const name of Object.keys(environment))
    if (name.startsWith('ANTLER_')) assert.ok(known.has(name as never), name);
  return readSettings({ names: settingNames(), flags: new Map(), environment, hint: '' }).settings;
}

test('the image is built by scripts that exist, of files that are there and not left out', () => {
  const [build = []] = stages();
  const scripts = [...build.join('\n').matchAll(/npm run (?:--\S+ )*([\w-]+)/g)].map(
    ([, name]) => name ?? '',
  );
  assert.equal(scripts, ['build']);
  for (const name of scripts) assert.ok(manifest.scripts[name], name);
  const ignored = read('.dockerignore').split('\n');
  for (const line of stages().flatMap((stage) => rest(stage, 'COPY'))) {
    if (line.startsWith('--from=')) continue;
    for (const source of line.split(' ').slice(0, -1)) {
      assert.ok(existsSync(join(checkoutPath, source)), source);
      assert.ok(ignored.includes(`!${source.split('/')[0]}`), `.dockerignore leaves out ${source}`);
    }
  }
});

test('the image that runs has everything that the package has at run time', () => {
  const last = stages().at(-1) ?? [];
  const copied = rest(last, 'COPY').map((line) =>
    line
      .replace(/--\S+ /g, '')
      .split(' ')[0]
      ?.replace('/antler/', ''),
  );
  const atRunTime = manifest.files.filter((file) => !file.endsWith('.md'));
  for (const file of ['package.json', 'node_modules', ...atRunTime]) assert.ok(copied.includes(file), file);
  assert.match(last.join('\n'), `ln -s /antler/${manifest.bin.antler} /usr/local/bin/antler`);
});

test('the image runs as a user without rights, and serves where its health is looked after', () => {
  const last = stages().at(-1) ?? [];
  assert.equal(rest(last, 'USER'), ['node']);
  assert.ok(last.indexOf('USER node') < last.findIndex((line) => line.startsWith('ENTRYPOINT')));
  const environment = Object.fromEntries(
    rest(last, 'ENV').flatMap((line) => line.split(/\s+/).map((pair) => pair.split('=') as [string, string])),
  );
  const settings = settingsOf(environment);
  assert.equal([settings.port, settings.host, settings.data], [8080, '0.0.0.0', '/data']);
  assert.equal(rest(last, 'EXPOSE'), ['8080']);
  assert.equal(rest(last, 'VOLUME'), ['/data']);
  assert.match(rest(last, 'HEALTHCHECK')[0] ?? '', "process.env.ANTLER_PORT + '/healthz'");
  const words = JSON.parse(rest(last, 'CMD')[0] ?? '') as readonly string[];
  const line = parseCommandLine(words);
  assert.equal([line.kind, line.kind === 'run' ? line.mistakes : null], ['run', []]);
});

test('the compose file names settings that exist, with values that are right', () => {
  const compose = read('compose.yaml');
  const pairs = [...compose.matchAll(/^ {6}(ANTLER_\w+): (.*)$/gm)].map(
    ([, name = '', value = '']) =>
      [name, value.replace(/^"(.*)"$/, '$1').replace(/\$\{.*:-(.*)\}/, '$1')] as const,
  );
  assert.is(pairs.length, 4);
  const settings = settingsOf(Object.fromEntries(pairs));
  assert.equal([settings.rateLimit, settings.adminToken, settings.trustedProxies.length], [600, null, 2]);
  for (const line of [
    'read_only: true',
    'no-new-privileges:true',
    'reverse_proxy antler:8080',
    '- antler-data:/data',
  ])
    assert.ok(compose.includes(line), line);
  assert.not.match(compose, '\t');
});

test('the compose file of the cluster adds to the other: settings that exist, nodes that nobody else reaches', () => {
  const compose = read('compose.cluster.yaml');
  const pairs = [...compose.matchAll(/^ {6}(ANTLER_\w+): (\S.*)$/gm)].map(
    ([, name = '', value = '']) => [name, value.replace(/^\$\{.*/, 'long enough')] as const,
  );
  assert.is(pairs.length, 5);
  const known = new Set<string | null>(settingNames().map((name) => SETTINGS[name].env));
  for (const [name] of pairs) assert.ok(known.has(name), name);
  assert.match(compose, `opensearchproject/opensearch:\${OPENSEARCH_VERSION:-${OPENSEARCH_VERSION}}`);
  assert.is([...compose.matchAll(/^ {2}opensearch-\d:\n {4}<<: \*node$/gm)].length, 3);
  for (const line of ['internal: true', 'DISABLE_INSTALL_DEMO_CONFIG: "true"', 'ssl.http.enabled: true'])
    assert.ok(compose.includes(line), line);
  assert.not.match(compose, /^ +ports:|\t/m);
});

test('the script that makes keys and users is one that bash takes', () => {
  const [, script = ''] =
    /opensearch-setup:\n {4}content: \|\n((?: {6}.*\n|\n)+)/.exec(read('compose.cluster.yaml')) ?? [];
  const lines = script.replaceAll('$$', '$').replaceAll(/^ {6}/gm, '');
  assert.match(lines, 'keytool');
  const { status, stderr } = spawnSync('bash', ['-n'], { input: lines, encoding: 'utf8' });
  assert.is(status, 0, stderr);
});

test('the systemd unit starts the program with flags that it has', () => {
  const unit = /```ini\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '';
  const [program, ...words] = (/^ExecStart=(.*)$/m.exec(unit)?.[1] ?? '').split(' ').slice(1);
  assert.ok(program?.endsWith(`/${manifest.bin.antler}`));
  const line = parseCommandLine(words);
  assert.equal([line.kind, line.kind === 'run' ? line.mistakes : null], ['run', []]);
  for (const name of ['DynamicUser=yes', 'ProtectSystem=strict', 'NoNewPrivileges=yes', 'ExecReload='])
    assert.ok(unit.includes(name), name);
});

test('every package that runs is listed with its licence', () => {
  const listed = new Map(
    [...read('SECURITY.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name = '', licence = '']) => [
      name,
      licence.trim(),
    ]),
  );
  assert.equal([...listed.keys()].sort(), Object.keys(manifest.dependencies).sort());
  for (const [name, licence] of listed)
    assert.is((JSON.parse(read(`node_modules/${name}/package.json`)) as Package).license, licence, name);
});

test.run();
