// What the folders of a Wayback download tell of a page: when it was captured, and where it stood.
import type { Capture } from './read-file.ts';
import { readWarcDate } from './warc/warc-date.ts';

/** `web/20100101000000id_/http:/reed.example/a/` of any web archive, the colon written as it is, as `_` or `%3A`, or left out. */
const REPLAY_PATH =
  /(?:^|\/)((?:19|20)\d{12})(?:[a-z]{2}_)?\/(https?)(?::|_|%3A)?\/{1,2}([^/]+\.[a-z][a-z0-9-]+)(?::\d+)?\/(.*)$/i;
/** `websites/reed.example/20100101000000/a/`, or `20100101000000/a/` for a download named from inside. */
const STAMPED_PATH = /(?:(?:^|\/)((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+)\/|^)((?:19|20)\d{12})\/(.*)$/i;

/** Address and time of a page by its path in a download that keeps every capture; null for any other path. */
export function captureOfPath(path: string): Capture | null {
  const replay = REPLAY_PATH.exec(path);
  if (replay) {
    const [, stamp, scheme = 'http', host = '', rest = ''] = replay;
    return toCapture(stamp, addressOf(`${scheme.toLowerCase()}://${host}/${rest}`));
  }
  const stamped = STAMPED_PATH.exec(path);
  if (!stamped) return null;
  const [, host, stamp, rest = ''] = stamped;
  return toCapture(stamp, host === undefined ? null : addressOf(`http://${host}/${rest}`));
}

function toCapture(stamp: string | undefined, url: string | null): Capture | null {
  const capturedAt = readWarcDate(stamp);
  return capturedAt === null ? null : { url, transportCharset: null, capturedAt };
}

/** Names of files hold `?` as it is or as `%3F`, and `#` never as a fragment. */
function addressOf(written: string): string | null {
  const address = written.replace(/%3f/gi, '?').replace(/#/g, '%23');
  return URL.canParse(address) ? new URL(address).href : null;
}
