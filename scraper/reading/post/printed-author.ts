// The author as lines of facts print it: behind a label, on the line after it, or beside a date.
import { findDate } from '../dates/dates.ts';
import { type Line, tidy } from '../markup/lines.ts';
import { absoluteLink } from '../markup/urls.ts';
import type { PageView } from '../page/page-view.ts';
import { afterLabel, factParts, isFullName, isNameLike, nameAtStart } from './author-words.ts';
import type { FoundAuthor } from './post-author.ts';
import type { Surroundings } from './surroundings.ts';

/** "By NAME", "Text: NAME", or the label alone and the name on the next line. */
export function printedAuthor(view: PageView, { lines }: Surroundings): FoundAuthor | null {
  for (const group of [lines.head, lines.tail]) {
    for (const line of group) {
      const date = findDate(line.text, view.dates);
      const rest = afterLabel(line.text, date !== null);
      if (rest === null) continue;
      const inRest = findDate(rest, view.dates);
      const isAlone = tidy(rest) === '';
      const named = isAlone ? lineBehind(group, line) : line;
      const text = isAlone ? (named?.text ?? '') : rest.slice(0, inRest?.start ?? rest.length);
      const name = withinNode(view, named, nameAtStart(text));
      if (!isNameLike(name) || tidy(text).length - name.length > 80) continue;
      const link = named?.links.find((at) => at.text.includes(name));
      return { name, url: link ? absoluteLink(link.href, view.baseUrl) : null };
    }
  }
  return null;
}

/** The line that follows another on the page; a group need not be in the page's order. */
function lineBehind(group: readonly Line[], { nodes }: Line): Line | null {
  const start = (line: Line) => line.nodes[0] ?? 0;
  const behind = group.filter((line) => start(line) > (nodes[0] ?? 0));
  return behind.sort((a, b) => start(a) - start(b))[0] ?? null;
}

/** A name ends with the text that announces it ("by NAME"), and where the next text is set against it without a space. */
function withinNode({ tree }: PageView, line: Line | null, name: string): string {
  for (const at of line?.nodes ?? []) {
    const node = tree.nodes[at];
    const text = node && 'data' in node ? tidy(node.data) : '';
    const announced = nameAtStart(afterLabel(text, true) ?? '');
    if (announced !== '' && name.startsWith(`${announced} `)) return announced;
    if (text !== '' && name.startsWith(text) && /^\S/.test(name.slice(text.length))) return text;
  }
  return name;
}

/** A full name in a line of its own with a date: "NAME | Senior Writer | July 2, 2025". */
export function nameBesideDate(view: PageView, { lines, title }: Surroundings): FoundAuthor | null {
  for (const line of lines.head) {
    const date = findDate(line.text, view.dates);
    if (!date || line.text.length > 100) continue;
    const text = `${line.text.slice(0, date.start)} | ${line.text.slice(date.end)}`;
    const name = factParts(text).find((part) => isFullName(part) && !title.text.includes(part));
    const link = line.links.find((at) => name !== undefined && at.text.includes(name));
    const isTerm =
      link !== undefined &&
      !/author|autor|user|people|profile|contributor|team|member|writer/i.test(link.href);
    if (name !== undefined && !isTerm)
      return { name, url: link ? absoluteLink(link.href, view.baseUrl) : null };
  }
  return null;
}
