// The syntax of selectors: text to compounds, each selector compiled once a process.

export interface AttributeTest {
  readonly name: string;
  /** `=`, `^=`, `$=`, `*=` or `~=`; empty when the attribute only has to be there. */
  readonly operator: string;
  readonly value: string;
}

export interface Compound {
  readonly tag: string;
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  readonly attributes: readonly AttributeTest[];
  /** How the compound before this one stands to it. */
  readonly isChild: boolean;
  /** Asks one thing that the tree has a list of. */
  readonly isPlain: boolean;
}

/** Compounds from the outermost inwards. */
export type Chain = readonly Compound[];

/** Selectors are data of rules; those made of a page's own names must not pile up. */
const maxCompiled = 20_000;
const compiled = new Map<string, readonly Chain[]>();

/** The chains of comma-separated selectors. */
export function compileSelector(selector: string): readonly Chain[] {
  let chains = compiled.get(selector);
  if (!chains) {
    if (compiled.size >= maxCompiled) compiled.clear();
    chains = selector.split(',').map((part) => compileChain(part.trim()));
    compiled.set(selector, chains);
  }
  return chains;
}

function compileChain(text: string): Chain {
  let isChild = false;
  const chain: Compound[] = [];
  for (const word of text.match(/>|(?:[^\s>[]|\[[^\]]*\])+/g) ?? []) {
    if (word === '>') isChild = true;
    else {
      chain.push(compileCompound(word, isChild));
      isChild = false;
    }
  }
  return chain;
}

function compileCompound(text: string, isChild: boolean): Compound {
  const attributes = [...text.matchAll(/\[([\w:-]+)(?:([~^$*]?=)["']?([^\]"']*)["']?)?\]/g)].map((match) => ({
    name: match[1] ?? '',
    operator: match[2] ?? '',
    value: match[3] ?? '',
  }));
  const plain = text.replace(/\[[^\]]*\]/g, '');
  const tag = /^[a-z][\w-]*/i.exec(plain)?.[0] ?? '';
  const ids = [...plain.matchAll(/#([\w-]+)/g)].map((match) => match[1] ?? '');
  const classes = [...plain.matchAll(/\.([\w-]+)/g)].map((match) => match[1] ?? '');
  const hasOperator = attributes.some(({ operator }) => operator !== '');
  const tests = (tag === '' ? 0 : 1) + ids.length + classes.length + attributes.length;
  return { tag, ids, classes, attributes, isChild, isPlain: tests <= 1 && !hasOperator };
}
