// Which stems tell most of what a document is about: as the embedded engine chooses them, one document at a time.
import { BM25, TELLING_STEMS } from '../ranking-settings.ts';

/** What the whole index knows of a stem and of lengths. */
export interface StemStatistics {
  readonly documentCount: number;
  readonly averageBody: number;
  documentsOf(stem: string): number;
}

/**
 * The heaviest by BM25, of equal ones the earlier, each with its weight in 255ths: their squares add up to 1. Stems of one document alone
 * tell nothing of others. `stems`: repeats included; `length`: different forms of the document.
 */
export function tellingStems(
  stems: readonly string[],
  length: number,
  statistics: StemStatistics,
): readonly (readonly [stem: string, weight: number])[] {
  const frequencies = new Map<string, number>();
  for (const stem of stems) frequencies.set(stem, (frequencies.get(stem) ?? 0) + 1);
  const weighed: [string, number][] = [];
  const { k, b } = BM25;
  const base = k * (1 - b + (b * length) / statistics.averageBody);
  for (const [stem, frequency] of frequencies) {
    const documents = statistics.documentsOf(stem);
    if (documents < 2) continue;
    const rarity = Math.log(1 + (statistics.documentCount - documents + 0.5) / (documents + 0.5));
    weighed.push([stem, Math.fround((rarity * frequency) / (frequency + base))]);
  }
  weighed.sort(([stemA, a], [stemB, b]) => b - a || (stemA < stemB ? -1 : 1));
  const kept = weighed.slice(0, TELLING_STEMS);
  const norm = Math.sqrt(kept.reduce((sum, [, weight]) => sum + weight ** 2, 0));
  return kept.map(([stem, weight]) => [stem, Math.max(1, Math.round((255 * weight) / norm))]);
}
