// The API for other systems under requests that nobody sends in good faith,
// and under many at once.
import assert from 'node:assert/strict';
import test from 'node:test';

import { rows } from './lib/hosted.mjs';
import { exchange } from './lib/raw.mjs';
import { openSite } from './lib/site.mjs';
import { call, client, encoded, fails, foreign, payload, post, put, token } from './lib/tokens.mjs';

async function withSite(run, settings = {}) {
  const site = await openSite({ settings });
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

// A request as bytes: to this host unless said.
function raw(site, line, headers = [], body = '') {
  const given = { Host: `127.0.0.1:${site.port}`, Connection: 'close', ...Object.fromEntries(headers) };
  const head = [line, ...Object.entries(given).filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  return exchange(site.port, Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), Buffer.from(body)]));
}

test('a host that is not ours', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const ask = (host, path = '/ims/clr/v1p0/clrs') => raw(site, `GET ${path} HTTP/1.1`,
    [['Host', host], ['Authorization', `Bearer ${given}`], ['Accept', 'text/html']]);
  for (const host of ['evil.example', `evil.example:${site.port}`, '127.0.0.1', '127.0.0.1:1', 'localhost'])
    for (const path of ['/ims/clr/v1p0/clrs', '/ims/clr/v1p0/clrs/x', '/ims/clr/v1p0/discovery']) {
      const reply = await ask(host, path);
      assert.equal(reply.status, 421, `${host}${path}`);
      const info = JSON.parse(reply.body);
      assert.equal(info.imsx_codeMajor, 'failure');
      assert.equal(info.imsx_codeMinor, undefined);
      assert.match(info.imsx_description, new RegExp(site.url));
    }
  assert.equal((await ask(`127.0.0.1:${site.port}`)).status, 200);
  assert.equal((await raw(site, 'GET /ims/clr/v1p0/discovery HTTP/1.0', [['Host', null]])).status, 200);
}));

test('bodies that are too large, cut off, or none', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const clr = foreign();
  const stream = size => new ReadableStream({
    start(control) {
      control.enqueue(Buffer.from('{"clr":"'));
      this.left = size;
    },
    pull(control) {
      if (this.left <= 0) return control.close();
      this.left -= 1048576;
      control.enqueue(Buffer.alloc(1048576, 'x'));
    },
  });
  const large = await post(site, given, Buffer.alloc(50 * 1048576, ' '));
  fails(large, 413, 'invalid_data', /the limit/);
  const chunked = await call(site, given, '/clrs', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: stream(20 * 1048576),
  });
  fails(chunked, 413, 'invalid_data', /limit/);
  fails(await post(site, given, `{"clr":${'['.repeat(100000)}`), 400, 'invalid_data');
  fails(await post(site, given, `{"clr":${'{"a":'.repeat(200)}1${'}'.repeat(201)}`), 400, 'invalid_data');
  fails(await call(site, given, '/clrs', { method: 'POST', headers: { 'content-type': 'application/json' } }),
    400, 'invalid_data');
  fails(await call(site, given, '/clrs', { method: 'POST' }), 415, 'invalid_data');
  const wide = foreign();
  wide.assertions = Array.from({ length: 3000 }, (_, i) => ({ ...wide.assertions[0], id: `https://office.example/a/${i}` }));
  await put(site, given, wide);
  // Nothing of what was refused is there.
  assert.equal((await call(site, given, '/clrs')).headers.get('x-total-count'), '1');
  await put(site, given, clr);
}, { max_document: '8 MiB' }));

test('odd addresses', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const id = 'https://elsewhere.example/a b/%2F?x=1#ü/../\\"\'';
  const iri = 'https://elsewhere.example/clrs/1?a=b/c';
  await put(site, given, foreign({ id: iri }));
  assert.equal((await call(site, given, encoded(iri))).status, 200, 'a slash that is decoded is data');
  fails(await call(site, given, encoded(id)), 404);
  for (const path of ['%2e', '%2E%2e', '%00', 'a%00', '%zz', '%', '%ff', '%c0%af', "'", '"', '%27%20OR%201=1--',
    'x'.repeat(6000), '%F0%9F%98%80', 'urn:uuid:', '*', '$1'])
    for (const method of ['GET', 'DELETE']) {
      const reply = await raw(site, `${method} /ims/clr/v1p0/clrs/${path} HTTP/1.1`,
        [['Authorization', `Bearer ${given}`]]);
      assert.ok([400, 404].includes(reply.status), `${method} ${path.slice(0, 50)}: ${reply.status}`);
    }
  for (const path of ['//ims/clr/v1p0/clrs', '/ims//clr/v1p0/clrs', '/ims/clr/v1p0/./nothing/x/y',
    '/ims/clr/v1p0/CLRS/x/y']) {
    const reply = await raw(site, `GET ${path} HTTP/1.1`, [['Authorization', `Bearer ${given}`]]);
    assert.ok([400, 404, 200].includes(reply.status), `${path}: ${reply.status}`);
  }
}));

test('odd headers', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const ask = headers => raw(site, 'GET /ims/clr/v1p0/clrs HTTP/1.1', headers);
  const good = ['Authorization', `Bearer ${given}`];
  for (const value of ['Bearer', 'Bearer ', `Bearer ${'x'.repeat(7000)}`, `Bearer  ${given}x`, `Bearerx ${given}`,
    `Bearer\t${given}`, 'Bearer \xff\xfe', "Bearer ' OR 1=1", `Basic ${given}`, 'Digest a="b"'])
    assert.equal((await ask([['Authorization', value]])).status, 401, value.slice(0, 40));
  const twice = await exchange(site.port, Buffer.from(['GET /ims/clr/v1p0/clrs HTTP/1.1',
    `Host: 127.0.0.1:${site.port}`, 'Connection: close', `Authorization: Bearer ${given}`,
    'Authorization: Bearer x', '', ''].join('\r\n')));
  assert.ok([400, 401].includes(twice.status), String(twice.status));
  assert.equal((await ask([good, ['Accept', ',,;;q=,*/*;q=9']])).status, 200);
  assert.equal((await ask([good, ['Accept', 'application/ld+json, '.repeat(300)]])).status, 200);
  assert.equal((await ask([good, ['If-None-Match', '*']])).status, 304);
  assert.equal((await ask([good, ['If-None-Match', '"'.repeat(3000)]])).status, 200);
  const flood = Array.from({ length: 200 }, (_, i) => [`X-Flood-${i}`, 'y'.repeat(20)]);
  assert.ok([200, 400, 431].includes((await ask([good, ...flood])).status));
  // Cookies of people count for nothing here.
  assert.equal((await ask([['Cookie', `clarus_session=${given}`]])).status, 401);
  for (const line of site.requests()) {
    assert.ok(line.status < 500, JSON.stringify(line));
    assert.ok(!JSON.stringify(line).includes(given), 'no token is in the log');
  }
}));

test('many post one id at once', () => withSite(async site => {
  const of = client(site);
  const tokens = [token(site, { of }), token(site, { of }), token(site, { of: client(site) })];
  const clr = foreign();
  const replies = await Promise.all(Array.from({ length: 24 }, (_, i) =>
    post(site, tokens[i % 3], payload({ ...clr, name: `Name ${i}` }))));
  const made = replies.filter(reply => reply.status === 201);
  assert.equal(made.length, 1, replies.map(reply => reply.status).join());
  const winner = tokens[replies.indexOf(made[0]) % 3];
  const isTheirs = i => (tokens[i % 3] === tokens[2]) !== (winner === tokens[2]);
  for (const [i, reply] of replies.entries())
    assert.ok([isTheirs(i) ? 403 : 200, isTheirs(i) ? 403 : 201].includes(reply.status), `${i}: ${reply.status}`);
  assert.equal(rows(site, 'SELECT count(*) AS n FROM record')[0].n, 1);
  assert.equal(rows(site, "SELECT count(*) AS n FROM holding WHERE state = 'listed'")[0].n, 1);
  const name = JSON.parse((await call(site, winner, encoded(clr.id))).text).name;
  assert.match(name, /^Name \d+$/);

  // The same from all: one is new, and nobody fails.
  const same = foreign();
  const again = await Promise.all(Array.from({ length: 16 }, (_, i) => post(site, tokens[i % 2], payload(same))));
  assert.deepEqual(again.map(reply => reply.status).sort(), [201, ...Array(15).fill(304)]);
  // Deleted by all: once.
  const gone = await Promise.all(Array.from({ length: 8 }, () =>
    call(site, tokens[0], encoded(same.id), { method: 'DELETE' })));
  assert.deepEqual(gone.map(reply => reply.status).sort(), [204, ...Array(7).fill(404)]);
  site.must('verify-store');
  site.must('audit', 'verify');
}));
