// Fetches the OpenSearch distribution that cluster tests run on, pinned by version and checksum. Only the archive is kept
// (in the user's cache, or where ANTLER_CLUSTER_CACHE says); each cluster unpacks it anew, so nothing can have changed it.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { ClusterUnavailable } from './unavailable.ts';

/** The version that tests run against, and that `compose.cluster.yaml` names. */
export const OPENSEARCH_VERSION = '2.19.4';

const FILE = `opensearch-${OPENSEARCH_VERSION}.zip`;
const ADDRESS = `https://repo1.maven.org/maven2/org/opensearch/distribution/integ-test-zip/opensearch/${OPENSEARCH_VERSION}/${FILE}`;
/** SHA-512, as Maven Central states it beside the file. */
const CHECKSUM =
  'f647ffad1263d5cef32657abe14533cf83e297b7dda42b0c27fa7250aa1de22367876a4b4bbc76205d84dabeea5f70c8c34d93753e751441a469f09b5e24a8a2';
const DOWNLOAD_MS = 300_000;

/** Unpacks the distribution into `folder`, which others may read; gives its home. @throws ClusterUnavailable when it cannot be had */
export async function unpackDistribution(folder: string): Promise<string> {
  const archive = await fetchArchive();
  const zip = await yauzl.openPromise(archive, { decodeStrings: false });
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileNameRaw.toString('utf8');
    if (yauzl.validateFileName(name) !== null) throw new Error(`${archive} holds a file named ${name}`);
    if (name.endsWith('/')) mkdirSync(join(folder, name), { recursive: true });
    else await writeEntry(await zip.openReadStreamPromise(entry), join(folder, name));
  }
  return join(folder, `opensearch-${OPENSEARCH_VERSION}`);
}

async function writeEntry(content: Readable, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  await pipeline(content, createWriteStream(path));
}

async function fetchArchive(): Promise<string> {
  const folder = cacheFolder();
  const path = join(folder, FILE);
  mkdirSync(folder, { recursive: true });
  if (existsSync(path) && (await checksumOf(path)) === CHECKSUM) return path;
  const part = `${path}.${process.pid}.part`;
  try {
    await download(part);
    const found = await checksumOf(part);
    if (found !== CHECKSUM) throw new Error(`${ADDRESS} has the checksum ${found}, not ${CHECKSUM}`);
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
  return path;
}

function cacheFolder(): string {
  const { ANTLER_CLUSTER_CACHE, XDG_CACHE_HOME } = process.env;
  return ANTLER_CLUSTER_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'antler-cluster');
}

async function download(path: string): Promise<void> {
  try {
    const response = await fetch(ADDRESS, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
  } catch (error) {
    const why = error instanceof Error ? (error.cause ?? error.message) : error;
    throw new ClusterUnavailable(`${ADDRESS} cannot be fetched (${why})`);
  }
}

async function checksumOf(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
