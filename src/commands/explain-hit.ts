// `antler explain hit`: how the score of a document came about for a query.
import type { ExplainedLeaf, PlanNode } from '../../index/engine.ts';
import { type ExplainedHit, explainHit } from '../../index/explain-hit.ts';
import type { DocumentId } from '../../index/model.ts';
import { repairMojibake } from '../../scraper/decode/mojibake.ts';
import { CommandError } from '../errors.ts';
import { countOf } from '../numbers.ts';
import { openArchive } from '../open-archive.ts';
import { oneLine } from '../terminal-text.ts';
import type { RunCommand } from './model.ts';

/** Exit code 1 when there is no such document. @throws IndexError when no snapshot can be opened. */
export const run: RunCommand = async ({ words, settings, out, writeError }) => {
  const [query = '', id = ''] = words;
  const { snapshot } = await openArchive(settings);
  try {
    if (snapshot.engine.explain === undefined) {
      throw new CommandError(
        'not-in-this-version',
        `The engine ${snapshot.engine.name} does not tell how its scores come about.`,
        {
          hint: 'Run antler rebuild --engine minisearch into another data folder, and ask there.',
        },
      );
    }
    // Any text may be asked for: an id that is none is simply not found.
    const explained = await explainHit(snapshot, query, id as DocumentId, {
      repairText: (text) => repairMojibake(text).text,
    });
    if (explained === null) {
      writeError(`antler: There is no post or comment with the id ${oneLine(id)}.`);
      return 1;
    }
    if (settings.json) await out.json(explained, out.isTerminal ? 2 : 0);
    else for (const line of printExplained(explained)) await out.line(line);
    return 0;
  } finally {
    await snapshot.close();
  }
};

function printExplained(hit: ExplainedHit): readonly string[] {
  const standing = hit.isHit
    ? `rank ${hit.rank} of ${hit.totalHits}`
    : `no hit; the query has ${countOf(hit.totalHits, 'hit')}`;
  const bonuses: readonly (readonly [number, string])[] = [
    [hit.exactTitleBonus, 'the title is the query'],
    [hit.moreWordsBonus, 'more of the words than others'],
    [-hit.quotedLoss, 'words in quoted parts only'],
    [hit.nearnessBonus, 'words near each other'],
    [hit.likenessBonus, 'like the best hits in what it is about'],
  ];
  return [
    `Query     ${oneLine(hit.interpreted) || '(everything)'}`,
    `Document  ${oneLine(hit.id)}`,
    `Standing  ${standing}, document by document`,
    ...hit.warnings.map((warning) => `Note      ${oneLine(warning)}`),
    ...(hit.relaxed === null ? [] : [`Loosened  ${oneLine(JSON.stringify(hit.relaxed))}`]),
    '',
    `${printScore(hit.score)}  in all`,
    ...bonuses.flatMap(([score, why]) => (score === 0 ? [] : [`  ${printScore(score)}  ${why}`])),
    ...hit.leaves.flatMap(printLeaf),
  ];
}

function printLeaf(leaf: ExplainedLeaf): string[] {
  const match = leaf.isMatch ? 'matches' : 'does not match';
  const wanted = leaf.isNegated ? ', and must not' : '';
  const form =
    leaf.exactFormBonus === 0 ? [] : [`    ${printScore(leaf.exactFormBonus)}  for the exact form`];
  return [
    `  ${printScore(leaf.score)}  ${describeNode(leaf.node)} ${match}${wanted}`,
    ...form,
    ...leaf.terms.flatMap(({ term, weight, fields }) =>
      fields.map(
        ({ field, frequency, documents, score }) =>
          `    ${printScore(score)}  ${oneLine(term)} in the ${field}: ${frequency} here, in ${documents} documents, weight ${weight.toFixed(2)}`,
      ),
    ),
  ];
}

function describeNode(node: PlanNode): string {
  switch (node.kind) {
    case 'stem':
      return `word ${oneLine(node.form)} (stem ${oneLine(node.stem)}, ${node.scope})`;
    case 'phrase':
      return `phrase "${node.forms.map(oneLine).join(' ')}" (${node.scope})`;
    case 'prefix':
      return `words beginning with ${oneLine(node.prefix)} (${node.scope})`;
    case 'similar':
      return `words like ${node.forms.map(({ form }) => oneLine(form)).join(', ')} (${node.scope})`;
    case 'filter':
      return `filter ${oneLine(JSON.stringify(node.filter))}`;
    default:
      return node.kind;
  }
}

function printScore(score: number): string {
  return score.toFixed(3).padStart(8);
}
