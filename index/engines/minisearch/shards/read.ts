// A cut index as an engine: reads what a question needs, puts an index of that together, and lets the same code answer
// that answers over the whole. Nearly the same spelling, facets and explanations are left out.
import type { Analysis } from '../../../analysis/model.ts';
import type { Engine, EngineAnswer, EngineHit, EngineRequest, PlanNode } from '../../../engine.ts';
import { HiddenDocuments } from '../../../hidden-documents.ts';
import { sectionReader } from '../../../packing/compact-sections.ts';
import type { ReadNames, ReadShard, Sections } from '../../../shards/model.ts';
import { AccumulatorPool } from '../accumulator.ts';
import { answer } from '../answer.ts';
import { evaluateShown } from '../evaluate.ts';
import { hideInIndex } from '../hide-in-index.ts';
import { isBegun, isKnown } from '../kindred-forms.ts';
import { createLinkHosts } from '../link-hosts.ts';
import { locate } from '../locate.ts';
import type { PackedIndex } from '../packed-index.ts';
import { createPeopleNames } from '../people-names.ts';
import { readPostings } from '../postings.ts';
import { takeBestHits } from '../refining/best-hits.ts';
import { createSimilarForms } from '../similar-forms.ts';
import { createTagNames } from '../tag-names.ts';
import { createThreadNames } from '../thread-names.ts';
import { Workspace } from '../workspace.ts';
import { DocumentShards } from './document-shards.ts';
import { SHARDS } from './layout.ts';
import { TermReader } from './read-terms.ts';
import { makeSmallDictionary } from './small-dictionary.ts';
import { wantedBy } from './wanted.ts';

/** An engine over shards; `analysis` must be the one they were written with. Hits are named by `readNames`. */
export async function attachShards(
  read: ReadShard,
  analysis: Analysis,
  readNames: ReadNames,
): Promise<Engine> {
  const root = await read(SHARDS.root);
  const hidden = sectionReader(root).u32('hidden');
  const documentCount = sectionReader(root).u16or32('body.lengths').length;
  const removed = hidden.length === 0 ? null : new HiddenDocuments(hidden, documentCount);
  const engineWithout = (without: HiddenDocuments | null): Engine => {
    const index = new ShardedIndex(read, root, { analysis, hidden: without });
    return {
      name: 'minisearch',
      search: async (request) => withNames(await index.search(request), readNames),
      knows: async (form, stem) => {
        const plan: PlanNode = { kind: 'stem', stem, form, scope: 'any' };
        return isKnown(await index.with({ plan }), form, stem);
      },
      begins: async (prefix) =>
        isBegun(await index.with({ plan: { kind: 'prefix', prefix, scope: 'any' } }), prefix),
      similarForms: async () => [],
      locate: async (plan, hits) => index.locate(plan, hits),
      // People were merged and split when the files were cut.
      renaming: () => {
        throw new Error('an index in files is not renamed');
      },
      hiding: (others) => engineWithout(others),
      close: async () => {},
    };
  };
  return engineWithout(removed);
}

type Question = Pick<EngineRequest, 'plan'> & Partial<EngineRequest>;

interface ShardedIndexOptions {
  readonly analysis: Analysis;
  readonly hidden: HiddenDocuments | null;
}

class ShardedIndex {
  readonly #root: Sections;
  readonly #analysis: Analysis;
  readonly #hidden: HiddenDocuments | null;
  readonly #terms: TermReader;
  readonly #documents: DocumentShards;
  readonly #stemCount: number;
  readonly #workspace = new Workspace();
  readonly #accumulators: AccumulatorPool;
  /** What was put together for a plan serves to locate its words too. */
  readonly #ofPlan = new WeakMap<PlanNode, PackedIndex>();

  constructor(read: ReadShard, root: Sections, { analysis, hidden }: ShardedIndexOptions) {
    this.#root = root;
    this.#analysis = analysis;
    this.#hidden = hidden;
    this.#terms = new TermReader(read, sectionReader(root));
    this.#documents = new DocumentShards(read, root);
    this.#stemCount = sectionReader(root).u32('stems')[0] ?? 0;
    this.#accumulators = new AccumulatorPool(this.#documents.documentCount);
  }

  async search(request: EngineRequest): Promise<EngineAnswer> {
    const index = await this.with(request);
    this.#ofPlan.set(request.plan, index);
    if (request.isRefined !== true) return answer(index, request);
    index.workspace.reset();
    const { documents } = takeBestHits(evaluateShown(index, request.plan));
    const tellingStems = await this.#documents.tellingStems([...documents], this.#stemCount);
    return answer({ ...index, tellingStems }, request);
  }

  async locate(plan: PlanNode, hits: readonly EngineHit[]) {
    const index = this.#ofPlan.get(plan) ?? (await this.with({ plan }));
    const parts = await this.#documents.parts(hits.flatMap(({ ordinal }) => ordinal ?? []));
    return locate({ ...index, parts }, plan, hits);
  }

  /** An index of the words and columns that the question needs. */
  async with(question: Question): Promise<PackedIndex> {
    const analysis = this.#analysis;
    const wanted = wantedBy(question, analysis);
    const [stems, { columns, merged }, parts, tellingStems] = await Promise.all([
      this.#terms.stems(wanted.stems, wanted.prefixes),
      this.#documents.columns(wanted.columns),
      this.#documents.parts([]),
      this.#documents.tellingStems([], this.#stemCount),
    ]);
    const { dictionary, lists } = makeSmallDictionary(stems, this.#stemCount, analysis);
    const postings = readPostings(sectionReader({ ...this.#root, ...lists }));
    const index: PackedIndex = {
      analysis,
      dictionary,
      postings,
      parts,
      columns,
      tellingStems,
      similarForms: createSimilarForms(dictionary, postings),
      peopleNames: createPeopleNames(columns, null, merged),
      threadNames: createThreadNames(columns),
      tagNames: createTagNames(columns),
      linkHosts: createLinkHosts(columns),
      workspace: this.#workspace,
      accumulators: this.#accumulators,
      hidden: null,
      isShown: () => true,
    };
    return this.#hidden === null ? index : hideInIndex(index, this.#hidden);
  }
}

async function withNames(found: EngineAnswer, readNames: ReadNames): Promise<EngineAnswer> {
  const ordinals = found.groups.flatMap(({ hits }) => hits.map(({ ordinal }) => ordinal ?? 0));
  const names = await readNames(ordinals);
  let next = 0;
  const groups = found.groups.map((group) => {
    const first = names[next];
    const hits = group.hits.map((hit) => ({ ...hit, id: names[next++]?.id ?? hit.id }));
    return { ...group, threadId: first?.threadId ?? group.threadId, hits };
  });
  return { ...found, groups };
}
