// Files inside a document: their bytes, a type that is safe, no way to act.
import assert from 'node:assert/strict';
import test from 'node:test';

import { recordBytes } from './lib/documents.mjs';
import { parse } from './lib/html.mjs';
import { onEachServer, servers } from './lib/site.mjs';

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const pdf = Buffer.from('%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n');
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const html = '<!doctype html><script>alert(document.domain)</script>';

function url(type, bytes) {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

// [data: URL, its bytes, the type sent, is it a download?]
const cases = [
  [url('image/png', png), png, 'image/png', false],
  [url('application/pdf', pdf), pdf, 'application/pdf', false],
  [url('image/svg+xml', svg), svg, 'image/svg+xml', true],
  [url('text/plain', 'grüß'), 'grüß', 'text/plain;charset=utf-8', false],
  ['data:,plain%20words', 'plain words', null, null],
  [url('text/html', html), html, 'application/octet-stream', true],
  [url('application/xhtml+xml', html), html, 'application/octet-stream', true],
  [url('image/png', html), html, 'application/octet-stream', true],
  [url('application/pdf', html), html, 'application/octet-stream', true],
  [url('text/javascript', 'alert(1)'), 'alert(1)', 'application/octet-stream', true],
  [url('IMAGE/PNG', png), png, 'image/png', false],
  [url('text/xml', '<a/>'), '<a/>', 'application/octet-stream', true],
];

function evidence() {
  return { assertion: { evidence: [{
    id: 'urn:uuid:00000000-0000-4000-8000-00000000000a', type: 'Evidence', name: 'Papers',
    artifacts: cases.map(([url], i) => ({ type: 'Artifact', name: `Paper "${i}"\r\nX: y é`, url })),
  }] } };
}

async function isSafe(site, path, [, bytes, type, isDownload]) {
  const reply = await site.ask(path);
  assert.equal(reply.status, 200, path);
  assert.ok(reply.bytes.equals(Buffer.from(bytes)), 'its bytes');
  if (type) assert.equal(reply.type.toLowerCase().replace(/\s/g, ''), type);
  assert.doesNotMatch(reply.type, /html|xml(?!$)|script/i);
  assert.equal(reply.headers.get('x-content-type-options'), 'nosniff');
  const policy = reply.headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  if (type !== 'application/pdf') assert.match(policy, /\bsandbox\b/);
  assert.doesNotMatch(policy, /script-src|unsafe-eval|allow-scripts/);
  const disposition = reply.headers.get('content-disposition') ?? '';
  if (isDownload) assert.match(disposition, /^attachment/);
  assert.doesNotMatch(disposition, /[\r\n]/);
  assert.equal(reply.headers.get('x'), null, 'no header smuggled in');
}

test('files of a record', t => onEachServer(t, servers, async (t, site) => {
  const [record] = await site.import(recordBytes(evidence()));
  const link = site.share(record);
  for (const home of [record, link]) {
    for (const [n, row] of cases.entries())
      await t.test(`${home === record ? 'record' : 'link'}, ${row[0].slice(0, 24)} with ${String(row[1]).slice(0, 12).replace(/\W/g, '.')}`,
        () => isSafe(site, `${home}/files/${n}`, row));
    await t.test(`${home === record ? 'record' : 'link'}: the page leads to them`, async () => {
      const page = await site.ask(home);
      const leads = parse(page.text).elements.flatMap(({ attrs = {} }) =>
        [attrs.href, attrs.src]).filter(at => at?.startsWith(`${home}/files/`));
      assert.ok(leads.includes(`${home}/files/1`), 'a link to the PDF');
      for (const at of new Set(leads)) assert.equal((await site.ask(at)).status, 200, at);
    });
  }

  await t.test('a data: URL nobody can decode is told of, and harmless', async () => {
    const broken = ['data:image/png;base64,@@@@', 'data:', 'data:;base64,', 'data:image/png;base64,iVBO==='];
    const [path] = await site.import(recordBytes({ assertion: { evidence: [{
      type: 'Evidence', name: 'Broken', artifacts: broken.map((url, i) => ({ type: 'Artifact', name: `B${i}`, url })),
    }] } }));
    assert.equal((await site.ask(path)).status, 200);
    for (let n = 0; n < broken.length; n++) {
      const reply = await site.ask(`${path}/files/${n}`);
      assert.ok([200, 404, 422].includes(reply.status), `${broken[n]}: ${reply.status}`);
    }
    assert.equal((await site.ask('/health')).status, 200);
  });
}));
