// Verification as people meet it: the box, what it takes and refuses, the
// report, the samples, the waiting, what becomes of it.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import test from 'node:test';

import { compactJws, record, recordBytes, recordOfSize } from './lib/documents.mjs';
import { jsonLd, parse } from './lib/html.mjs';
import {
  check, nobodysRecord, onPage, pair, report, sample, sampleUrl,
} from './lib/reports.mjs';
import { onEachServer, openSite, servers as all } from './lib/site.mjs';
import { firstOwner } from './lib/staff.mjs';
import { Visitor } from './lib/visitor.mjs';

const verdicts = {
  good: 'Valid', expired: 'Expired', revoked: 'Revoked', tampered: 'Not valid',
  unknown: 'Not verifiable',
};

const plain = { settings: { verify_rate: 0 } };

async function withSite(given, run) {
  const site = await openSite(given);
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

// What a page says, without its markup.
function words(html) {
  return html.replace(/<(script|style|svg)\b[^]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ')
    .replace(/&amp;/g, '&').replace(/\s+/g, ' ');
}

test('the samples, verified in a browser', t => onEachServer(t, all, async (t, site) => {
  for (const [name, word] of Object.entries(verdicts))
    await t.test(name, async () => {
      const visitor = new Visitor(site);
      const form = await visitor.form('/verify', '/verify');
      const sent = await visitor.send(form, { text: sampleUrl(site, name) });
      assert.equal(sent.status, 303, sent.text);
      const page = await visitor.ask(sent.location);
      assert.equal(page.status, 200);
      assert.match(page.headers.get('cache-control'), /private, no-store/);
      assert.match(page.text, /<meta name="robots" content="noindex">/);
      const [, heading] = page.text.match(/<div class="verdict verdict-(\w+)">/);
      assert.ok(words(page.text).includes(` ${word} `), word);
      assert.equal(/state valid|mark-valid/.test(page.text) && heading !== 'valid',
        ['tampered', 'revoked'].includes(name), 'nothing is green but what is valid');
      assert.match(words(page.text), /Sam Sample|First aid/, 'the record is shown');
      assert.match(words(page.text), /The checks .*Signature: (Passed|Failed)\./);
      assert.match(words(page.text), /erased on \d+ \w+ \d{4}/);
      assert.deepEqual(jsonLd(page.text), [], 'it is not offered to machines as ours');
    });
}, plain));

test('what the box takes', t => withSite(plain, async site => {
  const good = await sample(site, 'good');
  const json = JSON.stringify(nobodysRecord(pair()));
  const page = (await site.ask(site.share((await site.import(good, 'good.jws'))[0]),
    { accept: 'text/html' })).text;
  const file = async (bytes, name, type) => {
    const body = new FormData();
    body.append('file', new Blob([bytes], { type }), name);
    body.append('text', '');
    const reply = await site.ask('/verify', { method: 'POST', body });
    assert.equal(reply.status, 303, words(reply.text));
    return new URL(reply.location, site.url).pathname;
  };
  const cases = {
    'a JWS, pasted': () => onPage(site, { text: good }),
    'a JWS with white space around it': () => onPage(site, { text: `\r\n  ${good}\r\n\t` }),
    'an address, pasted': () => onPage(site, { text: ` ${sampleUrl(site, 'good')}\n` }),
    'a link of ours': async () => onPage(site,
      { text: site.url + site.share((await site.import(good, 'good.jws'))[0]) }),
    'a page with the record in it': () => onPage(site, { text: page }),
    'a file of JWS': () => file(good, 'good.jws', 'application/jose'),
    'a file of HTML': () => file(page, 'page.html', 'text/html'),
  };
  for (const [name, make] of Object.entries(cases))
    await t.test(name, async () => {
      const reply = await site.ask(await make());
      assert.equal(reply.status, 200);
      assert.match(reply.text, /verdict-valid">/, words(reply.text).slice(0, 600));
    });
  await t.test('plain JSON says nothing by itself', async () => {
    const reply = await site.ask(await onPage(site, { text: json }));
    assert.match(reply.text, /verdict-unverifiable">/);
    assert.match((await site.ask(await file(json, 'a & b.json', 'application/json'))).text,
      /From <span class="address" dir="auto">a &amp; b.json</);
  });
  await t.test('judged as of a day', async () => {
    const then = await site.ask(await onPage(site,
      { text: sampleUrl(site, 'expired'), as_of: '2022-01-01' }));
    assert.match(then.text, /verdict-valid">/);
    assert.match(words(then.text), /Judged as of 1 January 2022, 23:59 UTC/);
    const now = await site.ask(await onPage(site, {
      text: sampleUrl(site, 'expired'), as_of: new Date().toISOString().slice(0, 10),
    }));
    assert.match(now.text, /verdict-expired">/);
  });
  await t.test('bytes that are no text are judged, not kept', async () => {
    const reply = await site.ask(await file(Buffer.from([0, 255, 128, 7]), 'x.json'));
    assert.match(reply.text, /verdict-invalid">/);
    assert.match(words(reply.text), /There is no record in it that could be shown/);
  });
}));

test('what the box refuses, and says why', t => withSite(plain, async site => {
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
  const tomorrow = new Date(Date.now() + 49 * 3600e3).toISOString().slice(0, 10);
  const form = async fields => {
    const body = new FormData();
    for (const [name, value, file] of fields)
      if (file) body.append(name, new Blob([value]), file);
      else body.append(name, value);
    return site.ask('/verify', { method: 'POST', body });
  };
  const cases = [
    ['nothing', [], /Nothing was sent/],
    ['blanks', [['text', ' \n\t ']], /Nothing was sent/],
    ['an empty file', [['file', '', 'x.json']], /The file is empty/],
    ['two things', [['text', '{}'], ['file', '{}', 'x.json']], /Give one of them/],
    ['a picture', [['file', png, 'badge.png']], /A badge baked into a picture cannot be checked here yet/],
    ['a drawing', [['file', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'x.svg']], /drawing \(SVG\)/],
    ['a drawing with a declaration', [['file', '<?xml version="1.0"?>\n<!-- x --><svg/>', 'x.svg']], /drawing \(SVG\)/],
    ['a PDF', [['file', '%PDF-1.7', 'x.pdf']], /This is a PDF/],
    ['a ZIP', [['file', 'PK\x03\x04', 'x.zip']], /ZIP file/],
    ['an address with a blank in it', [['text', 'https://']], /no address of the web/],
    ['a date that is none', [['text', '{}'], ['as_of', '31.12.2025']], /“31.12.2025” is no date/],
    ['a day that never was', [['text', '{}'], ['as_of', '2025-02-30']], /is no date/],
    ['the future', [['text', '{}'], ['as_of', tomorrow]], /choose today or an earlier date/],
  ];
  for (const [name, fields, expected] of cases)
    await t.test(name, async () => {
      const reply = await form(fields);
      assert.equal(reply.status, 422, words(reply.text));
      assert.match(words(reply.text), expected);
      assert.match(reply.text, /<div class="refused" role="alert">/);
    });
  await t.test('what was typed stands there again', async () => {
    const reply = await form([['text', '</textarea><b>{}'], ['as_of', 'soon'], ['data', '1']]);
    assert.ok(reply.text.includes('&lt;/textarea&gt;&lt;b&gt;{}'));
    assert.match(reply.text, /<details class="options" open>/);
    assert.match(reply.text, /name="data" value="1" checked/);
  });
  await t.test('a link of ours that was ended, an address of ours that is none', async () => {
    const [made] = await site.import(recordBytes());
    const link = site.share(made);
    site.must('share', '--delete', link.slice(3));
    for (const [path, expected] of [[link, /ended/], ['/s/none', /404/],
      ['/verify/samples/none', /404/], ['/ims/clr/v1p0/assertions/none', /404/]]) {
      const reply = await site.ask(await onPage(site, { text: site.url + path }));
      assert.equal(reply.status, 200);
      assert.match(words(reply.text), /This could not be checked/, path);
      assert.match(words(reply.text), expected, path);
    }
  });
  await t.test('a browser without the form\'s token', async () => {
    const visitor = new Visitor(site);
    const reply = await visitor.send({ action: '/verify', fields: { text: '{}' } });
    assert.equal(reply.status, 403);
  });
}));

test('asking for the box writes nothing and fetches nothing', t => withSite(plain, async site => {
  const reply = await site.ask(`/verify?url=${encodeURIComponent('https://a.example/x"><b>')}`);
  assert.equal(reply.status, 200);
  assert.ok(reply.text.includes('https://a.example/x&quot;&gt;&lt;b&gt;</textarea>'));
  for (const name of ['none', '0123456789abcdefghjkmnpqrs', 'samples'])
    assert.equal((await site.ask(`/verify/${name}`)).status, 404, name);
  assert.equal((await site.ask('/verify/samples/none')).status, 404);
}));

test('a report tells what each check rests on', t => withSite(plain, async site => {
  const path = await onPage(site, { text: sampleUrl(site, 'tampered') });
  const page = await site.ask(path);
  const said = words(page.text);
  await t.test('the verdict stands first', () => {
    assert.ok(said.indexOf('Not valid') < said.indexOf('Sam Sample'));
    assert.ok(page.text.indexOf('Sam Sample') < page.text.indexOf('<h2 id="checks"'));
  });
  await t.test('addresses, answers, key, thumbprint, time', () => {
    for (const [label, value] of [['Asked', sampleUrl(site, 'key')], ['Answer', '200'],
      ['Key', sampleUrl(site, 'key')], ['Algorithm', 'RS256'], ['Time', '<time datetime="'],
      ['Thumbprint of the key', '<span dir="auto">']])
      assert.ok(page.text.includes(`<dt>${label}</dt><dd>`) && page.text.includes(value), label);
  });
  await t.test('the part that was forged is open, the other is not', () => {
    const parts = parse(page.text).elements.filter(e => e.attrs?.class?.startsWith('part-of'));
    assert.deepEqual(parts.map(e => [e.attrs.class, 'open' in e.attrs]),
      [['part-of verdict-invalid', true], ['part-of verdict-valid', false]]);
  });
  await t.test('nothing says that it was not checked', () =>
    assert.doesNotMatch(said, /not checked yet|Nobody has checked/));
  await t.test('the same as data', async () => {
    const reply = await site.ask(`/api${path}`);
    assert.equal(reply.status, 200);
    const { items: [part], verdict } = JSON.parse(reply.text);
    assert.equal(verdict, 'invalid');
    assert.equal(check(part, 'signature').outcome, 'failed');
  });
  await t.test('a set of records: one is shown, all are judged', async () => {
    const one = nobodysRecord(pair(), { name: 'The first' });
    const two = { ...one, id: 'urn:uuid:55555555-5555-4555-8555-555555555555', name: 'The second',
      learner: { ...one.learner, name: 'Carl Dunn' } };
    const set = { '@context': one['@context'], type: 'ClrSet', clrs: [one, two] };
    const at = await onPage(site, { text: JSON.stringify(set) });
    const first = await site.ask(at);
    assert.match(words(first.text), /Records in it: 1 The first 2 The second/);
    assert.match(first.text, /<h1 dir="auto"[^>]*>Bea Moss</);
    assert.match((await site.ask(`${at}?record=2`)).text, /<h1 dir="auto"[^>]*>Carl Dunn</);
    for (const wrong of ['0', '3', '-1', 'x', '99999999999999999999'])
      assert.match((await site.ask(`${at}?record=${wrong}`)).text, /<h1 dir="auto"[^>]*>Bea Moss</);
    assert.equal((first.text.match(/class="record-of"/g) ?? []).length, 2);
  });
  await t.test('a file inside what is shown', async () => {
    const doc = nobodysRecord(pair(), { learner: { id: 'urn:uuid:1', type: 'Profile', name: 'B',
      image: 'data:text/plain;base64,SGVsbG8=' } });
    const at = await onPage(site, { text: JSON.stringify(doc) });
    const file = await site.ask(`${at}/files/0`);
    assert.equal(file.status, 200);
    assert.equal(file.text, 'Hello');
    for (const n of ['1', 'x', '-1']) assert.equal((await site.ask(`${at}/files/${n}`)).status, 404);
    const other = await onPage(site, { text: '{"a": 1}' });
    assert.equal((await site.ask(`${other}/files/0`)).status, 404);
  });
}));

test('what needs others is done by the job process', t => withSite(plain, async site => {
  const visitor = new Visitor(site);
  const form = await visitor.form('/verify', '/verify');
  const sent = await visitor.send(form, { text: recordBytes().toString() });
  assert.equal(sent.status, 303);
  let page = await visitor.ask(sent.location);
  while (page.headers.get('refresh')) {
    assert.match(words(page.text), /The record is being checked/);
    page = await visitor.ask(sent.location);
  }
  assert.match(page.text, /verdict-unverifiable">/);
  const { items: [part] } = JSON.parse((await site.ask(`/api${sent.location}`)).text);
  assert.equal(check(part, 'hosted').outcome, 'unsure');
  assert.match(check(part, 'hosted').evidence.url, /^https:\/\/office\.example\//);
}));

test('many at once: all are answered, none is lost', t => withSite(plain, async site => {
  const sent = await Promise.all(Array.from({ length: 24 }, (_, i) =>
    site.post('/verify', { text: JSON.stringify(record({ members: { name: `Number ${i}` } })) })));
  for (const reply of sent) assert.equal(reply.status, 303);
  await Promise.all(sent.map(async ({ location }, i) => {
    for (;;) {
      const page = await site.ask(location);
      assert.equal(page.status, 200);
      if (page.headers.get('refresh')) continue;
      assert.match(page.text, new RegExp(`Number ${i}<`));
      return;
    }
  }));
}));

test('how often an address may ask', t => withSite({ settings: { verify_rate: 5 } }, async site => {
  const seconds = 60 - Math.floor(Date.now() / 1000) % 60;
  if (seconds < 10) await new Promise(done => setTimeout(done, (seconds + 1) * 1000));
  const replies = [];
  for (let i = 0; i < 7; i++) replies.push(await site.post('/verify', { text: '{}' }));
  assert.deepEqual(replies.map(reply => reply.status), [303, 303, 303, 303, 303, 429, 429]);
  assert.match(words(replies[6].text), /From one address 5 documents a minute are verified/);
  const wait = Number(replies[6].headers.get('retry-after'));
  assert.ok(wait >= 1 && wait <= 60, String(wait));
  const program = await site.ask('/api/verify', { method: 'POST', body: '{}' });
  assert.equal(program.status, 429);
  assert.equal(JSON.parse(program.text).error, 'temporarily_unavailable');
  assert.equal((await site.ask('/verify')).status, 200, 'looking is free');
}));

test('plain CGI says what it could not ask', t => withSite({ server: 'cgi', ...plain }, async site => {
  const here = await site.ask(await onPage(site, { text: recordBytes().toString() }));
  assert.match(here.text, /verdict-unverifiable">/);
  const there = await site.ask(await onPage(site, { text: 'https://office.example/x' }));
  assert.match(words(there.text), /reaches other servers only while it runs as a service/);
}));

test('hostile documents', t => withSite({ settings: { verify_rate: 0, max_document: '1 MiB' } }, async site => {
  const deep = '['.repeat(200000);
  const loops = record();
  loops.publisher.parentOrg = loops.learner;
  for (let i = 0, at = loops.publisher; i < 40; i++, at = at.parentOrg)
    at.parentOrg = { id: 'urn:uuid:1', type: 'Profile', name: 'x' };
  const keys = pair();
  const many = nobodysRecord(keys, { signedAssertions: Array.from({ length: 300 }, () =>
    compactJws({ id: 'urn:uuid:1', type: 'Assertion' })) });
  const documents = {
    'nothing but a brace': '{', 'a number': '1', 'a string': '"x"', null: 'null', 'an empty list': '[]',
    'an empty object': '{}', 'two dots': '..', 'a JWS of nothing': 'e30.e30.AAAA',
    'deep nesting': deep, 'a member twice': '{"id": "a", "id": "b", "type": "Clr"}',
    'a loop of organizations': JSON.stringify(loops), 'no UTF-8': Buffer.from([123, 0xff, 125]),
    'a page with nothing in it': '<!doctype html><title>x</title><p>y',
    'a page without an end': `<html>${'<script type="application/ld+json">'.repeat(2000)}`,
    'three hundred forged parts': JSON.stringify(many),
    'alg none': compactJws(nobodysRecord(keys), { alg: 'none' }),
    'alg HS256': compactJws(nobodysRecord(keys), { alg: 'HS256' }),
    'crit': compactJws(nobodysRecord(keys), { alg: 'RS256', crit: ['x'], x: 1 }),
    'a key in the header': compactJws(nobodysRecord(keys), { alg: 'RS256', jwk: keys.publicKey.export({ format: 'jwk' }) }),
    'gzip': gzipSync('{}'), 'controls': '{"name": "\\u0007\\u001b[31m"}',
    'a name that is markup': JSON.stringify(nobodysRecord(keys, { name: '<img src=x onerror=alert(1)>' })),
  };
  for (const [name, text] of Object.entries(documents))
    await t.test(name, async () => {
      const given = await report(site, text, { type: 'text/plain' });
      assert.notEqual(given.verdict, 'valid');
      const body = new FormData();
      body.append('file', new Blob([text]), 'x');
      const sent = await site.ask('/verify', { method: 'POST', body });
      assert.equal(sent.status, 303, words(sent.text));
      const page = await site.ask(sent.location);
      assert.equal(page.status, 200);
      assert.ok(!page.text.includes('<img src=x'));
    });
  await t.test('over the limit', async () => {
    const big = recordOfSize(1500000);
    const api = await site.ask('/api/verify', { method: 'POST', body: big });
    assert.equal(api.status, 413);
    assert.match(JSON.parse(api.text).error_description, /1048576|1 MiB/);
    assert.equal((await site.post('/verify', { text: big.toString() })).status, 413);
  });
  await t.test('the site still answers', async () =>
    assert.equal((await site.ask('/health')).status, 200));
}));

test('a report ends: an owner has no way to it, and time erases it', t => withSite(
  { settings: { demo: 'no', password_cost: 1, verify_rate: 0 } }, async site => {
    const owner = await firstOwner(site);
    const path = await onPage(site, { text: '{"id": "urn:uuid:9", "note": "a private thing"}' });
    for (const page of ['/admin', '/build', '/records', '/admin/audit'])
      assert.ok(!(await owner.ask(page)).text.includes(path.slice('/verify/'.length)), page);
  }));
