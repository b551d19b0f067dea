// What a keeper says of the site as a whole: its public address, and whether search engines may read it.
import * as cheerio from 'cheerio';
import * as assert from 'uvu/assert';
import { ALL_PAGES, hostileThreads } from '../support/all-pages.ts';
import { type ServedArchive, type ServeOptions, serveThreads } from '../support/served-archive.ts';
import { suite } from '../support/suite.ts';

const test = suite('the site in public');

async function withSite(
  site: NonNullable<ServeOptions['site']>,
  use: (served: ServedArchive) => Promise<void>,
): Promise<void> {
  const served = await serveThreads(hostileThreads(), { site });
  try {
    await use(served);
  } finally {
    await served.close();
  }
}

const textOf = async ({ app }: ServedArchive, path: string) => (await app.request(path)).text();

test('unless the keeper says so, search engines are asked to stay away from everything', () =>
  withSite({}, async (served) => {
    assert.is(await textOf(served, '/robots.txt'), 'User-agent: *\nDisallow: /\n');
    for (const path of ALL_PAGES) {
      const page = cheerio.load(await textOf(served, path));
      assert.is(page('meta[name="robots"]').attr('content'), 'noindex', path);
      assert.is(page('script[type="application/ld+json"]').length, 0, path);
    }
  }));

test('where they may, they get threads, people and days, and lists of results never', () =>
  withSite({ mayBeIndexed: true, publicUrl: 'https://search.example' }, async (served) => {
    const robots = await textOf(served, '/robots.txt');
    assert.match(robots, /^User-agent: \*\nDisallow: \/search\n/);
    assert.not.match(robots, /Disallow: \/\n/);
    for (const path of ALL_PAGES) {
      const page = cheerio.load(await textOf(served, path));
      const isKept = /^\/(search|resolve|docs)/.test(path);
      assert.is(page('meta[name="robots"]').length === 1, isKept, path);
    }
    const page = cheerio.load(await textOf(served, '/threads/deep-00000002?hl=ferry'));
    const posting = JSON.parse(page('script[type="application/ld+json"]').text());
    assert.is(posting['@type'], 'DiscussionForumPosting');
    assert.is(posting.url, 'https://search.example/threads/deep-00000002');
    assert.is(posting.headline, 'Deep');
    assert.equal(posting.author, {
      '@type': 'Person',
      name: 'Orla "<i>Quill</i>"',
      url: `https://search.example${page('article.post a[href^="/people/"]').attr('href')}`,
    });
    assert.is(posting.interactionStatistic.userInteractionCount, 40);
    assert.is(posting.comment.length, 10);
    assert.is(posting.comment[0].url, 'https://search.example/threads/deep-00000002#c-1');
    assert.is(posting.datePublished, '2009-01-01');
    const orphan = cheerio.load(await textOf(served, '/threads/orphan-00000003'));
    assert.is(orphan('script[type="application/ld+json"]').length, 0);
  }));

test('the public address stands in canonical links, feeds, the search box of browsers and what is copied', () =>
  withSite({ publicUrl: 'https://search.example' }, async (served) => {
    const page = cheerio.load(await textOf(served, '/people/tess'));
    assert.is(page('link[rel="canonical"]').attr('href'), 'https://search.example/people/tess');
    for (const path of ['/search.atom?q=ferry', '/on-this-day.atom?date=06-18', '/opensearch.xml', '/help']) {
      const text = await textOf(served, path);
      assert.match(text, 'https://search.example/', path);
      assert.not.match(text, 'http://localhost', path);
    }
  }));

test('whom to ask for removal stands on the page about the archive, as a link', async () => {
  const contacts = {
    'keepers@search.example': 'mailto:keepers@search.example',
    'https://search.example/contact': 'https://search.example/contact',
  };
  for (const [contact, href] of Object.entries(contacts))
    await withSite({ contact }, async (served) => {
      const page = cheerio.load(await textOf(served, '/about'));
      assert.is(page(`main a[href="${href}"]`).text(), contact);
    });
});

test('the page for programs bears the name of the archive', () =>
  withSite({}, async (served) => {
    const page = cheerio.load(await textOf(served, '/docs'));
    assert.match(page('title').text(), /The <Quay> & "co"$/);
    assert.is(page('.brand').text(), 'The <Quay> & "co"');
  }));

test.run();
