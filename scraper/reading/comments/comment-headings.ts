// Whether something stands among comments: in an element named for them, or under a heading that speaks of them.

import { isAnyAround } from '../markup/around.ts';
import { findAll } from '../markup/select.ts';
import { lineOf } from '../markup/text.ts';
import { type PageTree, roleNames, subtree, textLength } from '../markup/tree.ts';
import { commentNouns } from './comment-words.ts';

const areaNames =
  /^(?:(?:post-?|article-?|blog-?|entry-?|wp-block-(?:post-)?|the-)?comments?(?:[-_]?(?:list|area|section|block|container|wrap(?:per)?|thread|holder|box|content|body|template|entries|items|stream|posts|messages|s))*|\S+[-_]comments|respons(?:es)?|disqus\S*|discussion|replies|feedback|kommentare|commentaires|comentarios|comentários|commenti|trackbacks|comments-block|cml)$/i;
const heading = new RegExp(`(?:^|[^\\p{L}])(?:${commentNouns})(?![\\p{L}])`, 'iu');

const otherHeading =
  /recent|latest|newest|popular|neueste|letzte|aktuell|derniers|récents|últimos|recientes|ultimi|laatste|recente|ostatnie|последние|son yorumlar|最近|leave|post a|add (?:a|your)|submit|\bwrite\b|speak|hinterlassen|schreibe|laisser|deja|deixe|lascia|plaats|dodaj|\brss\b|\batom\b|\bfeeds?\b/i;

/** Words that mean comments wherever they stand in a heading. "Thoughts on …" needs a number before it. */
const plainHeading =
  /^[\W\d]*(?:(?:the|all|your|our|user|reader|blog|weblog|post)\S*\s+)*(?:comments?|responses|replies|repl(?:y|ies)|reactions|discussion|feedback|talkbacks?|readers?['’]? (?:letters|opinions|comments)|kommentare?|leser(?:post|briefe|kommentare|meinungen|stimmen|zuschriften)|antworten|reaktionen|meinungen|commentaires?|réponses|réactions|comentarios?|respuestas|comentários?|respostas|commenti|commento|risposte|reacties|antwoorden|komentarze|odpowiedzi|komentarzy|комментари(?:и|й)|отзывы|yorumlar|yorum|kommentarer|コメント|komentáře|comentarii)(?![\p{L}])/iu;

/** True for a short text that heads comments, and not a form or a list of recent ones. */
export function isCommentHeadingText(text: string): boolean {
  if (otherHeading.test(text)) return false;
  return plainHeading.test(text) || (heading.test(text) && /\d|^\s*(?:an?|one|ein|un)\b/i.test(text));
}

/** True for an element whose id or class says that it holds comments. */
export function isCommentArea(tree: PageTree, position: number): boolean {
  return roleNames(tree, position).some((name) => areaNames.test(name) && !/latest|recent/i.test(name));
}

const isAtCommentArea = isAnyAround(isCommentArea);

/** True inside such an element. */
export function isInCommentArea(tree: PageTree, position: number): boolean {
  return isAtCommentArea(tree, tree.parents[position] ?? -1);
}

/** True when one of the three headings right before a node speaks of comments. */
export function isUnderCommentHeading(tree: PageTree, position: number): boolean {
  return headingsBefore(tree, position)
    .slice(0, 3)
    .some((at) => heading.test(lineOf(tree, subtree(tree, at))));
}

/** What other parts of a page are headed with. */
const otherParts =
  /related|similar|you (?:may|might)|also (?:like|read)|more (?:from|posts|stories|articles|in)|recommended|popular|most read|archives|about the author|share this|newsletter|ähnliche|verwandte|weitere (?:artikel|beiträge)|das könnte|über den autor|similaires|à lire|aussi aimer|relacionad|recomendad|correlat|potrebbe|gerelateerd|podobne|powiązane|zobacz (?:też|także)|похожие|читайте|ilgili|benzer|関連/i;

/** True when the nearest heading before a node, or the node itself, heads something other than comments. */
export function isUnderOtherHeading(tree: PageTree, position: number): boolean {
  const nearest = findAll(tree, 'h1, h2, h3, h4, h5, h6', {
    from: Math.max(0, position - 80),
    to: position + 1,
  }).at(-1);
  if (nearest === undefined) return false;
  const text = lineOf(tree, subtree(tree, nearest));
  return text.length < 80 && otherParts.test(text) && !heading.test(text);
}

/** Short texts that may head what stands at a node, nearest first. */
export function headingsBefore(tree: PageTree, position: number): number[] {
  const range = { from: Math.max(0, position - 80), to: position };
  return findAll(tree, 'h1, h2, h3, h4, h5, h6, p, b, strong, legend, caption, a[name], span, div', range)
    .filter((at) => {
      const end = tree.ends[at] ?? at + 1;
      return (
        end <= position &&
        textLength(tree, subtree(tree, at)) < 120 &&
        textLength(tree, { from: end, to: position }) < 250
      );
    })
    .reverse();
}
