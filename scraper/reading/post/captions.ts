// Words under pictures: names and dates in them are none of the post's, and templates are at odds whether they are text.
import { findAll, findFirst } from '../markup/select.ts';
import { type NodeRange, type PageTree, subtree, textLength } from '../markup/tree.ts';

/** Elements that hold the caption or the credit of a picture. */
export const captions =
  'figcaption, .wp-caption-text, .caption, .image-caption, .photo-caption, .media-caption, .article-caption, .picture-caption, .img-caption, .photo-credit, .image-credit, .img-credit, .bildunterschrift';

/** Longer ones are text. */
const maxCaption = 500;

/** Captions of pictures in a range; what stands under a table, a listing or a quotation is none. */
export function pictureCaptions(tree: PageTree, range: NodeRange): number[] {
  return findAll(tree, captions, range).filter((at) => {
    if (at === range.from || textLength(tree, subtree(tree, at)) > maxCaption) return false;
    const figure = subtree(tree, figureOf(tree, at));
    return findFirst(tree, 'pre, table, blockquote', figure) === null;
  });
}

function figureOf(tree: PageTree, caption: number): number {
  const above = tree.parents[caption] ?? caption;
  return textLength(tree, subtree(tree, above)) > maxCaption ? caption : above;
}
