// Reads the project's own source files for the checks of architecture and style. Text level only: no type knowledge.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The rooms that make up the product. */
export const PRODUCT_ROOMS = ['scraper', 'index', 'src'];

/** One TypeScript file of the project. */
export interface SourceFile {
  /** Relative to the checkout, with forward slashes. */
  readonly path: string;
  /** The first folder of the path. */
  readonly room: string;
  readonly text: string;
}

/** One import or re-export. */
export interface ImportLine {
  /** As written for packages, resolved to a path of the checkout for own files. */
  readonly target: string;
  readonly isOwn: boolean;
  readonly isTypeOnly: boolean;
}

/** All `.ts` and `.tsx` files of the rooms, sorted by path. The bundled sample archive is no source. */
export function readSourceFiles(root: string, rooms: readonly string[]): SourceFile[] {
  const files: SourceFile[] = [];
  for (const room of rooms) {
    for (const entry of readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })) {
      const path = `${room}/${entry.replaceAll('\\', '/')}`;
      if (!/\.tsx?$/.test(path) || path.startsWith('src/sample-archive/')) continue;
      if (!statSync(join(root, path)).isFile()) continue;
      files.push({ path, room, text: readFileSync(join(root, path), 'utf8') });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Every static import, re-export and dynamic import with a literal target. */
export function readImports(file: SourceFile): ImportLine[] {
  const code = withoutComments(file.text);
  const statements = code.matchAll(
    /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*{][^'"`;=]*?\bfrom\s*)?['"]([^'"\n]+)['"]/gm,
  );
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"\n]+)['"]/g);
  return [
    ...[...statements].map(([, type, target]) => toImport(file, target ?? '', type !== undefined)),
    ...[...dynamic].map(([, target]) => toImport(file, target ?? '', false)),
  ];
}

function toImport(file: SourceFile, written: string, isTypeOnly: boolean): ImportLine {
  const isOwn = written.startsWith('.');
  const target = isOwn ? posix.join(posix.dirname(file.path), written) : written;
  return { target, isOwn, isTypeOnly };
}

/** The text without line and block comments. Good enough for code: comment marks inside strings are rare. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/.*$/gm, '$1');
}
