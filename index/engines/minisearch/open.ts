// The MiniSearch part of a snapshot as an engine.
import type { Analysis } from '../../analysis/analysis.ts';
import type { Engine } from '../../engine.ts';
import { answer } from './answer.ts';
import { explain } from './explain.ts';
import { hideInIndex } from './hide-in-index.ts';
import { isBegun, isKnown } from './kindred-forms.ts';
import { locate } from './locate.ts';
import { attachIndex, type LoadedIndex, type PackedIndex } from './packed-index.ts';
import { renameInIndex } from './rename-in-index.ts';

/** An engine over loaded files; `analysis` must be the one they were written with. Nothing is copied. */
export function attachMiniSearchEngine(loaded: LoadedIndex, analysis: Analysis): Engine {
  return engineOver(attachIndex(loaded, analysis));
}

function engineOver(index: PackedIndex): Engine {
  return {
    name: 'minisearch',
    search: async (request) => answer(index, request),
    knows: async (form, stem) => isKnown(index, form, stem),
    begins: async (prefix) => isBegun(index, prefix),
    similarForms: async (form, limit, edits) => index.similarForms.find(form, limit, edits),
    locate: async (plan, hits) => locate(index, plan, hits),
    explain: async (request, id) => explain(index, request, id),
    renaming: (changes) => engineOver(renameInIndex(index, changes)),
    hiding: (hidden) => engineOver(hideInIndex(index, hidden)),
    close: async () => {},
  };
}
