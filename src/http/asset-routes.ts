// GET /antler.css, /antler.svg, /antler.js, /antler-search.js, /robots.txt: the small files beside the pages.
import type { Hono } from 'hono';
import type { Asset, Assets } from '../assets.ts';
import { createFixedAnswer } from './fixed-answer.ts';

const FOR_EVER = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** Any page may load it, also one that isolates itself (COEP); a new version arrives within the hour. */
const FOR_OTHER_SITES = {
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Cache-Control': 'public, max-age=3600',
};

/** Nobody asked search engines to index other people's old words, unless the keeper says so. */
const NO_ROBOTS = 'User-agent: *\nDisallow: /\n';
/** Threads, people and days; lists of results without end are for nobody. */
const ROBOTS = `User-agent: *\n${['/search', '/api/', '/archive/', '/resolve', '/metrics']
  .map((path) => `Disallow: ${path}\n`)
  .join('')}`;

/** Adds the routes of stylesheet, icon, scripts and robots.txt. */
export function addAssetRoutes(app: Hono, assets: Assets): void {
  addAsset(app, assets.stylesheet);
  addAsset(app, assets.icon);
  addAsset(app, assets.script);
  addAsset(app, assets.themeScript);
  const { route, text, contentType } = assets.siteScript;
  const siteScript = createFixedAnswer(text, contentType);
  app.get(route, (c) => siteScript(c, FOR_OTHER_SITES));
  const { mayBeIndexed } = assets.pageFiles.site;
  const robots = createFixedAnswer(mayBeIndexed ? ROBOTS : NO_ROBOTS, 'text/plain; charset=utf-8');
  app.get('/robots.txt', (c) => robots(c));
}

function addAsset(app: Hono, asset: Asset): void {
  const answer = createFixedAnswer(asset.text, asset.contentType);
  app.get(asset.route, (c) => answer(c, c.req.query('v') === asset.hash ? FOR_EVER : {}));
}
