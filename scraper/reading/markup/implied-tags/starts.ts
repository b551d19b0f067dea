// What a start tag implies before itself: ends of what it cannot stand in, starts of what it must stand in.
import {
  boundsButtonScope,
  boundsItem,
  boundsScope,
  isCell,
  isParagraph,
  kindOf,
  type TagKind,
} from './kinds.ts';
import { Undecided } from './reader.ts';
import type { TagWriter } from './writer.ts';

const tableSections = new Set(['caption', 'colgroup', 'tbody', 'thead', 'tfoot']);
const formTags = new Set(['select', 'input', 'button', 'textarea']);
const closedByFormTags = new Set(['option', 'optgroup', 'select', 'button']);

/** Closes and opens what the standard does before this tag at `at`. @throws Undecided */
export function makeRoom(writer: TagWriter, kind: TagKind, at: number): void {
  if (kind.role === 'unusual') throw new Undecided();
  // Each turn opens or closes one level of the page or of a table.
  for (let turn = 0; turn < 12; turn++) if (hasRoom(writer, kind, at)) return;
  throw new Undecided();
}

/** Opens the body for what stands in no other place. @throws Undecided inside of tables */
export function openBody(writer: TagWriter, at: number): void {
  const { mode } = writer;
  if (mode !== null && mode !== 'html' && mode !== 'head') throw new Undecided();
  makeRoom(writer, kindOf('body'), at);
  writer.imply('body', at);
}

/** One step; true when the tag may stand here. */
function hasRoom(writer: TagWriter, kind: TagKind, at: number): boolean {
  switch (writer.mode) {
    case null:
      return kind.name === 'html' || imply(writer, 'html', at);
    case 'html':
      return writer.hadHead
        ? hasRoomBehindHead(writer, kind, at)
        : kind.name === 'head' || imply(writer, 'head', at);
    case 'head':
      if (kind.name === 'html' || kind.name === 'head') throw new Undecided();
      return kind.fitsHead || closeTop(writer, at);
    case 'select':
      return hasRoomInSelect(writer, kind, at);
    case 'columns':
      return kind.name === 'col' || closeTop(writer, at);
    case 'table':
      return hasRoomInTable(writer, kind, at);
    case 'section':
      return hasRoomInSection(writer, kind, at);
    case 'row':
      return hasRoomInRow(writer, kind, at);
    default:
      if (kind.role !== 'tablePart') return hasRoomInBody(writer, kind, at);
      closeCell(writer, at);
      return false;
  }
}

function imply(writer: TagWriter, name: string, at: number): false {
  writer.imply(name, at);
  return false;
}

function closeTop(writer: TagWriter, at: number): false {
  writer.closeFrom(writer.depth - 1, at);
  return false;
}

function hasRoomBehindHead(writer: TagWriter, kind: TagKind, at: number): boolean {
  if (kind.name === 'body') return true;
  // They go back into the head.
  const isOfHead = kind.fitsHead && kind.name !== 'noscript';
  if (isOfHead || kind.role === 'page') throw new Undecided();
  return imply(writer, 'body', at);
}

function hasRoomInSelect(writer: TagWriter, kind: TagKind, at: number): boolean {
  if (kind.role !== 'option') throw new Undecided();
  if (writer.top?.name === 'option') closeTop(writer, at);
  if (kind.name === 'optgroup' && writer.top?.name === 'optgroup') closeTop(writer, at);
  return true;
}

function hasRoomInTable(writer: TagWriter, kind: TagKind, at: number): boolean {
  if (tableSections.has(kind.name)) return true;
  if (kind.name === 'col') return imply(writer, 'colgroup', at);
  if (kind.role === 'tablePart') return imply(writer, 'tbody', at);
  return isUnseen(kind);
}

function hasRoomInSection(writer: TagWriter, kind: TagKind, at: number): boolean {
  if (kind.name === 'tr') return true;
  if (isCell(kind)) return imply(writer, 'tr', at);
  return kind.role === 'tablePart' ? closeTop(writer, at) : isUnseen(kind);
}

function hasRoomInRow(writer: TagWriter, kind: TagKind, at: number): boolean {
  if (isCell(kind)) return true;
  return kind.role === 'tablePart' ? closeTop(writer, at) : isUnseen(kind);
}

/** Scripts and styles may stand between the parts of a table; everything else is moved in front of it. */
function isUnseen({ name }: TagKind): true {
  if (name !== 'script' && name !== 'style') throw new Undecided();
  return true;
}

function closeCell(writer: TagWriter, at: number): void {
  const cell = writer.find(isCell, boundsScope);
  if (cell < 0) throw new Undecided();
  writer.closeBound(cell, at);
}

function hasRoomInBody(writer: TagWriter, kind: TagKind, at: number): true {
  const { top } = writer;
  if (top && formTags.has(kind.name) && closedByFormTags.has(top.name)) throw new Undecided();
  switch (kind.role) {
    case 'page':
      throw new Undecided();
    case 'form':
      if (writer.hasForm) throw new Undecided();
      break;
    case 'anchor':
      if (writer.find((open) => open.role === 'anchor', boundsScope) >= 0) throw new Undecided();
      break;
    case 'button':
      if (writer.find((open) => open.role === 'button', boundsScope) >= 0) throw new Undecided();
      break;
    case 'table':
      // Without a doctype of today a table does not end a paragraph.
      if (writer.find(isParagraph, boundsButtonScope) >= 0) throw new Undecided();
      break;
    case 'item':
      closeItem(writer, kind, at);
      break;
    case 'option':
      if (top?.name === 'option') closeTop(writer, at);
      else if (top?.name === 'optgroup') throw new Undecided();
      break;
  }
  if (kind.closesParagraph) closeParagraph(writer, at);
  if (kind.role === 'heading' && writer.top?.role === 'heading') closeTop(writer, at);
  return true;
}

function closeParagraph(writer: TagWriter, at: number): void {
  const paragraph = writer.find(isParagraph, boundsButtonScope);
  if (paragraph >= 0) writer.closeFrom(paragraph, at);
}

function closeItem(writer: TagWriter, { name }: TagKind, at: number): void {
  const isSame = (open: TagKind) => open.role === 'item' && (open.name === 'li') === (name === 'li');
  const item = writer.find(isSame, boundsItem);
  if (item >= 0) writer.closeFrom(item, at);
}
