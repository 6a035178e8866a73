// Verification for programs, and the receipt that holds without us.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, createVerify } from 'node:crypto';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import {
  api, check, nobodysRecord, onPage, outcomes, pair, report, sample, sampleUrl, sign,
} from './lib/reports.mjs';
import { rows } from './lib/hosted.mjs';
import { office, onSite, revoke } from './lib/items.mjs';
import { openSite } from './lib/site.mjs';
import { Visitor } from './lib/visitor.mjs';

async function withSite(run, given = { settings: { verify_rate: 0 } }) {
  const site = await openSite(given);
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

const names = ['format', 'data', 'hosted', 'signature', 'key', 'origin', 'revoked', 'dates',
  'recipient', 'endorses', 'links', 'issuer'];

test('a report is what report.h says', () => withSite(async site => {
  const text = await sample(site, 'good');
  const reply = await api(site, text, { type: 'application/jose' });
  assert.equal(reply.status, 200);
  assert.match(reply.type, /^application\/json/);
  assert.equal(reply.headers.get('cache-control'), 'no-store');
  const given = JSON.parse(reply.text);
  assert.deepEqual(Object.keys(given), ['type', 'at', 'sha256', 'bytes', 'verdict', 'words', 'items']);
  assert.equal(given.type, 'VerificationReport');
  assert.equal(given.sha256, createHash('sha256').update(text).digest('hex'));
  assert.equal(given.bytes, text.length);
  assert.ok(Math.abs(Date.parse(given.at) - Date.now()) < 60000);
  const [part] = given.items;
  assert.deepEqual(part.checks.map(each => each.check), names);
  assert.equal(part.verdict, 'valid');
  assert.equal(part.parts.length, 2);
  const key = check(part, 'key').evidence;
  assert.equal(key.url, sampleUrl(site, 'key'));
  assert.equal(key.status, 200);
  assert.match(key.thumbprint, /^[\w-]{43}$/);
}));

test('what a program may send', t => withSite(async site => {
  const good = await sample(site, 'good');
  const url = sampleUrl(site, 'good');
  const valid = async given => assert.equal((await given).verdict, 'valid');
  const cases = {
    'a JWS as application/jose': () => report(site, good, { type: 'application/jose' }),
    'a JWS as text': () => report(site, good, { type: 'text/plain; charset=utf-8' }),
    'an address in JSON': () => report(site, { url }),
    'an address with all that may stand beside it': () => report(site, { url, as_of: '2025-12-31', data: false }),
    'an address as text': () => report(site, url, { type: 'text/plain' }),
    'a payload': () => report(site, { '@context': 'https://purl.imsglobal.org/spec/clr/v1p0/context/clr_v1p0.jsonld',
      type: 'ClrPayload', signedClr: good }),
    'a form': async () => JSON.parse((await site.post('/api/verify', { url })).text),
    'a form with the text': async () => JSON.parse((await site.post('/api/verify', { text: good })).text),
  };
  for (const [name, ask] of Object.entries(cases)) await t.test(name, () => valid(ask()));
  await t.test('as of, in the query', async () => {
    const expired = await sample(site, 'expired');
    assert.equal((await report(site, expired, { type: 'application/jose' })).verdict, 'expired');
    const then = await report(site, expired, { type: 'application/jose', query: '?as_of=2022-06-01' });
    assert.equal(then.verdict, 'valid');
    assert.equal(then.asOf, '2022-06-01T23:59:59Z');
    const moment = await report(site, expired,
      { type: 'application/jose', query: `?as_of=${encodeURIComponent('2022-06-01T12:00:00+02:00')}` });
    assert.equal(moment.asOf, '2022-06-01T10:00:00Z');
  });
  await t.test('data validation', async () => {
    const links = async query => check((await report(site, good,
      { type: 'application/jose', query })).items[0], 'links').outcome;
    assert.equal(await links(''), 'not-needed');
    assert.equal(await links('?data=0'), 'not-needed');
    assert.notEqual(await links('?data=1'), 'not-needed');
  });
  await t.test('a document with a url is a document', async () => {
    const given = await report(site, { url, id: 'urn:uuid:1', type: 'Profile' });
    assert.equal(given.verdict, 'invalid');
  });
}));

test('what a program is refused, in two words', t => withSite(async site => {
  const cases = [
    ['nothing', '', {}, 422, /Nothing was sent/],
    ['blanks', ' \n', {}, 422, /Nothing was sent/],
    ['an image', 'x', { type: 'image/png' }, 415, /not as image\/png/],
    ['an address that is none', { url: 'ftp://a.example/' }, {}, 422, /no address of the web/],
    ['a number for a date', { url: 'https://a.example/', as_of: 2020 }, {}, 422, /a date in quotes/],
    ['a date that is none', '{}', { query: '?as_of=x' }, 422, /no date/],
    ['another site\'s page', '{}', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403, /another site/],
  ];
  for (const [name, body, given, status, words] of cases)
    await t.test(name, async () => {
      const reply = await api(site, body, given);
      assert.equal(reply.status, status, reply.text);
      assert.match(reply.type, /^application\/json/);
      const said = JSON.parse(reply.text);
      assert.deepEqual(Object.keys(said), ['error', 'error_description']);
      assert.match(said.error, /^[a-z_]+$/);
      assert.match(said.error_description, words);
    });
  await t.test('an address where nothing is', async () => {
    const reply = await api(site, { url: `${site.url}/s/none` });
    assert.equal(reply.status, 422);
    assert.equal(JSON.parse(reply.text).error, 'unreachable');
  });
  await t.test('a report that is none', async () => {
    const reply = await site.ask('/api/verify/none');
    assert.equal(reply.status, 404);
    assert.equal(JSON.parse(reply.text).error, 'invalid_request');
  });
}));

test('an answer given at once leaves nothing behind', () => withSite(async site => {
  const count = () => Number(site.must('verify-store').match(/^(\d+) rows/)[1]);
  const good = await sample(site, 'good');
  const before = count();
  for (let i = 0; i < 20; i++) await report(site, good, { type: 'application/jose' });
  assert.equal(count(), before);
}));

test('an answer that takes longer is asked for again', () => withSite(async site => {
  // Four documents that ask for a server that does not exist, at once: the
  // later ones wait for the earlier.
  const asked = await Promise.all(Array.from({ length: 4 }, () => api(site, recordBytes())));
  for (const reply of asked) {
    assert.ok([200, 202].includes(reply.status), reply.text);
    if (reply.status === 200) continue;
    assert.equal(reply.headers.get('retry-after'), '2');
    assert.match(reply.location, /^\/api\/verify\/[0-9a-z]{26}$/);
    const said = JSON.parse(reply.text);
    assert.equal(said.state, 'waiting');
    assert.equal(said.location, reply.location);
  }
  const given = await report(site, recordBytes());
  assert.equal(given.verdict, 'unverifiable');
}));

test('own keys only: an unknown key never makes it valid', () => withSite(async site => {
  const keys = pair();
  const given = await report(site, sign(nobodysRecord(keys), keys), { type: 'application/jose' });
  assert.equal(given.verdict, 'unverifiable');
  assert.ok(outcomes(given.items[0]).includes('signature passed'));
  assert.ok(outcomes(given.items[0]).includes('key unsure'));
  const other = await report(site, sign(nobodysRecord(keys), pair()), { type: 'application/jose' });
  assert.equal(other.verdict, 'invalid');
}));

// ---- Receipts

const decode = part => JSON.parse(Buffer.from(part, 'base64url'));

async function receiptOf(site, fields) {
  const path = await onPage(site, fields);
  assert.equal((await site.ask(`${path}/receipt`)).status, 404, 'not asked for yet');
  const visitor = new Visitor(site);
  const form = await visitor.form(path, `${path}/receipt`);
  const sent = await visitor.send(form);
  assert.equal(sent.status, 303, sent.text);
  return path;
}

test('a receipt', t => withSite(async site => {
  const text = await sample(site, 'tampered');
  const path = await receiptOf(site, { text });
  const file = await site.ask(`${path}/receipt/jws`);
  assert.equal(file.type, 'application/jose');
  assert.match(file.headers.get('content-disposition'), /^attachment; filename="receipt-\w+\.jws"$/);
  const [header, payload, signature] = file.text.split('.');
  const stated = decode(payload);

  await t.test('says what was checked, when, by whom, with which keys', () => {
    assert.equal(decode(header).alg, 'RS256');
    assert.equal(decode(header).typ, 'clarus-receipt+jwt');
    assert.equal(stated.iss, site.url);
    assert.ok(Math.abs(stated.iat - Date.now() / 1000) < 60);
    assert.match(stated.jti, /^urn:uuid:/);
    assert.equal(stated.sha256, createHash('sha256').update(text).digest('hex'));
    assert.equal(stated.len, text.length);
    assert.equal(stated.report.verdict, 'invalid');
    assert.equal(stated.key.kid, decode(header).kid);
    assert.deepEqual(stated.keys.map(key => [key.kid, key.kty]), [[sampleUrl(site, 'key'), 'RSA']]);
  });
  await t.test('is signed with the key that stands in it, for anybody\'s library', () => {
    const key = createPublicKey({ key: stated.key, format: 'jwk' });
    assert.ok(createVerify('RSA-SHA256').update(`${header}.${payload}`)
      .verify(key, Buffer.from(signature, 'base64url')));
  });
  await t.test('is one: asked for again it is the same', async () => {
    assert.equal((await site.post(`${path}/receipt`, {})).status, 303);
    assert.equal((await site.ask(`${path}/receipt/jws`)).text, file.text);
  });
  await t.test('is a page as well', async () => {
    const page = await site.ask(`${path}/receipt`);
    assert.match(page.text, /<h1>Receipt of a verification/);
    assert.ok(page.text.includes(stated.sha256) && page.text.includes(stated.jti));
    assert.match((await site.ask(path)).text, /Open the receipt/);
  });

  const at = site.write('receipt.jws', file.text);
  const doc = site.write('doc.jws', text);
  const other = site.write('other.jws', `${text} `);
  const own = site.write('own.json', JSON.stringify(stated.key));
  const wrong = site.write('wrong.pem', pair().publicKey.export({ type: 'spki', format: 'pem' }));
  const forged = site.write('forged.jws', `${header}.${Buffer.from(JSON.stringify(
    { ...stated, len: 1 })).toString('base64url')}.${signature}`);
  const cases = [
    ['by the office itself', ['--receipt', at], 0, /signed by this office[^]*^invalid$/m],
    ['with its document', ['--receipt', at, '--document', doc], 0, /The document is the one/],
    ['with another document', ['--receipt', at, '--document', other], 1, /The document is another one/],
    ['with the right key', ['--receipt', at, '--key', own], 0, /signed with the key given/],
    ['with a wrong key', ['--receipt', at, '--key', wrong], 1, /not signed with the key given/],
    ['elsewhere', ['--base-url', 'https://b.example', '--receipt', at], 2, /proves nothing by itself/],
    ['forged', ['--receipt', forged], 1, /No key of this office signed it/],
    ['forged, elsewhere', ['--base-url', 'https://b.example', '--receipt', forged], 1, /does not fit/],
    ['a record is none', ['--receipt', doc], 3, null],
    ['a file that is not there', ['--receipt', '/nowhere'], 3, null],
    ['a document that is not there', ['--receipt', at, '--document', '/nowhere'], 3, null],
  ];
  for (const [name, words, status, said] of cases)
    await t.test(`clarus verify --receipt: ${name}`, () => {
      const done = site.clarus('verify', ...words);
      assert.equal(done.status, status, done.stdout + done.stderr);
      if (said) assert.match(done.stdout, said);
      else assert.match(done.stderr, /^clarus verify: /);
    });
  await t.test('the report alone, as JSON', () =>
    assert.deepEqual(JSON.parse(site.must('verify', '--receipt', at, '--json')), stated.report));
}));

test('clarus verify', t => withSite(async site => {
  const file = async name => site.write(`${name}.jws`, await sample(site, name));
  const statuses = { good: 0, expired: 1, revoked: 1, tampered: 1, unknown: 2 };
  for (const [name, status] of Object.entries(statuses))
    await t.test(name, async () => {
      const done = site.clarus('verify', await file(name));
      assert.equal(done.status, status, done.stdout + done.stderr);
      assert.equal(done.stderr, '', 'nothing but to a terminal');
      const verdict = { good: 'valid', tampered: 'invalid', unknown: 'unverifiable' }[name] ?? name;
      assert.match(done.stdout, new RegExp(`^${verdict}\n`));
      assert.match(done.stdout, /^(passed|failed) +Signature: /m);
    });
  await t.test('an address of the office\'s own', () =>
    assert.equal(site.clarus('verify', sampleUrl(site, 'good')).status, 0));
  await t.test('as of a day, as JSON', async () => {
    const done = site.clarus('verify', '--as-of', '2022-01-01', '--json', await file('expired'));
    assert.equal(done.status, 0);
    assert.equal(JSON.parse(done.stdout).verdict, 'valid');
  });
  await t.test('controls in a document do not reach a terminal', () => {
    const doc = nobodysRecord(pair(), { name: 'a\u001b[31mb\u009bc\u0007', id: 'urn:x:\u001b]0;y\u0007' });
    const { stdout } = site.clarus('verify', site.write('controls.json', JSON.stringify(doc)));
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
  for (const words of [[], ['--as-of'], ['--nonsense', 'x'], ['a', 'b'], ['--key', 'k', 'x'],
    ['--receipt', 'r', 'x'], ['/nowhere'], ['--as-of', 'x', '/dev/null'], ['https://']])
    await t.test(`not so: ${words.join(' ')}`, () => {
      const done = site.clarus('verify', ...words);
      assert.equal(done.status, 3, done.stdout + done.stderr);
      assert.match(done.stderr, /^clarus verify: /);
    });
  await t.test('without an office', async () => {
    const path = await file('unknown');
    const done = site.clarus('verify', '--data-dir', '/nowhere', '--database', '/nowhere/db', path);
    assert.equal(done.status, 2, done.stdout + done.stderr);
  });
}));

// Workers keep the keys they have read; what is said of a key or a record
// counts from the next request on, whichever worker that meets.
test('a key withdrawn, and a record taken back, between two requests', () => onSite(async (site, owner) => {
  const items = await office(owner);
  const [, first] = site.must('key', 'new', 'Riverbend College').match(/(\w{26})/);
  site.must('sign', '--all-drafts', '--as', 'Clr');
  const [{ jws }] = rows(site, 'SELECT jws FROM record WHERE jws IS NOT NULL');
  const verify = async () => {
    const found = [];
    for (let i = 0; i < 8; i++)
      found.push(await report(site, jws, { type: 'application/jose' }));
    return found;
  };
  for (const found of await verify()) assert.equal(found.verdict, 'valid', found.words);

  site.must('key', 'rotate', 'Riverbend College');
  for (const found of await verify()) assert.equal(found.verdict, 'valid', found.words);

  site.must('key', 'revoke', first, '--since', '2020-01-01', '--reason', 'Stolen');
  for (const found of await verify()) {
    assert.notEqual(found.verdict, 'valid');
    assert.notEqual(check(found.items[0], 'key').outcome, 'passed');
  }
  assert.equal((await revoke(owner, items.clr, 'A mistake')).status, 303);
  for (const found of await verify())
    assert.equal(check(found.items[0], 'revoked').outcome, 'failed');
}, { verify_rate: 0 }));
