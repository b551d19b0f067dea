// Knows a WACZ among ZIPs and checks it against its own list of contents.
// WACZ 1.1.1 (webrecorder.net): a data package whose captures are the WARCs under `archive/`.
import { readUpTo, type StoredFile } from '../stored-file.ts';
import { reasonOf } from '../system-reasons.ts';
import type { ZipDamage } from './zip-entries.ts';
import type { ZipEntry } from './zip-entry.ts';

export interface Wacz {
  /** What is not as its list says, one clause each. */
  readonly problems: readonly string[];
  /** Indexes, lists of pages and logs repeat what the captures hold. */
  isCapture(name: string): boolean;
}

const PACKAGE_NAME = 'datapackage.json';
const CAPTURE = /^archive\/./;
const MAX_PACKAGE_BYTES = 4 * 1024 * 1024;

/** The WACZ that these entries make, or null for any other ZIP. Never fails. */
export async function readWacz(
  entries: AsyncIterable<ZipEntry | ZipDamage>,
  open: (entry: ZipEntry) => StoredFile,
): Promise<Wacz | null> {
  const sizes = new Map<string, number | null>();
  let list: ZipEntry | null = null;
  for await (const entry of entries) {
    if (entry.kind === 'damage') continue;
    if (entry.name === PACKAGE_NAME) list = entry;
    if (CAPTURE.test(entry.name)) sizes.set(entry.name, entry.place.size);
  }
  if (list === null || sizes.size === 0) return null;
  return { problems: await findProblems(open(list), sizes), isCapture: (name) => CAPTURE.test(name) };
}

async function findProblems(
  list: StoredFile,
  sizes: ReadonlyMap<string, number | null>,
): Promise<readonly string[]> {
  try {
    const text = Buffer.from(await readUpTo(list, MAX_PACKAGE_BYTES)).toString('utf8');
    return readResources(JSON.parse(text)).flatMap((resource) => compare(resource, sizes));
  } catch (error) {
    return [
      `${PACKAGE_NAME} cannot be read: ${error instanceof SyntaxError ? 'not valid JSON' : reasonOf(error)}`,
    ];
  }
}

interface Resource {
  readonly path: string;
  readonly bytes: number | null;
}

function readResources(list: unknown): readonly Resource[] {
  const resources: unknown = isObject(list) ? list.resources : null;
  if (!Array.isArray(resources)) return [];
  return resources.flatMap((resource: unknown) => {
    if (!isObject(resource) || typeof resource.path !== 'string') return [];
    return [{ path: resource.path, bytes: typeof resource.bytes === 'number' ? resource.bytes : null }];
  });
}

function compare({ path, bytes }: Resource, sizes: ReadonlyMap<string, number | null>): readonly string[] {
  if (!CAPTURE.test(path)) return [];
  const size = sizes.get(path);
  if (size === undefined) return [`${PACKAGE_NAME} lists ${path}, which is not there`];
  if (size === null || bytes === null || size === bytes) return [];
  return [`${path} has ${size} bytes, ${PACKAGE_NAME} says ${bytes}`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
