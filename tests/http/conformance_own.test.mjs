// This program as a Provider, by its own suite: each check of each feature,
// with both flows.
import assert from 'node:assert/strict';
import test from 'node:test';

import { report, secretFile, trouble } from './lib/conformance.mjs';
import { freePort } from './lib/env.mjs';
import { addresses, bring, owner, publishAll } from './lib/hosted.mjs';
import { answered, made } from './lib/oauth.mjs';
import { openSite } from './lib/site.mjs';

// Keys and lists of the demo college are not this office's.
function unkeyed(value) {
  if (Array.isArray(value)) return value.map(unkeyed);
  if (!value || typeof value !== 'object') return value;
  const { publicKey, revocationList, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([name, each]) => [name, unkeyed(each)]));
}

const named = url => ['--document', url];

async function withOffice(run) {
  const site = await openSite();
  try {
    bring(site, ['layla-haddad-nursing'], unkeyed);
    const visitor = await owner(site);
    site.must('key', 'new', 'Riverbend College');
    await publishAll(site, visitor);
    const documents = addresses(site).filter(path => !path.includes('/clrs/'))
      .map(path => site.url + path);
    await run(site, visitor, documents.flatMap(named).slice(0, 40));
  } finally {
    await site.close();
  }
}

const scopes = ['readonly', 'replace', 'delete'].flatMap(scope => ['--scope', scope]);

test('client credentials', () => withOffice(async (site, visitor, documents) => {
  const client = made(site, 'Suite', ...scopes);
  const all = await report(site.url, ['--client', client.client_id,
    '--client-secret', secretFile(client.client_secret), ...documents]);
  assert.deepEqual(trouble(all), []);
  assert.equal(all.outcome, 'passed');
}));

test('a person at the browser', () => withOffice(async (site, visitor, documents) => {
  const port = await freePort();
  const client = made(site, 'Suite', ...scopes, '--itself', '--redirect', `http://127.0.0.1:${port}/callback`);
  const all = await report(site.url, ['--client', client.client_id, '--client-secret',
    secretFile(client.client_secret), '--browser', String(port), ...documents],
  async url => fetch(await answered(visitor, new URL(url).searchParams)));
  assert.deepEqual(trouble(all), []);
  assert.ok(all.features[0].checks[1].findings.some(f => f.words.includes('sent back with a code')));
}));
