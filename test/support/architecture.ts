// The rules about rooms and files that a machine can hold: import arrows, places of side effects, names, sizes,
// headers. Each rule takes the source files and returns one line per broken rule, empty when all is well.

import {
  type ImportLine,
  PRODUCT_ROOMS,
  readImports,
  type SourceFile,
  withoutComments,
} from './source-files.ts';

/** A rule: a sentence and what it finds. */
export interface Rule {
  readonly sentence: string;
  find(files: readonly SourceFile[]): string[];
}

const MAX_LINES = 300;
const ENGINE = /^index\/engines\/[^/]+\//;
const ENGINE_KITS = ['index/snapshot/engine-kit.ts', 'index/shards/engine-kit.ts'];
const WEB_SERVER = /^(hono($|\/)|@hono\/|node:https?$|node:http2$)/;
const HTML_PARSER = /^(cheerio|domhandler|htmlparser2|parse5)($|\/)/;
// Split, so that this file does not find itself.
const UNFINISHED = new RegExp(['TO.DO', 'FIX.ME'].map((word) => `\\b${word.replace('.', '')}\\b`).join('|'));

/** All rules, in the order they are reported. */
export const RULES: readonly Rule[] = [
  {
    sentence: 'imports follow the arrows scraper <- index <- src',
    find: (files) =>
      files.filter(isProduct).flatMap((file) => readImports(file).flatMap((line) => judge(file, line))),
  },
  {
    sentence: 'an engine is known to itself and to the engine kits only',
    find: (files) => files.filter(isProduct).flatMap(findEngineImports),
  },
  {
    sentence: 'process and console are used in src only',
    find: (files) =>
      files.filter((file) => ['scraper', 'index'].includes(file.room)).flatMap(findSideEffects),
  },
  { sentence: 'files are named for what they do', find: (files) => files.flatMap(findVagueName) },
  { sentence: 'no file only passes on the exports of others', find: (files) => files.flatMap(findBarrel) },
  {
    sentence: 'each file opens with a comment of one to three lines',
    find: (files) => files.flatMap(findHeaderProblem),
  },
  {
    sentence: `product files have at most ${MAX_LINES} lines`,
    find: (files) => files.filter(isProduct).flatMap(findLongFile),
  },
  {
    sentence: 'each exported function and class of the product is documented',
    find: (files) => files.filter(isProduct).flatMap(findBareExports),
  },
  { sentence: 'nothing is marked as unfinished', find: (files) => files.flatMap(findUnfinished) },
];

function isProduct(file: SourceFile): boolean {
  return PRODUCT_ROOMS.includes(file.room);
}

function judge(file: SourceFile, line: ImportLine): string[] {
  const problem = line.isOwn ? judgeOwnImport(file.room, line) : judgePackage(file.room, line.target);
  return problem === null ? [] : [`${file.path}: imports ${line.target}: ${problem}`];
}

function judgeOwnImport(room: string, { target, isTypeOnly }: ImportLine): string | null {
  const other = target.split('/')[0] ?? '';
  if (other === room) return null;
  if (!PRODUCT_ROOMS.includes(other)) return 'product code imports product rooms only';
  if (room === 'src') return null;
  if (room === 'index' && target === 'scraper/model.ts')
    return isTypeOnly ? null : 'only `import type` is allowed here';
  return `${room} may not know ${other}`;
}

function judgePackage(room: string, target: string): string | null {
  if (room !== 'src' && WEB_SERVER.test(target)) return 'the web server lives in src';
  if (room !== 'scraper' && HTML_PARSER.test(target)) return 'HTML is parsed in scraper';
  if (room !== 'src' && target === 'node:process') return 'process belongs to src';
  return null;
}

/** Engines stand behind one port, and another may take the place of any. */
function findEngineImports(file: SourceFile): string[] {
  if (ENGINE_KITS.includes(file.path)) return [];
  return readImports(file)
    .filter(
      ({ isOwn, target }) => isOwn && ENGINE.test(target) && !file.path.startsWith(engineFolder(target)),
    )
    .map(({ target }) => `${file.path}: imports ${target}: part of an engine`);
}

function engineFolder(path: string): string {
  return `${path.split('/').slice(0, 3).join('/')}/`;
}

function findSideEffects(file: SourceFile): string[] {
  const found = withoutComments(file.text).match(
    /\bprocess\.(env|exit|exitCode|argv|stdout|stderr)\b|\bconsole\.\w+/g,
  );
  return (found ?? []).map((word) => `${file.path}: ${word} is allowed in src only`);
}

function findVagueName({ path }: SourceFile): string[] {
  const vague = path.match(/(^|\/)(index\.tsx?$|(utils?|helpers?|common|misc)(\/|\.))/);
  const spelled = /^[a-z0-9-]+(\.test|\.d)?\.tsx?$/.test(path.split('/').at(-1) ?? '');
  if (vague !== null) return [`${path}: the name says nothing`];
  return spelled ? [] : [`${path}: file names are kebab-case`];
}

function findBarrel({ path, text }: SourceFile): string[] {
  const rest = withoutComments(text).replace(
    /^\s*export\s+(type\s+)?[\w*{][^'";=]*?from\s*['"][^'"]+['"];?/gm,
    '',
  );
  return rest.trim() === '' && /^export/m.test(text) ? [`${path}: a barrel`] : [];
}

function findHeaderProblem({ path, text }: SourceFile): string[] {
  const lines = text.split('\n');
  if (lines[0]?.startsWith('#!')) lines.shift();
  const after = [...lines, ''].findIndex((line) => !line.startsWith('//'));
  if (after < 1) return [`${path}: begins without a comment that says what it is for`];
  return after <= 3 ? [] : [`${path}: its first comment has ${after} lines, at most 3 are wanted`];
}

function findLongFile({ path, text }: SourceFile): string[] {
  const lines = text.trimEnd().split('\n').length;
  return lines > MAX_LINES ? [`${path}: ${lines} lines`] : [];
}

/** Views (`.tsx`) are named after what they show, so they may go without. */
function findBareExports({ path, text }: SourceFile): string[] {
  if (path.endsWith('.tsx')) return [];
  const lines = text.split('\n');
  const bare: string[] = [];
  let previous = '';
  for (const [at, line] of lines.entries()) {
    const name = line.match(/^export (?:declare |abstract |async )*(?:function\*?|class) (\w+)/)?.[1];
    if (name === undefined) continue;
    if (name !== previous && !(lines[at - 1] ?? '').trimEnd().endsWith('*/'))
      bare.push(`${path}:${at + 1}: ${name}`);
    previous = name;
  }
  return bare;
}

function findUnfinished({ path, text }: SourceFile): string[] {
  return text
    .split('\n')
    .flatMap((line, at) => (UNFINISHED.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : []));
}
