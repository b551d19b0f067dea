// Whether a discussion is open, closed, empty or not in the page, by what pages say in several languages.
import * as assert from 'uvu/assert';
import { findCommentsState } from '../../scraper/reading/comments/comments-state.ts';
import { parsePage } from '../../scraper/reading/markup/parse-page.ts';
import { suite } from '../support/suite.ts';

const test = suite('state of comments');

const post =
  '<div class="entry"><h1>The long pier</h1><p>It is eleven hundred planks from the turnstile to the lamp, and I have counted them in both directions. On the way back there is one plank more.</p></div>';

function stateOf(html: string, printed: number | null = null) {
  const { tree } = parsePage(`<html><body>${post}${html}</body></html>`);
  return findCommentsState(tree, { records: [], found: 0, printed });
}

const closed = [
  'Comments are closed.',
  'Comments are closed',
  'Comments off',
  'Sorry, the comment form is closed at this time.',
  'Comments on this entry are closed.',
  'Comments for this entry are now closed.',
  'Both comments and pings are currently closed.',
  'Responses are currently closed, but you can trackback from your own site.',
  'New comments are not allowed.',
  'Commenting has been disabled.',
  'This post is closed to new comments.',
  'Kommentare sind geschlossen.',
  'Die Kommentarfunktion ist geschlossen.',
  'Kommentare sind derzeit geschlossen.',
  'Les commentaires sont fermés.',
  'Les commentaires pour ce billet sont fermés.',
  'Los comentarios están cerrados.',
  'Comentarios desactivados',
  'I commenti sono chiusi.',
  'Reacties zijn gesloten.',
  'De reacties zijn gesloten.',
  'Os comentários estão fechados.',
  'Comentários encerrados.',
  'Możliwość komentowania została wyłączona.',
  'Możliwość komentowania Długie molo jest zablokowana.',
  'Komentarze są wyłączone.',
  'Комментарии закрыты.',
  'Комментарии к записи Длинный пирс отключены',
  'Yorumlar kapalı.',
  'Yorumlar şu an için kapatılmıştır.',
  'コメントは受け付けていません。',
  '現在コメントは受け付けておりません。',
];

for (const text of closed) {
  test(`takes "${text}" for closed`, () => {
    assert.is(stateOf(`<div id="comments"><p>${text}</p></div>`), 'closed');
    assert.is(stateOf(`<p>${text}</p>`), 'closed');
  });
}

const none = [
  'No comments yet.',
  'No Responses Yet',
  'Be the first to comment!',
  'Noch keine Kommentare.',
  'Aucun commentaire.',
  'Sin comentarios.',
  'Nessun commento.',
  'Nog geen reacties.',
  'Nenhum comentário.',
  'Brak komentarzy.',
  'Комментариев пока нет.',
  'Henüz yorum yapılmamış.',
  'コメントはまだありません。',
];

for (const text of none) {
  test(`takes "${text}" for none`, () => {
    assert.is(stateOf(`<p>${text}</p>`), 'none');
  });
}

const loggedIn = [
  'You must be logged in to post a comment.',
  'Log in or register to post comments',
  'Du musst angemeldet sein, um einen Kommentar abzugeben.',
  'Vous devez vous connecter pour publier un commentaire.',
  'Debes iniciar sesión para dejar un comentario.',
  'Devi essere connesso per inviare un commento.',
  'Je moet ingelogd zijn om een reactie te plaatsen.',
  'Você precisa fazer o login para publicar um comentário.',
  'Musisz się zalogować, aby móc dodać komentarz.',
  'Для отправки комментария вам необходимо авторизоваться.',
  'Yorum yapabilmek için oturum açmalısınız.',
];

for (const text of loggedIn) {
  test(`takes "${text}" for open`, () => {
    assert.is(stateOf(`<p>${text}</p>`), 'open');
  });
}

test('takes a form to write in for open, whatever is said', () => {
  const form = '<form action="/wp-comments-post.php" id="commentform"><textarea></textarea></form>';
  assert.is(stateOf(`<p>No comments yet.</p>${form}`, 0), 'open');
  assert.is(stateOf(`<form class="comment-box" action="/save"><textarea></textarea></form>`), 'open');
});

test('takes a form without a field for text for no form', () => {
  assert.is(stateOf('<form action="/comments/delete"><input type="submit"></form>'), 'unknown');
});

const services = [
  '<div id="disqus_thread"></div>',
  '<div class="fb-comments" data-href="http://quaynotes.example/pier"></div>',
  '<div id="IDCommentsHead"></div>',
  '<div class="giscus"></div>',
  '<section><script src="https://giscus.app/client.js"></script></section>',
  '<script src="https://utteranc.es/client.js"></script>',
  '<div class="utterances"><iframe class="utterances-frame" src="https://utteranc.es/x"></iframe></div>',
  '<script src="http://www.haloscan.com/load/quay"></script>',
];

for (const service of services) {
  test(`takes comments of a script for not archived: ${service.slice(0, 60)}`, () => {
    assert.is(stateOf(`${service}<form id="commentform"><textarea></textarea></form>`), 'not-archived');
  });
}

test('takes no word of a comment, a side column or running text for the state', () => {
  const { tree } = parsePage(
    `<html><body>${post}<div id="one"><p>Ida: Comments are closed.</p></div></body></html>`,
  );
  const at = tree.nodes.findIndex((node) => 'attribs' in node && node.attribs.id === 'one');
  const records = [{ range: { from: at, to: tree.ends[at] ?? at } }];
  assert.is(findCommentsState(tree, { records, found: 1, printed: null }), 'unknown');
  assert.is(stateOf('<div class="sidebar"><p>Comments are closed.</p></div>'), 'unknown');
  assert.is(
    stateOf(`<p>On their pages comments are closed on Sundays. ${'The pier is not. '.repeat(12)}</p>`),
    'unknown',
  );
});

test('says unknown where a page says nothing, and none where it prints a zero', () => {
  assert.is(stateOf(''), 'unknown');
  assert.is(stateOf('', 0), 'none');
});

test.run();
