// Elements whose class says that they are comments, by tag and shape of their classes, wherever they stand.

import { findAll } from '../markup/select.ts';
import { attribute, classNames, elementAt, type PageTree } from '../markup/tree.ts';
import { type Family, type Region, signature } from './record-families.ts';

const recordName =
  /(?:^|[\s_-])(?:comments?|cmt|reply|replies|respon[sd]e?|kommentar|commentaire|comentario|comentário|commento|reactie|komentarz|yorum|feedback|talkback|message|msg|opinion)(?:$|[\s_-]|\d|-?(?:body|item|entry|box|block|post|wrap\w*|container|content|text|list-item|single|row|even|odd|alt))/i;
const notRecords =
  /form|latest|respond|link|count|meta|header|footer|title|nav|reply-(?:link|title)|avatar|author|date|closed|recent|widget|head$/i;

/** One family for each shape; the region is the last heading of comments before it. */
export function namedFamilies(tree: PageTree, regions: readonly Region[]): Family[] {
  const groups = new Map<string, number[]>();
  for (const at of findAll(tree, 'li, div, article, dt, section, tr, dd, p, blockquote, table')) {
    const element = elementAt(tree, at);
    const names = element ? classNames(element) : [];
    if (!names.some((name) => recordName.test(name) && !notRecords.test(name))) continue;
    if (isInWidget(tree, at)) continue;
    const shape = signature(tree, at);
    const list = groups.get(shape);
    if (list) list.push(at);
    else groups.set(shape, [at]);
  }
  return [...groups].flatMap(([shape, positions]) => toFamily(tree, shape, positions, regions));
}

function isInWidget(tree: PageTree, at: number): boolean {
  const parent = tree.parents[at] ?? -1;
  return (
    parent >= 0 &&
    /recent|widget/i.test(`${attribute(tree, parent, 'class') ?? ''} ${attribute(tree, parent, 'id') ?? ''}`)
  );
}

function toFamily(
  tree: PageTree,
  shape: string,
  positions: readonly number[],
  regions: readonly Region[],
): Family[] {
  const outer = outermost(tree, positions);
  const first = outer[0];
  const region = regions.findLast(({ from }) => first !== undefined && from <= first);
  if (first === undefined || !region) return [];
  const records = outer.map((position, i) => {
    const end = tree.ends[position] ?? position + 1;
    return { position, range: { from: position, to: Math.min(end, outer[i + 1] ?? end) } };
  });
  return [
    { region, kind: 'classes', records, shape: `${outer.length} × ${shape}`, share: 1, areElements: true },
  ];
}

/** Without elements inside others of the group, unless most are: those are answers. */
function outermost(tree: PageTree, group: readonly number[]): readonly number[] {
  const positions: number[] = [];
  let end = -1;
  for (const at of group) {
    if (at < end) continue;
    positions.push(at);
    end = tree.ends[at] ?? at + 1;
  }
  return positions.length * 2 > group.length ? positions : group;
}
