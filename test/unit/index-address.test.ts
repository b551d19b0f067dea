// Addresses brought to one form: what names a page stays, what only shows it goes.
import * as assert from 'uvu/assert';
import { looksLikeAddress, readAddress } from '../../index/directory/address.ts';
import { suite } from '../support/suite.ts';

const test = suite('addresses');

const PAGE = { host: 'quay.example', path: '/2009/06/ropes', query: '', fragment: '' };

test('all ways to write one address are one', () => {
  for (const written of [
    'http://quay.example/2009/06/ropes/',
    'https://www.quay.example:443/2009/06/ropes',
    'http://quay.example:80//2009/06/ropes/index.html',
    '//QUAY.example/2009/06/Ropes.html',
    'quay.example./2009/06/ropes/',
    'http://quay.example/2009/06/ropes/?utm_source=mail&fbclid=x&replytocom=7',
    'http://quay.example/2009/06/ropes/comment-page-2/',
    'http://quay.example/2009/06/ropes/feed/rss2/',
    'http://quay.example/2009/06/ropes/amp/',
    'http://quay.example/2009/06/r%6Fpes/',
    'https://web.archive.org/web/20120304050607/http://quay.example/2009/06/ropes/',
    'http://web.archive.org/web/20120304050607id_/http://www.quay.example:80/2009/06/ropes/',
    'web.archive.org/web/2012*/quay.example/2009/06/ropes/',
    'https://web.archive.org/web/2012/http:/quay.example/2009/06/ropes/',
    'https://web.archive.org/web/2013im_/https://web.archive.org/web/2012/http://quay.example/2009/06/ropes/',
    '/web/20120304050607/http://quay.example/2009/06/ropes/',
    'https://webarchive.example/wayback/20120304050607/http://quay.example/2009/06/ropes/',
    '  http://quay.example/2009/06/ropes/  ',
  ])
    assert.equal(readAddress(written), PAGE, written);
});

test('what names another page stays', () => {
  const of = (written: string) => {
    const { path = '', query = '', fragment = '' } = readAddress(written) ?? {};
    return `${path}?${query}#${fragment}`;
  };
  assert.is(of('http://quay.example/?p=12'), '?p=12#');
  assert.is(of('http://quay.example/index.php?p=12&cpage=2#comment-7'), '?p=12#7');
  assert.is(of('http://quay.example/t.php?b=2&a=1'), '/t.php?a=1&b=2#');
  assert.is(of('http://quay.example/caf%C3%A9/#c-Ä'), '/café?#c-ä');
  assert.is(of('http://quay.example/caf%E9/'), '/caf%e9?#');
  assert.is(of('http://quay.example/x#div-comment-00012'), '/x?#00012');
  assert.is(of('/showDiary.do?diaryId=4821'), '/showdiary.do?diaryid=4821#');
  assert.is(of('http://moor.example/diary/4821/what-we-saw'), '/showdiary.do?diaryid=4821#');
  assert.is(of('http://k.example/comments/2006/5/12/14321/1234/17#17'), '/story/2006/5/12/14321/1234?#17');
  assert.is(
    of('http://k.example/?op=displaystory;sid=2006/5/12/14321/1234'),
    '?op=displaystory;sid=2006/5/12/14321/1234#',
  );
  assert.is(of('http://boat.blogspot.co.uk/2009/06/ropes.html?showComment=1#c99'), '/2009/06/ropes?#99');
  assert.is(readAddress('http://boat.blogspot.co.uk/')?.host, 'boat.blogspot.com');
  assert.is(readAddress('/2009/06/ropes/')?.host, '');
});

test('what is no address of a page is none', () => {
  for (const written of [
    '',
    ' ',
    'two words',
    'mailto:a@b.c',
    'javascript:alert(1)',
    'http://',
    'ftp://a.b/c',
    'http://[',
    '\0',
  ])
    assert.is(readAddress(written), null, written);
  assert.is(readAddress(`http://a.b/${'x'.repeat(5_000)}`), null);
});

test('only what a reader meant as an address is taken for one', () => {
  for (const written of ['http://x.y/z', 'HTTPS://x.y', ' www.x.y/z '])
    assert.ok(looksLikeAddress(written), written);
  for (const written of ['http://x', 'a/b', 'http://x.y and more', 'see http://x.y', 'x.y', 'Re:'])
    assert.not.ok(looksLikeAddress(written), written);
});

test.run();
