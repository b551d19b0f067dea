// Messages that print their facts as a form: "Name: …", "Homepage: …", "Date: …", "Comments: …", as guestbooks do.

import { cleanName } from '../comments/marked-names.ts';
import { type Line, tidy } from '../markup/lines.ts';
import type { PageTree } from '../markup/tree.ts';

export interface LabelledFacts {
  readonly name: string;
  /** Text nodes of labels and facts; the text itself is none of them. */
  readonly positions: readonly number[];
}

const nameLabel =
  /^(?:(?:user|nick|your )?name|from|author|autor|nick|posted by|geschrieben von|nom|pseudo|nombre|nome|naam|imię|имя)\s*:\s*/i;
const writer =
  /^\s*((?:(?:user|nick|your )?name|from|author|autor|nom|pseudo|nombre|nome|naam|imię|имя)\s*:|(?:posted|written) by\b|geschrieben von\b|écrit par\b|escrito por\b|scritto da\b)/i;
const factLabel =
  /^(?:e-?mail(?:[ -]?addr\w*)?|home ?page|web ?(?:site|page|seite)?|url|www|site|icq|location|from|where from|city|country|wohnort|ort|land|ville|pays|ciudad|país|date|datum|time|uhrzeit|added|entry|fecha|data|posted|дата|город|сайт)\s*:/i;
const textLabel =
  /^(?:(?:your )?comments?|message|text|remarks?|kommentare?|nachricht|eintrag|beitrag|commentaires?|mensaje|comentarios?|mensagem|messaggio|commento|bericht|сообщение)\s*:$/i;

/** The label of a text that begins by naming a writer, "Name:", "Posted by", in lower case; or null. */
export function writerLabel(text: string): string | null {
  const label = text.length < 200 ? writer.exec(text)?.[1] : undefined;
  return label === undefined ? null : label.toLowerCase();
}

/** Facts of a message that names its writer by a label and has one more label; else null. */
export function readLabels(tree: PageTree, lines: readonly Line[]): LabelledFacts | null {
  let name = '';
  let labels = 0;
  const positions: number[] = [];
  for (const line of lines.slice(0, 12)) {
    const isFact = line.text.length < 160 && factLabel.test(line.text);
    const said = line.text.length < 100 && name === '' ? nameLabel.exec(line.text) : null;
    const first = line.nodes.find((at) => textOf(tree, at) !== '');
    if (first !== undefined && textLabel.test(textOf(tree, first))) {
      positions.push(first);
      labels++;
      break;
    }
    if (!isFact && !said) continue;
    if (said) name = cleanName(line.text.slice(said[0].length));
    labels++;
    positions.push(...line.nodes);
  }
  return name === '' || name.length > 60 || labels < 2 ? null : { name, positions };
}

function textOf(tree: PageTree, position: number): string {
  const node = tree.nodes[position];
  return node && 'data' in node ? tidy(node.data) : '';
}
