// Where an engine says that a plan's words stand, against a walk over the words of the texts themselves.

import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { CHECKPOINT_WORDS, type PlanNode } from '../../index/engine.ts';
import type { Entry } from '../../index/model.ts';
import type { WordScope } from '../../index/query/model.ts';
import { anyArchive, anyPlan } from '../support/engine-arbitraries.ts';
import { english, makeRequest, makeSampleThread, openSampleEngine } from '../support/engine-samples.ts';
import { suite } from '../support/suite.ts';

const test = suite('places of found words');

/** `token length part` of each match in the text, sorted as text. */
function expectedPlaces(entry: Entry, leaves: readonly PlanNode[]): readonly string[] {
  const tokens = english.tokens(entry.text);
  const isQuoted = (at: number): boolean => {
    const start = tokens[at]?.start ?? -1;
    return entry.quotes.some(([from, to]) => from <= start && start < to);
  };
  const isIn = (scope: WordScope, at: number): boolean =>
    scope === 'any' || (scope !== 'title' && isQuoted(at) === (scope === 'quote'));
  return leaves.flatMap((leaf, part) => {
    if (!('scope' in leaf)) return [];
    const length = leaf.kind === 'phrase' ? leaf.forms.length : 1;
    return tokens.flatMap((_, at) => {
      const run = tokens.slice(at, at + length);
      const isMatch = run.length === length && run.every(({ form }, offset) => isWord(leaf, form, offset));
      const isInScope = run.every((_token, offset) => isIn(leaf.scope, at + offset));
      return isMatch && isInScope ? [`${at} ${length} ${part}`] : [];
    });
  });
}

function isWord(leaf: PlanNode, form: string, offset: number): boolean {
  if (leaf.kind === 'phrase') return leaf.forms[offset] === form;
  if (leaf.kind === 'prefix') return form.startsWith(leaf.prefix);
  if (leaf.kind === 'similar') return leaf.forms.some((similar) => similar.form === form);
  if (leaf.kind !== 'stem') return false;
  return english.stem(form) === leaf.stem && (english.isStopWord(leaf.form) || !english.isStopWord(form));
}

/** As engines number them: each once, the last of the plan first. */
function leavesOf(plan: PlanNode): readonly PlanNode[] {
  const leaves = new Map<string, PlanNode>();
  const open = [plan];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'and' || node.kind === 'or') open.push(...node.nodes);
    else if ('scope' in node) leaves.set(JSON.stringify(node), node);
  }
  return [...leaves.values()];
}

test('are those that a reader would mark, whatever was asked', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyArchive,
      fc.array(anyPlan, { minLength: 6, maxLength: 6 }),
      async (threads, plans) => {
        const engine = await openSampleEngine(threads);
        const entries = new Map(
          threads.flatMap((thread) => thread.entries.map((entry) => [entry.id, entry])),
        );
        for (const plan of plans) {
          const { groups } = await engine.search(makeRequest(plan));
          const hits = groups.flatMap((group) => group.hits);
          const located = (await engine.locate?.(plan, hits)) ?? [];
          assert.is(located.length, hits.length);
          for (const [at, { id }] of hits.entries()) {
            const entry = entries.get(id);
            const places = located[at];
            if (entry === undefined || !places) throw new Error(`${id} is not located`);
            const found = [...places.tokens].map(
              (token, index) => `${token} ${places.lengths[index]} ${places.parts[index]}`,
            );
            assert.equal([...found].sort(), [...expectedPlaces(entry, leavesOf(plan))].sort());
            const first = english.tokens(entry.text)[0];
            const offsets = first === undefined ? [] : [Buffer.byteLength(entry.text.slice(0, first.start))];
            assert.equal([...places.checkpoints], offsets);
          }
        }
      },
    ),
    { numRuns: 80 },
  );
});

test('name the byte of every thirty-second word', async () => {
  const text = Array.from({ length: 300 }, (_, at) => `wörd${at}`).join(' — ');
  const engine = await openSampleEngine([makeSampleThread('t', [{ id: 'a', text }])]);
  const plan: PlanNode = { kind: 'prefix', prefix: 'word29', scope: 'any' };
  const { groups } = await engine.search(makeRequest(plan));
  const [places] = (await engine.locate?.(plan, groups[0]?.hits ?? [])) ?? [];
  const tokens = english.tokens(text);
  assert.equal([...(places?.tokens ?? [])], [29, ...Array.from({ length: 10 }, (_, at) => 290 + at)]);
  assert.equal(
    [...(places?.checkpoints ?? [])],
    Array.from({ length: 10 }, (_, step) => CHECKPOINT_WORDS * step).map((at) =>
      Buffer.byteLength(text.slice(0, tokens[at]?.start)),
    ),
  );
});

test.run();
