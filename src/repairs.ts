// What a repair of archived text is called in reports.
import type { Repair } from '../scraper/model.ts';

const TIMES = ['', '', ' twice', ' three times'];

/** `UTF-8 read as macroman`, `UTF-8 read as windows-1252 twice`, `stray bytes read as windows-1252`. */
export function describeRepair({ table, rounds }: Pick<Repair, 'table' | 'rounds'>): string {
  if (table === 'entities') return 'entities escaped twice';
  if (table === 'surrogates') return 'characters written as two references';
  if (rounds === 0) return `stray bytes read as ${table}`;
  return `UTF-8 read as ${table}${TIMES[rounds] ?? ''}`;
}
