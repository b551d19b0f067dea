// What templates put around every post: recognised by tag, role, id and class names. Not by its text: that is `clutter.ts`.
import { oncePerPage } from '../markup/per-page.ts';
import { elementAt, type NodeRange, type PageTree, roleNames, subtree } from '../markup/tree.ts';
import type { Prose } from './prose.ts';

const words =
  'side-?bar\\d?|nav|navi|navbar|navigation|menu|foot|\\w*footer|masthead|banner|share|sharing|sharebar|sharedaddy|social|socials|related|related[-_]?(?:posts?|articles?|content|news|stories)|recommend(?:ed|ations)|recent|recent[-_]?posts?|popular|trending|teasers?|promo|promotion|ads?|advert\\w*|sponsor\\w*|outbrain|taboola|breadcrumbs?|pagination|pager|subscribe|subscription|newsletter|signup|cookies?|gdpr|consent|search|blogroll|archives|calendar|copyright|skip|toolbar|login|popup|modal|overlay|bookmarks?|tagcloud|credits?|legal|disclaimer|paywall|print-?only|author-?(?:box|bio|info|card|about)|about-?(?:the-?)?author|cta|call-?to-?action|up-?next|read-?(?:more|next|also)|more-?(?:posts|articles|stories|news|from)|prev-?next|post-?nav|toc|table-?of-?contents?|meta|meta-?(?:data|table|info|bar)|webmentions?|sociable|addtoany|printfriendly|(?:author|writer|user|contributor)-?profile|profile-content(?:-container)?|feedback|rating|ratings|likes?';
const boilerplate = new RegExp(`(?:^|[\\s_-])(${words})(?:$|[\\s_-])`, 'i');
/** Widgets are boilerplate unless a page builder calls every part of a page so. */
const widget = /^(?:widgets?|widget[-_](?!type|span|container|content|text).+|.+-widgets?|widget-?area)$/i;
const builder =
  /^(?:elementor|e-con|wp-block|et[-_]pb|hs[-_]|dnd|vc[-_]|wpb[-_]|fl-|brx|fusion|avia|kb-|stk-|gb-|w-|sqs-|sp-|td[bc]?[-_]|jet-|ast-)/i;
/** A layout with or without a side column names it as well. */
const layout =
  /^(?:has|with|no|right|left|without|is|hide|show|page|single|content)[-_]|[-_](?:left|right|layout|enabled|disabled|open|wrapper-main)$/i;
const boilerplateTags = new Set(['nav', 'footer', 'aside', 'form', 'fieldset', 'dialog', 'menu']);
const neverBoilerplate = new Set([
  'body',
  'html',
  'article',
  'main',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'p',
  'pre',
  'blockquote',
  'table',
  'tbody',
]);
const roles = /^(?:navigation|complementary|contentinfo|search|banner|dialog|alertdialog|menu|menubar)$/;

/** True for elements that by name, role or tag are no text of a post. */
export function isBoilerplate(tree: PageTree, position: number): boolean {
  return boilerplateSign(tree, position) !== null;
}

/** The tag, role or name that marks an element as boilerplate, or null. */
function boilerplateSign(tree: PageTree, position: number): string | null {
  const element = elementAt(tree, position);
  if (!element || neverBoilerplate.has(element.name)) return null;
  if (boilerplateTags.has(element.name)) return element.name;
  const { id, class: classes, role } = element.attribs;
  if (role !== undefined && roles.test(role)) return role;
  if (id === undefined && classes === undefined) return null;
  if (id) return signOfNames(roleNames(tree, position));
  const known = signsOf(tree);
  let sign = known.get(classes ?? '');
  if (sign === undefined) {
    sign = signOfNames(roleNames(tree, position));
    known.set(classes ?? '', sign);
  }
  return sign;
}

/** Elements of a kind share their classes: each combination is looked at once a page. */
const signsOf = oncePerPage(() => new Map<string, string | null>());

function signOfNames(names: readonly string[]): string | null {
  for (const name of names) {
    const sign = signOfName(name);
    if (sign !== null) return sign;
  }
  return null;
}

/** Names repeat within a site: what they mean is looked up once. */
const signs = new Map<string, string | null>();
const maxSigns = 20_000;
/** The words that names are searched for hold one digit at most. */
const endsInNumber = /(?<!\d)\d{3,}$/;

function signOfName(name: string): string | null {
  // Numbers of posts and comments, which no other page has.
  if (endsInNumber.test(name) && signOfName(name.replace(endsInNumber, '00')) === null) return null;
  const known = signs.get(name);
  if (known !== undefined) return known;
  const words = name.length > 100 ? '' : name.replace(/([a-z])([A-Z])/g, '$1-$2');
  const isLayout = layout.test(words) || builder.test(words);
  const sign = isLayout ? null : (boilerplate.exec(words)?.[1] ?? (widget.test(words) ? 'widget' : null));
  if (signs.size >= maxSigns) signs.clear();
  // A copy: what is cut from a page's text keeps all of it in memory.
  signs.set(Buffer.from(name).toString(), sign === null ? null : Buffer.from(sign.toLowerCase()).toString());
  return sign === null ? null : sign.toLowerCase();
}

/** How much of the running text of a range boilerplate of one name may hold and still be believed. */
const maxShare = 0.3;
/** The same for names that nobody gives to a post. */
const maxSureShare = 0.85;
const sureSigns = /^(?:\w*footer|footer|nav|navbar|navigation|menu|copyright|contentinfo|breadcrumbs?)$/;

/** Boilerplate within a range, outermost only, unless that of its name holds much of the range's running text. Ascending. */
export function boilerplateRanges(tree: PageTree, within: NodeRange, prose: Prose): NodeRange[] {
  const total = prose.weightOf(within);
  const limitOf = (sign: string) => total * (sureSigns.test(sign) ? maxSureShare : maxShare);
  const found: { sign: string; range: NodeRange; weight: number }[] = [];
  const sums = new Map<string, number>();
  for (let at = within.from; at < within.to; at++) {
    const sign = boilerplateSign(tree, at);
    if (sign === null) continue;
    const range = subtree(tree, at);
    const weight = prose.weightOf(range);
    if (weight > limitOf(sign)) continue;
    found.push({ sign, range, weight });
    sums.set(sign, (sums.get(sign) ?? 0) + weight);
    at = range.to - 1;
  }
  return found
    .filter(({ sign, weight }) => weight < total / 30 || (sums.get(sign) ?? 0) <= limitOf(sign))
    .map(({ range }) => range);
}
