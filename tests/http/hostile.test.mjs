// Requests nobody sends by mistake: always an answer, never a 5xx, never
// an inner detail, and the next request is served.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { exchange, request } from './lib/raw.mjs';
import { onEachServer, servers } from './lib/site.mjs';

const oddPaths = [
  '/%', '/%2', '/%zz', '/%00', '/records/%00', '/records/%ff%fe', '/records/%c0%af',
  '/records/a%2Fb', '/records/..', '/records/../health', '/records/%2e%2e/health',
  '/records/%2e', '/./health', '//health', '/health//', '/records//original',
  '/records/%0d%0aX-Bad:1', '/s/%0a', '/records/%7b%7d', '/records/{record}', '/s/*',
  '/records/' + 'x'.repeat(5000), '/' + 'a/'.repeat(1000), '/records/%F0%9F%8C%8A',
  '/..%2f..%2fetc%2fpasswd', '/static/..%2f..%2fetc%2fpasswd', '/health;x=1',
  '/records?q=%', '/records?q=%00', '/records?q=%ff', '/records?page=-1',
  '/records?page=0', '/records?page=99999999999999999999', '/records?page=1e3',
  '/records?page=999999', '/records?q=' + 'x'.repeat(6000), '/records?q=a&q=b',
  '/records?q=%25_%5c%27--', '/records?' + 'a=1&'.repeat(1100), '/?=', '/?&&&',
  "/records?q='%20OR%201=1--", '/records?q=%F0%9F%8C%8A', '/records?q=%3Cscript%3E',
];

const oddHeaders = [
  ['Accept', 'a'.repeat(20000)], ['Accept', ','.repeat(5000)], ['Accept', '\x01\x02'],
  ['Cookie', 'a=b; '.repeat(2000)], ['Cookie', '='], ['Cookie', 'clarus_me="'], ['Cookie', 'clarus_me=../../x'],
  ['If-None-Match', '"'.repeat(3000)], ['If-None-Match', 'W/'], ['Origin', '\xff\xfe'],
  ['X-Forwarded-Host', 'evil.example'], ['X-Original-URL', '/records'],
  ['Content-Type', ';;;'], ['Authorization', 'Basic ' + 'A'.repeat(3000)],
  ['User-Agent', ''], ['Referer', 'javascript:alert(1)'], ['Range', 'bytes=0-0,-1,5-2'],
  ['Expect', '100-continue'], ['Proxy', 'http://evil.example'], ['X-A', '(){ :;}; echo'],
];

function isCalm(reply, what) {
  assert.ok(reply.status >= 200 && reply.status < 500, `${what}: ${reply.status} ${reply.head.slice(0, 200)}`);
  assert.doesNotMatch(reply.body, /\.c:\d+|SELECT |sqlite|\/templates\/|ClearSilver|NERR_/i, what);
  assert.doesNotMatch(reply.head, /^X-Bad/mi, what);
}

test('hostile requests', t => onEachServer(t, servers, async (t, site) => {
  const [record] = await site.import(recordBytes());
  const form = [['Content-Type', 'application/x-www-form-urlencoded']];

  t.afterEach(async () => assert.equal((await site.ask('/health')).status, 200));

  await t.test('odd addresses', async () => {
    for (const path of oddPaths) {
      const reply = await exchange(site.port, request(`GET ${path} HTTP/1.1`));
      isCalm(reply, path.slice(0, 60));
      assert.doesNotMatch(reply.body, /root:|<script>|Bea Moss.*Bea Moss.*Bea Moss.*Bea Moss/, path.slice(0, 60));
    }
  });

  await t.test('bytes that belong in no address', async () => {
    for (const path of ['/\xff', '/a\tb', '/a b', '/a\x00b', '/<script>', '/"', '/\\', '/a#b', '/records?q=\xc3\xa9']) {
      const reply = await exchange(site.port, request(`GET ${path} HTTP/1.1`));
      isCalm(reply, JSON.stringify(path));
    }
  });

  await t.test('odd headers', async () => {
    for (const header of oddHeaders) {
      const reply = await exchange(site.port, request(`GET ${record} HTTP/1.1`, [header]));
      isCalm(reply, `${header[0]}: ${header[1].slice(0, 30)}`);
    }
  });

  await t.test('absolute URLs never come from the Host header', async () => {
    const bytes = Buffer.from(`GET ${site.share(record)} HTTP/1.1\r\nHost: evil.example\r\n` +
      'X-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n');
    const reply = await exchange(site.port, bytes);
    assert.equal(reply.status, 200);
    assert.doesNotMatch(reply.head + reply.body, /evil\.example/);
  });

  await t.test('a thousand and one fields', async () => {
    const reply = await exchange(site.port, request('POST /import HTTP/1.1',
      [...form, ['Content-Length', String(1001 * 4 - 1)]], Array(1001).fill('a=1').join('&')));
    assert.equal(reply.status, 413);
    assert.match(reply.body, /1,?000/);
  });

  await t.test('a field twice counts once', async () => {
    const body = `name=First&name=Second`;
    const reply = await exchange(site.port, request(`POST ${record}/links HTTP/1.1`,
      [...form, ['Content-Length', String(body.length)]], body));
    assert.equal(reply.status, 303);
    const page = await site.ask(record);
    assert.match(page.text, /First/);
    assert.doesNotMatch(page.text, /Second/);
  });

  await t.test('broken forms', async () => {
    for (const body of ['name=%', 'name=%zz', 'name=%00', 'name=%ff%fe', '=', '&&&', 'name', '%00=x', 'name=a\0b']) {
      const reply = await exchange(site.port, request(`POST ${record}/links HTTP/1.1`,
        [...form, ['Content-Length', String(body.length)]], body));
      assert.equal(reply.status, 422, JSON.stringify(body));
    }
  });

  await t.test('a form over the limit is 413 and names it', async () => {
    const body = 'name=' + 'x'.repeat(1100000);
    const reply = await site.ask(`${record}/links`, { method: 'POST', body,
      headers: { 'content-type': form[0][1] } });
    assert.equal(reply.status, 413);
    assert.match(reply.text, /1 ?(MiB|MB)|1[,.]?048[,.]?576/);
  });

  await t.test('a body in chunks without a length', async () => {
    const body = new URLSearchParams({ text: recordBytes().toString() }).toString();
    const chunks = [body.slice(0, 100), body.slice(100)].map(part =>
      `${part.length.toString(16)}\r\n${part}\r\n`).join('') + '0\r\n\r\n';
    const reply = await exchange(site.port, request('POST /import HTTP/1.1',
      [...form, ['Transfer-Encoding', 'chunked']], chunks));
    assert.ok([303, 411].includes(reply.status), `${reply.status}`);
  });

  await t.test('more body than announced is not read', async () => {
    const body = 'name=Shorty' + 'TAIL'.repeat(500);
    const reply = await exchange(site.port, request(`POST ${record}/links HTTP/1.1`,
      [...form, ['Content-Length', '11']], body));
    assert.equal(reply.status, 303);
    const page = await site.ask(record);
    assert.match(page.text, /Shorty/);
    assert.doesNotMatch(page.text, /TAIL/);
  });

  await t.test('less body than announced is no form', async () => {
    const before = (await site.ask(record)).text.match(/\/s\/[\w-]+/g)?.length ?? 0;
    const reply = await exchange(site.port, request(`POST ${record}/links HTTP/1.1`,
      [...form, ['Content-Length', '500']], 'name=Cut'), { end: true, ms: 3000 });
    assert.ok(reply.status === 0 || reply.status >= 400, `${reply.status}`);
    const after = (await site.ask(record)).text.match(/\/s\/[\w-]+/g)?.length ?? 0;
    assert.equal(after, before);
  });

  await t.test('lengths that are no lengths', async () => {
    for (const length of ['-1', 'x', '1e3', '99999999999999999999', '0x10', '5, 6']) {
      const reply = await exchange(site.port, request(`POST ${record}/links HTTP/1.1`,
        [...form, ['Content-Length', length]], 'name=A'), { ms: 2000 });
      assert.ok(reply.status === 0 || (reply.status >= 400 && reply.status < 500), `${length}: ${reply.status}`);
    }
  });

  await t.test('no request at all', async () => {
    for (const bytes of ['\r\n\r\n', 'GET\r\n\r\n', '\x16\x03\x01\x02\x00', 'GET / HTTP/9.9\r\n\r\n',
      'BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n']) {
      const reply = await exchange(site.port, Buffer.from(bytes, 'latin1'), { ms: 1500 });
      assert.ok(reply.status < 500 || [501, 505].includes(reply.status), JSON.stringify(bytes));
    }
  });

  await t.test('five hundred at once', async () => {
    const replies = await Promise.all(Array.from({ length: 500 }, (_, i) =>
      site.ask(i % 5 ? '/health' : record)));
    assert.deepEqual([...new Set(replies.map(r => r.status))], [200]);
  });
}));
