// What an end tag ends: nothing, one element, or all down to one.
import {
  boundsButtonScope,
  boundsListScope,
  boundsScope,
  isCell,
  isFormatting,
  isParagraph,
  type TagKind,
} from './kinds.ts';
import { Undecided } from './reader.ts';
import type { TagWriter } from './writer.ts';

/** An end tag in the page. */
interface EndTag {
  readonly kind: TagKind;
  readonly from: number;
  readonly to: number;
}

/** Closes what the standard closes at this end tag; a tag that ends nothing is left out. @throws Undecided */
export function passEndTag(writer: TagWriter, tag: EndTag): void {
  const { top } = writer;
  // By far the most tags end what was opened last.
  if (top?.name === tag.kind.name && writer.mode === 'body' && top.role !== 'page' && top.role !== 'form') {
    writer.pop();
    return;
  }
  // Each turn closes one level of a table.
  for (let turn = 0; turn < 8; turn++) if (isPassed(writer, tag)) return;
  throw new Undecided();
}

/** One step; true when the tag is dealt with. */
function isPassed(writer: TagWriter, tag: EndTag): boolean {
  const { kind } = tag;
  switch (writer.mode) {
    case null:
    case 'html':
      return leaveOutOutside(writer, tag);
    case 'head':
      return kind.name === 'head' ? popTop(writer) : leaveOutOutside(writer, tag);
    case 'select':
      return endInSelect(writer, tag);
    case 'columns':
      if (kind.name === 'colgroup') return popTop(writer);
      return kind.name === 'col' ? leaveOut(writer, tag) : closeTop(writer, tag);
    case 'table':
      return kind.role === 'table' ? popTop(writer) : leaveOutInTable(writer, tag);
    case 'section':
      return endInTable(writer, tag);
    case 'row':
      if (!kind.boundsScope && kind.name === writer.openAt(writer.depth - 2)?.name)
        return closeTop(writer, tag);
      return endInTable(writer, tag);
    default:
      return kind.role === 'table' || kind.role === 'tablePart'
        ? endCell(writer, tag)
        : endInBody(writer, tag);
  }
}

function popTop(writer: TagWriter): true {
  writer.pop();
  return true;
}

function closeTop(writer: TagWriter, { from }: EndTag): false {
  writer.closeFrom(writer.depth - 1, from);
  return false;
}

function leaveOut(writer: TagWriter, { from, to }: EndTag): true {
  writer.leaveOutTag(from, to);
  return true;
}

function leaveOutOutside(writer: TagWriter, tag: EndTag): true {
  if (tag.kind.role === 'page' || tag.kind.name === 'br') throw new Undecided();
  return leaveOut(writer, tag);
}

/** A row or a group of rows: ended by its own tag or the table's. */
function endInTable(writer: TagWriter, tag: EndTag): boolean {
  if (tag.kind.name === writer.top?.name) return popTop(writer);
  return tag.kind.role === 'table' ? closeTop(writer, tag) : leaveOutInTable(writer, tag);
}

/** Between cells tags of the body end nothing, unless they open something or concern formatting. */
function leaveOutInTable(writer: TagWriter, tag: EndTag): true {
  const { kind } = tag;
  const isKnown = kind.role === 'tablePart' || kind.role === 'page';
  const isHarmless = ['block', 'ordinary', 'heading', 'item', 'raw', 'quiet'].includes(kind.role);
  if (!isKnown && !isHarmless) throw new Undecided();
  return leaveOut(writer, tag);
}

function endInSelect(writer: TagWriter, tag: EndTag): true {
  const { name } = tag.kind;
  if (name === 'select')
    return endFrom(
      writer,
      writer.find((open) => open.role === 'select', boundsScope),
      tag,
    );
  if (tag.kind.role === 'table' || tag.kind.role === 'tablePart') throw new Undecided();
  const isInGroup = writer.openAt(writer.depth - 2)?.name === 'optgroup';
  if (name === 'optgroup' && writer.top?.name === 'option' && isInGroup) closeTop(writer, tag);
  return writer.top?.name === name ? popTop(writer) : leaveOut(writer, tag);
}

/** An end tag of a table or its parts where ordinary content stands. */
function endCell(writer: TagWriter, tag: EndTag): boolean {
  const { name } = tag.kind;
  const cell = writer.find((open) => isCell(open) || open.name === 'caption', boundsScope);
  if (cell < 0) {
    if (
      writer.find(
        (open) => open.role === 'table',
        () => false,
      ) >= 0
    )
      throw new Undecided();
    return leaveOut(writer, tag);
  }
  const holder = writer.openAt(cell);
  if (holder?.name === name) {
    writer.closeBound(cell + 1, tag.from);
    return popTop(writer);
  }
  const isOfTable =
    name === 'table' || (holder?.name !== 'caption' && (name === 'tr' || isOpenSection(writer, cell, name)));
  if (!isOfTable) return leaveOut(writer, tag);
  writer.closeBound(cell, tag.from);
  return false;
}

/** A cell stands in a row in a group of rows. */
function isOpenSection(writer: TagWriter, cell: number, name: string): boolean {
  return name !== 'caption' && writer.openAt(cell - 2)?.name === name;
}

function endInBody(writer: TagWriter, tag: EndTag): true {
  const { kind } = tag;
  const isSame = (open: TagKind) => open.name === kind.name;
  switch (kind.role) {
    case 'unusual':
      throw new Undecided();
    case 'paragraph':
      return endParagraph(writer, tag);
    case 'form':
      return endForm(writer, tag);
    case 'heading':
      return endFrom(
        writer,
        writer.find((open) => open.role === 'heading', boundsScope),
        tag,
      );
    case 'item':
      return endFrom(writer, writer.find(isSame, kind.name === 'li' ? boundsListScope : boundsScope), tag);
    case 'block':
    case 'button':
      return endFrom(writer, writer.find(isSame, boundsScope), tag);
    case 'marker':
      return endMarker(writer, tag);
    case 'formatting':
    case 'anchor':
      // One that is not on top is for the standard's repairs.
      if (writer.find(isSame, () => false) >= 0) throw new Undecided();
      return leaveOut(writer, tag);
    default:
      if (kind.name === 'br') throw new Undecided();
      return endFrom(
        writer,
        writer.find(isSame, (open) => open.isSpecial),
        tag,
      );
  }
}

/** Ends the element at `index` with all inside it; below 0 there is none. */
function endFrom(writer: TagWriter, index: number, tag: EndTag): true {
  const ended = writer.openAt(index);
  if (!ended) return leaveOut(writer, tag);
  if (ended.name !== tag.kind.name) {
    writer.closeFrom(index, tag.from);
    return leaveOut(writer, tag);
  }
  writer.closeFrom(index + 1, tag.from);
  if (isFormatting(ended)) throw new Undecided();
  return popTop(writer);
}

function endParagraph(writer: TagWriter, tag: EndTag): true {
  const paragraph = writer.find(isParagraph, boundsButtonScope);
  if (paragraph >= 0) return endFrom(writer, paragraph, tag);
  writer.insert('<p>', tag.from);
  return true;
}

/** An end tag of a form takes the form alone out of what is open. */
function endForm(writer: TagWriter, tag: EndTag): true {
  const form = writer.find((open) => open.role === 'form', boundsScope);
  const hadForm = writer.hasForm;
  writer.hasForm = false;
  if (!hadForm || form < 0) return leaveOut(writer, tag);
  while (writer.top?.hasImpliedEnd) writer.closeFrom(writer.depth - 1, tag.from);
  if (writer.top?.role !== 'form') throw new Undecided();
  return popTop(writer);
}

function endMarker(writer: TagWriter, tag: EndTag): true {
  const index = writer.find((open) => open.name === tag.kind.name, boundsScope);
  if (index < 0) return leaveOut(writer, tag);
  writer.closeBound(index + 1, tag.from);
  return popTop(writer);
}
