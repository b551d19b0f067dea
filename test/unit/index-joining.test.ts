// Joining the snapshots of several data folders: what is refused, what breaks, what stays.
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as assert from 'uvu/assert';
import type { DocumentId, ThreadId } from '../../index/model.ts';
import { defaultRequest, search } from '../../index/search.ts';
import type { EngineKit } from '../../index/snapshot/engine-kit.ts';
import { findParts } from '../../index/snapshot/find-parts.ts';
import { readFormerParts } from '../../index/snapshot/former-settings.ts';
import { openCurrentSnapshot, openSnapshot } from '../../index/snapshot/open.ts';
import { listSnapshots, publishSnapshot, readCurrent } from '../../index/snapshot/publish.ts';
import { verifySnapshot } from '../../index/snapshot/verify.ts';
import type { Thread } from '../../scraper/model.ts';
import { LiveSnapshot } from '../../src/live-snapshot.ts';
import { rejectedIndexError } from '../support/index-error.ts';
import { joinFolders, joiningKit } from '../support/joining-kit.ts';
import { buildSample, fakeEngine, sampleThread } from '../support/snapshots.ts';
import { suite } from '../support/suite.ts';
import { makeTempFolder } from '../support/temp-folder.ts';
import { makeComment, makePost, makeThread } from '../support/threads.ts';

const test = suite('joining');
const AS_TYPED = { repairText: (text: string) => text };

interface Folders {
  readonly whole: string;
  readonly parts: readonly string[];
}

type Options = Parameters<typeof buildSample>[2];

function build(folder: string, threads: readonly Thread[], options: Options = {}) {
  return buildSample(folder, threads, { engine: joiningKit, ...options });
}

/** Two parts, of a thread each unless said otherwise. */
async function makeParts(
  first = [sampleThread('one-00000001')],
  second = [sampleThread('two-00000002')],
): Promise<Folders> {
  const home = makeTempFolder('joining');
  const parts = [join(home, 'one'), join(home, 'two')];
  await build(parts[0] ?? '', first);
  await build(parts[1] ?? '', second);
  return { whole: join(home, 'whole'), parts };
}

async function joinParts(): Promise<Folders> {
  const folders = await makeParts();
  await joinFolders(folders.whole, folders.parts);
  return folders;
}

function snapshotFolder(dataFolder: string): string {
  const id = readFileSync(join(dataFolder, 'CURRENT'), 'utf8').trim();
  return join(dataFolder, 'snapshots', id);
}

test('writes no texts, and names the parts from its own folder on', async () => {
  const { whole, parts } = await joinParts();
  const folder = snapshotFolder(whole);
  assert.equal(readdirSync(folder).sort(), ['directory.bin', 'engine', 'manifest.json']);
  const written = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  assert.equal(
    written.parts.map((part: { readonly folder: string }) => part.folder),
    ['../one', '../two'],
  );
  const { manifest, close } = await openCurrentSnapshot(whole);
  assert.equal(manifest.counts, { documents: 6, posts: 2, comments: 4, pings: 2, threads: 2, people: 2 });
  assert.equal(
    manifest.parts?.map((part) => part.folder),
    parts,
  );
  assert.equal(await readFormerParts(whole), parts);
  await close();
});

test('is moved together with its parts, as one folder', async () => {
  const { whole } = await joinParts();
  const home = join(whole, '..');
  const elsewhere = join(makeTempFolder('elsewhere'), 'moved');
  cpSync(home, elsewhere, { recursive: true });
  rmSync(home, { recursive: true });
  const snapshot = await openCurrentSnapshot(join(elsewhere, 'whole'));
  const found = await search(snapshot, defaultRequest('rained'), AS_TYPED);
  assert.equal(
    found.hits.map(({ id, snippet }) => [id, snippet.text]),
    [
      ['one-00000001.post', 'It rained.'],
      ['two-00000002.post', 'It rained.'],
    ],
  );
  await snapshot.close();
});

test('pages of all sources can be looked at, by their numbers in the whole', async () => {
  const { whole, parts } = await makeParts();
  for (const [at, part] of parts.entries()) {
    const sources = at === 0 ? ['/archives/a', '/archives/b'] : ['/archives/c'];
    const archive = { sources, pageOf: () => `${sources.length - 1}/a.html` };
    await build(part, [sampleThread(`thread-${at}`)], { archive });
  }
  await joinFolders(whole, parts);
  const { manifest, store, close } = await openCurrentSnapshot(whole);
  assert.equal(manifest.archive, { sources: ['/archives/a', '/archives/b', '/archives/c'], threads: 2 });
  assert.is((await store.thread('thread-0' as ThreadId))?.archivedPage, '1/a.html');
  assert.is((await store.thread('thread-1' as ThreadId))?.archivedPage, '2/a.html');
  await close();
});

test('a person of several parts is one, under the name of the part with most of theirs', async () => {
  const by = (author: string, count: number) =>
    Array.from({ length: count }, (_, at) => makeComment({ id: `${author}${at}`, author, text: 'Tea.' }));
  const { whole, parts } = await makeParts(
    [makeThread({ id: 'a', comments: by('ÉMILE', 1) })],
    [makeThread({ id: 'b', comments: by('Émile', 3) })],
  );
  await joinFolders(whole, parts);
  const snapshot = await openCurrentSnapshot(whole);
  const { people } = snapshot.directory;
  assert.is(people.count, 1);
  assert.equal(people.summary(0), {
    ...{ name: 'Émile', slug: 'emile', posts: 0, comments: 4 },
    firstAt: null,
    lastAt: null,
  });
  const entries = await snapshot.store.threadEntries('a' as ThreadId);
  assert.equal(entries[1]?.author, { name: 'Émile', slug: 'emile' });
  const { facets } = await search(snapshot, { ...defaultRequest('tea'), facets: ['author'] }, AS_TYPED);
  assert.equal(facets.author, { Émile: 4 });
  await snapshot.close();
});

test('whom somebody answered, and when they wrote, is summed up over all parts', async () => {
  const talk = (id: string, names: readonly string[]) =>
    makeThread({
      id,
      comments: names.map((author, at) =>
        makeComment({
          ...{ id: `${at}`, author, parentId: at === 0 ? null : `${at - 1}` },
          ...{ publishedAt: `20${10 + at}-01-01`, datePrecision: 'day' },
        }),
      ),
    });
  const { whole, parts } = await makeParts(
    [talk('a', ['Ada', 'Bo', 'Ada'])],
    [talk('b', ['Cy', 'Cy', 'bo', 'Cy', 'Bo', 'Ada'])],
  );
  await joinFolders(whole, parts);
  const { directory, close } = await openCurrentSnapshot(whole);
  const { people } = directory;
  const bo = people.details(people.withSlug('bo') ?? -1);
  const named = (list: typeof bo.repliedTo) => list.map(({ person, count }) => [person.slug, count]);
  assert.equal(named(bo.repliedTo), [
    ['cy', 2],
    ['ada', 1],
  ]);
  assert.equal(named(bo.repliedBy), [
    ['ada', 2],
    ['cy', 1],
  ]);
  assert.equal(bo.years, [
    { year: 2011, count: 1 },
    { year: 2012, count: 1 },
    { year: 2014, count: 1 },
  ]);
  assert.equal([bo.firstAt, bo.lastAt], ['2011-01-01', '2014-01-01']);
  await close();
});

test('somebody who is named by pings alone keeps apart from a namesake of another part', async () => {
  const ping = makeComment({ id: '1', kind: 'pingback', author: 'Ze!' });
  const { whole, parts } = await makeParts(
    [makeThread({ id: 'a', comments: [ping] })],
    [makeThread({ id: 'b', comments: [makeComment({ id: '2', author: 'Ze' })] })],
  );
  await joinFolders(whole, parts);
  const { store, close } = await openCurrentSnapshot(whole);
  const [, pinged] = await store.threadEntries('a' as ThreadId);
  const [, wrote] = await store.threadEntries('b' as ThreadId);
  assert.equal(wrote?.author, { name: 'Ze', slug: 'ze' });
  assert.is(pinged?.author?.name, 'Ze!');
  assert.match(pinged?.author?.slug ?? '', /^ze-[0-9a-f]{6}$/);
  await close();
});

/** What is wrong with joining these, having left nothing behind. */
async function refusal(whole: string, parts: readonly string[], kit: EngineKit = joiningKit) {
  const error = await rejectedIndexError(joinFolders(whole, parts, { engine: kit }));
  assert.is(error.code, 'parts-unusable');
  assert.not(existsSync(join(whole, 'CURRENT')));
  assert.equal(await listSnapshots(whole), []);
  assert.equal(existsSync(join(whole, 'building')) ? readdirSync(join(whole, 'building')) : [], []);
  return error;
}

test('refuses a part without a snapshot, of another language, zone, engine or analysis, and says which', async () => {
  const { whole, parts } = await makeParts();
  const other = join(whole, '..', 'other');
  const one = parts[0] ?? '';
  assert.match(
    (await refusal(whole, [one, other])).message,
    `The part ${other} cannot be joined: there is no`,
  );
  await build(other, [sampleThread('three')], { language: 'german' });
  assert.match(
    (await refusal(whole, [one, other])).message,
    `built for the language german, ${one} for english`,
  );
  await build(other, [sampleThread('three')], { timeZone: 'Europe/Berlin' });
  const { message, hint } = await refusal(whole, [one, other]);
  assert.match(
    message,
    `${other} cannot be joined: it was built for the time zone Europe/Berlin, ${one} for UTC`,
  );
  assert.match(hint, `antler rebuild --time-zone UTC --data ${other}`);
  await build(other, [sampleThread('three')], { engine: fakeEngine });
  assert.match((await refusal(whole, [one, other])).message, 'analysed as "fake-english"');
  const elsewhere: EngineKit = { ...joiningKit, name: 'opensearch' };
  assert.match(
    (await refusal(whole, parts, elsewhere)).message,
    `${one} cannot be joined: it was built for the`,
  );
  assert.match((await refusal(whole, parts, fakeEngine)).message, 'analysed as');
});

test('refuses a part that is named twice, is the whole itself, or is joined of others', async () => {
  const { whole, parts } = await joinParts();
  const [one = '', two = ''] = parts;
  const other = join(whole, '..', 'other');
  assert.match((await refusal(other, [one, two, join(two, '..', 'one')])).message, 'it is named twice');
  assert.match((await refusal(other, [whole])).message, `${whole} cannot be joined: it is joined of others`);
  const error = await rejectedIndexError(findParts(one, [one, two], joiningKit));
  assert.match(error.message, 'it is the data folder of the whole');
});

test('refuses engines that cannot join', async () => {
  const { whole, parts } = await makeParts();
  const { join: _, ...kit } = joiningKit;
  assert.match((await refusal(whole, parts, kit)).message, 'engine minisearch cannot be joined');
});

test('refuses threads that are in two parts, and names them with both', async () => {
  const { whole, parts } = await makeParts();
  const [one = '', two = ''] = parts;
  const threads = Array.from({ length: 8 }, (_, at) => sampleThread(`thread-${at}`));
  await build(one, threads.slice(0, 7));
  await build(two, [sampleThread('another'), ...threads.slice(1)]);
  const { message } = await refusal(whole, parts);
  const lines = message.split('\n');
  assert.is(lines[1], `thread-1 (in ${one} and ${two})`);
  assert.is(lines.length, 7);
  assert.is(lines.at(-1), 'and more');
});

test('an index that lost documents, and one that is far smaller than before, are not published', async () => {
  const { whole, parts } = await joinParts();
  const before = await readCurrent(whole);
  const { join: joinAll } = joiningKit;
  const losing: EngineKit = {
    ...joiningKit,
    join: async (folder, list) => (await joinAll?.(folder, list.slice(1))) ?? [],
  };
  const lost = await rejectedIndexError(joinFolders(whole, parts, { engine: losing }));
  assert.match(lost.message, 'there are 3 documents in the index, and should be 6');
  assert.is((await rejectedIndexError(joinFolders(whole, parts.slice(0, 1)))).code, 'snapshot-refused');
  assert.is(await readCurrent(whole), before);
  assert.equal(await listSnapshots(whole), [before]);
});

test('parts are put into the order that the engine wants', async () => {
  const { whole, parts } = await makeParts();
  const turned: EngineKit = { ...joiningKit, orderParts: async (folders) => [...folders.keys()].reverse() };
  await joinFolders(whole, parts, { engine: turned });
  const { manifest, store, close } = await openCurrentSnapshot(whole);
  assert.equal(
    manifest.parts?.map(({ folder }) => folder),
    [...parts].reverse(),
  );
  assert.is((await store.threadsAt([0]))[0]?.id, 'two-00000002');
  const [located] = await store.located(['one-00000001.post' as DocumentId]);
  assert.is(located?.ordinal, 3);
  await close();
});

test('a part that is gone or changed is named, and what is served stays', async () => {
  const { whole, parts } = await joinParts();
  const [, two = ''] = parts;
  const live = await LiveSnapshot.open(whole, { pollMs: 5, open: (folder, id) => openSnapshot(folder, id) });
  const first = live.state().snapshotId;
  const second = await joinFolders(whole, parts);
  for (let looks = 0; live.state().snapshotId !== second.id && looks < 400; looks += 1) await setTimeout(10);
  assert.is(live.state().snapshotId, second.id);
  renameSync(two, `${two}-away`);
  await publishSnapshot(whole, first ?? '');
  for (let looks = 0; live.state().lastError === null && looks < 400; looks += 1) await setTimeout(10);
  const { lastError, snapshotId } = live.state();
  assert.match(lastError ?? '', `${first} is joined of parts, and the part ${two} cannot be used: Snapshot`);
  assert.match(lastError ?? '', 'antler join');
  assert.is(snapshotId, second.id);
  const texts = await live.borrow(({ store }) => store.entries(['two-00000002.post' as DocumentId]));
  assert.is(texts[0]?.text, 'It rained.', 'files that are open can be read still');
  await live.close();
  renameSync(`${two}-away`, two);
  const data = join(snapshotFolder(two), 'entries.data');
  const bytes = readFileSync(data);
  writeFileSync(data, bytes.subarray(1));
  const cut = await rejectedIndexError(openCurrentSnapshot(whole));
  assert.match(cut.message, /the part .*two cannot be used: .*entries\.data has \d+ bytes instead of/);
  writeFileSync(data, Buffer.from(bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))));
  const changed = await rejectedIndexError(verifySnapshot(whole, first ?? ''));
  assert.match(changed.message, /the part .*two cannot be used: .*entries\.data is not what was written/);
});

test('a part that is built anew is taken over by joining again; going back gives the former one', async () => {
  const { whole, parts } = await joinParts();
  const [, two = ''] = parts;
  const former = (await readCurrent(whole)) ?? '';
  const more = makeThread({ id: 'three', post: makePost({ title: 'New', text: 'It rained again.' }) });
  await build(two, [sampleThread('two-00000002'), more]);
  const count = async () => {
    const snapshot = await openCurrentSnapshot(whole);
    const { totalHits } = await search(snapshot, defaultRequest('rained'), AS_TYPED);
    await snapshot.close();
    return totalHits;
  };
  assert.is(await count(), 2, 'until it is joined');
  await joinFolders(whole, await readFormerParts(whole));
  assert.is(await count(), 3);
  await verifySnapshot(whole, former);
  await publishSnapshot(whole, former);
  assert.is(await count(), 2);
});

test('two threads of different parts that use one id for an entry are found by verifying', async () => {
  const threadWith = (id: string) =>
    makeThread({
      ...{ id, ownIds: true, post: makePost({ id: `${id}-post`, text: 'Rain.' }) },
      comments: [makeComment({ id: 'c', text: 'Tea.' })],
    });
  const { whole, parts } = await makeParts([threadWith('t0')], [threadWith('t1')]);
  const { id } = await joinFolders(whole, parts);
  const error = await rejectedIndexError(verifySnapshot(whole, id));
  assert.match(error.message, 'the entry c is in the threads t0 and t1');
});

test('what is wrong with the joined snapshot itself is mended by joining again', async () => {
  const { whole, parts } = await joinParts();
  const folder = snapshotFolder(whole);
  writeFileSync(join(folder, 'directory.bin'), 'short');
  const damaged = await rejectedIndexError(openCurrentSnapshot(whole));
  assert.match(damaged.message, 'directory.bin has 5 bytes');
  assert.match(damaged.hint, 'then antler join');
  const path = join(folder, 'manifest.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), format: 1 }));
  const former = await rejectedIndexError(openCurrentSnapshot(whole));
  assert.is(former.code, 'snapshot-mismatch');
  assert.match(former.hint, 'then antler join');
  assert.equal(await readFormerParts(whole), parts, 'of whatever version');
  await joinFolders(whole, await readFormerParts(whole));
  await (await openCurrentSnapshot(whole)).close();
});

test('a manifest that names no part, or one by no id, is none', async () => {
  const { whole } = await joinParts();
  const id = (await readCurrent(whole)) ?? '';
  const path = join(snapshotFolder(whole), 'manifest.json');
  const written = JSON.parse(readFileSync(path, 'utf8'));
  for (const parts of [[], [{ folder: '../one', id: '../../etc' }], [{ folder: '../one' }]]) {
    writeFileSync(path, JSON.stringify({ ...written, parts }));
    assert.match((await rejectedIndexError(openSnapshot(whole, id))).message, 'manifest.json is no manifest');
  }
});

test.run();
