// Names of people as they may be shown.
import { isIP } from 'node:net';

const MAIL_ADDRESS = /[^\s@<>()[\]"',;:]{1,200}@[^\s@<>()[\]"',;:]{1,200}\.[a-z][a-z0-9-]{1,60}/gi;
const AROUND_ADDRESS = /^[\s<>()[\]"',;:|/-]+|(?<![\s<>()[\]"',;:|/-])[\s<>()[\]"',;:|/-]+$/g;

/** The name without mail addresses in it, or null when there is none or it is an address: those are never given on. */
export function publicName(name: string): string | null {
  const own = name.includes('@') ? withoutMail(name) : name;
  return own === '' || isIP(own.replace(/:\d{1,5}$/, '')) !== 0 || isIP(own) !== 0 ? null : own;
}

/** `Ada <a@b.example>`, `Ada (a@b.example)` and `a@b.example (Ada)` hold a name; what else follows an address is none. */
function withoutMail(name: string): string {
  const rest = name.replace(MAIL_ADDRESS, '\n');
  if (rest === name) return name;
  const [before = '', ...behind] = rest.split('\n').map((piece) => piece.trim());
  const own = before.replace(AROUND_ADDRESS, '');
  if (own !== '') return own;
  return /^[>\])]?\s{0,9}\(([^()]{1,200})\)$/.exec(behind.join(' ').trim())?.[1]?.trim() ?? '';
}
