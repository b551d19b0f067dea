// Which encoding of a body a client takes (RFC 9110, 12.5.3), of those that answers come in.
import type { Encoding } from '../answers/model.ts';

/** The better one stands first: it wins when the client wants both as much. */
const ENCODINGS: readonly Encoding[] = ['br', 'gzip'];

/** Null: none. Without the header nothing is encoded, though it would be allowed: who does not ask may not know how. */
export function chooseEncoding(header: string | undefined): Encoding | null {
  if (header === undefined || header === '') return null;
  const weights = new Map(header.split(',').map(readWeight));
  let best: Encoding | null = null;
  let bestWeight = 0;
  for (const encoding of ENCODINGS) {
    const weight = weights.get(encoding) ?? weights.get('*') ?? 0;
    if (weight > bestWeight) [best, bestWeight] = [encoding, weight];
  }
  return best;
}

function readWeight(item: string): readonly [string, number] {
  const [name = '', ...parameters] = item.split(';');
  const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/i.exec(parameter)?.[1]).find(Boolean);
  return [name.trim().toLowerCase(), weight === undefined ? 1 : Number(weight)];
}
