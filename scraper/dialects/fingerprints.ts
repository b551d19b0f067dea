// How sure a dialect is of a page: what its platform leaves in pages, weighed and added up.
import { findFirst } from '../reading/markup/select.ts';
import { elementAt } from '../reading/markup/tree.ts';
import type { PageView } from '../reading/page/page-view.ts';
import type { Detection } from './model.ts';

export interface Fingerprints {
  /** What `<meta name=generator>` says, in lower case; certain. */
  readonly generator?: RegExp;
  /** Class names of `<body>`; one that matches counts once. */
  readonly bodyClass?: readonly [pattern: RegExp, weight: number];
  /** Names that only the platform uses weigh .3 and more; names that others use too weigh less than `generic`'s .1. */
  readonly selectors: readonly (readonly [selector: string, weight: number, name: string])[];
  /** Words of the platform's own scripts, searched in the first scripts that stand in the page. */
  readonly script?: readonly [pattern: RegExp, weight: number, name: string];
  /** Words in `<!-- -->`. */
  readonly remark?: readonly [pattern: RegExp, weight: number, name: string];
}

/** A generator settles the matter; without it the weights of what is seen add up, at most to 1. */
export function weighFingerprints(page: PageView, prints: Fingerprints): Detection {
  const evidence: string[] = [];
  let confidence = 0;
  const add = (weight: number, name: string) => {
    confidence += weight;
    evidence.push(name);
  };
  if (prints.generator?.test(page.generator)) add(0.9, `generator ${page.generator.slice(0, 60)}`);
  const { bodyClass, script, remark } = prints;
  const named = bodyClass ? [...page.bodyClasses].find((name) => bodyClass[0].test(name)) : undefined;
  if (bodyClass && named !== undefined) add(bodyClass[1], `body class ${named}`);
  for (const [selector, weight, name] of prints.selectors)
    if (findFirst(page.tree, selector) !== null) add(weight, name);
  if (script && scriptTexts(page).some((text) => script[0].test(text))) add(script[1], script[2]);
  if (remark && page.tree.remarks.some((text) => remark[0].test(text))) add(remark[1], remark[2]);
  return { confidence: Math.min(1, confidence), evidence };
}

const maxScripts = 30;
const maxScript = 5_000;

/** The beginnings of the scripts that stand in the page itself. */
function scriptTexts({ tree }: PageView): string[] {
  return (tree.byTag.get('script') ?? []).slice(0, maxScripts).flatMap((at) => {
    const node = elementAt(tree, at)?.firstChild;
    return node && 'data' in node ? [node.data.slice(0, maxScript)] : [];
  });
}
