// The kinds of files a blog is exported to, and what opens each.
import type { Skip } from '../model.ts';
import { openBloggerExport } from './blogger-export/export-file.ts';
import type { FileKind } from './file-kind.ts';
import type { RecordFile } from './model.ts';
import { openMovableTypeExport } from './movable-type-export/export-file.ts';
import type { StoredFile } from './stored-file.ts';
import { openWordPressExport } from './wordpress-export/export-file.ts';

const OPENERS = {
  'wordpress-export': openWordPressExport,
  'blogger-export': openBloggerExport,
  'movable-type-export': openMovableTypeExport,
} as const;

/** Kinds of files that are exports. */
export type ExportKind = Extract<FileKind, keyof typeof OPENERS>;

/** True when a file of this kind is an export. */
export function isExport(kind: FileKind): kind is ExportKind {
  return Object.hasOwn(OPENERS, kind);
}

/** An export with its hash; a skip when it cannot be read. Reads the file once. */
export function openExport(kind: ExportKind, file: StoredFile, name: string): Promise<RecordFile | Skip> {
  return OPENERS[kind](file, name);
}
