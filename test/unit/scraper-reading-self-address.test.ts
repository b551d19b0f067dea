// The address of a page whose links a mirror tool has made relative.
import * as assert from 'uvu/assert';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { findSelfAddress } from '../../scraper/reading/page/self-address.ts';
import { suite } from '../support/suite.ts';

const test = suite('self address');

function addressOf(path: string, html: string): string | null {
  const { tree } = parsePage(`<!DOCTYPE html><title>x</title>${html}`);
  return findSelfAddress(tree, path, `http://archive.invalid/${path}`);
}

const rpc = '<link rel="pingback" href="http://www.pellmouth.example/blog/xmlrpc.php">';

test('takes the permalink whose path is that of the file', () => {
  const link = '<a rel="bookmark" href="https://pellmouth.example/2009/05/tide/">12:30</a>';
  assert.is(addressOf('2009/05/tide/index.html', link), 'https://pellmouth.example/2009/05/tide/');
  assert.is(addressOf('2009/05/other/index.html', link), null);
});

test('puts the file below the root of the site, by the folder that the page calls home', () => {
  const home = `${rpc}<a rel="home" href="../index.html">home</a>`;
  assert.is(addressOf('mirror/tide/index.html', home), 'http://www.pellmouth.example/blog/tide/');
  assert.is(
    addressOf('index.html?p=12.html', `${rpc}<a rel="home" href="index.html">home</a>`),
    'http://www.pellmouth.example/blog/?p=12',
  );
});

test('says nothing when the page does not tell where its home is, or calls another host home', () => {
  assert.is(addressOf('tide/index.html', rpc), null);
  assert.is(addressOf('tide/index.html', `${rpc}<a rel="home" href="http://elsewhere.example/">x</a>`), null);
  assert.is(addressOf('tide/index.html', '<a rel="home" href="../index.html">home</a>'), null);
  assert.is(addressOf('page.html', `${rpc}<a rel="home" href="/">home</a>`), null);
});

test.run();
