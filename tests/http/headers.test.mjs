// The headers of every answer, cookies, and who may send a form.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { onEachServer, openSite, servers } from './lib/site.mjs';
import { setCookies, Visitor } from './lib/visitor.mjs';

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; " +
  "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// The one page whose script sends something shows how far an upload is.
const sending = `${policy}; connect-src 'self'`;

function hasCommon(reply, what, wanted = policy) {
  assert.equal(reply.headers.get('content-security-policy'), wanted, what);
  assert.equal(reply.headers.get('x-content-type-options'), 'nosniff', what);
  assert.equal(reply.headers.get('referrer-policy'), 'no-referrer', what);
  assert.equal(reply.headers.get('x-powered-by'), null, what);
  assert.doesNotMatch(reply.headers.get('server') ?? '', /clarus|\d/i, what);
}

test('headers', t => onEachServer(t, servers, async (t, site) => {
  const [record] = await site.import(recordBytes());
  const link = site.share(record);

  await t.test('every answer carries the same safeguards', async () => {
    const paths = ['/', '/records', '/import', record, link, `${record}/delete`,
      `${record}/original`, '/health', '/nothing', '/s/none', `${record}/jws`];
    for (const path of paths) {
      const wanted = path === '/import' ? sending : policy;
      hasCommon(await site.ask(path), `GET ${path}`, wanted);
      hasCommon(await site.ask(path, { accept: 'application/json' }), `JSON of ${path}`, wanted);
    }
    hasCommon(await site.ask('/', { method: 'DELETE' }), 'a 405');
    hasCommon(await site.post('/import', {}), 'a 422', sending);
    hasCommon(await site.post(`${record}/links`, { name: 'A' }), 'a 303');
    hasCommon(await site.ask('/import', {
      method: 'POST', headers: { 'content-type': 'text/x' }, body: 'x',
    }), 'a 415');
  });

  await t.test('every body says its type and length', async () => {
    for (const path of ['/', record, link, '/health', '/nothing', `${record}/original`]) {
      const reply = await site.ask(path);
      assert.match(reply.type, /^[a-z]+\/[a-z0-9.+-]+/, path);
      const length = reply.headers.get('content-length');
      if (length) assert.equal(Number(length), reply.bytes.length, path);
    }
  });

  await t.test('public pages set no cookie', async () => {
    for (const path of ['/', link, '/health', '/nothing', '/s/none', `${link}/files/0`]) {
      const reply = await site.ask(path);
      assert.deepEqual(setCookies(reply.headers), [], path);
    }
  });

  await t.test('the one cookie is out of reach of scripts and other sites', async () => {
    const [line, ...others] = setCookies((await site.ask('/import')).headers);
    assert.deepEqual(others, []);
    assert.match(line, /; *HttpOnly/i);
    assert.match(line, /; *SameSite=(Lax|Strict)/i);
    assert.match(line, /; *Path=\//i);
    assert.match(line, /^[^=]+=[\w-]{20,};/, 'at least 120 random bits');
  });

  await t.test('forms of other sites are refused', async () => {
    const strangers = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${site.url}.evil.example` },
      { origin: site.url.replace('http:', 'https:') },
      { 'sec-fetch-site': 'cross-site', origin: site.url },
    ];
    const targets = [['/import', { text: recordBytes().toString() }],
      [`${record}/links`, { name: 'A' }], [`${record}/delete`, {}],
      [`${record}/links/${link.slice(3)}/delete`, {}]];
    for (const headers of strangers) {
      for (const [path, fields] of targets) {
        const person = new Visitor(site);
        const { fields: { token } } = await person.form('/import', '/import');
        const cookie = [...person.cookies].map(([k, v]) => `${k}=${v}`).join('; ');
        const reply = await site.post(path, { token, ...fields }, { cookie, ...headers });
        assert.equal(reply.status, 403, `${path} with ${JSON.stringify(headers)}`);
      }
    }
    assert.equal((await site.ask(record)).status, 200);
    assert.equal((await site.ask(link)).status, 200);
  });

  await t.test('a browser must send the token of its own cookie', async () => {
    const [ann, ben] = [new Visitor(site), new Visitor(site)];
    const mine = await ann.form('/import', '/import');
    const other = await ben.form('/import', '/import');
    const tokens = [undefined, '', 'x', other.fields.token, mine.fields.token.toUpperCase() + ' '];
    for (const token of tokens) {
      const form = { ...mine, fields: { ...mine.fields } };
      if (token === undefined) delete form.fields.token;
      else form.fields.token = token;
      const reply = await ann.send(form, { text: recordBytes().toString() });
      assert.equal(reply.status, 403, `token ${token}`);
    }
    const good = await ann.send(mine, { text: recordBytes().toString() });
    assert.equal(good.status, 303);
  });

  await t.test('no GET changes anything', async () => {
    for (const path of [`${record}/delete`, `${record}/links/${link.slice(3)}/delete`,
      `${record}/delete?token=x`, '/import?text=%7B%7D']) {
      assert.equal((await site.ask(path)).status, 200, path);
      assert.equal((await site.ask(path, { method: 'HEAD' })).status, 200, path);
    }
    assert.equal((await site.ask(link)).status, 200);
    assert.equal((await site.ask(record)).status, 200);
  });
}));

test('a site under https and a path', async t => {
  const site = await openSite({ settings: { base_url: 'https://office.example/clr' } });
  try {
    await t.test('the cookie is bound to host and https', async () => {
      const reply = await site.ask('/clr/import');
      assert.equal(reply.status, 200);
      assert.match(setCookies(reply.headers)[0], /^__Host-.*; *Secure/i);
      assert.match(reply.headers.get('strict-transport-security'), /max-age=\d{7,}/);
    });
    await t.test('addresses carry the path; outside of it there is nothing', async () => {
      assert.equal((await site.ask('/import')).status, 404);
      assert.equal((await site.ask('/clrimport')).status, 404);
      const reply = await site.post('/clr/import', { text: recordBytes().toString() });
      assert.match(reply.location, /^(https:\/\/office\.example)?\/clr\/imports\//);
      const [, id] = (await site.ask(new URL(reply.location, site.url).pathname)).text
        .match(/href="\/clr\/records\/([\w-]+)"/);
      const link = site.must('share', id, '--name', 'A').trim();
      assert.match(link, /^https:\/\/office\.example\/clr\/s\//);
      const page = await site.ask(new URL(link).pathname);
      assert.equal(page.status, 200);
      assert.doesNotMatch(page.text, /(href|src|action)="\/(?!clr(\/|"))/, 'no address without the path');
    });
  } finally {
    await site.close();
  }
});

test('an office that is no demo lets strangers see links only', async () => {
  const site = await openSite({ settings: { demo: 'no' } });
  try {
    const [, id] = site.must('import', site.write('a.json', recordBytes())).match(/: record (\S+) /);
    const link = new URL(site.must('share', id, '--name', 'A').trim()).pathname;
    assert.equal((await site.ask(link)).status, 200);
    assert.equal((await site.ask('/health')).status, 200);
    const home = await site.ask('/');
    assert.equal(home.status, 200);
    assert.ok(!home.text.includes('Bea Moss'));
    for (const path of ['/records', '/import', `/records/${id}`, `/records/${id}/original`,
      `/records/${id}/files/0`, `/records/${id}/delete`, '/imports/x', '/records/none']) {
      const reply = await site.ask(path);
      assert.equal(reply.status, 303, path);
      assert.equal(reply.location, `/login?next=${encodeURIComponent(path)}`);
      assert.ok(!reply.text.includes('Bea Moss'), path);
    }
    for (const path of ['/import', `/records/${id}/links`, `/records/${id}/delete`])
      assert.equal((await site.post(path, { name: 'x', text: '{}' })).status, 401, path);
  } finally {
    await site.close();
  }
});
