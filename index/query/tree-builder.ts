// Puts operands together to a tree while the lexemes go by: brackets, OR, negation. Never recurses.
import type { QueryNode, WordScope } from './model.ts';

/** Deeper brackets are ignored. */
export const MAX_DEPTH = 50;

interface Frame {
  readonly nodes: QueryNode[];
  /** Scope of the words inside. */
  readonly scope: WordScope;
  joinsByOr: boolean;
  isNegated: boolean;
}

/** Builds the tree of one query. `OR` binds closer than its absence. */
export class TreeBuilder {
  readonly #frames: Frame[];
  #ignoredBrackets = 0;

  constructor(scope: WordScope) {
    this.#frames = [{ nodes: [], scope, joinsByOr: false, isNegated: false }];
  }

  /** Scope of a word that stands here. */
  get scope(): WordScope {
    return this.#top.scope;
  }

  /** Whether something stands before this place, inside the same brackets. */
  get hasOperand(): boolean {
    return this.#top.nodes.length > 0;
  }

  /** The next operand is an alternative to the one before it. */
  joinByOr(): void {
    this.#top.joinsByOr = true;
  }

  /** The next operand is negated; twice is not at all. */
  negate(): void {
    this.#top.isNegated = !this.#top.isNegated;
  }

  /** What was to be negated is not there. */
  forgetNegation(): void {
    this.#top.isNegated = false;
  }

  add(operand: QueryNode): void {
    const frame = this.#top;
    const node: QueryNode = frame.isNegated ? { kind: 'not', node: operand } : operand;
    const before = frame.joinsByOr ? frame.nodes.pop() : undefined;
    frame.isNegated = false;
    frame.joinsByOr = false;
    frame.nodes.push(before === undefined ? node : eitherOf(before, node));
  }

  /** Opens a bracket; false when it is too deep and was ignored, together with its partner. */
  open(scope: WordScope): boolean {
    if (this.#ignoredBrackets > 0 || this.#frames.length > MAX_DEPTH) {
      this.#ignoredBrackets++;
      return false;
    }
    this.#frames.push({ nodes: [], scope, joinsByOr: false, isNegated: false });
    return true;
  }

  /** Closes a bracket; false when none is open. */
  close(): boolean {
    if (this.#ignoredBrackets > 0) {
      this.#ignoredBrackets--;
      return true;
    }
    if (this.#frames.length === 1) return false;
    const group = groupOf(this.#top.nodes);
    this.#frames.pop();
    if (group === null) this.forgetNegation();
    else this.add(group);
    return true;
  }

  /** Closes what is open and gives the root; null when there is nothing. */
  finish(): QueryNode | null {
    this.#ignoredBrackets = 0;
    while (this.close()) {
      // Each turn closes one bracket.
    }
    return rootOf(this.#top.nodes);
  }

  /** Brackets that are open now. */
  get depth(): number {
    return this.#frames.length - 1 + this.#ignoredBrackets;
  }

  get #top(): Frame {
    const top = this.#frames.at(-1);
    if (top === undefined) throw new RangeError('The outermost frame is never closed.');
    return top;
  }
}

function eitherOf(a: QueryNode, b: QueryNode): QueryNode {
  return { kind: 'or', nodes: [...alternatives(a), ...alternatives(b)] };
}

function alternatives(node: QueryNode): readonly QueryNode[] {
  return node.kind === 'or' ? node.nodes : [node];
}

/** A bracket with a single word stays a bracket: a reader who writes one does not want it loosened. */
function groupOf(nodes: readonly QueryNode[]): QueryNode | null {
  const [first] = nodes;
  if (first === undefined) return null;
  return nodes.length === 1 && first.kind !== 'word' ? first : { kind: 'and', nodes };
}

function rootOf(nodes: readonly QueryNode[]): QueryNode | null {
  const [first] = nodes;
  if (first === undefined) return null;
  // `(a b)` is printed with its brackets, so it must differ from `a b`.
  const isBracket = first.kind === 'and' && first.nodes.length > 1;
  return nodes.length === 1 && !isBracket ? first : { kind: 'and', nodes };
}
