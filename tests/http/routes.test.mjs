// Every row of the table of routes: its answer, HEAD, and what it refuses.
// A row without an example here fails.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { compactJws, record, recordBytes } from './lib/documents.mjs';
import { source } from './lib/env.mjs';
import { onEachServer, servers } from './lib/site.mjs';

// Each row of the table of routes: an address of it that exists, and the
// status a good request gets.
function examples(s) {
  return {
    'GET /': ['/', 200],
    'GET /docs': ['/docs', 200],
    'GET /docs/openapi.json': ['/docs/openapi.json', 200],
    'GET /health': ['/health', 200],
    'GET /records': ['/records', 200],
    'GET /import': ['/import', 200],
    'POST /import': ['/import', 422],
    'GET /imports/{import}': [s.imported, 200],
    'GET /records/{record}': [s.record, 200],
    'GET /records/{record}/original': [`${s.record}/original`, 200],
    'GET /records/{record}/jws': [`${s.signed}/jws`, 200],
    'GET /records/{record}/files/{n}': [`${s.record}/files/0`, 200],
    'GET /records/{record}/delete': [`${s.record}/delete`, 200],
    'POST /records/{record}/delete': [`${s.spare}/delete`, 303],
    'POST /records/{record}/links': [`${s.record}/links`, 422],
    'GET /records/{record}/links/{share}/delete':
      [`${s.record}/links/${s.link.slice(3)}/delete`, 200],
    'POST /records/{record}/links/{share}/delete':
      [`${s.record}/links/${s.spareLink.slice(3)}/delete`, 303],
    'GET /s/{share}': [s.link, 200],
    'GET /s/{share}/jws': [`${s.signedLink}/jws`, 200],
    'GET /s/{share}/files/{n}': [`${s.link}/files/0`, 200],
    'GET /s/{share}/checks': [`${s.link}/checks`, 200],
    'GET /verify': ['/verify', 200],
    'POST /verify': ['/verify', 422],
    'GET /verify/{checking}': [s.report, 200],
    'GET /verify/{checking}/files/{n}': [`${s.report}/files/0`, 200],
    'GET /verify/{checking}/receipt': [`${s.report}/receipt`, 200],
    'POST /verify/{checking}/receipt': [`${s.report}/receipt`, 303],
    'GET /verify/{checking}/receipt/jws': [`${s.report}/receipt/jws`, 200],
    'GET /verify/samples/{sample}': ['/verify/samples/good', 200],
    'POST /api/verify': ['/api/verify', 422],
    'GET /api/verify/{checking}': [`/api${s.report}`, 200],
    'GET /login': ['/login', 200],
    'POST /login': ['/login', 401],
    'POST /logout': ['/logout', 303],
    'GET /forgot': ['/forgot', 200],
    'POST /forgot': ['/forgot', 200],
    'GET /build': ['/build', 200],
    'GET /build/download': ['/build/download', 200],
    'GET /alignments': ['/alignments', 200],
    'GET /associations': ['/associations', 200],
    ...ticketPages(),
    ...oauthRows(),
    ...staffPages(s),
    ...Object.assign({}, ...Object.entries(s.items).map(([folder, id]) => itemPages(folder, id))),
  };
}

// Pages behind a link with a secret: of none they say that there is nothing.
const ticketPages = () => ({
  'GET /setup/{ticket}': ['/setup/none', 404],
  'POST /setup/{ticket}': ['/setup/none', 404],
  'GET /invite/{ticket}': ['/invite/none', 404],
  'POST /invite/{ticket}': ['/invite/none', 404],
  'GET /reset/{ticket}': ['/reset/none', 404],
  'POST /reset/{ticket}': ['/reset/none', 404],
  'GET /endorse/{ticket}': ['/endorse/none', 404],
  'POST /endorse/{ticket}': ['/endorse/none', 404],
  'GET /media/{sha256}': ['/media/none', 404],
  'GET /ims/clr/v1p0/{folder}/{document}': ['/ims/clr/v1p0/endorsements/none', 404],
  'OPTIONS /ims/clr/v1p0/{folder}/{document}': ['/ims/clr/v1p0/endorsements/none', 204],
  'GET /ims/clr/v1p0/discovery': ['/ims/clr/v1p0/discovery', 200],
  'OPTIONS /ims/clr/v1p0/discovery': ['/ims/clr/v1p0/discovery', 204],
  'GET /ims/clr/v1p0/clrs': ['/ims/clr/v1p0/clrs', 401],
  'POST /ims/clr/v1p0/clrs': ['/ims/clr/v1p0/clrs', 401],
  'OPTIONS /ims/clr/v1p0/clrs': ['/ims/clr/v1p0/clrs', 204],
  'GET /ims/clr/v1p0/clrs/{clr}': ['/ims/clr/v1p0/clrs/none', 401],
  'DELETE /ims/clr/v1p0/clrs/{clr}': ['/ims/clr/v1p0/clrs/none', 401],
  'OPTIONS /ims/clr/v1p0/clrs/{clr}': ['/ims/clr/v1p0/clrs/none', 204],
  'GET /.well-known/jwks.json': ['/.well-known/jwks.json', 200],
  'OPTIONS /.well-known/jwks.json': ['/.well-known/jwks.json', 204],
});

// The authorization server: of no client, and for nobody.
const oauthRows = () => ({
  'GET /oauth2/authorize': ['/oauth2/authorize', 400],
  'POST /oauth2/authorize': ['/oauth2/authorize', 400],
  'POST /oauth2/token': ['/oauth2/token', 401],
  'OPTIONS /oauth2/token': ['/oauth2/token', 204],
  'POST /oauth2/revoke': ['/oauth2/revoke', 401],
  'OPTIONS /oauth2/revoke': ['/oauth2/revoke', 204],
  'POST /oauth2/introspect': ['/oauth2/introspect', 401],
  'OPTIONS /oauth2/introspect': ['/oauth2/introspect', 204],
  'POST /oauth2/register': ['/oauth2/register', 415],
  'OPTIONS /oauth2/register': ['/oauth2/register', 204],
  'GET /oauth2/register/{client}': ['/oauth2/register/none', 401],
  'PUT /oauth2/register/{client}': ['/oauth2/register/none', 401],
  'DELETE /oauth2/register/{client}': ['/oauth2/register/none', 401],
  'OPTIONS /oauth2/register/{client}': ['/oauth2/register/none', 204],
  'GET /.well-known/oauth-authorization-server': ['/.well-known/oauth-authorization-server', 200],
  'OPTIONS /.well-known/oauth-authorization-server': ['/.well-known/oauth-authorization-server', 204],
});

// Pages for who is signed in; others are led to sign in, programs are told.
const staffPages = s => ({
  'GET /account': ['/account', 303],
  'POST /account/password': ['/account/password', 401],
  'POST /account/sessions': ['/account/sessions', 401],
  'GET /account/second': ['/account/second', 303],
  'POST /account/second': ['/account/second', 401],
  'POST /account/second/off': ['/account/second/off', 401],
  'GET /account/apps': ['/account/apps', 303],
  'POST /account/apps': ['/account/apps', 401],
  'GET /parked/{parked}': ['/parked/none', 303],
  'GET /admin': ['/admin', 303],
  'GET /admin/users': ['/admin/users', 303],
  'POST /admin/users': ['/admin/users', 401],
  'POST /admin/users/{account}': ['/admin/users/none', 401],
  'GET /admin/mail': ['/admin/mail', 303],
  'GET /admin/mail/{mail}': ['/admin/mail/none', 303],
  'POST /admin/mail/{mail}': ['/admin/mail/none', 401],
  'GET /admin/keys': ['/admin/keys', 303],
  'GET /admin/keys/new': ['/admin/keys/new', 303],
  'POST /admin/keys/new': ['/admin/keys/new', 401],
  'GET /admin/keys/{key}/pem': ['/admin/keys/none/pem', 303],
  'GET /admin/keys/{key}/rotate': ['/admin/keys/none/rotate', 303],
  'POST /admin/keys/{key}/rotate': ['/admin/keys/none/rotate', 401],
  'GET /admin/keys/{key}/end': ['/admin/keys/none/end', 303],
  'POST /admin/keys/{key}/end': ['/admin/keys/none/end', 401],
  'GET /admin/keys/{key}/revoke': ['/admin/keys/none/revoke', 303],
  'POST /admin/keys/{key}/revoke': ['/admin/keys/none/revoke', 401],
  'GET /admin/issuers': ['/admin/issuers', 303],
  'POST /admin/issuers': ['/admin/issuers', 401],
  'GET /admin/issuers/remove': ['/admin/issuers/remove', 303],
  'POST /admin/issuers/remove': ['/admin/issuers/remove', 401],
  'GET /admin/clients': ['/admin/clients', 303],
  'GET /admin/clients/new': ['/admin/clients/new', 303],
  'POST /admin/clients/new': ['/admin/clients/new', 401],
  'GET /admin/clients/{client}': ['/admin/clients/none', 303],
  'POST /admin/clients/{client}': ['/admin/clients/none', 401],
  'GET /admin/clients/{client}/delete': ['/admin/clients/none/delete', 303],
  'POST /admin/clients/{client}/delete': ['/admin/clients/none/delete', 401],
  'GET /admin/audit': ['/admin/audit', 303],
  'GET /award': ['/award', 303],
  'POST /award': ['/award', 401],
  'GET /batches/{batch}': ['/batches/none', 404],
  'POST /batches/{batch}': ['/batches/none', 401],
  'GET /gather': ['/gather', 303],
  'POST /gather': ['/gather', 401],
  'GET /records/{record}/build': [`${s.record}/build`, 303],
  'POST /records/{record}/build': [`${s.record}/build`, 401],
  'POST /endorsements/{item}/decide': [`/endorsements/${s.items.endorsements}/decide`, 401],
});

// The pages of one folder of items; the rows are the same for each.
function itemPages(folder, id) {
  const rows = {
    'GET /ITEMS': ['', 200],
    'POST /ITEMS': ['', 401],
    'GET /ITEMS/new': ['/new', 303],
    'POST /ITEMS/new': ['/new', 401],
    'GET /ITEMS/find': ['/find?q=a', 200],
    'GET /ITEMS/{item}': [`/${id}`, 200],
    'GET /ITEMS/{item}/json': [`/${id}/json`, 200],
    'GET /ITEMS/{item}/edit': [`/${id}/edit`, 303],
    'POST /ITEMS/{item}/edit': [`/${id}/edit`, 401],
    'GET /ITEMS/{item}/delete': [`/${id}/delete`, 303],
    'POST /ITEMS/{item}/delete': [`/${id}/delete`, 401],
    'GET /ITEMS/{item}/publish': [`/${id}/publish`, 200],
    'POST /ITEMS/{item}/publish': [`/${id}/publish`, 422],
    'GET /ITEMS/{item}/revoke': [`/${id}/revoke`, 303],
    'POST /ITEMS/{item}/revoke': [`/${id}/revoke`, 401],
    'GET /ITEMS/{item}/versions': [`/${id}/versions`, 200],
    'GET /ITEMS/{item}/versions/{n}': [`/${id}/versions/1`, 404],
    'GET /ITEMS/{item}/endorse': [`/${id}/endorse`, 303],
    'POST /ITEMS/{item}/endorse': [`/${id}/endorse`, 401],
  };
  return Object.fromEntries(Object.entries(rows).map(([key, [path, status]]) =>
    [key.replace('ITEMS', folder), [`/${folder}${path}`, status]]));
}

const png = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

async function furnish(site) {
  const withPicture = recordBytes({ achievement: { image: png } });
  const reply = await site.upload([['record.json', withPicture]]);
  assert.equal(reply.status, 303);
  const [made] = await site.recordsOf(reply.location);
  const [signed] = await site.import(compactJws(record()), 'record.jws');
  const [spare] = await site.import(recordBytes());
  return {
    imported: new URL(reply.location, site.url).pathname,
    record: made, signed, spare,
    link: site.share(made), spareLink: site.share(made),
    signedLink: site.share(signed),
    items: await itemsOf(site),
    report: await reportOf(site, withPicture),
  };
}

// The path of a report, of a document that needs no network.
async function reportOf(site, text) {
  const reply = await site.post('/verify', { text });
  assert.equal(reply.status, 303);
  const path = new URL(reply.location, site.url).pathname;
  await site.ask(path);
  const made = await site.post(`${path}/receipt`, {});
  assert.equal(made.status, 303, made.text);
  return path;
}

// One item of each class, of a demo document.
async function itemsOf(site) {
  site.must('import', '--build', join(source, 'db/demo/layla-haddad-nursing.json'));
  const items = {};
  for (const folder of ['profiles', 'achievements', 'assertions', 'clrs', 'endorsements']) {
    const { text } = await site.ask(`/${folder}`, { accept: 'text/html' });
    items[folder] = text.match(new RegExp(`/${folder}/([0-9a-z]{26})"`))[1];
  }
  return items;
}

function table(site) {
  return site.must('routes').trim().split('\n').map(line => line.split('\t'));
}

async function answersItsRow(site, method, [path, status]) {
  const reply = await site.ask(path, {
    method, ...(method === 'POST' && { body: new URLSearchParams() }),
  });
  assert.equal(reply.status, status, `${method} ${path}`);
  if (method !== 'GET') return;
  const head = await site.ask(path, { method: 'HEAD' });
  assert.equal(head.status, status, `HEAD ${path}`);
  assert.equal(head.bytes.length, 0, `HEAD ${path} has no body`);
  /* A published document may have become a file meanwhile. */
  const isPublished = /^\/(ims|\.well-known)\//.test(path);
  for (const name of ['content-type', 'content-security-policy', 'vary', ...(isPublished ? [] : ['etag'])])
    assert.equal(head.headers.get(name), reply.headers.get(name), `HEAD ${path}: ${name}`);
}

async function refusesOthers(site, path, methods) {
  const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort();
  for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
    if (methods.includes(method)) continue;
    const reply = await site.ask(path, { method });
    if (method === 'OPTIONS' && reply.status === 200 && !reply.headers.get('referrer-policy'))
      continue; /* lighttpd answers OPTIONS of any address itself */
    assert.equal(reply.status, 405, `${method} ${path}`);
    assert.deepEqual(reply.headers.get('allow').split(/,\s*/).sort(), allowed,
      `Allow of ${method} ${path}`);
  }
}

test('the table of routes', t => onEachServer(t, servers, async (t, site) => {
  const rows = table(site);
  const example = examples(await furnish(site));

  await t.test('each row has an example here and a line of help', () => {
    assert.deepEqual(rows.map(row => `${row[0]} ${row[1]}`).sort(),
      Object.keys(example).sort());
    for (const row of rows) assert.match(row[4], /\w+ \w+/, row[1]);
  });

  await t.test('a method the address does not have is 405 with Allow', async () => {
    for (const pattern of new Set(rows.map(row => row[1]))) {
      const methods = rows.filter(row => row[1] === pattern).map(row => row[0]);
      await refusesOthers(site, example[`${methods[0]} ${pattern}`][0], methods);
    }
  });

  for (const [method, pattern] of rows)
    await t.test(`${method} ${pattern}`, () =>
      answersItsRow(site, method, example[`${method} ${pattern}`]));

  await t.test('an address that does not exist is 404', async () => {
    const unknown = ['/nothing', '/record', '/records/', '/records/x', '/health/',
      '/records/x/original', '/records/x/jws', '/records/x/files/0', '/s/', '/s/x',
      '/s/x/files/0', '/imports/x', '/records/x/delete', '/import/x', '/robots',
      '/records/x/links/y/delete', '/s/x/', '/%73/', '/index.html', '/favicon'];
    for (const path of unknown) {
      const reply = await site.ask(path);
      assert.equal(reply.status, 404, path);
      assert.ok(reply.text.length > 20, `${path} says something`);
    }
    for (const path of ['/nothing', '/records/x/delete', '/records/x/links/y/delete']) {
      const reply = await site.post(path, {});
      assert.equal(reply.status, 404, `POST ${path}`);
    }
  });

  await t.test('a file number that is none is 404', async () => {
    const path = example['GET /records/{record}/files/{n}'][0].replace(/0$/, '');
    for (const n of ['1', '99999', '-1', '00x', 'a', '1e0', '18446744073709551616'])
      assert.equal((await site.ask(path + n)).status, 404, n);
  });

  await t.test('an error is a page, or JSON for a program', async () => {
    const page = await site.ask('/nothing', { accept: 'text/html' });
    assert.match(page.type, /^text\/html; *charset=utf-8$/i);
    assert.match(page.text, /<h1/);
    for (const accept of ['application/json', 'application/ld+json, application/json']) {
      const reply = await site.ask('/nothing', { accept });
      assert.equal(reply.status, 404);
      assert.match(reply.type, /^application\/json/);
      const said = JSON.parse(reply.text);
      assert.equal(said.imsx_codeMajor, 'failure');
      assert.equal(said.imsx_severity, 'error');
      assert.match(said.imsx_description, /\w/);
    }
    const refused = await site.ask('/', { method: 'DELETE', accept: 'application/json' });
    assert.equal(JSON.parse(refused.text).imsx_codeMajor, 'unsupported');
  });

  await t.test('health answers JSON that nobody keeps', async () => {
    const reply = await site.ask('/health');
    assert.match(reply.type, /^application\/json/);
    assert.equal(JSON.parse(reply.text).status, 'ok');
    assert.equal(reply.headers.get('cache-control'), 'no-store');
  });
}));
