// Names of people as they may be shown.
import { isIP } from 'node:net';

/** The name, or null when there is none or it is a mail or network address: those are never given on. */
export function publicName(name: string): string | null {
  if (name === '' || isIP(name) !== 0 || /^\S+@\S+\.\S+$/.test(name)) return null;
  return name;
}
