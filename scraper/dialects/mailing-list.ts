// Archives of mailing lists, one page a message: Pipermail, Hypermail and MHonArc.

import { listsMessages, readListMessage, type StatedHead } from '../reading/forum/list-message.ts';
import { findFirst } from '../reading/markup/select.ts';
import type { PageView } from '../reading/page/page-view.ts';
import type { Detection, Dialect, DialectReading } from './model.ts';

interface ListArchive {
  readonly program: string;
  readonly isMessage: boolean;
}

/** The program by the remarks that it writes around the parts of a page; the index of Pipermail by its foot. */
function findArchive(view: PageView): ListArchive | null {
  const { tree } = view;
  const has = (mark: RegExp) => tree.remarks.some((remark) => mark.test(remark));
  if (has(/^\s*(?:MHonArc v|X-Message-Id:|X-Subject:)/))
    return { program: 'MHonArc', isMessage: has(/^\s*X-Body-of-Message/) };
  if (has(/^\s*(?:iso)?received="/)) return { program: 'Hypermail', isMessage: true };
  if (has(/^\s*hypermail/i) && listsMessages(view)) return { program: 'Hypermail', isMessage: false };
  if (has(/^\s*beginarticle/)) return { program: 'Pipermail', isMessage: true };
  const isIndex = findFirst(tree, 'a[href*="author.html"]') !== null && listsMessages(view);
  return isIndex && /\barchives? by \w+/i.test(view.title)
    ? { program: 'Pipermail', isMessage: false }
    : null;
}

function detect(view: PageView): Detection {
  const archive = findArchive(view);
  if (!archive) return { confidence: 0, evidence: [] };
  const what = archive.isMessage ? 'message' : 'index';
  return { confidence: 0.95, evidence: [`${what} of ${archive.program}`] };
}

/** What Hypermail and MHonArc state in remarks. Names of MHonArc are disguised there: its head lines tell them. */
function statedHead({ tree }: PageView): StatedHead {
  const told = (mark: RegExp) => {
    for (const remark of tree.remarks) {
      const value = mark.exec(remark)?.[1]?.trim();
      if (value) return value;
    }
    return null;
  };
  return {
    name: told(/^\s*name="([^"]{1,80})"/),
    date: told(/^\s*X-Date:\s*(.{8,60}?)\s*$/) ?? told(/^\s*sent="([^"]{8,60})"/),
    subject: told(/^\s*subject="([^"]{1,200})"/),
  };
}

function read(view: PageView): DialectReading {
  const archive = findArchive(view);
  if (!archive) return { kind: 'none', reason: 'no-content', detail: 'no message of a mailing list' };
  if (!archive.isMessage) return { kind: 'none', reason: 'listing', detail: `index of ${archive.program}` };
  const message = readListMessage(view, statedHead(view), archive.program);
  return message ?? { kind: 'none', reason: 'no-content', detail: 'a message without a text' };
}

/** Mailing lists. Each message is a post of its own. */
export const mailingList: Dialect = { name: 'mailing-list', version: 1, detect, read };
