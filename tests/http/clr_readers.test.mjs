// Who reads which learner records with a token: those posted, those the
// staff imported, those published here, from one version to the next.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { source, until } from './lib/env.mjs';
import { bring, owner, publishAll, rows } from './lib/hosted.mjs';
import { edit, publish, revoke } from './lib/items.mjs';
import { pair, sign, nobodysRecord } from './lib/reports.mjs';
import { published } from './lib/schemas.mjs';
import { openSite } from './lib/site.mjs';
import {
  account, call, client, encoded, fails, foreign, payload, post, put, token,
} from './lib/tokens.mjs';

async function withSite(run, settings = {}) {
  const site = await openSite({ settings });
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

async function idsOf(site, given) {
  const reply = await call(site, given, '/clrs');
  assert.equal(reply.status, 200, reply.text);
  const set = JSON.parse(reply.text);
  const signed = set.signedClrs.map(jws => JSON.parse(Buffer.from(jws.split('.')[1], 'base64url')));
  return [...set.clrs, ...signed].map(clr => clr.id).sort();
}

const bea = 'bea@students.example';
const withEmail = (members = {}) => {
  const clr = foreign(members);
  clr.learner.email = 'Bea@Students.example';
  return clr;
};

test('a client reads what it posted, an account what is its own', () => withSite(async site => {
  const [a, b, all] = [client(site), client(site), client(site, { reach: 'all' })];
  const tokens = { a: token(site, { of: a }), b: token(site, { of: b }), all: token(site, { of: all }) };
  const mine = account(site, bea);
  const other = account(site, 'jo@students.example');
  const asBea = token(site, { of: a, account: mine });
  const asJo = token(site, { of: a, account: other });

  const byA = withEmail();
  const byB = foreign();
  const forBea = foreign();
  const imported = withEmail();
  await put(site, tokens.a, byA);
  await put(site, tokens.b, byB);
  await put(site, asBea, forBea);
  await site.import(JSON.stringify(imported));
  assert.deepEqual(await idsOf(site, tokens.a), [byA.id, forBea.id].sort());
  assert.deepEqual(await idsOf(site, tokens.b), [byB.id]);
  assert.deepEqual(await idsOf(site, tokens.all), [byA.id, byB.id, forBea.id, imported.id].sort());
  assert.deepEqual(await idsOf(site, asBea), [byA.id, forBea.id, imported.id].sort());
  assert.deepEqual(await idsOf(site, asJo), []);

  // One that is not in the list is not to be had either.
  for (const clr of [byA, byB, forBea, imported])
    fails(await call(site, asJo, encoded(clr.id)), 403, 'forbidden');
  for (const clr of [byA, forBea, imported])
    assert.equal((await call(site, asBea, encoded(clr.id))).status, 200);
  fails(await call(site, tokens.a, encoded(imported.id)), 403, 'forbidden');

  // The learner's address in somebody's own record says nothing.
  const stray = foreign();
  stray.learner.email = 'jo@students.example';
  await put(site, asBea, stray);
  assert.deepEqual(await idsOf(site, asJo), []);
  // A client that nobody here knows cannot write to whom it likes.
  const unknown = token(site, { of: client(site, { isRegistered: true }) });
  const unasked = withEmail();
  await put(site, unknown, unasked);
  assert.deepEqual(await idsOf(site, unknown), [unasked.id]);
  assert.deepEqual(await idsOf(site, asBea), [byA.id, forBea.id, imported.id, stray.id].sort());
  // By the same client, for another account.
  fails(await post(site, asJo, payload({ ...forBea, name: 'Mine now' })), 403, 'forbidden');
  // What the staff has is not replaced, and not deleted.
  fails(await post(site, tokens.all, payload({ ...imported, name: 'Mine now' })), 403, 'forbidden');
  fails(await call(site, asBea, encoded(imported.id), { method: 'DELETE' }), 403, 'forbidden', /the office/);
  fails(await call(site, tokens.all, encoded(byA.id), { method: 'DELETE' }), 403, 'forbidden');
  // The owner may delete what was posted for her, by any client.
  const further = token(site, { of: b, account: mine });
  assert.equal((await call(site, further, encoded(byA.id), { method: 'DELETE' })).status, 204);
  fails(await call(site, asBea, encoded(byA.id)), 404);
}));

test('records are there before the account is', () => withSite(async site => {
  const [a, b] = [withEmail(), withEmail()];
  await site.import(JSON.stringify(a));
  await site.import(JSON.stringify(b));
  const given = token(site, { of: client(site), account: account(site, bea) });
  assert.deepEqual(await idsOf(site, given), [a.id, b.id].sort());
  const set = JSON.parse((await call(site, given, '/clrs')).text);
  assert.deepEqual(set.clrs.map(clr => clr.id), [b.id, a.id], 'the newest first');
}));

test('records from before tokens are found', () => withSite(async site => {
  const clr = withEmail();
  await site.import(JSON.stringify(clr));
  const given = token(site, { of: client(site), account: account(site, bea) });
  const done = rows(site, 'DELETE FROM holding RETURNING record_id');
  assert.equal(done.length, 1);
  assert.deepEqual(await idsOf(site, given), []);
  await site.restart();
  await until(() => rows(site, 'SELECT 1 FROM holding').length > 0, 30000, 200);
  assert.deepEqual(await idsOf(site, given), [clr.id]);
}));

test('of copies of one record the one issued last counts', () => withSite(async site => {
  const all = token(site, { of: client(site, { reach: 'all' }) });
  const clr = foreign({ name: 'Second', issuedOn: '2024-03-05T10:00:00Z' });
  await site.import(JSON.stringify(clr));
  const older = { ...clr, name: 'First', issuedOn: '2023-01-01T00:00:00Z' };
  await site.import(JSON.stringify(older));
  const name = async () => JSON.parse((await call(site, all, encoded(clr.id))).text).name;
  assert.deepEqual(await idsOf(site, all), [clr.id]);
  assert.equal(await name(), 'Second');
  const [record] = await site.import(JSON.stringify({ ...clr, name: 'Third', issuedOn: '2024-04-01T00:00:00Z' }));
  assert.deepEqual(await idsOf(site, all), [clr.id]);
  assert.equal(await name(), 'Third');
  assert.equal((await site.post(`${record}/delete`, {})).status, 303);
  fails(await call(site, all, encoded(clr.id)), 404);
  // What no CLR 1.0 can be made of is kept, and not sent.
  const odd = foreign({ issuedOn: 'last spring' });
  await site.import(JSON.stringify(odd));
  assert.deepEqual(await idsOf(site, all), []);
}));

test('what is published here, from version to version', t => withSite(async site => {
  const check = published(t);
  const maria = await owner(site);
  bring(site, ['layla-haddad-nursing'], doc => ({ ...doc, verification: { type: 'Hosted' } }));
  const email = 'layla.haddad@students.riverbend.example';
  const given = token(site, { of: client(site), account: account(site, email) });
  const stranger = token(site, { of: client(site) });
  await publishAll(site, maria);
  const [item] = rows(site, "SELECT id, doc_id FROM item WHERE class = 'Clr'");
  assert.deepEqual(await idsOf(site, given), [item.doc_id]);
  assert.match(item.doc_id, new RegExp(`^${site.url}/ims/clr/v1p0/clrs/`));

  // At its own address, and no longer without a token.
  const path = new URL(item.doc_id).pathname.slice('/ims/clr/v1p0'.length);
  const first = await call(site, given, path);
  assert.equal(first.status, 200, first.text);
  check('getclr-200', JSON.parse(first.text));
  check('getclrs-200', JSON.parse((await call(site, given, '/clrs')).text));
  fails(await call(site, null, path), 401, 'unauthorizedrequest');
  fails(await call(site, stranger, path), 403, 'forbidden');
  fails(await call(site, given, path, { method: 'DELETE' }), 403, 'forbidden');

  await edit(maria, `/clrs/${item.id}`, { '/name': 'Another title' });
  assert.equal(JSON.parse((await call(site, given, path)).text).name, JSON.parse(first.text).name);
  assert.equal((await publish(maria, `/clrs/${item.id}`)).status, 303);
  const second = await call(site, given, path);
  assert.equal(JSON.parse(second.text).name, 'Another title');
  assert.deepEqual(await idsOf(site, given), [item.doc_id]);

  // A copy of the version before does not come before it.
  await site.import(first.text.replace('{', '{ '));
  assert.equal((await call(site, given, path)).text, second.text);

  assert.equal((await revoke(maria, `/clrs/${item.id}`, 'The wrong person')).status, 303);
  check('getclr-400', fails(await call(site, given, path), 410, undefined, /revoked: The wrong person/));
  assert.deepEqual(await idsOf(site, given), []);
  fails(await call(site, given, path, { headers: { 'if-none-match': second.headers.get('etag') } }), 410);
  fails(await call(site, stranger, path), 403, 'forbidden');
}));

test('a posted record that says it is revoked', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const clr = foreign();
  await put(site, given, clr);
  await put(site, given, { ...clr, revoked: true, revocationReason: 'In error' }, 200);
  assert.deepEqual(await idsOf(site, given), []);
  fails(await call(site, given, encoded(clr.id)), 410, undefined, /In error/);
  await put(site, given, clr, 200);
  assert.deepEqual(await idsOf(site, given), [clr.id]);
}));

test('signed records stay as they are, to the byte', t => withSite(async site => {
  const check = published(t);
  const given = token(site, { of: client(site) });
  const keys = pair();
  const clr = nobodysRecord(keys, { 'ext:kept': { a: 1 } });
  const jws = sign(clr, keys);
  const body = signedClr => ({ '@context': 'https://purl.imsglobal.org/spec/clr/v1p0/context/clr_v1p0.jsonld', signedClr });
  const made = await post(site, given, body(jws));
  assert.equal(made.status, 201, made.text);
  check('postclr-200-201', JSON.parse(made.text));
  assert.equal(JSON.parse(made.text).signedClr, jws);
  assert.equal((await post(site, given, body(jws))).status, 304);
  const all = await call(site, given, '/clrs');
  check('getclrs-200', JSON.parse(all.text));
  assert.deepEqual(JSON.parse(all.text).signedClrs, [jws]);
  assert.deepEqual(JSON.parse(all.text).clrs, []);

  const path = encoded(clr.id);
  const decoded = await call(site, given, path);
  assert.equal(decoded.text, JSON.stringify(clr));
  assert.match(decoded.type, /^application\/json/);
  const tags = new Set([decoded.headers.get('etag')]);
  for (const [accept, type] of [['application/jose', 'application/jose'],
    ['text/plain', 'text/plain; charset=utf-8'], ['application/json;q=0.5, application/jose', 'application/jose']]) {
    const reply = await call(site, given, path, { accept });
    assert.equal(reply.type, type);
    assert.equal(reply.text, jws);
    tags.add(reply.headers.get('etag'));
  }
  assert.equal(tags.size, 3);
  assert.match((await call(site, given, path, { accept: 'application/json, application/jose' })).type, /json/);

  // Signed anew it is another one; with a wrong signature it is refused.
  const changed = sign({ ...clr, name: 'Other' }, keys);
  assert.equal((await post(site, given, body(changed))).status, 200);
  assert.equal((await call(site, given, path, { accept: 'application/jose' })).text, changed);
  const bad = async (text, words) => fails(await post(site, given, body(text)), 400, 'invalid_data', words);
  await bad(jws.slice(0, -8) + 'AAAAAAAA', /\/signedClr: /);
  await bad(sign(clr, pair()), /\/signedClr: /);
  await bad(sign(clr, keys, { alg: 'none' }), /./);
  await bad(sign(clr, keys, { alg: 'HS256' }), /./);
  await bad(`${jws}.x`, /./);
  await bad(sign({ id: 'urn:x', type: 'Assertion' }, keys), /./);
  await bad(sign({ ...clr, learner: 7 }, keys), /learner/);
  assert.equal((await call(site, given, path, { accept: 'application/jose' })).text, changed);

  // A key that is nowhere at hand is no reason to refuse.
  const far = nobodysRecord(keys, { id: 'urn:uuid:22222222-2222-4222-8222-222222222223' });
  delete far.publisher.publicKey;
  assert.equal((await post(site, given, body(sign(far, keys)))).status, 201);

  // From signed to unsigned under one id.
  const plain = JSON.parse(JSON.stringify({ ...clr, verification: undefined }));
  assert.equal((await post(site, given, payload(plain))).status, 200);
  const after = JSON.parse((await call(site, given, '/clrs')).text);
  assert.deepEqual(after.clrs.map(each => each.id), [clr.id]);
  assert.equal(after.signedClrs.length, 1);
  site.must('verify-store');
}));

test('the demo college sends CLR 1.0 alone', t => withSite(async site => {
  const check = published(t);
  for (const name of readFileSync(join(source, 'db/demo/list'), 'utf8').split('\n').filter(line => /^\w/.test(line)))
    site.must('import', join(source, 'db/demo', name.split(/\s/)[0]));
  const all = token(site, { of: client(site, { reach: 'all' }) });
  const reply = await call(site, all, '/clrs');
  const set = JSON.parse(reply.text);
  assert.ok(set.clrs.length >= 8 && set.signedClrs.length >= 1, reply.text.slice(0, 300));
  check('getclrs-200', set);
  for (const clr of set.clrs) {
    const one = await call(site, all, encoded(clr.id));
    assert.deepEqual(JSON.parse(one.text), clr);
    check('getclr-200', clr);
  }
}));
