// Writes an index into a cluster: threads in, documents and words out. The words of all documents are counted before any
// document is sent, so that each takes along what only the whole can tell.
import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Analysis } from '../../analysis/analysis.ts';
import type { IndexWriter, WriterOptions, WriteStep } from '../../engine.ts';
import { IndexError } from '../../errors.ts';
import type { Entry, ThreadInfo } from '../../model.ts';
import { CLUSTER_FILE } from '../../snapshot/format.ts';
import type { ClusterAccess } from '../cluster-access.ts';
import { threadKeys } from '../thread-keys.ts';
import { analyseDocument } from './analysed-document.ts';
import { BulkSender } from './bulk.ts';
import { Cluster } from './cluster.ts';
import { type ClusterFile, writeClusterFile } from './cluster-file.ts';
import { documentBody } from './document-body.ts';
import { finishIndices, makeIndices, removeIndices } from './indices.ts';
import { NAMES_FILE, NameNumbers } from './names-file.ts';
import { randomBase } from './numbering.ts';
import { Spool } from './spool.ts';
import { tellingStems } from './telling-stems.ts';
import { WordCounts } from './word-counts.ts';

/** What of a line in the spool is read again before it is sent. */
interface SpooledDocument extends Record<string, unknown> {
  readonly id: string;
  readonly stems: string;
  readonly lengths: readonly [body: number, title: number];
}

/** Ids that the cluster takes as they are, in bytes of UTF-8. */
const MAX_ID_BYTES = 500;

/**
 * Nothing is asked of the cluster before `finish`. Memory: see `WordCounts`, and the names of people and tags. Disk: the
 * words of all documents, until the end.
 */
export async function createClusterWriter(
  folder: string,
  analysis: Analysis,
  options: ClusterWriterOptions,
): Promise<IndexWriter> {
  const file = namesFor(folder, options.access.prefix);
  await writeClusterFile(folder, file);
  return new ClusterWriter(folder, analysis, { ...options, file });
}

/** Where it is written to. */
export interface ClusterWriterOptions extends Pick<WriterOptions, 'onRemark'> {
  readonly access: ClusterAccess;
}

class ClusterWriter implements IndexWriter {
  readonly #folder: string;
  readonly #analysis: Analysis;
  readonly #access: ClusterAccess;
  readonly #file: ClusterFile;
  readonly #cluster: Cluster;
  readonly #spool: Spool;
  readonly #names = new NameNumbers();
  readonly #words: WordCounts;
  readonly #remark: (sentence: string) => void;
  #threads = 0;
  #hasIndices = false;
  #isFinished = false;

  constructor(
    folder: string,
    analysis: Analysis,
    { access, file, onRemark }: ClusterWriterOptions & { readonly file: ClusterFile },
  ) {
    this.#remark = onRemark ?? (() => undefined);
    this.#folder = folder;
    this.#analysis = analysis;
    this.#access = access;
    this.#file = file;
    this.#cluster = new Cluster(access);
    this.#spool = new Spool(join(folder, 'spool.ndjson'));
    this.#words = new WordCounts(analysis);
  }

  async addThread(info: ThreadInfo, entries: readonly Entry[]): Promise<void> {
    const documents = entries.filter(({ kind }) => kind === 'post' || kind === 'comment');
    if (documents.length === 0) return;
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const { base } = this.#file;
    const thread = base + this.#threads++;
    const post = documents.find(({ kind }) => kind === 'post');
    const tags = (post?.tags ?? []).map((tag) => base + this.#names.tag(tag));
    for (const [at, entry] of documents.entries()) {
      const parent = entry.parentId === null ? undefined : byId.get(entry.parentId);
      const analysed = analyseDocument(entry, this.#analysis);
      const place = {
        ordinal: base + this.#words.documentCount,
        thread,
        info,
        author: entry.author === null ? null : base + this.#names.person(entry.author),
        repliedTo: parent?.author ? base + this.#names.person(parent.author) : null,
        tags,
        threadKeys: at === 0 ? threadKeys(info.id, info.originalUrl ?? '') : [],
      };
      const body = documentBody(entry, analysed, place, this.#analysis);
      const { body: bodyLength, title: titleLength } = this.#words.add(analysed);
      await this.#spool.add({ ...body, lengths: [bodyLength, titleLength] });
    }
  }

  async finish(step: WriteStep = () => undefined): Promise<readonly string[]> {
    await this.#names.write(this.#folder);
    this.#hasIndices = true;
    await makeIndices(this.#cluster, this.#file, {
      documents: this.#words.documentCount,
      bytes: this.#spool.bytes,
      shards: this.#access.shards,
    });
    const forms = await this.#sendWords();
    await this.#sendDocuments(step);
    const { documentCount: documents, averageBody, averageTitle } = this.#words;
    const file = { ...this.#file, documents, threads: this.#threads, forms, averageBody, averageTitle };
    if (!(await finishIndices(this.#cluster, file, this.#access.replicas)))
      this.#remark('The copies of the index are not there yet: one node that fails makes it incomplete.');
    await writeClusterFile(this.#folder, file);
    this.#isFinished = true;
    return [CLUSTER_FILE, NAMES_FILE];
  }

  async close(): Promise<void> {
    await this.#spool.remove();
    // What cannot be removed now is removed with the folder's next cleaning, or by hand: its name says whose it was.
    if (this.#hasIndices && !this.#isFinished)
      await removeIndices(this.#cluster, this.#file).catch(() => undefined);
    await this.#cluster.close();
  }

  async #sendWords(): Promise<number> {
    const sender = new BulkSender(this.#cluster, this.#file.words);
    let forms = 0;
    for (const { form, count, stem } of this.#words.forms()) {
      forms += 1;
      await sender.add({
        id: form,
        body: {
          form,
          stem: stem.stem,
          ...count,
          stemDocuments: stem.documents,
          stemTitles: stem.titles,
        },
      });
    }
    await sender.finish();
    refuseFailures(sender, 'words');
    return forms;
  }

  async #sendDocuments(step: WriteStep): Promise<void> {
    const sender = new BulkSender(this.#cluster, this.#file.index);
    let sent = 0;
    for await (const line of this.#spool.read()) {
      // Checked boundary: written by `addThread` a moment ago.
      const document = line as SpooledDocument;
      const stems = document.stems === '' ? [] : document.stems.split(' ');
      const telling = tellingStems(stems, document.lengths[0], this.#words);
      await sender.add({ id: clusterId(document.id), body: { ...document, telling: telling.flat() } });
      sent += 1;
      if (sent % 1_000 === 0) await step(sent / this.#words.documentCount);
    }
    await sender.finish();
    refuseFailures(sender, 'documents');
  }
}

/** The document's own id, or a hash of one that the cluster does not take. */
export function clusterId(id: string): string {
  const isFit = id !== '' && Buffer.byteLength(id) <= MAX_ID_BYTES && !/\p{Surrogate}/u.test(id);
  return isFit ? id : `sha256-${createHash('sha256').update(id).digest('hex')}`;
}

/** As the snapshot is called, with something of its own behind it, so that no other build meets it. */
export function ownName(folder: string): string {
  const snapshot = basename(dirname(folder))
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '');
  return `${snapshot || 'index'}-${randomBytes(4).toString('hex')}`;
}

/** `antler-20261122t144500z-3f9a2c-0badcafe`. */
function namesFor(folder: string, prefix: string): ClusterFile {
  const index = `${prefix}-${ownName(folder)}`;
  const counts = { documents: 0, threads: 0, forms: 0, averageBody: 0, averageTitle: 0 };
  return { index, words: `${index}-words`, alias: prefix, base: randomBase(), ...counts };
}

/** An index that lacks some is no index: the report names the first of them. */
function refuseFailures({ failureCount, failures }: BulkSender, what: string): void {
  if (failureCount === 0) return;
  const lines = failures.map(({ id, status, reason }) => `${id} (${status}): ${reason}`);
  throw new IndexError(
    'engine-refused',
    [`The cluster refused ${failureCount} ${what}:`, ...lines].join('\n'),
    { hint: 'The former index stays. See the log of the cluster, then build again.' },
  );
}
