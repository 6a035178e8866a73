// Hosted documents at the addresses that are their ids, answered by a
// worker: for anyone, in the bytes that were published; a page for people;
// gone with the reason when revoked; nothing that is not public.
import assert from 'node:assert/strict';
import test from 'node:test';

import { context } from './lib/documents.mjs';
import { addresses, bring, owner as signedIn, publishAll, rows } from './lib/hosted.mjs';
import { jsonLd, links, parse, squeeze, title } from './lib/html.mjs';
import { edit, make, published, revoke, words } from './lib/items.mjs';
import { openSite } from './lib/site.mjs';
import { Visitor } from './lib/visitor.mjs';

const root = '/ims/clr/v1p0';
const chromium = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const json = 'application/json';
const ld = 'application/ld+json';
const html = 'text/html';

// Accept, and the media type it must bring (CLR 1.0 §2.6).
const cases = [
  [undefined, json], ['*/*', json], ['application/*', json], [json, json],
  ['APPLICATION/JSON', json], [ld, ld], [`${ld}, ${json}`, ld], [`${json}, ${ld}`, json],
  [`${json};q=0.8, ${ld};q=0.9`, ld], [`${ld};q=0.8, ${json};q=0.9`, json],
  [`${ld};q=0.5`, json + ' or ' + ld], [chromium, html], [html, html], ['text/*', html],
  [`${html};q=0.5, ${json};q=0.4`, html], [`${json};q=0.5, ${html};q=0.4`, json],
  [`${json}, ${html}`, json], [`*/*;q=0.1, ${html}`, html], ['image/png', json],
  [`${html};q=banana`, json], [';;;,,,=', json], ['', json],
];

// A site whose answers come from workers alone, with all that is hosted.
async function withOffice(define) {
  const site = await openSite({ settings: {
    demo: 'no', password_cost: 1, publish_tree: 'no', institution: 'Riverbend College',
  } });
  try {
    const owner = await signedIn(site);
    bring(site, ['ingrid-solberg-bicycle-repair', 'layla-haddad-nursing']);
    await publishAll(site, owner);
    await define(site, owner);
  } finally {
    await site.close();
  }
}

// The item at a hosted address, and the bytes of its version in force.
function itemAt(site, path) {
  const [row] = rows(site, `SELECT i.id, i.class, i.name, v.doc FROM hosted h
    JOIN item i ON i.id = h.item_id JOIN version v ON v.item_id = i.id AND v.number = h.number
    WHERE h.path = '${path.slice(root.length + 1)}'`);
  return row;
}

/* Two of those brought in say themselves that they were revoked. */
const standing = site => addresses(site, 'is_revoked = 0');
const first = (site, folder) => addresses(site, `path LIKE '${folder}/%' AND is_revoked = 0`)[0];

test('what is public', t => withOffice(async (site, owner) => {
  const all = standing(site);

  await t.test('all four classes are hosted, in their own bytes, for anyone', async () => {
    for (const folder of ['assertions', 'endorsements', 'achievements', 'profiles'])
      assert.ok(all.some(path => path.startsWith(`${root}/${folder}/`)), folder);
    for (const path of all) {
      const reply = await site.ask(path);
      const { doc } = itemAt(site, path);
      assert.equal(reply.status, 200, path);
      assert.equal(reply.text, doc, path);
      const parsed = JSON.parse(doc);
      assert.equal(parsed.id, site.url + path);
      assert.equal(parsed['@context'], context);
    }
  });

  await t.test('learners, records and drafts are not', async () => {
    const hidden = rows(site, `SELECT doc_id, class FROM item WHERE doc_id LIKE '${site.url}%'
      AND id NOT IN (SELECT item_id FROM hosted)`);
    assert.ok(hidden.some(item => item.class === 'Clr'));
    for (const { doc_id: id, class: as } of hidden)
      assert.equal((await site.ask(id.slice(site.url.length))).status, as === 'Clr' ? 401 : 404, id);
    for (const { doc_id: id } of rows(site, "SELECT doc_id FROM item WHERE kind = 'learner'"))
      assert.ok(!all.some(path => site.url + path === id), id);
    const draft = await make(owner, 'achievements', { '/name': 'Not yet' });
    const [{ doc_id: id }] = rows(site, `SELECT doc_id FROM item WHERE id = '${draft.split('/').pop()}'`);
    assert.ok(id.startsWith(site.url), 'its id is an address of this service');
    assert.equal((await site.ask(id.slice(site.url.length))).status, 404);
  });

  await t.test('nor is anything else below the service root', async () => {
    const name = all[0].split('/').pop();
    for (const path of ['/assertions/none', '/nothing/x', `/keys/${name}`,
      `/revocations/${name}`, '/assertions/..%2f..%2fetc', '/assertions/%2e%2e',
      `/assertions/${'a'.repeat(129)}`, '/assertions/a.json', "/assertions/' OR 1=1", '/assertions/%C3%A9'])
      assert.equal((await site.ask(root + path)).status, 404, path);
  });

  await t.test('no session is asked for or begun', async () => {
    const visitor = new Visitor(site);
    const page = await visitor.ask(all[0], { headers: { cookie: 'clarus_session=x; clarus_me=y' } });
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('set-cookie'), null);
    const mine = await owner.ask(all[0]);
    assert.equal(mine.text, page.text, 'the same page for everybody');
    assert.ok(!mine.text.includes('Maria Reyes'));
  });

  await t.test('revoked, published anew, edited: each shows in the very next request', async () => {
    const path = first(site, 'achievements');
    const { id } = itemAt(site, path);
    const before = await site.ask(path);
    await edit(owner, `/achievements/${id}`, { '/description': 'Now with other words.' });
    assert.equal((await site.ask(path)).text, before.text, 'a draft changes nothing');
    await published(owner, `/achievements/${id}`);
    const after = await site.ask(path, { headers: { 'if-none-match': before.headers.get('etag') } });
    assert.equal(after.status, 200);
    assert.equal(JSON.parse(after.text).description, 'Now with other words.');
    await revoke(owner, `/achievements/${id}`, 'No longer taught.');
    const again = { headers: { 'if-none-match': `${after.headers.get('etag')}, *` } };
    for (let i = 0; i < 20; i++)
      assert.equal((await site.ask(path, again)).status, 410, 'on every worker');
  });
}));

test('the form of a document', t => withOffice(async (site, owner) => {
  const path = first(site, 'assertions');
  const { doc } = itemAt(site, path);

  await t.test('each Accept brings its form', async () => {
    for (const [accept, wanted] of cases) {
      const reply = await site.ask(path, { accept, headers: accept === undefined ? { accept: '' } : {} });
      const what = `Accept: ${accept}: ${reply.type}`;
      assert.equal(reply.status, 200, what);
      assert.ok(wanted.split(' or ').some(type => reply.type === `${type}; charset=utf-8`), what);
      assert.equal(reply.headers.get('vary'), 'Accept', what);
      assert.equal(reply.headers.get('access-control-allow-origin'), '*', what);
      assert.equal(reply.headers.get('cache-control'), 'no-cache', what);
      if (!/html/.test(reply.type)) assert.equal(reply.text, doc, what);
    }
  });

  await t.test('each form has a strong ETag of its own, and is 304 by it alone', async () => {
    const tags = new Map();
    for (const accept of [json, ld, html]) {
      const reply = await site.ask(path, { accept });
      tags.set(accept, reply.headers.get('etag'));
      assert.match(tags.get(accept), /^"[0-9a-z-]+"$/);
    }
    assert.equal(new Set(tags.values()).size, 3);
    for (const accept of tags.keys()) {
      for (const [other, tag] of tags) {
        const reply = await site.ask(path, { accept, headers: { 'if-none-match': tag } });
        assert.equal(reply.status, accept === other ? 304 : 200, `${accept} by ${tag}`);
        if (accept !== other) continue;
        assert.equal(reply.bytes.length, 0);
        assert.equal(reply.headers.get('etag'), tag);
        assert.equal(reply.headers.get('vary'), 'Accept');
        assert.equal(reply.headers.get('access-control-allow-origin'), '*');
      }
    }
  });

  await t.test('HEAD says what GET does', async () => {
    for (const accept of [json, ld, html]) {
      const [get, head] = [await site.ask(path, { accept }), await site.ask(path, { accept, method: 'HEAD' })];
      assert.equal(head.status, 200);
      assert.equal(head.bytes.length, 0);
      for (const name of ['content-type', 'content-length', 'etag', 'vary', 'cache-control'])
        assert.equal(head.headers.get(name), get.headers.get(name), name);
    }
  });

  await t.test('other methods are 405, and OPTIONS tells a browser that it may read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const reply = await site.ask(path, { method });
      assert.equal(reply.status, 405, method);
      assert.equal(reply.headers.get('allow'), 'GET, HEAD, OPTIONS');
      assert.equal(JSON.parse(reply.text).imsx_codeMajor, 'unsupported');
    }
    const reply = await site.ask(path, { method: 'OPTIONS', headers: {
      origin: 'https://elsewhere.example', 'access-control-request-method': 'GET',
      'access-control-request-headers': 'if-none-match', 'sec-fetch-site': 'cross-site',
    } });
    assert.equal(reply.status, 204);
    assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    assert.match(reply.headers.get('access-control-allow-methods'), /\bGET\b/);
    assert.equal(reply.headers.get('access-control-allow-headers'), '*');
    const far = await site.ask(path, { headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' } });
    assert.equal(far.status, 200);
    assert.equal(far.headers.get('access-control-expose-headers'), 'ETag');
  });

  await t.test('what is not there says so as JSON, and as a page to people', async () => {
    for (const accept of [undefined, '*/*', json, ld]) {
      const reply = await site.ask(`${root}/assertions/none`, { accept });
      assert.equal(reply.status, 404);
      assert.equal(reply.type, `${json}; charset=utf-8`);
      assert.deepEqual(Object.keys(JSON.parse(reply.text)),
        ['imsx_codeMajor', 'imsx_severity', 'imsx_description']);
      assert.equal(reply.headers.get('access-control-allow-origin'), '*');
    }
    const page = await site.ask(`${root}/assertions/none`, { accept: chromium });
    assert.equal(page.status, 404);
    assert.match(page.type, /^text\/html/);
  });

  await t.test('its page links to the document as a download', async () => {
    const page = await site.ask(path, { accept: html });
    const link = links(page.text).find(href => href.endsWith('?as=json'));
    const reply = await site.ask(link, { accept: chromium });
    assert.equal(reply.status, 200);
    assert.equal(reply.type, `${json}; charset=utf-8`);
    assert.match(reply.headers.get('content-disposition'), /^attachment; filename="assertions-[0-9a-f-]+\.json"$/);
    assert.equal(reply.text, doc);
  });

  await t.test('a file in it is opened from its page', async () => {
    const held = standing(site).find(at => itemAt(site, at).doc.includes('data:text/plain'));
    const page = await site.ask(held, { accept: html });
    const link = links(page.text).find(href => href.includes('?file='));
    const reply = await site.ask(link);
    assert.equal(reply.status, 200);
    assert.match(reply.type, /^text\/plain/);
    assert.match(reply.headers.get('content-security-policy'), /default-src 'none'/);
    for (const n of ['99', '-1', '', 'x', '99999999999999999999'])
      assert.equal((await site.ask(`${held}?file=${n}`)).status, 404, n);
    assert.equal((await site.ask(`${first(site, 'profiles')}?file=0`)).status,
      itemAt(site, first(site, 'profiles')).doc.includes('data:') ? 200 : 404);
  });
  assert.ok(owner);
}));

test('the page of a document', t => withOffice(async (site, owner) => {
  for (const path of standing(site)) {
    const { doc, class: as } = itemAt(site, path);

    await t.test(`${as} ${path.split('/').pop()}`, async () => {
      const page = await site.ask(path, { accept: html });
      assert.ok(page.bytes.length <= 60 * 1024, `${page.bytes.length} bytes`);
      const { elements } = parse(page.text);
      assert.equal(elements.find(e => e.attrs?.name === 'robots')?.attrs.content, 'noindex');
      assert.equal(elements.filter(e => e.name === 'h1').length, 1);
      assert.deepEqual(jsonLd(page.text)[0], JSON.parse(doc), 'the document for machines');
      assert.equal(jsonLd(page.text).length, 1);
      assert.ok(squeeze(title(page.text)).length > 0);
      assert.match(words(page), /How can this be checked\?/);
      if (as === 'Assertion' || as === 'Endorsement')
        assert.ok(links(page.text).includes(`/verify?url=${encodeURIComponent(site.url + path)}`));
      assert.ok(links(page.text).includes(site.url + path));
    });
  }

  await t.test('a hashed recipient is not guessed, a plain one is said', async () => {
    const path = standing(site).find(at => JSON.parse(itemAt(site, at).doc).recipient?.hashed);
    const page = await site.ask(path, { accept: html });
    assert.match(words(page), /Whose it is The learner is not named here/);
    const { recipient } = JSON.parse(itemAt(site, path).doc);
    assert.ok(!words(page).split('Technical details')[0].includes(recipient.identity));
    const knots = await make(owner, 'achievements', { '/name': 'Knots', '/issuer': itemAt(site, first(site, 'profiles')).id });
    const learner = await make(owner, 'profiles', { '/name': 'Maya Okafor', '/email': 'maya@learner.example' });
    const assertion = await make(owner, 'assertions', {
      '/achievement': knots.split('/').pop(), '/recipient/type': 'email',
      '/recipient/identity': 'maya@learner.example', '/verification/type': 'Hosted',
      '/issuedOn': '2024-05-31T12:00:00Z',
    }).catch(() => null);
    assert.ok(learner);
    if (!assertion) return;
    await published(owner, assertion);
    const [{ path: at }] = rows(site, `SELECT path FROM hosted WHERE item_id = '${assertion.split('/').pop()}'`);
    assert.match(words(await site.ask(`${root}/${at}`, { accept: html })),
      /with the e-mail address maya@learner\.example/);
  });
}));

test('what was revoked', t => withOffice(async (site, owner) => {
  const path = first(site, 'assertions');
  const { id } = itemAt(site, path);
  const issuer = JSON.parse(itemAt(site, path).doc).achievement.issuer.id;
  const { id: profile } = itemAt(site, issuer.slice(site.url.length));
  const list = `${root}/revocations/${profile}`;
  const wanted = { '@context': context, id: site.url + list, type: 'RevocationList', issuer, revokedAssertions: [] };

  await t.test('an issuer has a list before there is anything on it', async () => {
    const reply = await site.ask(list);
    assert.equal(reply.status, 200);
    assert.deepEqual(JSON.parse(reply.text), wanted);
    const page = await site.ask(list, { accept: html });
    assert.match(words(page), /Nothing was revoked\./);
    const learner = rows(site, "SELECT id FROM item WHERE class = 'Profile' AND doc_id LIKE 'urn:%'")[0];
    assert.equal((await site.ask(`${root}/revocations/${learner.id}`)).status, 404);
  });

  assert.equal((await revoke(owner, `/assertions/${id}`, 'Given to <b>the wrong</b> person.')).status, 303);

  await t.test('its address answers 410 with what is left of it', async () => {
    for (const accept of [undefined, json, ld]) {
      const reply = await site.ask(path, { accept });
      assert.equal(reply.status, 410);
      assert.equal(reply.type, `${accept === ld ? ld : json}; charset=utf-8`);
      assert.equal(reply.headers.get('access-control-allow-origin'), '*');
      assert.deepEqual(JSON.parse(reply.text), {
        '@context': context, id: site.url + path, type: 'Assertion', revoked: true,
        revocationReason: 'Given to <b>the wrong</b> person.',
      });
      const etag = reply.headers.get('etag');
      const again = await site.ask(path, { accept, headers: { 'if-none-match': etag ?? '*' } });
      assert.equal(again.status, 410, 'never 304');
    }
  });

  await t.test('its page says so in words, with the reason and since when', async () => {
    const page = await site.ask(path, { accept: chromium });
    assert.equal(page.status, 410);
    const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date());
    assert.ok(words(page).includes(`Revoked on ${today}. Reason: Given to <b>the wrong</b> person.`), words(page));
    assert.ok(!page.text.includes('<b>the wrong'), 'escaped');
    assert.equal(jsonLd(page.text)[0].revoked, true);
    assert.ok(links(page.text).some(href => href.startsWith('/verify?url=')));
  });

  await t.test('what says so itself answers 410 as well; when it was, nobody knows', async () => {
    const own = addresses(site, "path LIKE 'assertions/%' AND is_revoked = 1").filter(at => at !== path);
    assert.equal(own.length, 2);
    for (const at of own) {
      const { revocationReason } = JSON.parse(itemAt(site, at).doc);
      const reply = await site.ask(at);
      assert.equal(reply.status, 410);
      assert.deepEqual(JSON.parse(reply.text), {
        '@context': context, id: site.url + at, type: 'Assertion', revoked: true,
        revocationReason: revocationReason ?? '',
      });
      const page = await site.ask(at, { accept: html });
      assert.equal(page.status, 410);
      assert.match(words(page), /Revoked\./);
      assert.doesNotMatch(words(page), /Revoked on/);
      if (revocationReason) assert.ok(words(page).includes(`Reason: ${revocationReason}`), words(page));
    }
  });

  await t.test('the list names it', async () => {
    const reply = await site.ask(list);
    assert.deepEqual(JSON.parse(reply.text), { ...wanted, revokedAssertions: [site.url + path] });
    const page = await site.ask(list, { accept: html });
    assert.match(words(page), /One document was revoked\./);
    assert.ok(words(page).includes(site.url + path), words(page));
  });

  await t.test('a record is on the list of its publisher, and is not hosted', async () => {
    const [clr] = rows(site, `SELECT i.id, i.doc_id, v.doc FROM item i JOIN version v ON v.item_id = i.id
      WHERE class = 'Clr' AND i.doc_id LIKE '${site.url}%'`).filter(({ doc }) => JSON.parse(doc).publisher.id === issuer);
    if (!clr) return t.diagnostic('no record of this issuer');
    await revoke(owner, `/clrs/${clr.id}`, 'Incomplete.');
    const ids = JSON.parse((await site.ask(list)).text).revokedAssertions;
    assert.ok(ids.includes(clr.doc_id));
    assert.equal((await site.ask(clr.doc_id.slice(site.url.length))).status, 401, 'without a token');
  });
}));

test('keys', t => withOffice(async (site, owner) => {
  const [profile] = rows(site, `SELECT i.id, i.doc_id, i.name FROM hosted h JOIN item i ON i.id = h.item_id
    WHERE i.name LIKE 'Riverbend%' LIMIT 1`);
  const at = profile.doc_id.slice(site.url.length);
  const state = async key => words(await site.ask(`${root}/keys/${key}`, { accept: html }));

  await t.test('the set of keys is there before any key', async () => {
    const reply = await site.ask('/.well-known/jwks.json');
    assert.equal(reply.status, 200);
    assert.deepEqual(JSON.parse(reply.text), { keys: [] });
    assert.equal((await site.ask('/.well-known/jwks.json', { accept: chromium })).type, `${json}; charset=utf-8`);
  });

  const one = site.must('key', 'new', profile.id).trim();

  await t.test('a key stands at its address, on its owner’s page and in the set', async () => {
    const reply = await site.ask(`${root}/keys/${one}`);
    assert.equal(reply.status, 200);
    const doc = JSON.parse(reply.text);
    assert.equal(doc.id, `${site.url}${root}/keys/${one}`);
    assert.equal(doc.type, 'CryptographicKey');
    assert.equal(doc.owner, profile.doc_id);
    assert.match(doc.publicKeyPem, /^-----BEGIN PUBLIC KEY-----\n/);
    const { keys } = JSON.parse((await site.ask('/.well-known/jwks.json')).text);
    assert.deepEqual(keys.map(key => key.kid), [doc.id]);
    assert.ok(keys.every(key => !('d' in key)), 'public halves alone');
    assert.match(await state(one), /In use\. New records are signed with it\./);
    assert.match(await state(one), new RegExp(`Public key of ${profile.name}`));
    const page = await site.ask(at, { accept: html });
    assert.ok(links(page.text).includes(doc.id));
  });

  await t.test('replaced and compromised, it says so', async () => {
    const two = site.must('key', 'rotate', profile.id).trim().split(/\s+/).at(-1);
    assert.match(await state(one), /Replaced on \d+ \w+ \d{4}\. Nothing is signed with it any more/);
    site.must('key', 'revoke', one, '--since', '2024-01-31T00:00:00Z', '--reason', 'The laptop was stolen.');
    assert.match(await state(one), /Not to be trusted since 31 January 2024\..*Reason: The laptop was stolen\./);
    assert.equal((await site.ask(`${root}/keys/${one}`)).status, 200);
    const page = words(await site.ask(at, { accept: html }));
    assert.match(page, /Not to be trusted since 31 January 2024/);
    assert.match(page, /In use since/);
    assert.ok(two);
  });

  await t.test('the office has a key of its own, and no list', async () => {
    const office = site.must('key', 'new', '--office').trim();
    assert.match(await state(office), /Public key of the office of Riverbend College/);
    assert.match(await state(office), /No learner record is signed with it/);
    assert.equal((await site.ask(`${root}/revocations/`)).status, 404);
  });
  assert.ok(owner);
}));
