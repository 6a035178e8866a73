// getClrs page by page: links, totals, what is malformed, what is unchanged,
// and how much it takes when there is a lot (CLR 1.0 §2.2).
import assert from 'node:assert/strict';
import test from 'node:test';

import { openSite } from './lib/site.mjs';
import { call, change, client, fails, foreign, links, payload, post, put, token } from './lib/tokens.mjs';

async function withSite(run, settings = {}) {
  const site = await openSite({ settings });
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

const idsOf = reply => JSON.parse(reply.text).clrs.map(clr => clr.id);

// Post ${count} records; their ids, the newest first.
async function fill(site, given, count) {
  const ids = [];
  for (let i = 0; i < count; i++) {
    const clr = foreign();
    await put(site, given, clr);
    ids.unshift(clr.id);
  }
  return ids;
}

test('page by page', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const root = `${site.url}/ims/clr/v1p0/clrs`;
  const empty = await call(site, given, '/clrs?limit=3&offset=7');
  assert.deepEqual(idsOf(empty), []);
  assert.equal(empty.headers.get('x-total-count'), '0');
  assert.deepEqual(links(empty), {
    last: `${root}?limit=3&offset=0`, first: `${root}?limit=3&offset=0`, prev: `${root}?limit=3&offset=4`,
  });

  const ids = await fill(site, given, 7);
  const page = async (limit, offset) => {
    const reply = await call(site, given, `/clrs?limit=${limit}&offset=${offset}`);
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('x-total-count'), '7');
    assert.deepEqual(idsOf(reply), ids.slice(offset, offset + limit));
    return links(reply);
  };
  const at = (limit, offset) => `${root}?limit=${limit}&offset=${offset}`;
  assert.deepEqual(await page(3, 0), { next: at(3, 3), last: at(3, 6), first: at(3, 0) });
  assert.deepEqual(await page(3, 3), { next: at(3, 6), last: at(3, 6), first: at(3, 0), prev: at(3, 0) });
  assert.deepEqual(await page(3, 6), { last: at(3, 6), first: at(3, 0), prev: at(3, 3) });
  assert.deepEqual(await page(3, 2), { next: at(3, 5), last: at(3, 6), first: at(3, 0), prev: at(3, 0) });
  assert.deepEqual(await page(5, 0), { next: at(5, 5), last: at(5, 5), first: at(5, 0) });
  assert.deepEqual(await page(3, 100), { last: at(3, 6), first: at(3, 0), prev: at(3, 97) });

  // The setting answer_records is a cap, and the links tell it.
  const all = await call(site, given, '/clrs');
  assert.equal(idsOf(all).length, 5);
  assert.deepEqual(links(all), { next: at(5, 5), last: at(5, 5), first: at(5, 0) });
  assert.deepEqual(links(await call(site, given, '/clrs?limit=1000000')), links(all));

  // Whoever follows "next" gets each once.
  const seen = [];
  for (let url = at(2, 0); url; ) {
    const reply = await call(site, given, url.slice(`${site.url}/ims/clr/v1p0`.length));
    seen.push(...idsOf(reply));
    url = links(reply).next;
  }
  assert.deepEqual(seen, ids);
  const head = await call(site, given, '/clrs?limit=2', { method: 'HEAD' });
  assert.equal(head.headers.get('x-total-count'), '7');
  assert.ok(links(head).next);
  assert.equal(head.bytes.length, 0);
}, { answer_records: 5 }));

test('what is asked for wrongly', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  for (const query of ['limit=0', 'limit=-1', 'limit=x', 'limit=', 'limit=1.5', 'limit=1e3', 'limit=+1',
    'limit=1&limit=1', 'offset=-1', 'offset=x', 'offset=0&offset=1', 'limit=99999999999999999999',
    'offset=9999999999999', 'since=yesterday', 'since=',
    'since=2024-01-01', 'since=2024-01-01T00:00:00', 'since=2024-01-01T00:00:00Z&since=2024-01-01T00:00:00Z'])
    fails(await call(site, given, `/clrs?${query}`), 400, 'invalid_query_parameter');
  for (const query of ['limit=%00', 'limit=%zz', 'limit=%ff', 'x=%00'])
    assert.equal((await call(site, given, `/clrs?${query}`)).status, 400, 'by us or the web server');
  const many = Array.from({ length: 1001 }, (_, i) => `a${i}=1`).join('&');
  fails(await call(site, given, `/clrs?${many}`), 413, 'invalid_query_parameter');
  // Names that nobody knows are passed over, and stand in the links.
  const odd = await call(site, given, '/clrs?sort=x&a%20b=c%26&limit=2');
  assert.equal(odd.status, 200);
  assert.equal(links(odd).first, `${site.url}/ims/clr/v1p0/clrs?sort=x&a%20b=c%26&limit=2&offset=0`);
  const long = await call(site, given, `/clrs?since=2024-01-01T00:00:00Z&x=${'y'.repeat(3000)}`);
  assert.equal(long.status, 200);
  assert.equal(links(long).first,
    `${site.url}/ims/clr/v1p0/clrs?since=2024-01-01T00%3A00%3A00Z&limit=100&offset=0`);
}));

test('what changed since', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const ids = await fill(site, given, 3);
  change(site, `UPDATE holding SET updated_at = 1700000000 WHERE clr_id IN ('${ids[1]}', '${ids[2]}')`);
  const since = async text => {
    const reply = await call(site, given, `/clrs?since=${text}`);
    assert.equal(reply.status, 200, reply.text);
    assert.equal(Number(reply.headers.get('x-total-count')), idsOf(reply).length);
    return idsOf(reply);
  };
  assert.deepEqual(await since('2023-11-14T22:13:20Z'), ids);
  assert.deepEqual(await since('2023-11-14T22:13:21Z'), [ids[0]]);
  assert.deepEqual(await since('2023-11-14T23:13:21+01:00'), [ids[0]], 'a + that was not encoded');
  assert.deepEqual(await since('2023-11-14T23:13:21%2B01:00'), [ids[0]]);
  assert.deepEqual(await since('2099-01-01T00:00:00Z'), []);
}));

test('what is unchanged is not sent again', () => withSite(async site => {
  const [of, other] = [client(site), client(site)];
  const [given, stranger] = [token(site, { of }), token(site, { of: other })];
  const clrs = [foreign(), foreign(), foreign()];
  const tags = new Set();
  const ask = async (path = '/clrs', more = {}) => {
    const reply = await call(site, given, path, more);
    const tag = reply.headers.get('etag');
    assert.match(tag, /^W\/"[0-9a-f]{16}"$/);
    const again = await call(site, given, path, { ...more, headers: { 'if-none-match': tag } });
    assert.equal(again.status, 304);
    assert.equal(again.bytes.length, 0);
    assert.equal(again.headers.get('etag'), tag);
    return tag;
  };
  const isNew = async (what, ...asked) => {
    const tag = await ask(...asked);
    assert.ok(!tags.has(tag), `${what} has a tag of its own`);
    tags.add(tag);
  };
  await isNew('an empty list');
  for (const clr of clrs) {
    await put(site, given, clr);
    await isNew('one more');
  }
  await isNew('another page', '/clrs?limit=1');
  await isNew('the page after it', '/clrs?limit=1&offset=1');
  await isNew('another type', '/clrs', { accept: 'application/ld+json' });
  await put(site, given, { ...clrs[0], name: 'Changed' }, 200);
  await isNew('one changed');
  await call(site, given, `/clrs/${encodeURIComponent(clrs[1].id)}`, { method: 'DELETE' });
  await isNew('one less');
  const tag = await ask();
  await put(site, stranger, foreign());
  assert.equal(await ask(), tag, 'what is somebody else\'s changes nothing');
  assert.notEqual((await call(site, stranger, '/clrs')).headers.get('etag'), tag);
  // A 304 looks at no record: it holds also when they cannot be read.
  change(site, "UPDATE record SET doc = NULL, jws = NULL");
  assert.equal(await call(site, given, '/clrs', { headers: { 'if-none-match': tag } }).then(r => r.status), 304);
}));

test('a page is bounded by bytes too', () => withSite(async site => {
  const given = token(site, { of: client(site) });
  const large = () => foreign({ name: 'x'.repeat(30000) });
  const clrs = [large(), large(), large(), foreign()];
  for (const clr of clrs) await put(site, given, clr);
  const pages = [];
  for (let path = '/clrs?limit=10'; path; ) {
    const reply = await call(site, given, path);
    pages.push(idsOf(reply));
    const { next } = links(reply);
    path = next?.slice(`${site.url}/ims/clr/v1p0`.length);
    assert.ok(pages.length < 10);
  }
  assert.deepEqual(pages.flat(), clrs.map(clr => clr.id).reverse());
  assert.deepEqual(pages.map(page => page.length), [2, 1, 1]);
}, { answer_bytes: '40 KiB' }));

// Rows of the database as a year of work leaves them.
function many(site, of, count, doc) {
  change(site, `BEGIN IMMEDIATE; INSERT INTO import (id, file, form, sha256, created_at, deleted_at)
      VALUES ('many', '', 'clr', NULL, 1, 0);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
    INSERT INTO record (id, import_id, pointer, position, clr_id, name, learner, publisher, sha256,
      issued_on, created_at, deleted_at, assertions, errors, warnings, is_revoked, is_signed,
      doc_len, search, doc, jws) SELECT 'r' || i, 'many', '', i, 'urn:x:' || i, '', '', '', '', 1, 1,
      0, 1, 0, 0, 0, 0, ${doc.length}, '', '${doc.replaceAll("'", "''")}', NULL FROM n;
    INSERT INTO holding (record_id, number, account_id, email, client_id, clr_id, state, updated_at, sent)
      SELECT id, position + 1000000, '', '', '${of}', clr_id, 'listed', 1, NULL FROM record
      WHERE import_id = 'many'; COMMIT`);
}

test('ten thousand records', () => withSite(async site => {
  const of = client(site);
  const given = token(site, { of });
  many(site, of, 10000, JSON.stringify(foreign({ name: 'x'.repeat(18000) })));
  const ask = async offset => {
    const from = performance.now();
    const reply = await call(site, given, `/clrs?limit=5&offset=${offset}`);
    assert.equal(reply.headers.get('x-total-count'), '10000');
    assert.equal(JSON.parse(reply.text).clrs.length, 5);
    return performance.now() - from;
  };
  await ask(0);
  const median = async offset => {
    const times = [];
    for (let i = 0; i < 9; i++) times.push(await ask(offset));
    return times.sort((a, b) => a - b)[4];
  };
  const [first, last] = [await median(0), await median(9990)];
  assert.ok(last < first * 4 + 20, `the last page takes ${last} ms, the first ${first} ms`);
  // Both statements of a page read an index alone to count and to go past.
  for (const text of [
    "SELECT count(*), coalesce(max(number), 0) FROM holding WHERE client_id = 'x' AND state = 'listed' AND updated_at >= 0",
    "SELECT record_id, number FROM holding WHERE client_id = 'x' AND state = 'listed' AND updated_at >= 0 ORDER BY number DESC LIMIT 5 OFFSET 9000",
    "SELECT record_id, number FROM holding WHERE account_id = 'x' AND state = 'listed' AND updated_at >= 0 ORDER BY number DESC LIMIT 5 OFFSET 9000",
    "SELECT record_id, number FROM holding WHERE 'x' = 'x' AND state = 'listed' AND updated_at >= 0 ORDER BY number DESC LIMIT 5 OFFSET 9000"])
    assert.match(change(site, `EXPLAIN QUERY PLAN ${text}`),
      /^QUERY PLAN\n`--(SEARCH|SCAN) holding USING COVERING INDEX \w+( \(\w+=\?\))?\n$/, text);
  const reply = await call(site, given, '/clrs?limit=1000');
  assert.equal(JSON.parse(reply.text).clrs.length, 100);
}));
