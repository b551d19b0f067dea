// GET /antler.css, /antler.svg, /robots.txt: the small files beside the pages.
import type { Hono } from 'hono';
import type { Asset, Assets } from '../assets.ts';
import { answerTagged, entityTag } from './entity-tag.ts';
import { sendText } from './send.ts';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Nobody asked search engines to index other people's old words; keepers will be able to. */
const ROBOTS = 'User-agent: *\nDisallow: /\n';

/** Adds the routes of the stylesheet, the icon and robots.txt. */
export function addAssetRoutes(app: Hono, assets: Assets): void {
  addAsset(app, assets.stylesheet);
  addAsset(app, assets.icon);
  app.get('/robots.txt', (c) => sendText(c, ROBOTS, 'text/plain; charset=utf-8'));
}

function addAsset(app: Hono, asset: Asset): void {
  app.get(asset.route, async (c) => {
    const send = async () => sendText(c, asset.text, asset.contentType);
    if (c.req.query('v') !== asset.hash) return answerTagged(c, entityTag([asset.hash]), send);
    const response = await send();
    response.headers.set('Cache-Control', FOR_EVER);
    return response;
  });
}
