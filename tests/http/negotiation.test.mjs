// A person and a program reach a record by the same address.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { onEachServer, servers } from './lib/site.mjs';

const chromium = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';

// Accept, and the media type it must bring.
const cases = [
  [undefined, 'text/html'],
  ['*/*', 'text/html'],
  [chromium, 'text/html'],
  ['text/html', 'text/html'],
  ['text/*', 'text/html'],
  ['application/json', 'application/json'],
  ['APPLICATION/JSON', 'application/json'],
  ['application/ld+json', 'application/ld+json'],
  ['application/*', 'application/json'],
  ['application/json;q=0.5, text/html;q=0.4', 'application/json'],
  ['application/json;q=0.4, text/html;q=0.5', 'text/html'],
  ['text/html;q=0.9, application/ld+json', 'application/ld+json'],
  ['application/ld+json, application/json', 'application/ld+json'],
  ['application/json, application/ld+json', 'application/json'],
  ['application/json;q=0.8, application/ld+json;q=0.9', 'application/ld+json'],
  ['text/html;q=0, application/json;q=0.1', 'application/json'],
  ['*/*;q=0.1, application/json', 'application/json'],
  ['*/*, application/json;q=0.9', 'text/html'],
  ['image/png', 'text/html'],
  ['application/json;q=banana', 'text/html'],
  [';;;,,,=', 'text/html'],
  ['application/json; charset=utf-8', 'application/json'],
];

test('the form of a record', t => onEachServer(t, servers, async (t, site) => {
  const document = recordBytes();
  const [record] = await site.import(document);
  const link = site.share(record);

  for (const path of [record, link]) {
    const name = path === record ? 'a record' : 'a shared record';

    await t.test(`${name}: each Accept brings its form`, async () => {
      for (const [accept, type] of cases) {
        const reply = await site.ask(path, { accept });
        assert.equal(reply.status, 200, accept);
        assert.equal(reply.type.toLowerCase().replace(/\s/g, ''),
          `${type};charset=utf-8`, `Accept: ${accept}`);
        assert.match(reply.headers.get('vary') ?? '', /\baccept\b/i, accept);
        if (type !== 'text/html')
          assert.ok(reply.bytes.equals(document), 'the exact bytes');
      }
    });

    await t.test(`${name}: an unchanged one is 304`, async () => {
      const first = await site.ask(path, { accept: 'application/json' });
      const etag = first.headers.get('etag');
      assert.match(etag, /^(W\/)?"[^"]+"$/);
      for (const given of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
        const again = await site.ask(path, {
          accept: 'application/json', headers: { 'if-none-match': given },
        });
        assert.equal(again.status, 304, given);
        assert.equal(again.bytes.length, 0);
        assert.equal(again.headers.get('etag'), etag);
        assert.match(again.headers.get('vary') ?? '', /\baccept\b/i);
      }
      const changed = await site.ask(path, {
        accept: 'application/json', headers: { 'if-none-match': '"other"' },
      });
      assert.equal(changed.status, 200);
    });

    await t.test(`${name}: page and JSON never share an ETag`, async () => {
      const json = await site.ask(path, { accept: 'application/json' });
      const page = await site.ask(path, {
        accept: 'text/html', headers: { 'if-none-match': json.headers.get('etag') },
      });
      assert.equal(page.status, 200);
      assert.notEqual(page.headers.get('etag'), json.headers.get('etag'));
    });

    await t.test(`${name}: two densities, and any other word is the record`, async () => {
      const summary = await site.ask(`${path}?view=summary`);
      const whole = await site.ask(`${path}?view=record`);
      assert.equal(summary.status, 200);
      assert.equal(whole.status, 200);
      assert.notEqual(summary.text, whole.text);
      const odd = await site.ask(`${path}?view=%3Cxmp%3E`);
      assert.equal(odd.status, 200);
      assert.ok(!odd.text.includes('<xmp'));
    });
  }

  await t.test('both forms are never kept by others', async () => {
    for (const accept of ['text/html', 'application/json']) {
      const reply = await site.ask(record, { accept });
      assert.match(reply.headers.get('cache-control'), /private|no-store/);
    }
  });
}));
