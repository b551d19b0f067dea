// Texts that never change while the server runs: encoded once for each encoding, with a tag of their content.
import type { Context } from 'hono';
import { encodeBody } from '../answers/encode-body.ts';
import type { Answer, Encoding } from '../answers/model.ts';
import { chooseEncoding } from './accept-encoding.ts';
import { entityTag, isKnown, notModified, tagHeaders } from './entity-tag.ts';
import { respond } from './respond.ts';

/** Responds with the text, or with 304; `headers` win over those of the tag. */
export type FixedAnswer = (c: Context, headers?: Readonly<Record<string, string>>) => Response;

/** Makes an answer out of a text of any type. */
export function createFixedAnswer(text: string, contentType: string): FixedAnswer {
  const encoded = new Map<Encoding | null, Pick<Answer, 'body' | 'encoding'>>();
  const tag = entityTag([text]);
  return (c, headers) => {
    if (isKnown(c, tag)) return notModified(c, tag);
    const wanted = chooseEncoding(c.req.header('accept-encoding'));
    const { body, encoding } = encoded.get(wanted) ?? encodeBody(text, wanted);
    encoded.set(wanted, { body, encoding });
    const type = {
      'Content-Type': contentType,
      ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
    };
    return respond(c, body, { headers: { ...tagHeaders(tag), ...type, ...headers } });
  };
}
