// What other systems are told: the page, its examples, which work as they
// stand there, and the OpenAPI document.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { recordOfSize } from './lib/documents.mjs';
import { load, run, source } from './lib/env.mjs';
import { parse } from './lib/html.mjs';
import { made, scopes } from './lib/oauth.mjs';
import { openSite } from './lib/site.mjs';

async function withSite(run) {
  const site = await openSite();
  try {
    await run(site);
  } finally {
    await site.close();
  }
}

const text = html => html.replaceAll('&#39;', "'").replaceAll('&quot;', '"')
  .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

// The commands of the page, by operation; "three": the one of the beginning.
async function examples(site) {
  const { text: html } = await site.ask('/docs', { accept: 'text/html' });
  const found = [...html.matchAll(/aria-label="Example: (\w+)" class="example"><code>([^<]*)</g)]
    .map(([, id, command]) => [id, text(command)]);
  return { three: text(html.match(/aria-labelledby="three"><code>([^<]*)</)[1]), ...Object.fromEntries(found) };
}

// Run a command of the page as it stands there: status and body.
function shell(command, { dir, env }) {
  const done = run('/bin/sh', ['-c', command.replace(/^curl /, 'curl -s -w "\\n%{http_code}" ')],
    { cwd: dir, env: { ...process.env, ...env } });
  assert.equal(done.status, 0, `${command}: ${done.stderr}`);
  const end = done.stdout.lastIndexOf('\n');
  return { status: Number(done.stdout.slice(end + 1)), body: done.stdout.slice(0, end) };
}

test('every example works as it stands there', () => withSite(async site => {
  const all = await examples(site);
  const client = made(site, 'Reader', '--itself', '--scope', 'readonly', '--scope', 'replace', '--scope', 'delete');
  const env = { CLIENT: client.client_id, SECRET: client.client_secret };
  const at = { dir: site.dir, env };
  const record = JSON.parse(recordOfSize(3000).toString());
  writeFileSync(join(site.dir, 'payload.json'), JSON.stringify({ '@context': record['@context'], clr: record }));
  writeFileSync(join(site.dir, 'record.json'), JSON.stringify(record));

  const three = JSON.parse(shell(all.three, at).body);
  assert.equal(three.scope, scopes.read);
  assert.equal(all.three.trim().split('\n').length, 3);
  const got = shell(all.getToken, at);
  assert.equal(got.status, 200);
  env.TOKEN = JSON.parse(got.body).access_token;
  env.ID = encodeURIComponent(record.id);
  const statuses = {};
  for (const id of ['getDiscoveryDocument', 'getMetadata', 'introspectToken', 'getKeys', 'verify', 'postClr', 'getClrs', 'getClr', 'deleteClr']) {
    assert.ok(all[id], `${id} has an example`);
    statuses[id] = shell(all[id], at).status;
    delete all[id];
  }
  assert.deepEqual(statuses, {
    getDiscoveryDocument: 200, getMetadata: 200, introspectToken: 200, getKeys: 200, verify: 200,
    postClr: 201, getClrs: 200, getClr: 200, deleteClr: 204,
  });
  assert.deepEqual(Object.keys(all).sort(), ['getToken', 'three'], 'no example is left untried');
}));

test('the OpenAPI document', () => withSite(async site => {
  const reply = await site.ask('/docs/openapi.json');
  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('access-control-allow-origin'), '*');
  const doc = JSON.parse(reply.text);
  const filed = JSON.parse(readFileSync(join(source, 'doc/openapi.json'), 'utf8'));
  assert.deepEqual(doc.servers, [{ url: site.url }]);
  assert.deepEqual(doc.paths, filed.paths, 'doc/openapi.json is current');
  assert.deepEqual(doc.components.schemas, filed.components.schemas);
  assert.equal((await site.ask('/docs/openapi.json', { headers: { 'if-none-match': reply.headers.get('etag') } })).status, 304);

  // A record that is valid here is so by the document's schemas.
  const Ajv = load('ajv').default;
  const ajv = new Ajv({ strict: false });
  load('ajv-formats').default(ajv);
  ajv.addFormat('jws', true);
  ajv.addSchema({ $id: 'doc', ...doc });
  const check = ajv.compile({ $ref: 'doc#/components/schemas/Clr' });
  const record = JSON.parse(recordOfSize(3000).toString());
  assert.ok(check(record), JSON.stringify(check.errors));
  assert.ok(!check({ ...record, learner: 'x' }));
}));

test('the page', () => withSite(async site => {
  const reply = await site.ask('/docs', { accept: 'text/html' });
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get('content-security-policy'), /connect-src 'self'/);
  const page = parse(reply.text);
  assert.ok(page);
  for (const id of ['getClrs', 'postClr', 'getClr', 'deleteClr', 'getToken', 'verify'])
    assert.match(reply.text, new RegExp(`<section id="${id}"`));
  assert.match(reply.text, /<dt>429<\/dt>/);
}));
